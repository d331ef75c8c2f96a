import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESKTOP, PHONE } from '../browsers/chromium.mjs';
import { hasFocus } from '../browsers/focus.mjs';
import { deviceFor } from '../device.mjs';
import { inspect } from '../inspect.mjs';
import { newNumber, setupStage } from '../living_setup.mjs';
import { addPasskey } from '../passkeys.mjs';
import { refuses } from '../refuses.mjs';
import { addApp, addNumber, addQuestions, changeMail, isDone, press } from '../registering.mjs';
import { pattern } from '../texts.mjs';
import { until } from '../until.mjs';

const at = setupStage();

const SCREENS = [
  { viewport: DESKTOP, language: 'en', colours: 'light' },
  { viewport: DESKTOP, language: 'nl', colours: 'dark' },
  { viewport: PHONE, language: 'en', colours: 'dark' },
  { viewport: PHONE, language: 'nl', colours: 'light' },
];

for (const screen of SCREENS) {
  const { viewport, language } = screen;
  const where = `${viewport.width} px, in ${language}`;

  test(`every method is registered and removed without loading a page, ${where}`, async () => {
    const there = await at.atOverview(screen);
    const { hands, page, t, wizard, person } = there;
    await deviceFor(page);
    const { dialled, complete } = newNumber();
    wizard.look = async (heading) => {
      await hasFocus(hands.heading(heading), heading);
      await inspect(page, language, heading);
    };
    const isTold = async (done, method) => {
      await isDone(there, done, method);
      await hasFocus(page.getByText(t(done, { name: t(method) })), 'the note');
      await inspect(page, language, t.setup_title);
    };

    await changeMail(there, `another-${person.mail}`);
    await isTold('setup_done_add', 'setup_name_email');
    await addNumber(there, dialled, complete);
    await isTold('setup_done_add', 'setup_name_sms');
    await addApp(there);
    await isTold('setup_done_add', 'setup_name_totp');
    await addQuestions(there);
    await isTold('setup_done_add', 'setup_name_questions');
    await addPasskey(wizard);
    await isTold('setup_done_add', 'setup_name_passkey');
    await press(there, 'setup_remove', 'setup_name_sms');
    await wizard.isAt('setup_remove_title');
    await wizard.look(t.setup_remove_title);
    await hands.press(t.setup_remove);
    await isTold('setup_done_remove', 'setup_name_sms');

    assert.equal(await there.isSameDocument(), true);
    await hands.follow(t.setup_finish);
    await hands.sees(t('account_title', { name: person.displayName }));
  });

  test(`every refusal has the focus and leads to its field, ${where}`, async () => {
    const there = await at.atOverview(screen);
    const { hands, page, t, wizard, person } = there;

    await press(there, 'setup_change', 'setup_name_email');
    await wizard.isAt('setup_address_title');
    await hands.fill(t.setup_address_label, 'kim@');
    await hands.press(t.number_send);
    await refuses(there, 'setup_address_title', t.refusal_address_malformed, t.setup_address_label);
    assert.equal(await hands.field(t.setup_address_label).inputValue(), 'kim@');
    await hands.fill(t.setup_address_label, `another-${person.mail}`);
    await hands.press(t.number_send);
    await wizard.isAt('code_title');
    const code = await at.code(`another-${person.mail}`);
    await wizard.enterCode(code === '123456' ? '654321' : '123456');
    await refuses(there, 'code_title', t.refusal_code_wrong, t.code_label);
    await hands.press(t.cancel);
    await wizard.isAt('setup_title');

    await press(there, 'setup_add', 'setup_name_sms');
    await wizard.isAt('setup_number_title');
    await hands.press(t.number_send);
    await refuses(there, 'setup_number_title', t.refusal_number_missing, t.number_label);
    await hands.press(t.cancel);
    await wizard.isAt('setup_title');

    await press(there, 'setup_add', 'setup_name_questions');
    await wizard.isAt('setup_questions_title');
    for (const select of await page.getByRole('combobox').all()) await select.selectOption({ index: 1 });
    for (const field of await page.locator('input[name^=answer]').all()) await field.fill('An answer');
    await hands.press(t.setup_questions_save);
    await refuses(
      there, 'setup_questions_title', t('refusal_question_twice', { row: 2 }), t('setup_question', { n: 2 }),
    );

    assert.equal(await there.isSameDocument(), true);
  });
}

test('a code that is pasted with blanks goes on by itself', async () => {
  const there = await at.atNumber();
  const { hands, page, t, wizard } = there;
  const { dialled, complete } = newNumber();
  await hands.fill(t.number_label, dialled);
  await hands.press(t.number_send);
  await wizard.isAt('code_title');
  await page.getByText(t.code_auto).waitFor();
  const code = await at.code(complete);

  await hands.field(t.code_label).focus();
  await page.keyboard.insertText(` ${code.slice(0, 3)} ${code.slice(3)} `);

  await isDone(there, 'setup_done_add', 'setup_name_sms');
  assert.equal(await there.isSameDocument(), true);
});

test('a number is looked at while it is typed', async () => {
  const { hands, page, t } = await at.atNumber();
  await hands.fill(t.number_label, '+31 6');
  await page.getByText(t.number_incomplete).waitFor();
  await hands.fill(t.number_label, '+31 6 12345678');
  await page.getByText(t.number_complete).waitFor();
});

test('the wait for another code counts down, and who waits in vain finds advice', async () => {
  const there = await at.atNumber();
  const { hands, page, t, wizard } = there;
  await page.clock.install();
  await hands.fill(t.number_label, newNumber().dialled);
  await hands.press(t.number_send);
  await wizard.isAt('code_title');
  assert.equal(await page.getByText(t.nothing_sms).isVisible(), false);

  await page.clock.fastForward(10_000);

  await page.getByText(t.nothing_sms).waitFor();
  const seconds = async () => Number((await page.getByText(pattern(t.resend_wait)).innerText()).match(/\d+/)[0]);
  const before = await seconds();
  assert.equal(await hands.button(t.resend).getAttribute('aria-disabled'), 'true');
  await page.clock.fastForward(5_000);
  await until('five seconds less', async () => await seconds() <= before - 5);
  await page.clock.fastForward(60_000);
  await until('the wait is over', async () => (await hands.button(t.resend).getAttribute('aria-disabled')) === null);
});
