// Waiting for a thing to be so.

import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 15_000;
const LOOK_EVERY_MS = 20;

/** The first value that is neither false nor missing. `what` names it when it never comes. */
export async function until(what, look, limit = LIMIT_MS) {
  const end = Date.now() + limit;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await pause(LOOK_EVERY_MS);
  }
}
