import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESKTOP, PHONE } from '../browsers/chromium.mjs';
import { hasFocus } from '../browsers/focus.mjs';
import { deviceFor } from '../device.mjs';
import { inspect } from '../inspect.mjs';
import { addPasskey } from '../passkeys.mjs';
import { refuses } from '../refuses.mjs';
import { addApp, addNumber, addQuestions, changeMail, isDone, press } from '../registering.mjs';
import { stage } from '../stage.mjs';
import { pattern } from '../texts.mjs';
import { until } from '../until.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage({
  policy: 'methods = ["email", "sms", "totp", "questions", "passkey"]\ndefault_country = "NL"\n',
  host: 'localhost',
});

const PASSWORD = goodPassword(70);

let numbers = 0;

/** A number of the Netherlands that nobody else has, as it is dialled there and complete. */
function newNumber() {
  numbers += 1;
  const end = `123457${String(numbers).padStart(2, '0')}`;
  return { dialled: `06 ${end}`, complete: `+316${end}` };
}

async function signIn({ hands, t, wizard }, person) {
  await wizard.isAt('sign_in_title');
  await hands.fill(t.user_name_label, person.userName);
  await hands.fill(t.password_label, PASSWORD);
  await hands.press(t.sign_in);
}

/** Somebody with a mailbox, signed in at the living page of the security information. */
async function atSetup(options = {}) {
  const person = await at.portal.somebody(options.language, { password: PASSWORD });
  const there = await at.visit(options);
  const { hands, page, t, watch } = there;
  await hands.open('/signin');
  await signIn(there, person);
  await hands.sees(t('account_title', { name: person.displayName }));
  await hands.open('/setup');
  await hands.sees(t.setup_title);
  await page.evaluate(() => { globalThis.mark = 'this document'; });
  const documents = watch.documents;
  return {
    ...there,
    person,
    async isSameDocument() {
      return watch.documents === documents && await page.evaluate(() => globalThis.mark) === 'this document';
    },
  };
}

/** At the step that asks for a mobile number. */
async function atNumber(options) {
  const there = await atSetup(options);
  await press(there, 'setup_add', 'setup_name_sms');
  await there.wizard.isAt('setup_number_title');
  return there;
}

/** What was sent to an address or a number. */
async function sentTo(to) {
  const messages = await at.portal.outbox.messages();
  return messages.filter(({ message }) => message.to.replaceAll(' ', '') === to);
}

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
    const there = await atSetup(screen);
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
    await isTold('setup_done_replace', 'setup_name_email');
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
    const there = await atSetup(screen);
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
    const code = await at.portal.outbox.code(`another-${person.mail}`);
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
  const there = await atNumber();
  const { hands, page, t, wizard } = there;
  const { dialled, complete } = newNumber();
  await hands.fill(t.number_label, dialled);
  await hands.press(t.number_send);
  await wizard.isAt('code_title');
  await page.getByText(t.code_auto).waitFor();
  const code = await at.portal.outbox.code(complete);

  await hands.field(t.code_label).focus();
  await page.keyboard.insertText(` ${code.slice(0, 3)} ${code.slice(3)} `);

  await isDone(there, 'setup_done_add', 'setup_name_sms');
  assert.equal(await there.isSameDocument(), true);
});

test('a number is looked at while it is typed', async () => {
  const { hands, page, t } = await atNumber();
  await hands.fill(t.number_label, '+31 6');
  await page.getByText(t.number_incomplete).waitFor();
  await hands.fill(t.number_label, '+31 6 12345678');
  await page.getByText(t.number_complete).waitFor();
});

