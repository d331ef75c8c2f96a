// What people register at the page of their security information, in any engine: each from the overview and back to
// it. `there` has the hands, the texts and the wizard of a visit.

import { code } from './authenticator.mjs';

/** One question more than are registered (a line under `[questions]`). */
export const POOL = `pool = ${JSON.stringify([
  'first_pet', 'first_street', 'favourite_food', 'stuffed_toy', 'childhood_hero', 'Which was your first office?',
])}`;

const QUESTIONS = 5;

/** Presses the button of a method on the overview, such as "Add Questions and answers". */
export async function press({ hands, t }, act, method) {
  await hands.wizardLives();
  await hands.press(`${t(act)} ${t(method)}`);
}

/** Waits until the overview says what was done. */
export async function isDone({ hands, t }, done, method) {
  await hands.reads(t(done, { name: t(method) }));
}

/** Takes another mailbox than the one that the organisation knows: that is the first of one's own. */
export async function changeMail(there, address) {
  const { hands, t } = there;
  await begins(there, 'setup_change', 'setup_name_email', 'setup_address_title');
  await hands.fill(t.setup_address_label, address);
  await confirm(there, address);
  await isDone(there, 'setup_done_add', 'setup_name_email');
}

/** Gives a mobile number as it is `dialled`; texts go to the `complete` one. */
export async function addNumber(there, dialled, complete) {
  const { hands, t } = there;
  await begins(there, 'setup_add', 'setup_name_sms', 'setup_number_title');
  await hands.fill(t.number_label, dialled);
  await confirm(there, complete);
  await isDone(there, 'setup_done_add', 'setup_name_sms');
}

/** Chooses five questions and gives each with its answer. */
export async function addQuestions(there) {
  const { hands, t } = there;
  const answers = new Map();
  await begins(there, 'setup_add', 'setup_name_questions', 'setup_questions_title');
  for (let row = 1; row <= QUESTIONS; row += 1) {
    const answer = `Answer to ${row}`;
    answers.set(await hands.pick(t('setup_question', { n: row }), row), answer);
    await hands.fill(t('setup_answer', { n: row }), answer);
  }
  await hands.press(t.setup_questions_save);
  await isDone(there, 'setup_done_add', 'setup_name_questions');
  return answers;
}

/** Gives the key that the app has taken over. */
export async function addApp(there) {
  const { hands, wizard } = there;
  await begins(there, 'setup_add', 'setup_name_totp', 'setup_totp_title');
  const key = await hands.appKey();
  await hands.wizardLives();
  await wizard.typeCode(code(key));
  await isDone(there, 'setup_done_add', 'setup_name_totp');
  return key;
}

/** From the overview to a step, which is looked at. */
async function begins(there, act, method, heading) {
  await press(there, act, method);
  await there.wizard.isAt(heading);
  await there.wizard.look(there.t(heading));
}

/** Has a code sent, and types it. */
async function confirm({ hands, t, wizard }, contact) {
  await hands.press(t.number_send);
  await wizard.isAt('code_title');
  await hands.wizardLives();
  await wizard.enterCode(await wizard.portal.outbox.code(contact));
}
