import assert from 'node:assert/strict';
import { test } from 'node:test';

import { refuses } from '../refuses.mjs';
import { stage } from '../stage.mjs';

const at = stage();

for (const mode of ['live', 'without scripts']) {
  for (const language of ['en', 'nl']) {
    test(`every refusal says what to do and keeps what was typed, ${mode}, in ${language}`, async () => {
      const person = await at.portal.newcomer(language);
      const there = await at.visit({ mode, language, viewport: { width: 320, height: 568 } });
      const { wizard, hands, t } = there;
      await wizard.open();

      await hands.press(t.next);
      await refuses(there, 'identify_title', t.refusal_user_name_missing, t.user_name_label);

      await hands.fill(t.user_name_label, '@@');
      await hands.press(t.next);
      await refuses(there, 'identify_title', t.refusal_user_name_malformed, t.user_name_label);
      assert.equal(await hands.field(t.user_name_label).inputValue(), '@@');

      await hands.fill(t.user_name_label, person.userName);
      await hands.press(t.next);
      await refuses(there, 'identify_title', t.refusal_captcha_missing, t.captcha_label);

      await wizard.puzzle();
      await hands.fill(t.captcha_label, '000000000');
      await hands.press(t.next);
      await refuses(there, 'identify_title', t.refusal_captcha_wrong, t.captcha_label);
      assert.equal(await hands.field(t.user_name_label).inputValue(), person.userName);

      await wizard.identify(person.userName);
      await hands.press(t.choose_sms);
      await wizard.isAt('number_title');
      await hands.press(t.number_send);
      await refuses(there, 'number_title', t.refusal_number_missing, t.number_label);

      await hands.fill(t.number_label, '06 12345678');
      await hands.press(t.number_send);
      await refuses(there, 'number_title', t.refusal_number_malformed, t.number_label);
      assert.equal(await hands.field(t.number_label).inputValue(), '06 12345678');

      await hands.fill(t.number_label, '+44 7700 900999');
      await hands.press(t.number_send);
      await refuses(there, 'number_title', t.refusal_number_mismatch, t.number_label);
      assert.equal(await hands.field(t.number_label).inputValue(), '+44 7700 900999');

      await hands.press(t.other_method);
      await wizard.isAt('choose_title');
      await wizard.chooseMail();
      const code = await at.portal.outbox.code(person.mail);
      await wizard.enterCode(code === '123456' ? '654321' : '123456');
      await refuses(there, 'code_title', t.refusal_code_wrong, t.code_label);
      await wizard.enterCode(code);
      await wizard.isAt('choose_title');
    });
  }
}

test('a field that is sent empty says so beside the code', async () => {
  const person = await at.portal.newcomer();
  const there = await at.visit();
  await there.wizard.open();
  await there.wizard.identify(person.userName);
  await there.wizard.chooseMail();

  await there.hands.press(there.t.next);

  await refuses(there, 'code_title', there.t.refusal_code_missing, there.t.code_label);
});
