import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage } from '../stage.mjs';
import { until } from '../until.mjs';

const at = stage();

for (const mode of ['live', 'without scripts']) {
  test(`another picture keeps the name that was typed, ${mode}`, async () => {
    const { wizard, hands, page, t } = await at.visit({ mode });
    await wizard.open();
    const first = await wizard.puzzle();
    await hands.fill(t.user_name_label, 'kim@wingtip.example');

    const drawn = page.waitForResponse(/captcha\/picture/);
    await hands.press(t.captcha_new);
    await drawn;

    const second = await wizard.puzzle();
    assert.ok(second.serial > first.serial);
    assert.notEqual(second.picture, first.picture);
    assert.equal(await hands.field(t.user_name_label).inputValue(), 'kim@wingtip.example');
    await wizard.identify('kim@wingtip.example');
  });

  for (const language of ['en', 'nl']) {
    test(`the digits of the sound are an answer too, ${mode}, in ${language}`, async () => {
      const { wizard, hands, page, t } = await at.visit({ mode, language });
      await wizard.open();
      const { sound } = await wizard.puzzle();

      await page.getByText(t.captcha_sound, { exact: true }).click();
      const player = page.getByLabel(t.captcha_sound, { exact: true });
      await player.evaluate((audio) => { audio.preload = 'auto'; audio.load(); });
      const seconds = await until('the sound is there', () => player.evaluate((audio) => audio.duration));
      assert.ok(seconds > 3 && seconds < 30, `${seconds} s for six digits`);

      await hands.fill(t.user_name_label, 'kim@wingtip.example');
      await hands.fill(t.captcha_label, [...sound].join(' '));
      await hands.press(t.next);
      await wizard.isAt('choose_title');
    });
  }
}

test('small letters solve the picture', async () => {
  const { wizard, hands, t } = await at.visit();
  await wizard.open();
  const { picture } = await wizard.puzzle();

  await hands.fill(t.user_name_label, 'kim@wingtip.example');
  await hands.fill(t.captcha_label, picture.toLowerCase());
  await hands.press(t.next);

  await wizard.isAt('choose_title');
});

test('after five wrong answers there is another picture', async () => {
  const { wizard, hands, page, t } = await at.visit();
  await wizard.open();
  const { serial } = await wizard.puzzle();
  await hands.fill(t.user_name_label, 'kim@wingtip.example');

  for (let tries = 0; tries < 5; tries += 1) {
    await hands.fill(t.captcha_label, '000000000');
    await hands.press(t.next);
    await until('the form is empty again', async () => (await hands.field(t.captcha_label).inputValue()) === '');
    await page.getByRole('alert').getByText(t.refusal_captcha_wrong).waitFor();
  }

  await until('another puzzle', async () => (await wizard.puzzle()).serial > serial);
  await wizard.identify('kim@wingtip.example');
});
