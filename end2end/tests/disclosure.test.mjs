import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage } from '../stage.mjs';

const at = stage();

/** What a stranger sees on the way of a name, without the masked addresses and the support code. */
async function seen(userName, mode) {
  const { wizard, page, t } = await at.visit({ mode });
  const screens = [];
  const note = async () => {
    const screen = await page.getByRole('main').ariaSnapshot();
    screens.push(screen.replace(/\S*[•X]\S*( X\S*)*/g, '***').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '***'));
  };
  await wizard.open();
  await wizard.identify(userName);
  await note();
  await wizard.chooseMail();
  await note();
  await wizard.enterCode('000000');
  await page.getByRole('alert').getByText(t.refusal_code_wrong).waitFor();
  await note();
  await page.goto('/reset');
  await wizard.isAt('code_title');
  await note();
  return screens;
}

for (const mode of ['live', 'without scripts']) {
  test(`a name that cannot reset looks like one that can, ${mode}`, async () => {
    const person = await at.portal.newcomer();
    const known = await seen(person.userName, mode);

    for (const name of ['nobody.here@wingtip.example', 'disabled@wingtip.example', 'nothing@wingtip.example']) {
      assert.deepEqual(await seen(name, mode), known, name);
    }
  });
}
