import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pattern } from '../texts.mjs';
import { stage } from '../stage.mjs';
import { until } from '../until.mjs';

const at = stage();

/** At the step that asks for the code of the mail. */
async function atCode(options) {
  const person = await at.portal.newcomer(options?.language);
  const there = await at.visit(options);
  await there.wizard.open();
  await there.wizard.identify(person.userName);
  await there.wizard.chooseMail();
  return { ...there, person };
}

test('a code that is pasted with blanks goes on by itself', async () => {
  const { wizard, hands, page, person, t } = await atCode();
  const code = await at.portal.outbox.code(person.mail);

  await hands.field(t.code_label).focus();
  await page.keyboard.insertText(` ${code.slice(0, 3)} ${code.slice(3)} `);

  await wizard.isAt('choose_title');
});

test('a code that is pasted with blanks is taken without scripts', async () => {
  const { wizard, person } = await atCode({ mode: 'without scripts' });
  const code = await at.portal.outbox.code(person.mail);

  await wizard.enterCode(` ${code.slice(0, 3)}-${code.slice(3)} `);

  await wizard.isAt('choose_title');
});

test('ten seconds without a code open the advice', async () => {
  const person = await at.portal.newcomer();
  const { wizard, page, hands, t } = await at.visit();
  await page.clock.install();
  await wizard.open();
  await wizard.identify(person.userName);
  await wizard.chooseMail();
  const advice = page.getByText(t.nothing_email);
  assert.equal(await advice.isVisible(), false);

  await page.clock.fastForward(10_000);

  await advice.waitFor();
  const help = page.getByRole('group').getByRole('link', { name: t.contact });
  await help.waitFor();
  assert.equal(await hands.button(t.resend).isVisible(), true);
});

test('the wait for another code counts down, and then another code comes', async () => {
  await at.portal.policy('[codes]\nresend_seconds = 5\n');
  const { wizard, hands, page, person, t } = await atCode();
  const first = await at.portal.outbox.code(person.mail);
  await page.getByText(t.nothing_title, { exact: true }).last().click();
  await page.getByText(pattern(t.resend_wait)).waitFor();
  assert.equal(await hands.button(t.resend).getAttribute('aria-disabled'), 'true');

  await until('the wait is over', async () => (await hands.button(t.resend).getAttribute('aria-disabled')) === null);
  await hands.press(t.resend);
  // The message may be there before the page is.
  await page.getByText(pattern(t.resend_wait)).waitFor({ state: 'attached' });

  const second = await at.portal.outbox.code(person.mail);
  if (first !== second) {
    await wizard.enterCode(first);
    await page.getByRole('alert').getByText(t.refusal_code_wrong).waitFor();
  }
  await wizard.enterCode(second);
  await wizard.isAt('choose_title');
});

for (const language of ['en', 'nl']) {
  test(`without scripts, who asks too soon for another code is told how long to wait, in ${language}`, async () => {
    await at.portal.policy('');
    const { wizard, hands, page, person, t } = await atCode({ mode: 'without scripts', language });
    await page.getByText(t.nothing_title, { exact: true }).click();

    await hands.press(t.resend);

    await wizard.isAt('code_title');
    const told = await page.getByRole('alert').getByText(pattern(t.refusal_resend_too_soon)).innerText();
    assert.match(told, /\b([12]?\d|30)\b/);
    await wizard.enterCode(await at.portal.outbox.code(person.mail));
    await wizard.isAt('choose_title');
  });
}
