import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESKTOP, PHONE, SMALL_PHONE } from '../browsers/chromium.mjs';
import { deviceFor } from '../device.mjs';
import { inspect } from '../inspect.mjs';
import { POLICY, addPasskey, begins, choosePasskey, register, resetWithPasskey, signInWithPasskey } from '../passkeys.mjs';
import { signInForSetup } from '../signing_in.mjs';
import { stage } from '../stage.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage({ policy: POLICY, host: 'localhost' });

/** Somebody at a page with a device. */
async function withDevice(options) {
  const person = await at.portal.newcomer(options.language);
  const there = await at.visit({ ...options, look: inspect });
  const device = await deviceFor(there.page);
  return { ...there, person, device };
}

const SCREENS = [
  [DESKTOP, 'en', 'light', 'live'],
  [PHONE, 'nl', 'dark', 'without WebAssembly'],
];

for (const [viewport, language, colours, mode] of SCREENS) {
  test(`a passkey is registered, resets a password and signs in, ${mode}, ${viewport.width} px, in ${language}`, async () => {
    const { wizard, hands, person, device } = await withDevice({ viewport, language, colours, mode });
    await register(wizard, person);
    assert.equal((await device.passkeys()).length, 1);
    await resetWithPasskey(wizard, person);
    await device.answers(false);
    await hands.open('/signin');
    await wizard.isAt('sign_in_title');
    await device.answers(true);
    await signInWithPasskey(wizard, person);
  });
}

test('a device makes one passkey, and is told so when it is asked for another', async () => {
  const { wizard, hands, page, t, person, device } = await withDevice({ viewport: PHONE, language: 'en' });
  await register(wizard, person);
  await addPasskey(wizard);
  await page.getByText(t.refusal_passkey_taken).first().waitFor();
  await inspect(page, 'en', t('error_title', { title: t.setup_passkey_title }));
  assert.equal((await device.passkeys()).length, 1);

  await hands.press(t.cancel);
  await hands.sees(t.setup_title);
  await hands.press(`${t.setup_remove} ${t.setup_name_passkey}`);
  await hands.sees(t.setup_remove_title);
  await inspect(page, 'en', t.setup_remove_title);
  await hands.press(`${t.setup_remove} ${t('setup_passkey_called', { n: 1 })}`);
  await page.getByText(t('setup_done_remove', { name: t.setup_name_passkey })).waitFor();
});

test('a passkey gets another name, and a name that is none stays to be mended', async () => {
  const { wizard, hands, page, t, person } = await withDevice({ viewport: SMALL_PHONE, language: 'nl' });
  await register(wizard, person);
  await hands.press(`${t.setup_rename} ${t.setup_name_passkey}`);
  await hands.sees(t.setup_rename_title);
  await inspect(page, 'nl', t.setup_rename_title);
  const old = t('setup_passkey_called', { n: 1 });
  await hands.fill(t('setup_rename_label', { name: old }), ' ');
  await hands.press(`${t.setup_rename_save} ${old}`);
  await page.getByText(t.refusal_passkey_name).first().waitFor();
  await inspect(page, 'nl', t('error_title', { title: t.setup_rename_title }));
  await hands.fill(t('setup_rename_label', { name: old }), 'Rode sleutel');
  await hands.press(`${t.setup_rename_save} ${old}`);
  await page.getByText(t.setup_done_rename).waitFor();
  await page.getByText(/Rode\ssleutel/).waitFor();
});

test('a device that does not know its owner proves nothing, and another way is open', async () => {
  const { wizard, hands, page, t, person, device } = await withDevice({ viewport: PHONE, language: 'en' });
  await register(wizard, person);
  await device.knowsItsOwner(false);
  await choosePasskey(wizard, person);
  await hands.press(t.passkey_use);
  await page.getByText(t.refusal_passkey_missing).first().waitFor();
  await inspect(page, 'en', t('error_title', { title: t.passkey_title }));
  await device.knowsItsOwner(true);
  await hands.press(t.passkey_use);
  await wizard.isAt('choose_title');
});

test('a passkey that is picked in the name field signs in without a button', async () => {
  const { wizard, hands, t, person } = await withDevice({ viewport: DESKTOP });
  await register(wizard, person);
  await hands.open('/signin');
  // The pretended device picks its one passkey by itself.
  await hands.sees(t('account_title', { name: person.displayName }));
});

test('the name field of the sign-in page offers passkeys where the browser can', async () => {
  const { page, hands, t, wizard } = await at.visit({ viewport: DESKTOP });
  await page.addInitScript(() => {
    globalThis.asked = [];
    const get = navigator.credentials.get.bind(navigator.credentials);
    navigator.credentials.get = (options) => {
      globalThis.asked.push(options.mediation);
      return get(options);
    };
    globalThis.PublicKeyCredential.isConditionalMediationAvailable = async () => true;
  });
  await hands.open('/signin');
  await wizard.isAt('sign_in_title');
  await page.waitForFunction(() => globalThis.asked.length > 0);
  assert.deepEqual(await page.evaluate(() => globalThis.asked), ['conditional']);
  const names = await hands.field(t.user_name_label).getAttribute('autocomplete');
  assert.equal(names, 'username webauthn');
});

test('without scripts the step says so, and leads to another method', async () => {
  const { wizard, person } = await withDevice({ viewport: SMALL_PHONE, language: 'en' });
  await register(wizard, person);
  const there = await at.visit({ viewport: SMALL_PHONE, mode: 'without scripts', look: inspect });
  await choosePasskey(there.wizard, person);
  await there.page.getByText(there.t.passkey_unable).waitFor();
  assert.equal(await there.hands.button(there.t.passkey_use).count(), 0);
  await there.hands.press(there.t.other_method);
  await there.wizard.isAt('choose_title');
  await there.wizard.passMail(person);
  await there.wizard.isAt('choose_title');
});

for (const [viewport, language, colours] of [[SMALL_PHONE, 'nl', 'dark'], [DESKTOP, 'en', 'light']]) {
  test(`without scripts no passkey is made, and the page says why and leads back, ${viewport.width} px, in ${language}`, async () => {
    const password = goodPassword(3);
    const person = await at.portal.somebody(language, { password });
    const there = await at.visit({ viewport, language, colours, mode: 'without scripts', look: inspect });
    const { hands, t } = there;
    await signInForSetup(there, person, password);
    await begins(there.wizard);
    await hands.reads(t.passkey_unable);
    assert.equal(await hands.button(t.setup_passkey_make).isVisible(), false);
    await hands.press(t.cancel);
    await hands.sees(t.setup_title);
    assert.equal(await hands.button(`${t.setup_remove} ${t.setup_name_passkey}`).count(), 0);
  });
}
