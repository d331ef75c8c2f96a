import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESKTOP, PHONE, SMALL_PHONE } from '../browsers/chromium.mjs';
import { lookWhileItRings } from '../calls.mjs';
import { deviceFor } from '../device.mjs';
import { numberOf } from '../portal.mjs';
import { POOL } from '../registering.mjs';
import { stage } from '../stage.mjs';
import { WAYS, pairs, prepare } from '../ways.mjs';
import { goodPassword } from '../wizard.mjs';

const PAIRS = pairs();
const METHODS = Object.keys(WAYS);

const at = stage({
  policy: `
methods = ${JSON.stringify(METHODS)}
[questions]
${POOL}
[limits]
sends_per_address = { max = 1000, per_seconds = 3600 }
names_per_address = { max = 1000, per_seconds = 3600 }
`,
  host: 'localhost',
});

test('there is a pair of each two ways but those of one number and of one device', () => {
  const all = (METHODS.length * (METHODS.length - 1)) / 2;
  assert.equal(PAIRS.length, all - 2);
});

/** One after the other; what needs a script is not without. */
const SCREENS = [
  { mode: 'live', viewport: DESKTOP, language: 'en', colours: 'light' },
  { mode: 'without scripts', viewport: SMALL_PHONE, language: 'nl', colours: 'dark' },
  { mode: 'live', viewport: PHONE, language: 'nl', colours: 'dark' },
  { mode: 'without WebAssembly', viewport: DESKTOP, language: 'en', colours: 'light' },
];

for (const [number, pair] of PAIRS.entries()) {
  const can = SCREENS.filter(({ mode }) => mode !== 'without scripts' || !pair.includes('passkey'));
  const screen = can[number % can.length];
  const { mode, viewport, language } = screen;

  test(`${pair.join(' and ')} reset a password together, ${mode}, ${viewport.width} px, in ${language}`, async () => {
    const there = await at.visit({ look: lookWhileItRings, ...screen });
    const { wizard } = there;
    if (pair.includes('passkey')) await deviceFor(there.page);
    const password = goodPassword(number);
    const mobile = numberOf(number);
    const office = `+44 20 7946 09${String(number).padStart(2, '0')}`;
    const person = await at.portal.somebody(language, { password, mobile, office });
    const known = await prepare({ ...there, person, password }, pair);

    await wizard.open();
    await wizard.identify(person.userName);
    for (const [done, name] of pair.entries()) {
      await WAYS[name].prove({ ...there, person }, known.get(name));
      await wizard.isAt(done === 0 ? 'choose_title' : 'password_title');
    }
    await wizard.setPassword(goodPassword(100 + number));
    await wizard.isAt('done_title');
  });
}
