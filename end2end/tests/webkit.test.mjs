import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { webkitAt } from '../browsers/webkit.mjs';
import { Portal } from '../portal.mjs';
import { Wizard, goodPassword } from '../wizard.mjs';

let portal;
let webkit;
before(async () => {
  portal = await Portal.start();
  webkit = await webkitAt(portal);
});
after(async () => {
  await webkit?.end();
  await portal?.stop();
});

test('somebody resets a password in WebKit', async () => {
  const person = await portal.newcomer();
  const wizard = new Wizard(portal, webkit);
  // The step of the code says so when the page lives; from then on nothing is loaded anew.
  wizard.look = async (heading) => {
    if (heading !== wizard.t.code_title) return;
    await webkit.reads(wizard.t('code_auto', { digits: 6 }));
    await webkit.mark();
  };

  await wizard.open();
  await wizard.reset(person, goodPassword(1));
  assert.equal(await webkit.isSameDocument(), true, 'the living wizard stays in one document');

  await wizard.leaveForSignIn(person, goodPassword(1));
});

test('somebody gets a password at a sign-in screen in WebKit', async () => {
  const person = await portal.newcomer();
  const wizard = new Wizard(portal, webkit);
  webkit.mode = 'without scripts';

  await wizard.open('/reset?from=logon');
  await wizard.reset(person, goodPassword(2));
  await webkit.reads(wizard.t('done_logon_sign_in', { user_name: person.userName }));
});
