// A call over SIP to a real softphone, while a real browser waits.

import { test } from 'node:test';

import { softphoneStage } from '../stage.mjs';
import { goodPassword } from '../wizard.mjs';

const at = softphoneStage({ policy: 'methods = ["email", "mobile_call"]\n' });

test('the telephone rings, # is pressed, and the page moves on', async () => {
  const person = await at.portal.newcomer();
  const { wizard } = await at.visit();
  await wizard.open();
  await wizard.identify(person.userName);
  await wizard.askForCall(person.mobile);

  await at.softphone.press('#');

  await wizard.isAt('choose_title');
  await wizard.passMail(person);
  await wizard.setPassword(goodPassword(1));
  await wizard.isAt('done_title');
});
