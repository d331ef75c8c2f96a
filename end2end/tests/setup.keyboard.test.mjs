// The security information with the keyboard alone.

import { test } from 'node:test';

import { code } from '../authenticator.mjs';
import { enter, hasFocus, tabTo, type } from '../browsers/focus.mjs';
import { numberOf } from '../portal.mjs';
import { POOL } from '../registering.mjs';
import { stage } from '../stage.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage({ policy: `methods = ["email", "sms", "totp", "questions"]\n[questions]\n${POOL}\n` });
const PASSWORD = goodPassword(80);

for (const [mode, language] of [['live', 'en'], ['without WebAssembly', 'nl'], ['without scripts', 'nl']]) {
  test(`the keyboard alone registers and removes, ${mode}, in ${language}`, async () => {
    const person = await at.portal.somebody(language, { password: PASSWORD });
    const there = await at.visit({ mode, language });
    const { wizard, hands, page, t } = there;
    const greeting = t('account_title', { name: person.displayName });
    const isLive = mode === 'live';
    /** In the living page the focus goes to the heading of the new step; else a page begins anew. */
    const begins = async (act, method, step) => {
      await enter(there, hands.button(`${t(act)} ${t(method)}`).first());
      await wizard.isAt(step);
      if (isLive) await hasFocus(hands.heading(t(step)), step);
    };
    /** And to what was achieved. */
    const isDone = async (done, method) => {
      const note = page.getByText(t(done, { name: t(method) }));
      await note.waitFor();
      if (isLive) await hasFocus(note, 'the note');
    };
    const typeCode = async (digits) => {
      await hands.wizardLives();
      await type(there, t.code_label, digits);
      if (!isLive) await page.keyboard.press('Enter');
    };

    await hands.open('/signin');
    await type(there, t.user_name_label, person.userName);
    await type(there, t.password_label, PASSWORD);
    await page.keyboard.press('Enter');
    await hands.sees(greeting);
    await hands.open('/setup');

    const number = numberOf(mode.length);
    await begins('setup_add', 'setup_name_sms', 'setup_number_title');
    await type(there, t.number_label, number);
    await page.keyboard.press('Enter');
    await wizard.isAt('code_title');
    await typeCode(await at.portal.outbox.code(number));
    await isDone('setup_done_add', 'setup_name_sms');

    await begins('setup_change', 'setup_name_email', 'setup_address_title');
    await type(there, t.setup_address_label, `another-${person.mail}`);
    await page.keyboard.press('Enter');
    await wizard.isAt('code_title');
    await typeCode(await at.portal.outbox.code(`another-${person.mail}`));
    await isDone('setup_done_add', 'setup_name_email');

    await begins('setup_add', 'setup_name_totp', 'setup_totp_title');
    await typeCode(code(await hands.appKey()));
    await isDone('setup_done_add', 'setup_name_totp');

    await begins('setup_add', 'setup_name_questions', 'setup_questions_title');
    for (let row = 1; row <= 5; row += 1) {
      await tabTo(hands.field(t('setup_question', { n: row })));
      for (let down = 0; down < row; down += 1) await page.keyboard.press('ArrowDown');
      await type(there, t('setup_answer', { n: row }), `Answer to ${row}`);
    }
    await page.keyboard.press('Enter');
    await isDone('setup_done_add', 'setup_name_questions');

    await begins('setup_remove', 'setup_name_sms', 'setup_remove_title');
    await enter(there, hands.button(t.setup_remove));
    await isDone('setup_done_remove', 'setup_name_sms');

    await enter(there, hands.link(t.setup_finish));
    await hands.sees(greeting);
  });
}
