import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inspect } from '../inspect.mjs';
import { Hands } from '../browsers/hands.mjs';
import { stage } from '../stage.mjs';
import { texts } from '../texts.mjs';

const at = stage();

for (const language of ['en', 'nl']) {
  test(`the demo shows its messages beside the wizard, in ${language}`, async () => {
    const t = texts(language);
    const person = await at.portal.newcomer(language);
    const { wizard, hands, context } = await at.visit({ language, viewport: { width: 320, height: 568 } });
    await wizard.open();
    const opened = context.waitForEvent('page');
    await hands.follow(t.demo_read);
    const outbox = new Hands(await opened);
    await outbox.sees(t.outbox_title);

    await wizard.identify(person.userName);
    await wizard.chooseMail();
    const code = await at.portal.outbox.code(person.mail);
    await outbox.press(t.outbox_refresh);

    const kept = outbox.page.getByRole('article').filter({ hasText: t('outbox_mail', { to: person.mail }) });
    assert.match(await kept.innerText(), new RegExp(code));
    await inspect(outbox.page, language, t.outbox_title);
    await wizard.enterCode(code);
    await wizard.isAt('choose_title');
  });
}
