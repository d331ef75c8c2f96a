// Sign-in stops at what is still needed: the same walk in any engine.

import { numberOf } from './portal.mjs';
import { POOL, addApp, addNumber, addQuestions, changeMail } from './registering.mjs';
import { signIn } from './signing_in.mjs';
import { goodPassword } from './wizard.mjs';

/** What makes it stop; it may wait once. */
export const DEMANDING = `
methods = ["email", "sms", "totp", "questions"]
[questions]
${POOL}
[registration]
required = true
skips = 1
`;

/** Puts it off once, and then registers a number, another mailbox, questions and an app. */
export async function registerAtSignIn(wizard) {
  const { hands, portal, t } = wizard;
  const there = { hands, t, wizard };
  const password = goodPassword(50);
  const person = await portal.somebody('en', { password });
  const greeting = t('account_title', { name: person.displayName });
  await signIn(there, person, password);
  await hands.sees(t.setup_title);
  await hands.reads(t.setup_asked);
  await hands.press(t.setup_not_now);
  await hands.sees(greeting);

  await signIn(there, person, password);
  await hands.sees(t.setup_title);
  await addNumber(there, numberOf(90), numberOf(90));
  await changeMail(there, 'another@home.example');
  await addQuestions(there);
  await addApp(there);
  await hands.follow(t.setup_finish);
  await hands.sees(greeting);
}
