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
const look = (page, language, heading) => inspect(page, language, heading, ['meta-refresh']);

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

test('every button and link is large enough for a finger', async () => {
  const { page, wizard } = await atScreen({ viewport: SMALL_PHONE });
  await wizard.open(SCREEN);
  const small = await page.getByRole('button').or(page.getByRole('link')).evaluateAll((targets) => targets
    .filter((target) => !target.matches('.unseen, .skip'))
    .filter((target) => target.getBoundingClientRect().height < 44)
    .map((target) => target.textContent));
  assert.deepEqual(small, []);
});
