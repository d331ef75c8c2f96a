import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESKTOP, PHONE } from '../browsers/chromium.mjs';
import { hasFocus } from '../browsers/focus.mjs';
import { inspect } from '../inspect.mjs';
import { newNumber, setupStage, signInAgain } from '../living_setup.mjs';
import { isDone, press } from '../registering.mjs';

const at = setupStage();

const SCREENS = [
  { viewport: DESKTOP, language: 'nl' },
  { viewport: PHONE, language: 'en' },
];

for (const language of ['en', 'nl']) {
  test(`without a network nothing is lost, and another try goes on, in ${language}`, async () => {
    const there = await at.atNumber({ viewport: PHONE, language });
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
    await wizard.enterCode(await at.code(complete));
    await isDone(there, 'setup_done_add', 'setup_name_sms');
    assert.equal(await there.isSameDocument(), true);
  });
}

test('a button that got no answer keeps its name, also the part that is only heard', async () => {
  const there = await at.atOverview();
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
    const { hands, page, t, watch, wizard } = await at.atNumber();
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
  const there = await at.atNumber({ viewport: PHONE });
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
  await at.code(complete);
  assert.equal(await at.sentTo(complete), 1);
  assert.equal(await there.isSameDocument(), true);
});

for (const { viewport, language } of SCREENS) {
  test(`once the session is over, the next press leads to the sign-in and back, ${viewport.width} px, in ${language}`, async () => {
    const there = await at.atNumber({ viewport, language });
    const { context, hands, page, t, wizard, person } = there;
    await context.clearCookies();
    await hands.fill(t.number_label, newNumber().dialled);

    await hands.press(t.number_send);

    await wizard.isAt('sign_in_title');
    const { pathname, search } = new URL(page.url());
    assert.equal(pathname + search, '/signin?next=setup');
    assert.equal(await there.isSameDocument(), false);
    await inspect(page, language, t.sign_in_title);
    await signInAgain(there, person);
    await wizard.isAt('setup_title');
    assert.equal(new URL(page.url()).pathname, '/setup');
  });
}

test('a reload and the back button find the current step', async () => {
  const there = await at.atNumber();
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

  await wizard.enterCode(await at.code(complete));
  await isDone(there, 'setup_done_add', 'setup_name_sms');
  assert.equal(await at.sentTo(complete), 1, 'one code');
});

test('a step that another tab has left is told, and the current one shows', async () => {
  const there = await at.atNumber();
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
