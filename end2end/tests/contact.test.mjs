import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hasFocus } from '../browsers/focus.mjs';
import { inspect } from '../inspect.mjs';
import { body } from '../outbox.mjs';
import { stage } from '../stage.mjs';

const HELP = 'help@wingtip.example';
const at = stage();

for (const [from, language] of [['reset', 'en'], ['signin', 'nl']]) {
  test(`who cannot go on writes to the administrator, from /${from}, in ${language}`, async () => {
    await at.portal.policy(`[help]\nemail = "${HELP}"\n`);
    const { hands, page, t } = await at.visit({ language });
    await hands.open(`/${from}`);
    await hands.follow(t.contact);
    await hands.sees(t.contact_title);
    await inspect(page, language, t.contact_title);

    await hands.press(t.contact_send);
    const alert = page.getByRole('alert');
    await alert.getByText(t.refusal_user_name_missing).waitFor();
    await hasFocus(alert, 'the error summary');

    await hands.fill(t.user_name_label, 'mailonly@wingtip.example');
    await hands.press(t.contact_send);
    await hands.sees(t.contact_sent_title);
    await inspect(page, language, t.contact_title);
    const supportCode = await hands.supportCode(t.support_code);

    const letter = await at.portal.outbox.next(HELP);
    assert.ok(body(letter).includes('mailonly@wingtip.example'));
    assert.ok(body(letter).includes(supportCode), 'both have the same support code');
  });
}

test('an organisation can have a help page of its own', async () => {
  await at.portal.policy('[help]\nlink = "https://help.wingtip.example/"\n');
  const { hands, page, t } = await at.visit();
  await hands.open('/contact');

  assert.equal(await hands.link(t.contact_link).getAttribute('href'), 'https://help.wingtip.example/');
  await inspect(page, 'en', t.contact_title);
});

test('without an address the page says what to do', async () => {
  await at.portal.policy('');
  const { hands, page, t } = await at.visit();
  await hands.open('/contact');

  await page.getByText(t.contact_none).waitFor();
  await inspect(page, 'en', t.contact_title);
});
