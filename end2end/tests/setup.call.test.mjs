// A mobile number that is confirmed by a call, at the page of the security information.

import { test } from 'node:test';

import { DESKTOP, PHONE, SMALL_PHONE } from '../browsers/chromium.mjs';
import { answerCall, confirmCall, lookWhileItRings } from '../calls.mjs';
import { isDone, press } from '../registering.mjs';
import { signInForSetup } from '../signing_in.mjs';
import { stage } from '../stage.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage({ policy: 'methods = ["email", "sms", "mobile_call"]\n' });
const PASSWORD = goodPassword(1);

/** The telephone of somebody's new number rings. */
async function atCall(screen, number) {
  const person = await at.portal.somebody(screen.language, { password: PASSWORD });
  const there = await at.visit({ look: lookWhileItRings, ...screen });
  const { hands, t, wizard } = there;
  await signInForSetup(there, person, PASSWORD);
  await press(there, 'setup_add', 'setup_name_sms');
  await wizard.isAt('setup_number_title');
  await wizard.look(t.setup_number_title);
  await hands.fill(t.number_label, number);
  await hands.press(t.setup_call_instead);
  await wizard.isAt('call_title');
  await wizard.look(t.call_title);
  return there;
}

const SCREENS = [
  { mode: 'live', viewport: DESKTOP, language: 'en', colours: 'light' },
  { mode: 'live', viewport: PHONE, language: 'nl', colours: 'dark' },
  { mode: 'without WebAssembly', viewport: PHONE, language: 'en', colours: 'dark' },
  { mode: 'without scripts', viewport: SMALL_PHONE, language: 'nl', colours: 'light' },
];

for (const [index, screen] of SCREENS.entries()) {
  const { mode, viewport, language } = screen;

  test(`a number is confirmed by # in a call, ${mode}, ${viewport.width} px, in ${language}`, async () => {
    const number = `+3161234581${index}`;
    const there = await atCall(screen, number);
    await confirmCall(there, number);
    await isDone(there, 'setup_done_add', 'setup_name_sms');
    await there.wizard.look(there.t.setup_title);
  });
}

test('whoever answers and did not ask for it ends the work', async () => {
  const number = '+31612345820';
  const there = await atCall(SCREENS[0], number);
  await answerCall(there, number, there.t('outbox_call_press', { key: '9' }));
  await there.page.getByText(there.t.refusal_call_reported).waitFor();
});
