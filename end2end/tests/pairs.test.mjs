import assert from 'node:assert/strict';
import { test } from 'node:test';

import { deviceFor } from '../device.mjs';
import { numberOf } from '../portal.mjs';
import { POOL } from '../registering.mjs';
import { signIn } from '../signing_in.mjs';
import { stage } from '../stage.mjs';
import { WAYS, pairs } from '../ways.mjs';
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

for (const [number, pair] of PAIRS.entries()) {
  test(`${pair.join(' and ')} reset a password together`, async () => {
    const there = await at.visit();
    const { wizard } = there;
    await deviceFor(there.page);
    const password = goodPassword(number);
    const person = await at.portal.somebody('en', { password, mobile: numberOf(number) });
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

/** What each way of the pair has to know later. */
async function prepare(there, pair) {
  const known = new Map();
  if (pair.some((name) => WAYS[name].register)) await enterSetup(there);
  for (const name of pair) {
    const { register, receive } = WAYS[name];
    known.set(name, await (register ?? receive)?.(there));
  }
  return known;
}

async function enterSetup({ hands, t, person, password }) {
  await signIn({ hands, t }, person, password);
  await hands.sees(t('account_title', { name: person.displayName }));
  await hands.open('/setup');
  await hands.sees(t.setup_title);
}
