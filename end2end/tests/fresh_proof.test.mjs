import assert from 'node:assert/strict';
import { test } from 'node:test';

import { code } from '../authenticator.mjs';
import { DESKTOP, PHONE, SMALL_PHONE } from '../browsers/chromium.mjs';
import { deviceFor } from '../device.mjs';
import { inspect } from '../inspect.mjs';
import { setupStage } from '../living_setup.mjs';
import { addPasskey } from '../passkeys.mjs';
import { addApp, isDone, press } from '../registering.mjs';

const at = setupStage();

const SCREENS = [
  { viewport: DESKTOP, language: 'en', colours: 'light', mode: 'live' },
  { viewport: PHONE, language: 'nl', colours: 'dark', mode: 'without WebAssembly' },
  { viewport: SMALL_PHONE, language: 'en', colours: 'light', mode: 'without scripts' },
];

for (const screen of SCREENS) {
  const { viewport, language, mode } = screen;
  test(`the app stands in for the password before a change, ${mode}, ${viewport.width} px, in ${language}`, async () => {
    const there = await at.atOverview(screen);
    const { hands, page, t, wizard } = there;
    const key = await addApp(there);
    await at.proofsAreOld();

    await press(there, 'setup_change', 'setup_name_email');
    await wizard.isAt('setup_password_title');
    await inspect(page, language, t.setup_password_title);
    await hands.press(t.choose_totp);
    await wizard.isAt('code_title');
    await inspect(page, language, t.code_title);
    await hands.press(t.other_method);
    await wizard.isAt('setup_password_title');
    await hands.press(t.choose_totp);
    await wizard.isAt('code_title');
    await wizard.typeCode(code(key, 1));
    await wizard.isAt('setup_address_title');
  });
}

test('a passkey stands in for the password, but not one that does not know its owner', async () => {
  const there = await at.atOverview({ viewport: PHONE, language: 'en' });
  const { hands, page, t, wizard } = there;
  const device = await deviceFor(page);
  await addPasskey(wizard);
  await isDone(there, 'setup_done_add', 'setup_name_passkey');
  await at.proofsAreOld();

  await press(there, 'setup_change', 'setup_name_email');
  await wizard.isAt('setup_password_title');
  await hands.press(t.choose_passkey);
  await wizard.isAt('passkey_title');
  await inspect(page, 'en', t.passkey_title);
  await device.knowsItsOwner(false);
  await hands.press(t.passkey_use);
  await hands.reads(t.refusal_passkey_missing);
  await device.knowsItsOwner(true);
  await hands.press(t.passkey_use);
  await wizard.isAt('setup_address_title');
  assert.equal(await there.isSameDocument(), true);
});
