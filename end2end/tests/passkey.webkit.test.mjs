import { after, before, test } from 'node:test';

import { chromiumBrowser, visit } from '../browsers/chromium.mjs';
import { webkitAt } from '../browsers/webkit.mjs';
import { deviceFor } from '../device.mjs';
import { POLICY, begins, choosePasskey, register } from '../passkeys.mjs';
import { Portal } from '../portal.mjs';
import { signInForSetup } from '../signing_in.mjs';
import { Wizard, goodPassword } from '../wizard.mjs';

let portal;
let chromium;
let webkit;
before(async () => {
  portal = await Portal.start({ host: 'localhost' });
  await portal.policy(POLICY);
  [chromium, webkit] = await Promise.all([chromiumBrowser(), webkitAt(portal)]);
});
after(async () => {
  await webkit?.end();
  await chromium?.close();
  await portal?.stop();
});

test('an engine without passkeys says so, and leads to another method', async () => {
  const person = await portal.newcomer();
  const there = await visit(chromium, portal);
  await deviceFor(there.page);
  await register(new Wizard(portal, there.hands), person);
  await there.end();

  const wizard = new Wizard(portal, webkit);
  await choosePasskey(wizard, person);
  await webkit.reads(wizard.t.passkey_unable);
  await webkit.press(wizard.t.other_method);
  await wizard.isAt('choose_title');
  await wizard.passMail(person);
  await wizard.isAt('choose_title');
});

test('an engine without passkeys makes none, says so, and leads back', async () => {
  const password = goodPassword(3);
  const person = await portal.somebody('en', { password });
  const wizard = new Wizard(portal, webkit);
  const { t } = wizard;
  await signInForSetup({ hands: webkit, t }, person, password);
  await begins(wizard);
  await webkit.reads(t.passkey_unable);
  await webkit.press(t.cancel);
  await webkit.sees(t.setup_title);
});
