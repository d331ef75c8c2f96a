import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hasFocus } from '../browsers/focus.mjs';
import { stage } from '../stage.mjs';

const at = stage();

const TROUBLES = [
  { what: 'no answer', brings: (route) => route.abort(), says: 'trouble_offline', fault: /ERR_FAILED/ },
  {
    what: 'an answer that is a failure',
    brings: (route) => route.fulfill({ status: 503, body: '' }),
    says: 'unavailable_text',
    fault: /503/,
  },
  {
    what: 'an answer that is no answer of ours',
    brings: (route) => route.fulfill({ status: 200, body: '<p>Sign in to this network</p>' }),
    says: 'unavailable_text',
  },
];

for (const { what, brings, says, fault } of TROUBLES) {
  test(`${what} is said, and what was typed stays for another try`, async () => {
    const { wizard, hands, page, watch, t } = await at.visit();
    if (fault) watch.expect(fault);
    await wizard.open();
    const { picture } = await wizard.puzzle();
    await hands.fill(t.user_name_label, 'kim@wingtip.example');
    await hands.fill(t.captcha_label, picture);
    await page.route('**/api/reset/identify', brings);

    await hands.press(t.next);

    const alert = page.getByRole('alert');
    await alert.getByText(t(says)).waitFor();
    await hasFocus(alert, 'the alert');
    assert.equal(await hands.field(t.user_name_label).inputValue(), 'kim@wingtip.example');
    assert.equal(await hands.field(t.captcha_label).inputValue(), picture);

    await page.unroute('**/api/reset/identify');
    await hands.press(t.again);
    await wizard.isAt('choose_title');
    assert.equal(await alert.count(), 0);
  });
}
