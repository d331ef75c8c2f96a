import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESKTOP, SMALL_PHONE } from '../browsers/chromium.mjs';
import { inspect } from '../inspect.mjs';
import { stage } from '../stage.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage();
const SCREEN = '/reset?from=logon';

/**
 * Two minutes are short for some people, and the next one at this screen must not find their reset: a time
 * limit that is essential (WCAG 2.2.1). The page says so.
 */
async function look(page, language, heading) {
  await inspect(page, language, heading, ['meta-refresh']);
  await fitsFingers(page);
}

/** Every button and link is large enough. */
async function fitsFingers(page) {
  const targets = page.getByRole('button').or(page.getByRole('link')).locator('visible=true');
  const small = await targets.evaluateAll((targets) => targets
    .filter((target) => !target.matches('.unseen, .skip'))
    .filter((target) => target.getBoundingClientRect().height < 44)
    .map((target) => target.textContent));
  assert.deepEqual(small, []);
}

/** A person at a sign-in screen. The pages bring no script, whatever the browser could do. */
async function atScreen(options) {
  const there = await at.visit({ look, ...options });
  there.hands.mode = 'without scripts';
  return there;
}

for (const [viewport, language, colours] of [[DESKTOP, 'en', 'dark'], [SMALL_PHONE, 'nl', 'light']]) {
  test(`somebody gets a password at the sign-in screen, ${viewport.width} px, in ${language}, ${colours}`, async () => {
    const person = await at.portal.newcomer(language);
    const { wizard, watch, page, t } = await atScreen({ viewport, language, colours });

    await wizard.open(SCREEN);
    await wizard.reset(person, goodPassword(1));
    await page.getByText(t('done_logon_sign_in', { user_name: person.userName })).waitFor();
    assert.equal(watch.asked(/\.(js|wasm)$/), false, 'no script');

    await page.reload();
    await wizard.isAt('identify_title');
  });
}

test('the style sheet brings nothing from elsewhere', async () => {
  const { page, wizard } = await atScreen({});
  await wizard.open(SCREEN);
  const sheet = await page.locator('link[rel=stylesheet]').getAttribute('href');
  const css = await (await page.request.get(sheet)).text();
  assert.ok(css.length > 1000);
  assert.doesNotMatch(css, /@import|url\((?!["']?data:)/);
});

/** Forms and buttons that send to somewhere else, or into another window. */
const leadingAway = (page, origin) => page.evaluate((home) => {
  const away = (to, target) => new URL(to, document.baseURI).origin !== home || !['', '_self'].includes(target);
  const forms = [...document.forms].filter((form) => away(form.getAttribute('action') ?? '', form.target));
  const senders = [...document.querySelectorAll('button, input')];
  const buttons = senders.filter((one) => away(one.getAttribute('formaction') ?? '', one.formTarget ?? ''));
  return [...forms, ...buttons].map((one) => one.outerHTML);
}, origin);

test('no link or form of the pages around a reset opens a window or leads away', async () => {
  const { page, context, hands, wizard } = await atScreen({ viewport: SMALL_PHONE });
  const opened = [];
  context.on('page', (other) => opened.push(other.url()));
  const origin = new URL(at.portal.url).origin;
  const seen = new Set();
  const left = [SCREEN];
  while (left.length > 0) {
    const path = left.pop();
    if (seen.has(path)) continue;
    seen.add(path);
    await page.goto(path);
    await fitsFingers(page);
    assert.deepEqual(await leadingAway(page, origin), []);
    const links = page.locator('a:not(.skip)');
    for (let place = 0; place < await links.count(); place += 1) {
      await links.nth(place).click();
      const { origin: there, pathname, search } = new URL(page.url());
      assert.equal(there, origin);
      left.push(pathname + search);
      await page.goto(path);
    }
  }
  assert.deepEqual(opened, []);
  assert.ok(seen.size > 2, [...seen].join(', '));
  await wizard.open(`${SCREEN}&lang=en`);
  await hands.press(wizard.t.next);
  await page.getByRole('alert').first().waitFor();
  await fitsFingers(page);
});
