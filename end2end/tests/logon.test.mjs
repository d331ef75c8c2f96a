import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESKTOP, SMALL_PHONE } from '../browsers/chromium.mjs';
import { SCREEN, isFit, look } from '../logon.mjs';
import { stage } from '../stage.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage();

/** A person at a sign-in screen. The pages bring no script, whatever the browser could do. */
async function atScreen(options) {
  const there = await at.visit({ look, ...options });
  there.hands.mode = 'without scripts';
  return there;
}

for (const [viewport, language, colours] of [[DESKTOP, 'en', 'dark'], [SMALL_PHONE, 'nl', 'light']]) {
  test(`somebody gets a password at the sign-in screen, ${viewport.width} px, in ${language}, ${colours}`, async () => {
    const person = await at.portal.newcomer(language);
    const { wizard, watch, page, context, t } = await atScreen({ viewport, language, colours });

    await wizard.open(SCREEN);
    await page.getByText(t.captcha_sound).first().click();
    await isFit(page);
    await wizard.reset(person, goodPassword(1));
    await page.getByText(t('done_logon_sign_in', { user_name: person.userName })).waitFor();
    assert.equal(watch.asked(/\.(js|wasm)$/), false, 'no script');
    const kept = (await context.cookies()).filter(({ expires }) => expires !== -1);
    assert.deepEqual(kept.map(({ name }) => name), [], 'nothing outlives the browser');

    await page.reload();
    await wizard.isAt('identify_title');
  });
}

test('the style sheet brings nothing from elsewhere, and no rule that old engines lose', async () => {
  const { page, wizard } = await atScreen({});
  await wizard.open(SCREEN);
  const sheet = await page.locator('link[rel=stylesheet]').getAttribute('href');
  const css = await (await page.request.get(sheet)).text();
  assert.ok(css.length > 1000);
  assert.doesNotMatch(css, /@import|url\((?!["']?data:)/);
  // An unknown selector loses its whole rule; an unknown property needs one that is known before it.
  assert.doesNotMatch(css, /:(is|where|has)\(|&|@layer|@container/);
  assert.doesNotMatch(css, /(inline|block)-size|(margin|padding|border|inset)-block|[{;]inset:/);
  const [now, then] = css.split(/@supports\s*not/);
  assert.match(now, /margin-inline|padding-inline|inset-inline/);
  assert.doesNotMatch(then, /inline-(start|end):[^)]*[;}]/);
});

test('no link or form of the pages around a reset opens a window or leads away', async () => {
  const { page, context, hands, wizard, watch, t } = await atScreen({ viewport: SMALL_PHONE });
  const opened = [];
  context.on('page', (other) => opened.push(other.url()));
  const origin = new URL(at.portal.url).origin;
  watch.expect(/40[0-9]/);
  const seen = new Set();
  const left = ['/nothing-here', SCREEN];
  while (left.length > 0) {
    const path = left.pop();
    if (seen.has(path)) continue;
    seen.add(path);
    await page.goto(path);
    await isFit(page);
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
  await isFit(page);

  await hands.open('/contact');
  await hands.fill(t.user_name_label, 'somebody');
  await hands.press(t.contact_send);
  await hands.sees(t.contact_sent_title);
  await isFit(page);
});

test('a form that is refused ends on a page that leads back', async () => {
  const { page, hands, wizard, watch, t } = await atScreen({});
  watch.expect(/413/);
  await wizard.open(SCREEN);
  await hands.fill(t.user_name_label, 'a'.repeat(20_000));
  await hands.press(t.next);
  await hands.sees(t.dead_end_long_title);
  await look(page, 'en', t.dead_end_long_title);
  await hands.follow(t.identify_title);
  await wizard.isAt('identify_title');
});
