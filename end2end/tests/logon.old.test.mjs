// The mode for sign-in screens in engines that are as old as the web views of such screens.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { DESKTOP, SMALL_PHONE } from '../browsers/chromium.mjs';
import { qtWebKitAt } from '../browsers/qtwebkit.mjs';
import { w3mAt } from '../browsers/w3m.mjs';
import { Portal } from '../portal.mjs';
import { Wizard, goodPassword } from '../wizard.mjs';

const SCREEN = '/reset?from=logon';

let portal;
before(async () => { portal = await Portal.start(); });
after(() => portal?.stop());

for (const [viewport, language] of [[DESKTOP, 'en'], [SMALL_PHONE, 'nl']]) {
  test(`somebody gets a password in a WebKit of 2016, ${viewport.width} px, in ${language}`, async (t) => {
    const person = await portal.newcomer(language);
    const webkit = qtWebKitAt(portal, viewport);
    t.after(() => webkit.end());
    const wizard = new Wizard(portal, webkit, language, () => webkit.isFit());

    await wizard.open(`${SCREEN}&lang=${language}`);
    await webkit.press(wizard.t.next);
    await webkit.reads(wizard.t.problem);
    await webkit.isFit();
    await wizard.reset(person, goodPassword(1));
    await webkit.reads(wizard.t('done_logon_sign_in', { user_name: person.userName }));
    await webkit.isFit();
    await webkit.open('/reset');
    await wizard.isAt('identify_title');
  });
}

test('somebody gets a password in a browser of text, which does not say where a form comes from', async (t) => {
  const person = await portal.newcomer();
  const w3m = await w3mAt(portal, SCREEN);
  t.after(() => w3m.end());
  const wizard = new Wizard(portal, w3m);

  await wizard.isAt('identify_title');
  await wizard.reset(person, goodPassword(2));
  await w3m.reads(wizard.t('done_logon_sign_in', { user_name: person.userName }));
  const [{ set }] = await portal.query(`select password_set_at is not null as "set" from person where user_name = '${person.userName}'`);
  assert.equal(set, 1);
});
