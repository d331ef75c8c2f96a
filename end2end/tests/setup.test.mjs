import assert from 'node:assert/strict';
import { test } from 'node:test';

import { code } from '../authenticator.mjs';
import { DESKTOP, MODES, PHONE, SMALL_PHONE } from '../browsers/chromium.mjs';
import { inspect } from '../inspect.mjs';
import { POOL, addApp, addQuestions, changeMail, press } from '../registering.mjs';
import { signIn } from '../signing_in.mjs';
import { stage } from '../stage.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage({
  policy: `
methods = ["email", "sms", "totp", "questions"]
[questions]
${POOL}
[sign_in]
second_step = "when_registered"
`,
});

/** Somebody who has a password, signed in at the page of the security information. */
async function atSetup(options) {
  const person = await at.portal.newcomer(options.language);
  const there = await at.visit(options);
  const { hands, page, t, wizard } = there;
  await wizard.open();
  await wizard.reset(person, goodPassword(1));
  await wizard.leaveForSignIn(person, goodPassword(1));
  await hands.open('/setup');
  await hands.sees(t.setup_title);
  await page.getByText(t.setup_needed_nothing).waitFor();
  wizard.look = (heading) => inspect(page, options.language, heading);
  await wizard.look(t.setup_title);
  return { ...there, person };
}

const SCREENS = [
  [DESKTOP, 'en', 'light', 'live'],
  [PHONE, 'nl', 'dark', 'without WebAssembly'],
  [SMALL_PHONE, 'en', 'dark', 'without scripts'],
];

for (const [viewport, language, colours, mode] of SCREENS) {
  test(`an app, questions and a mailbox are registered and reset a password, ${mode}, ${viewport.width} px, in ${language}`, async () => {
    assert.ok(MODES.includes(mode));
    const there = await atSetup({ viewport, language, colours, mode });
    const { hands, page, t, wizard, person } = there;
    const answers = await addQuestions(there);
    const key = await addApp(there);
    await changeMail(there, `another-${person.mail}`);

    await wizard.open();
    await wizard.identify(person.userName);
    await hands.press(t.choose_totp);
    await hands.sees(t.code_title);
    // The code of the confirmation is used up; the next one counts already.
    await wizard.enterCode(code(key, 1));
    await wizard.isAt('choose_title');
    await hands.press(t.choose_questions);
    await hands.sees(t.answer_title);
    await inspect(page, language, t.answer_title);
    for (const field of await page.locator('input[name^=answer]').all()) {
      const question = await page.locator(`label[for=${await field.getAttribute('id')}]`).innerText();
      await field.fill(answers.get(question));
    }
    await hands.press(t.next);
    await wizard.isAt('password_title');
  });
}

test('answers that are refused are shown again, and a slip alone is typed anew', async () => {
  const there = await atSetup({ viewport: PHONE, language: 'en' });
  const { hands, page, t } = there;
  await press(there, 'setup_add', 'setup_name_questions');
  await hands.sees(t.setup_questions_title);
  const typed = ['Oslo', 'Rex', 'ab', 'Pancakes', 'Grandmother'];
  for (const [at, answer] of typed.entries()) {
    const select = page.getByRole('combobox', { name: t('setup_question', { n: at + 1 }), exact: true });
    await select.selectOption({ index: at + 1 });
    await hands.fill(t('setup_answer', { n: at + 1 }), answer);
  }
  await hands.press(t.setup_questions_save);
  await page.getByText(t('refusal_answer_length', { row: 3 })).first().waitFor();
  await inspect(page, 'en', t('error_title', { title: t.setup_questions_title }));
  const shown = await Promise.all(typed.map((_, at) => hands.field(t('setup_answer', { n: at + 1 })).inputValue()));
  assert.deepEqual(shown, typed);
  await hands.fill(t('setup_answer', { n: 3 }), 'Abacus');
  await hands.press(t.setup_questions_save);
  await page.getByText(t('setup_done_add', { name: t.setup_name_questions })).waitFor();
});

test('signing in asks for the code of the app, once it is registered', async () => {
  const there = await atSetup({ viewport: PHONE, language: 'en' });
  const { hands, page, t, person } = there;
  const key = await addApp(there);
  await signIn(there, person, goodPassword(1));
  await hands.sees(t.second_title);
  await inspect(page, 'en', t.second_title);
  await hands.fill(t.code_label, '000000');
  await hands.press(t.sign_in);
  await page.getByText(t.refusal_held_code_wrong).first().waitFor();
  await hands.fill(t.code_label, code(key, 1));
  await hands.press(t.sign_in);
  await hands.sees(t('account_title', { name: person.displayName }));
});
