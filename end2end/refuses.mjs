// What every refusal on a page has to do.

import assert from 'node:assert/strict';

import { hasFocus } from './browsers/focus.mjs';
import { inspect } from './inspect.mjs';
import { until } from './until.mjs';

/** The summary has the focus, says `problem`, and its link leads to the field, which says it too. */
export async function refuses({ hands, page, t }, step, problem, label) {
  const summary = page.getByRole('alert');
  await summary.getByText(problem).waitFor();
  await hasFocus(summary, 'the error summary');
  await until('the title says so', async () => (await page.title()).startsWith(t('error_title', { title: t(step) })));
  await inspect(page, await page.getAttribute('html', 'lang'), t('error_title', { title: t(step) }));

  const field = hands.field(label);
  const said = await field.evaluate((input) =>
    input.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join(' '));
  assert.match(said, new RegExp(`${t.error} `));
  assert.ok(said.includes(problem), said);
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  await summary.getByRole('link', { name: problem }).click();
  await hasFocus(field, label);
}
