import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESKTOP, MODES, PHONE, SMALL_PHONE } from '../browsers/chromium.mjs';
import { inspect } from '../inspect.mjs';
import { body } from '../outbox.mjs';
import { addNumber } from '../registering.mjs';
import { signIn } from '../signing_in.mjs';
import { stage } from '../stage.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage({ policy: 'default_country = "NL"\n[registration]\nrequired = true\nskips = 2\n' });

const SCREENS = [
  { viewport: DESKTOP, language: 'en', colours: 'light', mode: 'live' },
  { viewport: PHONE, language: 'nl', colours: 'dark', mode: 'without WebAssembly' },
  { viewport: SMALL_PHONE, language: 'en', colours: 'dark', mode: 'without scripts' },
];

let numbers = 0;

/** A number of the Netherlands that nobody else has, as it is dialled there. */
function dialled() {
  numbers += 1;
  return `06 123456${String(numbers).padStart(2, '0')}`;
}

function complete(number) {
  return `+31${number.replaceAll(' ', '').slice(1)}`;
}

for (const screen of SCREENS) {
  const { viewport, language, mode } = screen;
  test(`sign-in stops at what is still needed, which may wait twice, ${mode}, ${viewport.width} px, in ${language}`, async () => {
    assert.ok(MODES.includes(mode));
    const password = goodPassword(40);
    const person = await at.portal.somebody(language, { password });
    const there = await at.visit(screen);
    const { hands, page, t } = there;
    const greeting = t('account_title', { name: person.displayName });
    const notNow = page.getByRole('button', { name: t.setup_not_now, exact: true });

    for (const left of [t('setup_not_now_times', { n: 2 }), t.setup_not_now_once]) {
      await signIn(there, person, password);
      await hands.sees(t.setup_title);
      await page.getByText(t.setup_asked).waitFor();
      await page.getByText(left).waitFor();
      await inspect(page, language, t.setup_title);
      for (const path of ['/account', '/account/password']) {
        await hands.open(path);
        await hands.sees(t.setup_title);
      }
      await notNow.press('Enter');
      await hands.sees(greeting);
    }

    await signIn(there, person, password);
    await hands.sees(t.setup_title);
    assert.equal(await notNow.count(), 0);
    await inspect(page, language, t.setup_title);
    const number = dialled();
    await addNumber(there, number, complete(number));
    await hands.follow(t.setup_finish);
    await hands.sees(greeting);
  });

  test(`what is known is confirmed with one click, ${mode}, ${viewport.width} px, in ${language}`, async () => {
    const password = goodPassword(41);
    const mobile = complete(dialled());
    const person = await at.portal.somebody(language, { password, mobile });
    const told = await at.portal.command('person', 'ask-again', person.userName);
    assert.match(told, /asked to confirm/);
    const there = await at.visit(screen);
    const { hands, page, t } = there;

    await signIn(there, person, password);
    await hands.sees(t.setup_title);
    await page.getByText(t.setup_look).waitFor();
    await inspect(page, language, t.setup_title);
    const shown = await page.content();
    assert.equal(shown.includes(mobile) || shown.includes(person.mail), false, 'what is known is masked');
    await hands.press(t.setup_confirm_all);
    await hands.sees(t('account_title', { name: person.displayName }));
    await hands.open('/setup');
    await hands.sees(t.setup_title);
    assert.equal(await hands.button(t.setup_confirm_all).count(), 0, 'once');
  });

  test(`a joiner registers by the link of a mail, ${mode}, ${viewport.width} px, in ${language}`, async () => {
    const person = await at.portal.somebody(language);
    await at.portal.command('person', 'invite', '--setup', person.userName);
    const mail = await at.portal.outbox.next(person.mail);
    const [link] = body(mail).match(/http\S+token=\S+/);
    const there = await at.visit(screen);
    const { hands, page, t } = there;

    for (let looks = 0; looks < 2; looks += 1) {
      await hands.open(link);
      await hands.sees(t.invitation_title);
    }
    await page.getByText(person.userName).waitFor();
    await inspect(page, language, t.invitation_title);
    await hands.press(t.invitation_begin);
    await hands.sees(t.setup_title);
    await page.getByText(t.setup_first).waitFor();
    await inspect(page, language, t.setup_title);
    assert.equal(await hands.button(t.setup_choose_password).isDisabled(), true);
    await hands.open('/account');
    await hands.sees(t.sign_in_title);

    await hands.open('/setup');
    const number = dialled();
    await addNumber(there, number, complete(number));
    await hands.press(t.setup_choose_password);
    await hands.sees(t.identify_title);
    assert.equal(await hands.field(t.user_name_label).inputValue(), person.userName);
    await hands.open('/setup');
    await hands.sees(t.sign_in_title);

    await hands.open(link);
    await hands.sees(t.invitation_over_title);
    await inspect(page, language, t.invitation_over_title);
  });
}
