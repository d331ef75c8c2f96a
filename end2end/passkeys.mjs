// What people do with passkeys, in any engine whose hands find things by role and label.

import { goodPassword } from './wizard.mjs';

/** Every method, so that a passkey is one of many. */
export const POLICY = 'methods = ["email", "sms", "passkey"]\n';

/** From the first page to the overview with a new passkey in it; the password is the first good one. */
export async function register(wizard, person) {
  const { hands, t } = wizard;
  await wizard.open();
  await wizard.reset(person, goodPassword(1));
  await wizard.leaveForSignIn(person, goodPassword(1));
  await hands.open('/setup');
  await hands.sees(t.setup_title);
  await addPasskey(wizard);
  await hands.reads(t('setup_done_add', { name: t.setup_name_passkey }));
}

/** From the overview to the answer of the device. */
export async function addPasskey(wizard) {
  await begins(wizard);
  await wizard.hands.press(wizard.t.setup_passkey_make);
}

/** From the overview to the step that has a passkey made. */
export async function begins(wizard) {
  const { hands, t } = wizard;
  await hands.press(`${t.setup_add} ${t.setup_name_passkey}`);
  await hands.sees(t.setup_passkey_title);
  await wizard.look(t.setup_passkey_title);
}

/** From the name to the step that asks for the passkey. */
export async function choosePasskey(wizard, person) {
  await wizard.open();
  await wizard.identify(person.userName);
  await wizard.hands.press(wizard.t.choose_passkey);
  await wizard.isAt('passkey_title');
  await wizard.look(wizard.t.passkey_title);
}

/** Resets by passkey and mail. */
export async function resetWithPasskey(wizard, person) {
  await choosePasskey(wizard, person);
  await wizard.hands.press(wizard.t.passkey_use);
  await wizard.isAt('choose_title');
  await wizard.passMail(person);
  await wizard.isAt('password_title');
  await wizard.setPassword(goodPassword(2));
  await wizard.isAt('done_title');
}

/** At the sign-in page: presses its button, and is in. */
export async function signInWithPasskey(wizard, person) {
  const { hands, t } = wizard;
  await wizard.look(t.sign_in_title);
  await hands.press(t.sign_in_passkey);
  await hands.sees(t('account_title', { name: person.displayName }));
}
