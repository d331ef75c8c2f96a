import { after, before, test } from 'node:test';

import { webkitAt } from '../browsers/webkit.mjs';
import { DEMANDING, registerAtSignIn } from '../interrupt.mjs';
import { Portal } from '../portal.mjs';
import { Wizard } from '../wizard.mjs';

let portal;
let webkit;
before(async () => {
  portal = await Portal.start();
  await portal.policy(DEMANDING);
  webkit = await webkitAt(portal);
});
after(async () => {
  await webkit?.end();
  await portal?.stop();
});

test('sign-in stops at /setup, where number, mailbox, questions and app are registered, in WebKit', async () => {
  await registerAtSignIn(new Wizard(portal, webkit));
});
