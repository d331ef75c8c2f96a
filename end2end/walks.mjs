// The whole wizard on every screen, in both languages: the same walk whatever the browser can do.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESKTOP, PHONE, SMALL_PHONE } from './browsers/chromium.mjs';
import { inspect } from './inspect.mjs';
import { stage } from './stage.mjs';
import { goodPassword } from './wizard.mjs';

const WALKS = [
  { on: 'a small phone', viewport: SMALL_PHONE, language: 'en', colours: 'light' },
  { on: 'a small phone', viewport: SMALL_PHONE, language: 'nl', colours: 'dark' },
  { on: 'a phone', viewport: PHONE, language: 'en', colours: 'dark' },
  { on: 'a phone', viewport: PHONE, language: 'nl', colours: 'light' },
  { on: 'a desktop', viewport: DESKTOP, language: 'en', colours: 'light' },
  { on: 'a desktop', viewport: DESKTOP, language: 'nl', colours: 'dark' },
];

/** Registers the tests of one mode. */
export function walksIn(mode) {
  const at = stage();

  for (const [number, { on, viewport, language, colours }] of WALKS.entries()) {
    test(`somebody resets a password ${mode}, on ${on}, in ${language}, ${colours}`, async () => {
      const person = await at.portal.newcomer(language);
      const { wizard, watch } = await at.visit({ mode, viewport, language, colours, look: inspect });

      await wizard.open();
      const documents = watch.documents;
      await wizard.reset(person, goodPassword(number));
      assert.equal(watch.documents === documents, mode === 'live', 'only the living wizard stays in one document');
      await wizard.leaveForSignIn(person, goodPassword(number));
    });
  }
}
