import { test } from 'node:test';

import { enter, hasFocus, type } from '../browsers/focus.mjs';
import { stage } from '../stage.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage();

for (const mode of ['live', 'without scripts']) {
  test(`the keyboard alone resets a password, ${mode}`, async () => {
    const person = await at.portal.newcomer();
    const there = await at.visit({ mode });
    const { wizard, hands, page, t } = there;
    /** In the living page the focus goes to the heading of the new step; else a page begins anew. */
    const begins = async (step) => {
      await wizard.isAt(step);
      if (mode === 'live') await hasFocus(hands.heading(t(step)), step);
    };

    await wizard.open();
    const { picture } = await wizard.puzzle();
    await type(there, t.user_name_label, person.userName);
    await type(there, t.captcha_label, picture);
    await page.keyboard.press('Enter');

    await begins('choose_title');
    await enter(there, hands.button(t.choose_email));
    await begins('code_title');
    await type(there, t.code_label, await at.portal.outbox.code(person.mail));
    if (mode !== 'live') await page.keyboard.press('Enter');

    await begins('choose_title');
    await enter(there, hands.button(t.choose_sms));
    await begins('number_title');
    await type(there, t.number_label, person.mobile);
    await page.keyboard.press('Enter');
    await begins('code_title');
    await type(there, t.code_label, await at.portal.outbox.code(person.mobile));
    if (mode !== 'live') await page.keyboard.press('Enter');

    await begins('password_title');
    await type(there, t.password_new, goodPassword(1));
    await type(there, t.password_again, goodPassword(1));
    await page.keyboard.press('Enter');

    await begins('done_title');
    await enter(there, hands.button(t.done_sign_in));
    await wizard.isAt('sign_in_title');
  });
}

test('the first press of Tab leads past the head of the page', async () => {
  const { wizard, hands, page, t } = await at.visit();
  await wizard.open();

  await page.keyboard.press('Tab');
  await hasFocus(hands.link(t.skip));
  await page.keyboard.press('Enter');

  await hasFocus(page.getByRole('main'));
});
