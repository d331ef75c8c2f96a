import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inspect } from '../inspect.mjs';
import { stage } from '../stage.mjs';
import { Wizard } from '../wizard.mjs';

const at = stage();

for (const mode of ['live', 'without scripts']) {
  test(`another language keeps the place, ${mode}`, async () => {
    const person = await at.portal.newcomer('en');
    const { wizard, hands, page } = await at.visit({ mode, language: 'en' });
    await wizard.open();
    await wizard.identify(person.userName);
    await wizard.chooseMail();
    const supportCode = await hands.supportCode(wizard.t.support_code);

    await hands.follow('Nederlands');

    const dutch = new Wizard(at.portal, hands, 'nl');
    await dutch.isAt('code_title');
    await hands.wizardLives();
    await inspect(page, 'nl', dutch.t.code_title);
    assert.equal(await hands.supportCode(dutch.t.support_code), supportCode);
    await dutch.enterCode(await at.portal.outbox.code(person.mail));
    await dutch.isAt('choose_title');

    await hands.open('/signin');
    await dutch.isAt('sign_in_title');
  });
}

test('the address can name a language and a user name, and the switch keeps the name', async () => {
  const { hands, t } = await at.visit({ language: 'nl' });
  await hands.open('/reset?lang=en&username=kim%40wingtip.example');
  const english = new Wizard(at.portal, hands, 'en');
  await english.isAt('identify_title');
  assert.equal(await hands.field(english.t.user_name_label).inputValue(), 'kim@wingtip.example');

  await hands.follow('Nederlands');

  await hands.sees(t.identify_title);
  assert.equal(await hands.field(t.user_name_label).inputValue(), 'kim@wingtip.example');
});
