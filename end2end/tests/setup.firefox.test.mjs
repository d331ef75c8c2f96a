import { after, before, test } from 'node:test';

import { firefoxAt } from '../browsers/firefox.mjs';
import { DEMANDING, registerAtSignIn } from '../interrupt.mjs';
import { Portal } from '../portal.mjs';
import { Wizard } from '../wizard.mjs';

let portal;
let firefox;
before(async () => {
  portal = await Portal.start();
  await portal.policy(DEMANDING);
  firefox = await firefoxAt(portal);
});
after(async () => {
  await firefox?.end();
  await portal?.stop();
});

test('sign-in stops at /setup, where number, mailbox, questions and app are registered, in Firefox', async () => {
  await registerAtSignIn(new Wizard(portal, firefox));
  firefox.assertNothingHappened();
});
