// What days bring at sign-in: a password grows too old, what is known is looked at again, and putting off ends.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESKTOP, PHONE, SMALL_PHONE } from '../browsers/chromium.mjs';
import { inspect } from '../inspect.mjs';
import { numberOf } from '../portal.mjs';
import { addNumber, changeMail } from '../registering.mjs';
import { signIn } from '../signing_in.mjs';
import { stage } from '../stage.mjs';
import { goodPassword } from '../wizard.mjs';

const at = stage({
  policy: `
[password]
max_age_days = 365
[registration]
required = true
skips = 0
grace_days = 10
reconfirm_days = 90
`,
});

const SCREENS = [
  { viewport: DESKTOP, language: 'nl', colours: 'dark', mode: 'live' },
  { viewport: PHONE, language: 'en', colours: 'light', mode: 'live' },
  { viewport: PHONE, language: 'en', colours: 'light', mode: 'without WebAssembly' },
  { viewport: SMALL_PHONE, language: 'nl', colours: 'dark', mode: 'without scripts' },
];

let numbers = 0;

/** A number that nobody else has. */
function newNumber() {
  numbers += 1;
  return numberOf(50 + numbers);
}

/** Somebody with a password of their own, in front of a browser. */
async function somebody(screen, password, mobile) {
  const person = await at.portal.somebody(screen.language, { password, mobile });
  const there = await at.visit(screen);
  const greeting = there.t('account_title', { name: person.displayName });
  return { ...there, person, greeting };
}

/** What leads nowhere but here. */
async function isHeld({ hands }, title, ...paths) {
  for (const path of paths) {
    await hands.open(path);
    await hands.sees(title);
  }
}

for (const screen of SCREENS) {
  const { viewport, language, mode } = screen;
  const where = `${mode}, ${viewport.width} px, in ${language}`;

  test(`what is still needed may wait for so many days, ${where}`, async () => {
    const password = goodPassword(60);
    const there = await somebody(screen, password);
    const { hands, page, person, greeting, t } = there;
    const notNow = page.getByRole('button', { name: t.setup_not_now, exact: true });

    for (const [passed, left] of [[0, t('setup_not_now_days', { n: 10 })], [9, t.setup_not_now_day]]) {
      await at.portal.daysPass(person, passed);
      await signIn(there, person, password);
      await hands.sees(t.setup_title);
      await page.getByText(left).waitFor();
      await inspect(page, language, t.setup_title);
      await isHeld(there, t.setup_title, '/account', '/account/password');
      await notNow.press('Enter');
      await hands.sees(greeting);
    }

    await at.portal.daysPass(person, 1);
    await signIn(there, person, password);
    await hands.sees(t.setup_title);
    assert.equal(await notNow.count(), 0);
    await inspect(page, language, t.setup_title);
    const number = newNumber();
    await addNumber(there, number, number);
    await hands.follow(t.setup_finish);
    await hands.sees(greeting);
  });

  test(`a password that is too old is changed first, and then what is known is confirmed, ${where}`, async () => {
    const [old, password] = [goodPassword(61), goodPassword(62)];
    const there = await somebody(screen, old, newNumber());
    const { hands, page, person, greeting, t } = there;
    await at.portal.daysPass(person, 365);

    await signIn(there, person, old);
    await hands.sees(t.change_title);
    await page.getByText(t.change_due_expired).waitFor();
    await inspect(page, language, t.change_title);
    await isHeld(there, t.change_title, '/account', '/setup');
    await hands.fill(t.change_old, old);
    await hands.fill(t.password_new, password);
    await hands.fill(t.password_again, password);
    await hands.press(t.password_save);

    await hands.sees(t.setup_title);
    await page.getByText(t.setup_look).waitFor();
    await inspect(page, language, t.setup_title);
    await isHeld(there, t.setup_title, '/account', '/account/password');
    await hands.press(t.setup_confirm_all);
    await hands.sees(greeting);
    await signIn(there, person, password);
    await hands.sees(greeting);
  });

  test(`after so many days what is wrong is changed instead of confirmed, ${where}`, async () => {
    const password = goodPassword(63);
    const there = await somebody(screen, password, newNumber());
    const { hands, page, person, greeting, t } = there;
    await at.portal.daysPass(person, 90);

    await signIn(there, person, password);
    await hands.sees(t.setup_title);
    await page.getByText(t.setup_look).waitFor();
    await hands.wizardLives();
    await changeMail(there, `another-${person.mail}`);
    assert.equal(await hands.button(t.setup_confirm_all).count(), 0, 'whoever changes one thing has looked at all');
    await inspect(page, language, t.setup_title);
    await hands.follow(t.setup_finish);
    await hands.sees(greeting);
    await signIn(there, person, password);
    await hands.sees(greeting);
  });
}
