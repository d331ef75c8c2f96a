import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hasFocus } from '../browsers/focus.mjs';
import { inspect } from '../inspect.mjs';
import { DEMO_PASSWORD } from '../portal.mjs';
import { stage } from '../stage.mjs';

const at = stage();

for (const [language, account, name] of [['en', 'kim', 'Kim Akers'], ['nl', 'sanne', 'Sanne de Vries']]) {
  test(`somebody signs in and out, in ${language}`, async () => {
    const { hands, page, t } = await at.visit({ language });
    await hands.open('/');
    await hands.sees(t.sign_in_title);
    await hands.fill(t.user_name_label, `WINGTIP\\${account}`);
    await hands.fill(t.password_label, DEMO_PASSWORD);
    await hands.press(t.sign_in);
    await hands.sees(t('account_title', { name }));

    await page.getByRole('button', { name: t.sign_out, exact: true }).click();
    await hands.sees(t.sign_in_title);

    await hands.open('/account');
    await hands.sees(t.sign_in_title);
    await inspect(page, language, t.sign_in_title);
  });

  test(`a wrong password is refused and the name is kept, in ${language}`, async () => {
    const { hands, page, t } = await at.visit({ language });
    await hands.open('/signin');
    await hands.fill(t.user_name_label, account);
    await hands.fill(t.password_label, 'not-the-password');
    await hands.press(t.sign_in);

    const alert = page.getByRole('alert');
    await alert.getByText(t.refusal_sign_in_failed).waitFor();
    await hasFocus(alert, 'the error summary');
    assert.equal(await hands.field(t.user_name_label).inputValue(), account);
    assert.equal(await hands.field(t.password_label).inputValue(), '');
    await inspect(page, language, t('error_title', { title: t.sign_in_title }));
  });
}

test('who cannot sign in takes the name along to the wizard', async () => {
  const { hands, wizard, t } = await at.visit();
  await hands.open('/signin');
  await hands.fill(t.user_name_label, 'kim@wingtip.example');

  await hands.press(t.sign_in_forgot);

  await wizard.isAt('identify_title');
  assert.equal(await hands.field(t.user_name_label).inputValue(), 'kim@wingtip.example');
});
