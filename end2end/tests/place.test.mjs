import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Hands } from '../browsers/hands.mjs';
import { stage } from '../stage.mjs';
import { Wizard, goodPassword } from '../wizard.mjs';

const at = stage();

for (const mode of ['live', 'without scripts']) {
  test(`a reload never loses or repeats a step, ${mode}`, async () => {
    const person = await at.portal.newcomer();
    const { wizard, page, t } = await at.visit({ mode });
    const stays = async (heading) => {
      if (heading === t.sign_in_title) return;
      await page.reload();
      await wizard.hands.sees(heading);
      if (page.url().endsWith('/reset')) await wizard.hands.wizardLives();
    };
    wizard.look = (heading) => (heading === t.password_title ? undefined : stays(heading));

    await wizard.open();
    await wizard.prove(person);
    await stays(t.password_title);
    await wizard.setPassword(goodPassword(1));
    await wizard.isAt('done_title');
    await stays(t.done_title);

    const sent = (await at.portal.outbox.messages()).map(({ message }) => message.to);
    assert.equal(sent.filter((to) => to === person.mobile.replaceAll(' ', '')).length, 1, 'one text');
  });

  test(`the back button never loses or repeats a step, ${mode}`, async () => {
    const person = await at.portal.newcomer();
    const { wizard, hands, page, t } = await at.visit({ mode });
    await hands.open('/signin');
    await hands.press(t.sign_in_forgot);
    await wizard.isAt('identify_title');
    await hands.wizardLives();
    await wizard.identify(person.userName);
    await wizard.passMail(person);
    await wizard.isAt('choose_title');

    await page.goBack();
    if (!page.url().includes('/signin')) await wizard.isAt('choose_title');
    else await wizard.isAt('sign_in_title');
    await page.goto('/reset');
    await wizard.isAt('choose_title');

    await hands.wizardLives();
    await wizard.passText(person);
    await wizard.isAt('password_title');
  });

  test(`two tabs share one challenge, and an old one repeats nothing, ${mode}`, async () => {
    const person = await at.portal.newcomer();
    const { wizard, context, t } = await at.visit({ mode });
    await wizard.open();
    await wizard.identify(person.userName);
    const second = new Wizard(at.portal, new Hands(await context.newPage(), mode));
    await second.hands.open('/reset');
    await second.isAt('choose_title');
    assert.equal(await second.hands.supportCode(t.support_code), await wizard.hands.supportCode(t.support_code));

    await wizard.chooseMail();
    const code = await at.portal.outbox.code(person.mail);
    await second.hands.press(t.choose_email);

    await second.isAt('code_title');
    await second.hands.page.getByRole('alert').getByText(t.refusal_moved).waitFor();
    await second.enterCode(code);
    await second.isAt('choose_title');
  });

  test(`cancelling ends a reset everywhere, ${mode}`, async () => {
    const person = await at.portal.newcomer();
    const { wizard, hands, context, t } = await at.visit({ mode });
    await wizard.open();
    const ended = await hands.supportCode(t.support_code);
    await wizard.identify(person.userName);
    const second = new Wizard(at.portal, new Hands(await context.newPage(), mode));
    await second.hands.open('/reset');
    await second.isAt('choose_title');

    await hands.press(t.cancel);
    await wizard.isAt('sign_in_title');

    await second.hands.press(t.choose_email);
    await second.isAt('identify_title');
    await wizard.open();
    assert.notEqual(await hands.supportCode(t.support_code), ended);
  });
}

test('another method can be taken at any time, and a proven one is gone', async () => {
  const person = await at.portal.newcomer();
  const { wizard, hands, t } = await at.visit();
  await wizard.open();
  await wizard.identify(person.userName);
  await wizard.chooseMail();

  await hands.press(t.other_method);
  await wizard.isAt('choose_title');
  await wizard.passText(person);

  await wizard.isAt('choose_title');
  assert.equal(await hands.button(t.choose_sms).count(), 0);
  assert.equal(await hands.button(t.choose_email).count(), 1);
});
