import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESKTOP, PHONE, SMALL_PHONE } from '../browsers/chromium.mjs';
import { answerCall, confirmCall, lookWhileItRings } from '../calls.mjs';
import { stage } from '../stage.mjs';
import { until } from '../until.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage({ policy: 'methods = ["email", "mobile_call"]\n' });

/** At the step in which the telephone rings. */
async function atCall(options) {
  const person = await at.portal.newcomer(options?.language);
  const there = await at.visit({ look: lookWhileItRings, ...options });
  await there.wizard.open();
  await there.wizard.identify(person.userName);
  await there.wizard.askForCall(person.mobile);
  return { ...there, person };
}

const WALKS = [
  ['live', DESKTOP, 'en', 'light'],
  ['live', SMALL_PHONE, 'nl', 'dark'],
  ['without WebAssembly', PHONE, 'nl', 'light'],
  ['without scripts', SMALL_PHONE, 'en', 'dark'],
];

for (const [number, [mode, viewport, language, colours]] of WALKS.entries()) {
  test(`the page moves on by itself when # is pressed, ${mode}, ${viewport.width} px, in ${language}`, async () => {
    const { wizard, context, page, watch, person, t } = await atCall({ mode, viewport, language, colours });
    const loaded = () => watch.requests
      .filter((request) => request.isNavigationRequest() && request.frame().page() === page).length;
    const before = loaded();

    await confirmCall({ context, t }, person.mobile);

    await wizard.isAt('choose_title');
    assert.equal(loaded() === before, mode === 'live', 'only the living wizard stays in one document');
    await wizard.passMail(person);
    await wizard.setPassword(goodPassword(number));
    await wizard.isAt('done_title');
  });
}

test('a living page does not refresh itself while it rings, also after a reload', async () => {
  const { page, watch, wizard } = await atCall();
  const listens = page.waitForRequest((request) => request.url().includes('/api/reset/call'));
  await page.reload();
  await wizard.isAt('call_title');
  await listens;
  const documents = watch.documents;

  // A page that does refresh itself is the clock.
  const other = await atCall({ mode: 'without scripts' });
  const before = other.watch.documents;
  await until('the other page came twice more', () => other.watch.documents >= before + 2);

  assert.equal(watch.documents, documents);
});

test('a page that could not look when # was pressed looks again', async () => {
  const { wizard, context, page, watch, person, t } = await atCall();
  watch.expect(/503|Service Unavailable/);
  let refused = 0;
  await page.route('**/reset', (route) => {
    refused += 1;
    return route.fulfill({ status: 503, body: '' });
  }, { times: 1 });
  await confirmCall({ context, t }, person.mobile);
  await wizard.isAt('choose_title');
  assert.equal(refused, 1);
});

test('a call in which no key was pressed is told, and a second one leads on', async () => {
  const { wizard, context, hands, page, person, t } = await atCall();
  await answerCall({ context, t }, person.mobile, t.outbox_call_hang_up);
  await page.getByText(t.refusal_call_no_key).waitFor();
  await hands.press(t.call_again);
  await page.getByText(t.call_press).waitFor();
  await confirmCall({ context, t }, person.mobile);
  await wizard.isAt('choose_title');
});

test('a call in which only another key was pressed is told, and a second one leads on', async () => {
  const { wizard, context, hands, page, person, t } = await atCall();
  // Asked three times.
  for (let press = 0; press < 3; press += 1) {
    await answerCall({ context, t }, person.mobile, t('outbox_call_press', { key: '1' }));
  }
  await page.getByText(t.refusal_call_wrong_key).waitFor();
  await hands.press(t.call_again);
  await page.getByText(t.call_press).waitFor();
  await confirmCall({ context, t }, person.mobile);
  await wizard.isAt('choose_title');
});

test('whoever did not ask for the call ends the reset', async () => {
  const { context, page, person, t } = await atCall();
  await answerCall({ context, t }, person.mobile, t('outbox_call_press', { key: '9' }));
  await page.getByText(t.refusal_call_reported).waitFor();
});

test('going for another method closes the line to the server', async () => {
  const { wizard, hands, page, t } = await atCall();
  await hands.press(t.other_method);
  await wizard.isAt('choose_title');
  const closed = () => performance.getEntriesByType('resource').some(({ name }) => name.includes('/api/reset/call'));
  await page.waitForFunction(closed);
});
