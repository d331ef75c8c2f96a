// Every way to prove who one is, at a sign-in screen; the passkey, which needs a script, is not offered there.

import { test } from 'node:test';

import { DESKTOP, PHONE, SMALL_PHONE } from '../browsers/chromium.mjs';
import { SCREEN, look } from '../logon.mjs';
import { numberOf } from '../portal.mjs';
import { POOL } from '../registering.mjs';
import { stage } from '../stage.mjs';
import { WAYS, prepare } from '../ways.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage({
  policy: `
methods = ${JSON.stringify(Object.keys(WAYS))}
[questions]
${POOL}
[help]
email = "servicedesk@wingtip.example"
`,
});

const WALKS = [
  { pair: ['mobile_call', 'questions'], viewport: SMALL_PHONE, language: 'nl', colours: 'dark' },
  { pair: ['totp', 'office_call'], viewport: DESKTOP, language: 'en', colours: 'light' },
  { pair: ['helpdesk_pass', 'sms'], viewport: PHONE, language: 'en', colours: 'dark' },
];

for (const [number, { pair, ...options }] of WALKS.entries()) {
  test(`${pair.join(' and ')} give a password at a sign-in screen, ${options.viewport.width} px`, async () => {
    const { language } = options;
    const password = goodPassword(number);
    const office = `+44 20 7946 09${String(number).padStart(2, '0')}`;
    const person = await at.portal.somebody(language, { password, mobile: numberOf(number), office });
    // Telephones ring, and methods are registered, elsewhere.
    const desk = await at.visit({ language, mode: 'without scripts' });
    const known = await prepare({ ...desk, person, password }, pair);

    const screen = await at.visit({ look, ...options });
    const { wizard, hands } = screen;
    hands.mode = 'without scripts';
    await wizard.open(SCREEN);
    await wizard.identify(person.userName);
    for (const [done, name] of pair.entries()) {
      await WAYS[name].prove({ ...screen, context: desk.context, person }, known.get(name));
      await wizard.isAt(done === 0 ? 'choose_title' : 'password_title');
    }
    await wizard.setPassword(goodPassword(100 + number));
    await wizard.isAt('done_title');
    await wizard.look(wizard.t.done_title);
  });
}
