// What people register at /setup, in any engine whose hands find things by role and label.

import { code } from './authenticator.mjs';

/** One question more than are registered (a line under `[questions]`). */
export const POOL = `pool = ${JSON.stringify([
  'first_pet', 'first_street', 'favourite_food', 'stuffed_toy', 'childhood_hero', 'Which was your first office?',
])}`;

const QUESTIONS = 5;

/** From the sign-in page to the security information, or to what stands before it. */
export async function signIn({ hands, t }, person, password) {
  await hands.open('/signin');
  await hands.fill(t.user_name_label, person.userName);
  await hands.fill(t.password_label, password);
  await hands.press(t.sign_in);
}

export async function addNumber(wizard, number) {
  const { hands, t } = wizard;
  await hands.press(`${t.setup_add} ${t.setup_name_sms}`);
  await hands.sees(t.setup_number_title);
  await hands.fill(t.number_label, number);
  await hands.press(t.number_send);
  await confirm(wizard, number);
  await hands.reads(t('setup_done_add', { name: t.setup_name_sms }));
}

/** A mailbox of the person's own, in the place of the one that the organisation knows. */
export async function addMail(wizard, address) {
  const { hands, t } = wizard;
  await hands.press(`${t.setup_change} ${t.setup_name_email}`);
  await hands.sees(t.setup_address_title);
  await hands.fill(t.setup_address_label, address);
  await hands.press(t.number_send);
  await confirm(wizard, address);
  await hands.reads(t('setup_done_add', { name: t.setup_name_email }));
}

/** Gives each question with its answer. */
export async function addQuestions({ hands, t }) {
  const answers = new Map();
  await hands.press(`${t.setup_add} ${t.setup_name_questions}`);
  await hands.sees(t.setup_questions_title);
  for (let row = 1; row <= QUESTIONS; row += 1) {
    const answer = `Answer to ${row}`;
    answers.set(await hands.pick(t('setup_question', { n: row }), row), answer);
    await hands.fill(t('setup_answer', { n: row }), answer);
  }
  await hands.press(t.setup_questions_save);
  await hands.reads(t('setup_done_add', { name: t.setup_name_questions }));
  return answers;
}

/** Gives the key that the app has taken over. */
export async function addApp({ hands, t }) {
  await hands.press(`${t.setup_add} ${t.setup_name_totp}`);
  await hands.sees(t.setup_totp_title);
  const key = await hands.appKey();
  await hands.fill(t.code_label, code(key));
  await hands.press(t.next);
  await hands.reads(t('setup_done_add', { name: t.setup_name_totp }));
  return key;
}

async function confirm({ hands, t, portal }, contact) {
  await hands.sees(t.code_title);
  await hands.fill(t.code_label, await portal.outbox.code(contact));
  await hands.press(t.next);
}
