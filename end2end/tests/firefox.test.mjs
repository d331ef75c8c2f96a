import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { firefoxAt } from '../browsers/firefox.mjs';
import { Portal } from '../portal.mjs';
import { Wizard, goodPassword } from '../wizard.mjs';

let portal;
let firefox;
before(async () => {
  portal = await Portal.start();
  firefox = await firefoxAt(portal);
});
after(async () => {
  await firefox?.end();
  await portal?.stop();
});

test('somebody resets a password in Firefox', async () => {
  const person = await portal.newcomer();
  const wizard = new Wizard(portal, firefox);
  // The step of the code says so when the page lives; from then on nothing is loaded anew.
  wizard.look = async (heading) => {
    if (heading !== wizard.t.code_title) return;
    await firefox.reads(wizard.t('code_auto', { digits: 6 }));
    await firefox.mark();
  };

  await wizard.open();
  await wizard.reset(person, goodPassword(1));
  assert.equal(await firefox.isSameDocument(), true, 'the living wizard stays in one document');

  await wizard.leaveForSignIn(person, goodPassword(1));
  firefox.assertNothingHappened();
});
