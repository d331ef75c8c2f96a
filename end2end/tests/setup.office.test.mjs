// The telephone at the desk, at the page of the security information: registered, and the directory's confirmed.

import { test } from 'node:test';

import { DESKTOP, PHONE, SMALL_PHONE } from '../browsers/chromium.mjs';
import { confirmCall } from '../calls.mjs';
import { inspect } from '../inspect.mjs';
import { isDone, press } from '../registering.mjs';
import { signInForSetup } from '../signing_in.mjs';
import { stage } from '../stage.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage({
  policy: 'methods = ["email", "sms", "office_call"]\n[registration]\nprepopulated_counts = false\n',
});
const PASSWORD = goodPassword(1);

const SCREENS = [
  { mode: 'live', viewport: DESKTOP, language: 'en', colours: 'light' },
  { mode: 'live', viewport: PHONE, language: 'nl', colours: 'dark' },
  { mode: 'without WebAssembly', viewport: PHONE, language: 'en', colours: 'dark' },
  { mode: 'without scripts', viewport: SMALL_PHONE, language: 'nl', colours: 'light' },
];

/** At the overview, which is looked at. */
async function atOverview(screen, known) {
  const person = await at.portal.somebody(screen.language, { password: PASSWORD, ...known });
  const there = await at.visit({ look: inspect, ...screen });
  await signInForSetup(there, person, PASSWORD);
  await there.wizard.look(there.t.setup_title);
  return there;
}

/** The desk rings, and # is pressed there. */
async function confirmDesk(there, number, done) {
  const { t, wizard } = there;
  await wizard.isAt('call_title');
  await confirmCall(there, number);
  await isDone(there, done, 'setup_name_office');
  await wizard.look(t.setup_title);
}

for (const [index, screen] of SCREENS.entries()) {
  const { mode, viewport, language } = screen;
  const where = `${mode}, ${viewport.width} px, in ${language}`;

  test(`an office phone is registered by a call, tried out and removed, ${where}`, async () => {
    const number = `+3120555014${index}`;
    const there = await atOverview(screen, { mobile: `+31 6 12 34 59 0${index}` });
    const { hands, page, t, wizard } = there;
    await press(there, 'setup_add', 'setup_name_office');
    await wizard.isAt('setup_office_title');
    await wizard.look(t.setup_office_title);
    await hands.fill(t.number_label_office, `+31 6 12 34 59 0${index}`);
    await hands.press(t.number_call);
    await page.getByText(t.refusal_number_of_mobile).first().waitFor();
    await wizard.look(t('error_title', { title: t.setup_office_title }));
    await hands.fill(t.number_label_office, `${number} x12`);
    await hands.press(t.number_call);
    await confirmDesk(there, number, 'setup_done_add');

    await press(there, 'setup_test', 'setup_name_office');
    await confirmDesk(there, number, 'setup_done_test');
    await press(there, 'setup_remove', 'setup_name_office');
    await wizard.isAt('setup_remove_title');
    await wizard.look(t.setup_remove_title);
    await hands.press(t.setup_remove);
    await isDone(there, 'setup_done_remove', 'setup_name_office');
  });

  test(`the directory's office phone is confirmed by a call and changed by nobody, ${where}`, async () => {
    const number = `+3120555015${index}`;
    const there = await atOverview(screen, { office: `${number} x12` });
    await press(there, 'setup_confirm', 'setup_name_office');
    await confirmDesk(there, number, 'setup_done_confirm');
    const { hands, t } = there;
    for (const act of ['setup_change', 'setup_confirm', 'setup_remove']) {
      const button = hands.button(`${t[act]} ${t.setup_name_office}`);
      if (await button.count() > 0) throw new Error(`${t[act]} is there`);
    }
  });
}
