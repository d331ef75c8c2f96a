// What people register at the page of their security information: each from the overview and back to it.

import { code } from './authenticator.mjs';
import { escaped } from './texts.mjs';

/** Presses the button of a method on the overview, such as "Add Questions and answers". */
export async function press({ hands, page, t }, act, method) {
  if (hands.mode === 'live') await hands.wizardLives();
  const name = new RegExp(`^${escaped(t(act))}\\s*${escaped(t(method))}$`);
  await page.getByRole('button', { name }).click();
}

/** Waits until the overview says what was done. */
export async function isDone({ page, t }, done, method) {
  await page.getByText(t(done, { name: t(method) })).waitFor();
}

/** Takes another mailbox than the one that the organisation knows: that is the first of one's own. */
export async function changeMail(there, address) {
  const { hands, t, wizard } = there;
  await press(there, 'setup_change', 'setup_name_email');
  await wizard.isAt('setup_address_title');
  await wizard.look(t.setup_address_title);
  await hands.fill(t.setup_address_label, address);
  await hands.press(t.number_send);
  await wizard.isAt('code_title');
  await wizard.enterCode(await wizard.portal.outbox.code(address));
  await isDone(there, 'setup_done_add', 'setup_name_email');
}

/** Gives a mobile number as it is `dialled`; texts go to the `complete` one. */
export async function addNumber(there, dialled, complete) {
  const { hands, t, wizard } = there;
  await press(there, 'setup_add', 'setup_name_sms');
  await wizard.isAt('setup_number_title');
  await wizard.look(t.setup_number_title);
  await hands.fill(t.number_label, dialled);
  await hands.press(t.number_send);
  await wizard.isAt('code_title');
  await wizard.enterCode(await wizard.portal.outbox.code(complete));
  await isDone(there, 'setup_done_add', 'setup_name_sms');
}

/** Chooses five questions and gives each with its answer. */
export async function addQuestions(there) {
  const { hands, page, t, wizard } = there;
  const answers = new Map();
  await press(there, 'setup_add', 'setup_name_questions');
  await wizard.isAt('setup_questions_title');
  await wizard.look(t.setup_questions_title);
  for (let row = 1; row <= 5; row += 1) {
    const select = page.getByRole('combobox', { name: t('setup_question', { n: row }), exact: true });
    await select.selectOption({ index: row });
    answers.set(await select.locator('option:checked').innerText(), `Answer to ${row}`);
    await hands.fill(t('setup_answer', { n: row }), `Answer to ${row}`);
  }
  await hands.press(t.setup_questions_save);
  await isDone(there, 'setup_done_add', 'setup_name_questions');
  return answers;
}

/** Gives the key that the app has taken over. */
export async function addApp(there) {
  const { hands, page, t, wizard } = there;
  await press(there, 'setup_add', 'setup_name_totp');
  await wizard.isAt('setup_totp_title');
  await wizard.look(t.setup_totp_title);
  await page.getByRole('img', { name: t.setup_totp_picture }).waitFor();
  const key = await page.locator('code.key').innerText();
  await hands.fill(t.code_label, code(key));
  if (hands.mode !== 'live') await hands.press(t.next);
  await isDone(there, 'setup_done_add', 'setup_name_totp');
  return key;
}