test('the wait for another code counts down, and who waits in vain finds advice', async () => {
  const there = await atNumber();
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

for (const language of ['en', 'nl']) {
  test(`without a network nothing is lost, and another try goes on, in ${language}`, async () => {
    const there = await atNumber({ viewport: PHONE, language });
    const { context, hands, page, t, watch, wizard } = there;
    const { dialled, complete } = newNumber();
    watch.expect(/ERR_INTERNET_DISCONNECTED/);
    await hands.fill(t.number_label, dialled);
    await context.setOffline(true);

    await hands.press(t.number_send);

    const alert = page.getByRole('alert');
    await alert.getByText(t.trouble_offline).waitFor();
    await hasFocus(alert, 'the alert');
    await inspect(page, language, t.setup_number_title);
    assert.equal(await hands.field(t.number_label).inputValue(), dialled);
    await context.setOffline(false);
    await hands.press(t.again);
    await wizard.isAt('code_title');
    assert.equal(await alert.count(), 0);
    await wizard.enterCode(await at.portal.outbox.code(complete));
    await isDone(there, 'setup_done_add', 'setup_name_sms');
    assert.equal(await there.isSameDocument(), true);
  });
}

test('a button that got no answer keeps its name, also the part that is only heard', async () => {
  const there = await atSetup();
  const { context, page, t, watch, wizard } = there;
  watch.expect(/ERR_INTERNET_DISCONNECTED/);
  const words = () => page.locator('button.side').allInnerTexts();
  const unseen = page.locator('button.side .unseen');
  const [before, parts] = [await words(), await unseen.count()];
  await context.setOffline(true);
  await press(there, 'setup_add', 'setup_name_sms');
  await page.getByRole('alert').getByText(t.trouble_offline).waitFor();
  assert.deepEqual(await words(), before);
  assert.equal(await unseen.count(), parts);

  await context.setOffline(false);
  await press(there, 'setup_add', 'setup_name_sms');
  await wizard.isAt('setup_number_title');
});

for (const { what, brings, fault } of [
  { what: 'a failure', brings: { status: 503, body: '' }, fault: /503/ },
  { what: 'no answer of ours', brings: { status: 200, body: '<p>Sign in to this network</p>' } },
]) {
  test(`an answer that is ${what} is said, and another try goes on`, async () => {
    const { hands, page, t, watch, wizard } = await atNumber();
    if (fault) watch.expect(fault);
    await page.route('**/api/setup/number', (route) => route.fulfill(brings));
    await hands.fill(t.number_label, newNumber().dialled);
    await hands.press(t.number_send);
    await page.getByRole('alert').getByText(t.unavailable_text).waitFor();
    await page.unroute('**/api/setup/number');
    await hands.press(t.again);
    await wizard.isAt('code_title');
  });
}

test('a second tap does nothing, nor does another button while the first one works', async () => {
  const there = await atNumber({ viewport: PHONE });
  const { hands, page, t, watch, wizard } = there;
  const { dialled, complete } = newNumber();
  let goOn;
  const held = new Promise((resolve) => { goOn = resolve; });
  await page.route('**/api/setup/number', async (route) => {
    await held;
    await route.continue();
  });
  await hands.fill(t.number_label, dialled);

  await hands.button(t.number_send).dblclick();
  await hands.button(t.working).waitFor();
  assert.equal(await hands.button(t.working).getAttribute('aria-disabled'), 'true');
  await hands.field(t.number_label).press('Enter');
  await hands.press(t.cancel);
  goOn();

  await wizard.isAt('code_title');
  const posts = watch.requests.filter((request) => request.method() === 'POST' && /\/api\/setup\/(number|leave)/.test(request.url()));
  assert.equal(posts.length, 1);
  await at.portal.outbox.code(complete);
  assert.equal((await sentTo(complete)).length, 1);
  assert.equal(await there.isSameDocument(), true);
});

for (const { viewport, language } of SCREENS.slice(1, 3)) {
  test(`once the session is over, the next press leads to the sign-in and back, ${viewport.width} px, in ${language}`, async () => {
    const there = await atNumber({ viewport, language });
    const { context, hands, page, t, wizard, person } = there;
    await context.clearCookies();
    await hands.fill(t.number_label, newNumber().dialled);

    await hands.press(t.number_send);

    await wizard.isAt('sign_in_title');
    const { pathname, search } = new URL(page.url());
    assert.equal(pathname + search, '/signin?next=setup');
    assert.equal(await there.isSameDocument(), false);
    await inspect(page, language, t.sign_in_title);
    await signIn(there, person);
    await wizard.isAt('setup_title');
    assert.equal(new URL(page.url()).pathname, '/setup');
  });
}

test('a reload and the back button find the current step', async () => {
  const there = await atNumber();
  const { hands, page, t, wizard, person } = there;
  const { dialled, complete } = newNumber();
  await hands.fill(t.number_label, dialled);
  await hands.press(t.number_send);
  await wizard.isAt('code_title');

  await page.reload();
  await wizard.isAt('code_title');
  await page.goBack();
  await hands.sees(t('account_title', { name: person.displayName }));
  await page.goForward();
  await wizard.isAt('code_title');
  await hands.wizardLives();

  await wizard.enterCode(await at.portal.outbox.code(complete));
  await isDone(there, 'setup_done_add', 'setup_name_sms');
  assert.equal((await sentTo(complete)).length, 1, 'one code');
});

test('a step that another tab has left is told, and the current one shows', async () => {
  const there = await atNumber();
  const { context, hands, page, t, wizard } = there;
  const second = await context.newPage();
  await second.goto('/setup');
  await second.getByRole('button', { name: t.cancel }).click();
  await second.getByRole('heading', { level: 1, name: t.setup_title }).waitFor();

  await hands.fill(t.number_label, newNumber().dialled);
  await hands.press(t.number_send);

  await wizard.isAt('setup_title');
  await page.getByRole('alert').getByText(t.refusal_moved).waitFor();
  assert.equal(await page.evaluate(() => globalThis.mark), 'this document');
});
