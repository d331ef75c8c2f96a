// Calls as they are answered in the demo's page of messages, and the page that waits for their end.

import { Hands } from './browsers/hands.mjs';
import { inspect } from './inspect.mjs';

/** A page that looks by itself has a time limit that nobody loses anything by: the same page comes again. */
export const lookWhileItRings = (page, language, heading) => inspect(page, language, heading, ['meta-refresh']);

/** Presses a button of the newest call to a number, as `{ t, context }` of a visit shows it. */
export async function answerCall({ context, t }, number, button) {
  const page = await context.newPage();
  await page.goto('/demo/outbox');
  const call = page.getByRole('article').filter({ hasText: number.replaceAll(' ', '') });
  await call.getByRole('button', { name: button }).first().click();
  await new Hands(page).sees(t.outbox_title);
  await page.close();
}

/** Answers it with #. */
export async function confirmCall(there, number) {
  await answerCall(there, number, there.t('outbox_call_press', { key: '#' }));
}
