import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESKTOP, MODES, PHONE } from '../browsers/chromium.mjs';
import { hasFocus } from '../browsers/focus.mjs';
import { inspect } from '../inspect.mjs';
import { body } from '../outbox.mjs';
import { signIn } from '../signing_in.mjs';
import { stage } from '../stage.mjs';
import { pattern } from '../texts.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage({
  policy: '[help]\nemail = "help@wingtip.example"\n[[links]]\ntitle = "Mail & calendar"\nurl = "https://mail.example.com/?a=1&b=2"\n',
});
const GIVEN = 'Given-Wagon-Tulip-21';

/** Somebody who has signed in with a password that an administrator gave. */
async function givenPassword(options = {}) {
  const person = await at.portal.newcomer(options.language, GIVEN);
  const there = await at.visit(options);
  await signIn(there, person, GIVEN);
  return { ...there, person };
}

async function change({ hands, t }, old, password, repeat = password) {
  await hands.fill(t.change_old, old);
  await hands.fill(t.password_new, password);
  await hands.fill(t.password_again, repeat);
  await hands.press(t.password_save);
}

/** Somebody at the panel, with a password of their own. */
async function atPanel(options = {}) {
  const there = await givenPassword(options);
  await there.hands.sees(there.t.change_title);
  const password = goodPassword(7);
  await change(there, GIVEN, password);
  const greeting = there.t('account_title', { name: there.person.displayName });
  await there.hands.sees(greeting);
  return { ...there, greeting, password };
}

for (const mode of MODES) {
  test(`a given password is changed first, then the panel shows, ${mode}`, async () => {
    const [language, viewport] = mode === 'live' ? ['nl', PHONE] : ['en', DESKTOP];
    const there = await givenPassword({ mode, language, viewport });
    const { hands, page, person, t } = there;
    await hands.sees(t.change_title);
    await page.getByText(t.change_due_given).waitFor();
    await inspect(page, language, t.change_title);
    await hands.open('/account');
    await hands.sees(t.change_title);

    await change(there, GIVEN, goodPassword(1));

    const note = page.getByRole('alert').getByText(t.note_password_changed);
    await note.waitFor();
    const greeting = t('account_title', { name: person.displayName });
    await hands.sees(greeting);
    await inspect(page, language, greeting);
    const mail = await at.portal.outbox.next(person.mail);
    assert.equal(body(mail).includes(goodPassword(1)), false);
  });
}

for (const [language, viewport, colours] of [['en', DESKTOP, 'dark'], ['nl', PHONE, 'light']]) {
  test(`what is wrong with a new password is said beside its field, in ${language}`, async () => {
    const there = await atPanel({ language, viewport, colours });
    const { hands, page, password, t } = there;
    await hands.follow(t.account_change);
    await hands.sees(t.change_title);
    const alert = page.getByRole('alert');
    const title = t('error_title', { title: t.change_title });

    for (const [old, candidate, repeat, said] of [
      ['not-this-one', goodPassword(2), goodPassword(2), t.refusal_old_password_wrong],
      [password, password, password, t.refusal_password_unchanged],
      [password, goodPassword(2), goodPassword(3), t.refusal_passwords_differ],
      [password, 'Wingtip-Toys-1', 'Wingtip-Toys-1', t.refusal_password_refused],
    ]) {
      await change(there, old, candidate, repeat);
      await alert.getByText(said).waitFor();
      await hasFocus(alert, 'the error summary');
      await inspect(page, language, title);
      const shown = await page.content();
      assert.equal([old, candidate].some((typed) => shown.includes(typed)), false, 'nothing that was typed is shown again');
    }
    await alert.getByText(pattern(t.finding_own_name)).waitFor();
  });
}

test('the rules and the meter follow the typing', async () => {
  const { hands, page, t } = await givenPassword();
  await hands.sees(t.change_title);

  await hands.fill(t.password_new, goodPassword(2));
  await page.getByText(pattern(t.meter_status)).waitFor();
  await hands.fill(t.password_again, goodPassword(3));
  await page.getByRole('status').getByText(t.password_differs).waitFor();

  await page.getByRole('button', { name: new RegExp(t.password_show_long) }).first().click();
  assert.equal(await hands.field(t.change_old).getAttribute('type'), 'text');
});

test('the links of the organisation are shown as given', async () => {
  const { hands } = await atPanel();
  const link = hands.link('Mail & calendar');
  assert.equal(await link.getAttribute('href'), 'https://mail.example.com/?a=1&b=2');
  assert.match(await link.getAttribute('rel'), /noopener/);
});

for (const [language, viewport, colours] of [['en', PHONE, 'dark'], ['nl', DESKTOP, 'light']]) {
  test(`who sees what they did not do is led to a new password, in ${language}`, async () => {
    const { hands, page, person, t } = await atPanel({ language, viewport, colours });
    await hands.follow(t.account_activity);
    await hands.sees(t.activity_title);
    await page.getByText(t.act_change_password).waitFor();
    await inspect(page, language, t.activity_title);

    await hands.press(t.report_button);

    await hands.sees(t.identify_title);
    await page.getByText(t.note_reported).waitFor();
    assert.equal(await hands.field(t.user_name_label).inputValue(), person.userName);
    await inspect(page, language, t.identify_title);
    const told = await at.portal.outbox.next('help@wingtip.example');
    assert.ok(body(told).includes(person.userName));
    await hands.open('/account');
    await hands.sees(t.sign_in_title);
  });
}

test('signing out everywhere signs out everywhere', async () => {
  const there = await atPanel();
  const other = await at.visit();
  await signIn(other, there.person, there.password);
  await other.hands.sees(there.greeting);

  await there.hands.press(there.t.sign_out_everywhere);

  await there.page.getByRole('alert').getByText(there.t.note_everywhere).waitFor();
  await inspect(there.page, 'en', there.t.sign_in_title);
  await other.hands.open('/account');
  await other.hands.sees(there.t.sign_in_title);
});
