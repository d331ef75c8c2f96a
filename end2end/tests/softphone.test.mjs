// A call over SIP to a real softphone, while a real browser waits.

import { test } from 'node:test';

import { DESKTOP, SMALL_PHONE } from '../browsers/chromium.mjs';
import { lookWhileItRings } from '../calls.mjs';
import { numberOf } from '../portal.mjs';
import { softphoneStage } from '../stage.mjs';
import { goodPassword } from '../wizard.mjs';

const at = softphoneStage({ policy: 'methods = ["email", "mobile_call"]\n' });

const SCREENS = [
  { viewport: DESKTOP, language: 'en', colours: 'light' },
  { viewport: SMALL_PHONE, language: 'nl', colours: 'dark' },
];

for (const [number, screen] of SCREENS.entries()) {
  const { viewport, language } = screen;

  test(`the telephone rings, # is pressed, and the page moves on, ${viewport.width} px, in ${language}`, async () => {
    const person = await at.portal.somebody(language, { mobile: numberOf(1) });
    const { wizard } = await at.visit({ look: lookWhileItRings, ...screen });
    await wizard.open();
    await wizard.identify(person.userName);
    await wizard.askForCall(person.mobile);

    await at.softphone.press('#');

    await wizard.isAt('choose_title');
    await wizard.passMail(person);
    await wizard.setPassword(goodPassword(number));
    await wizard.isAt('done_title');
  });
}

test('a portal that is told to stop hangs up', async () => {
  const person = await at.portal.somebody('en', { mobile: numberOf(1) });
  const { wizard, page } = await at.visit({ look: lookWhileItRings });
  await wizard.open();
  await wizard.identify(person.userName);
  await wizard.askForCall(person.mobile);
  await at.softphone.picksUp();
  // A page that asks a portal that is gone has something to complain of.
  await page.goto('about:blank');

  await at.portal.stop();

  await at.softphone.isHungUp();
});
