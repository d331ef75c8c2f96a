// Pictures of every screen, to be looked at: node end2end/pictures.mjs [FOLDER]

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Album } from './album.mjs';
import { DESKTOP, PHONE, SMALL_PHONE, chromiumBrowser, visit } from './browsers/chromium.mjs';
import { Portal, numberOf } from './portal.mjs';
import { takeSetup } from './setup_pictures.mjs';
import { pattern } from './texts.mjs';
import { Wizard, goodPassword } from './wizard.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('pictures', import.meta.url));
const POLICY = `
methods = ["email", "sms", "mobile_call", "totp", "questions", "passkey"]
[questions]
pool = ["first_pet", "first_street", "favourite_food", "stuffed_toy", "childhood_hero"]
[help]
email = "help@wingtip.example"
[limits]
contacts_per_address = { max = 100, per_seconds = 3600 }
sends_per_address = { max = 1000, per_seconds = 3600 }
[[links]]
title = "Mail & calendar"
url = "https://mail.example.com/"
[[links]]
title = "Timesheets"
url = "https://time.example.com/"
`;

const DEVICES = { small: SMALL_PHONE, phone: PHONE, desktop: DESKTOP };

async function walk(portal, browser, { device, language, colours }) {
  const into = join(folder, `${device}-${language}-${colours}`);
  const there = await visit(browser, portal, { viewport: DEVICES[device], language, colours });
  const { page, hands, watch } = there;
  watch.expect(/404/);
  const wizard = new Wizard(portal, hands, language);
  const album = new Album(into, page);
  const { t } = wizard;
  const person = await portal.newcomer(language);
  const alert = page.getByRole('alert');

  await wizard.open();
  await wizard.puzzle();
  await album.take('identify');
  await page.getByText(t.captcha_sound, { exact: true }).click();
  await album.take('identify-sound');
  await hands.press(t.next);
  await alert.waitFor();
  await wizard.puzzle();
  await album.take('identify-refused');

  await wizard.identify(person.userName);
  await album.take('choose');
  await wizard.chooseMail();
  await album.take('code');
  await page.getByText(t.nothing_title, { exact: true }).last().click();
  await album.take('code-nothing-arrived');
  const code = await portal.outbox.code(person.mail);
  await wizard.enterCode(code === '123456' ? '654321' : '123456');
  await alert.waitFor();
  await album.take('code-refused');
  await wizard.enterCode(code);
  await wizard.isAt('choose_title');
  await album.take('choose-second');
  await hands.press(t.choose_sms);
  await wizard.isAt('number_title');
  await hands.fill(t.number_label, '+44 77');
  await album.take('number');
  await hands.fill(t.number_label, '+44 7700 900999');
  await hands.press(t.number_send);
  await alert.waitFor();
  await album.take('number-refused');
  await hands.fill(t.number_label, person.mobile);
  await hands.press(t.number_send);
  await wizard.isAt('code_title');
  await wizard.enterCode(await portal.outbox.code(person.mobile));

  await wizard.isAt('password_title');
  await album.take('password');
  await hands.fill(t.password_new, 'Wingtip1');
  await page.getByText(pattern(t.meter_status)).waitFor();
  await album.take('password-weak');
  await hands.fill(t.password_again, 'Wingtip1');
  await hands.press(t.password_save);
  await alert.waitFor();
  await album.take('password-refused');
  await hands.fill(t.password_new, goodPassword(1));
  await hands.fill(t.password_again, goodPassword(1));
  await page.getByText(t.password_same).waitFor();
  await page.getByText(pattern(t.meter_status)).waitFor();
  await album.take('password-good');
  await hands.press(t.password_save);
  await wizard.isAt('done_title');
  await album.take('done');
  await hands.press(t.done_sign_in);
  await wizard.isAt('sign_in_title');
  await album.take('sign-in');
  await hands.press(t.sign_in);
  await alert.waitFor();
  await album.take('sign-in-refused');
  await wizard.signIn(person, goodPassword(1));
  await album.take('account');
  await hands.follow(t.account_change);
  await hands.sees(t.change_title);
  await hands.fill(t.change_old, 'wrong');
  await hands.fill(t.password_new, goodPassword(2));
  await hands.fill(t.password_again, goodPassword(2));
  await page.getByText(pattern(t.meter_status)).waitFor();
  await album.take('change-password');
  await hands.press(t.password_save);
  await alert.waitFor();
  await album.take('change-password-refused');
  await hands.fill(t.change_old, goodPassword(1));
  await hands.fill(t.password_new, goodPassword(2));
  await hands.fill(t.password_again, goodPassword(2));
  await hands.press(t.password_save);
  await page.getByText(t.note_password_changed).waitFor();
  await album.take('account-changed');
  await hands.follow(t.account_activity);
  await hands.sees(t.activity_title);
  await album.take('activity');
  await hands.press(t.report_button);
  await wizard.isAt('identify_title');
  await wizard.puzzle();
  await album.take('reported');

  await hands.open('/contact');
  await album.take('contact');
  await hands.fill(t.user_name_label, person.userName);
  await hands.press(t.contact_send);
  await hands.sees(t.contact_sent_title);
  await album.take('contact-sent');
  await hands.open('/demo/outbox');
  await album.take('outbox');
  await hands.open('/no/such/page');
  await album.take('not-found');
  await there.end();
}

let people = 0;

async function walkSetup(portal, browser, { device, language, colours }) {
  const into = join(folder, `${device}-${language}-${colours}`, 'setup');
  const there = await visit(browser, portal, { viewport: DEVICES[device], language, colours });
  const wizard = new Wizard(portal, there.hands, language);
  people += 1;
  const password = goodPassword(people);
  const person = { ...await portal.somebody(language, { password }), mobile: numberOf(50 + people) };
  await takeSetup({ ...there, wizard, t: wizard.t }, portal, new Album(into, there.page), person, password);
  await there.end();
}

// Passkeys need a name.
const portal = await Portal.start({ host: 'localhost' });
const browser = await chromiumBrowser();
try {
  await portal.policy(POLICY);
  for (const device of Object.keys(DEVICES)) {
    for (const language of ['en', 'nl']) {
      for (const colours of ['light', 'dark']) {
        await walk(portal, browser, { device, language, colours });
        await walkSetup(portal, browser, { device, language, colours });
        console.log(`${device} ${language} ${colours}`);
      }
    }
  }
  console.log(`pictures are in ${folder}`);
} finally {
  await browser.close();
  await portal.stop();
}
