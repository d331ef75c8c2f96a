import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inspect } from '../inspect.mjs';
import { stage } from '../stage.mjs';
import { pattern } from '../texts.mjs';

const at = stage();

for (const language of ['en', 'nl']) {
  test(`an address with nothing behind it says so and leads on, in ${language}`, async () => {
    const { hands, page, watch, t } = await at.visit({ language });
    watch.expect(/404/);

    const answer = await page.goto('/no/such/page');

    assert.equal(answer.status(), 404);
    await hands.sees(t.not_found_title);
    await page.getByText(t.not_found_text).waitFor();
    await page.getByText(pattern(`${t.support_code}: {code}`)).waitFor();
    await inspect(page, language, t.not_found_title);
    await hands.follow(t.sign_in);
    await hands.sees(t.sign_in_title);
  });
}
