// Every screen of the security information, for the pictures.

import { deviceFor } from './device.mjs';
import { addPasskey } from './passkeys.mjs';
import { addApp, addNumber, addQuestions, changeMail, isDone, press } from './registering.mjs';
import { signIn } from './signing_in.mjs';

/** Registers and tries out everything, with a picture of each step. */
export async function takeSetup(there, portal, album, person, password) {
  const { hands, page, t, wizard } = there;
  const alert = page.getByRole('alert');
  const take = async (act, method, heading, name) => {
    await press(there, act, method);
    await wizard.isAt(heading);
    await album.take(name);
  };
  const leave = async () => {
    await hands.press(t.cancel);
    await wizard.isAt('setup_title');
  };
  await deviceFor(page);
  await signIn(there, person, password);
  await hands.sees(t('account_title', { name: person.displayName }));
  await hands.open('/setup');
  await album.take('setup-overview');

  await take('setup_change', 'setup_name_email', 'setup_address_title', 'setup-address');
  await leave();
  await changeMail(there, `own-${person.mail}`);
  await album.take('setup-done');
  await take('setup_add', 'setup_name_sms', 'setup_number_title', 'setup-number');
  await hands.fill(t.number_label, '+44 77');
  await hands.press(t.number_send);
  await alert.waitFor();
  await album.take('setup-number-refused');
  await hands.fill(t.number_label, person.mobile);
  await hands.press(t.setup_call_instead);
  await wizard.isAt('call_title');
  await album.take('setup-call');
  await leave();
  await addNumber(there, person.mobile, person.mobile);
  await take('setup_add', 'setup_name_totp', 'setup_totp_title', 'setup-totp');
  await leave();
  await addApp(there);
  await take('setup_add', 'setup_name_questions', 'setup_questions_title', 'setup-questions');
  await hands.fill(t('setup_answer', { n: 1 }), 'A');
  await hands.press(t.setup_questions_save);
  await alert.waitFor();
  await album.take('setup-questions-refused');
  await leave();
  await addQuestions(there);
  await take('setup_add', 'setup_name_passkey', 'setup_passkey_title', 'setup-passkey');
  await leave();
  await addPasskey(wizard);
  await isDone(there, 'setup_done_add', 'setup_name_passkey');
  await album.take('setup-everything');

  await take('setup_test', 'setup_name_sms', 'code_title', 'test-text');
  await leave();
  await take('setup_test', 'setup_name_totp', 'code_title', 'test-app');
  await leave();
  await take('setup_test', 'setup_name_questions', 'answer_title', 'test-questions');
  await leave();
  await take('setup_test', 'setup_name_passkey', 'passkey_title', 'test-passkey');
  await hands.press(t.passkey_use);
  await isDone(there, 'setup_done_test', 'setup_name_passkey');
  await album.take('test-done');
  await take('setup_rename', 'setup_name_passkey', 'setup_rename_title', 'rename');
  await leave();
  await take('setup_remove', 'setup_name_passkey', 'setup_remove_title', 'remove-passkey');
  await leave();
  await take('setup_remove', 'setup_name_questions', 'setup_remove_title', 'remove');
  await leave();

  await portal.proofsAreOld();
  await take('setup_change', 'setup_name_email', 'setup_password_title', 'fresh-proof');
  await hands.press(t.next);
  await alert.waitFor();
  await album.take('fresh-proof-refused');
  await hands.press(t.choose_totp);
  await wizard.isAt('code_title');
  await album.take('fresh-proof-app');
}
