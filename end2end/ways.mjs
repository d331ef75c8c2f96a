// The ways to prove who one is: what each needs beforehand, and what is done when a reset asks for it.

import { code } from './authenticator.mjs';
import { confirmCall } from './calls.mjs';
import { addPasskey } from './passkeys.mjs';
import { addApp, addQuestions } from './registering.mjs';
import { signInForSetup } from './signing_in.mjs';

/**
 * By the names that policy has for them; `person` has a mailbox, a mobile and an office telephone. `channel` is where the proof comes from; no channel counts twice.
 * `register`, at /setup, or `receive`, before the reset, gives what `prove` needs later; a way with neither needs
 * nothing but what the organisation knows.
 */
export const WAYS = {
  email: { channel: 'mailbox', prove: ({ wizard, person }) => wizard.passMail(person) },
  sms: { channel: 'number', prove: ({ wizard, person }) => wizard.passText(person) },
  mobile_call: { channel: 'number', prove: takeCall('mobile', 'choose_mobile_call') },
  office_call: { channel: 'desk', prove: takeCall('office', 'choose_office_call', '_office') },
  questions: { channel: 'memory', register: addQuestions, prove: answerQuestions },
  totp: { channel: 'device', register: addApp, prove: typeAppCode },
  passkey: { channel: 'device', register: makePasskey, prove: usePasskey },
  helpdesk_pass: { channel: 'help desk', receive: hearPass, prove: typePass },
};

/** Each two ways that policy lets somebody use together. */
export function pairs() {
  const names = Object.keys(WAYS);
  return names
    .flatMap((first, place) => names.slice(place + 1).map((second) => [first, second]))
    .filter(([first, second]) => WAYS[first].channel !== WAYS[second].channel);
}

/** What each way of the pair has to know later. */
export async function prepare(there, pair) {
  const known = new Map();
  if (pair.some((name) => WAYS[name].register)) await signInForSetup(there, there.person, there.password);
  for (const name of pair) {
    const { register, receive } = WAYS[name];
    known.set(name, await (register ?? receive)?.(there));
  }
  return known;
}

function takeCall(line, ...keys) {
  return async ({ wizard, person, context }) => {
    await wizard.askForCall(person[line], ...keys);
    await confirmCall({ context, t: wizard.t }, person[line]);
  };
}

async function answerQuestions({ wizard, page }, answers) {
  const { hands, t } = wizard;
  await hands.press(t.choose_questions);
  await hands.sees(t.answer_title);
  await wizard.look(t.answer_title);
  for (const field of await page.locator('input[name^=answer]').all()) {
    const question = await page.locator(`label[for=${await field.getAttribute('id')}]`).innerText();
    await field.fill(answers.get(question));
  }
  await hands.press(t.next);
}

/** The code of the confirmation is used up; the next one counts already. */
async function typeAppCode({ wizard }, key) {
  await wizard.hands.press(wizard.t.choose_totp);
  await wizard.isAt('code_title');
  await wizard.enterCode(code(key, 1));
}

async function makePasskey({ wizard }) {
  await addPasskey(wizard);
  await wizard.hands.reads(wizard.t('setup_done_add', { name: wizard.t.setup_name_passkey }));
}

async function usePasskey({ wizard }) {
  await wizard.hands.press(wizard.t.choose_passkey);
  await wizard.isAt('passkey_title');
  await wizard.look(wizard.t.passkey_title);
  await wizard.hands.press(wizard.t.passkey_use);
}

/** Whoever has none when the reset begins is not asked for one. */
async function hearPass({ wizard, person }) {
  const told = await wizard.portal.command('person', 'pass', person.userName);
  return told.match(/\d{4} \d{4}/)[0];
}

async function typePass({ wizard }, pass) {
  await wizard.hands.press(wizard.t.choose_helpdesk_pass);
  await wizard.isAt('code_title');
  await wizard.enterCode(pass);
}
