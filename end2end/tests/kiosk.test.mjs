// The kiosk of server/docs/sign-in-screens.md: no debugger reaches it, so it is used by keys and watched by
// its screen and its server.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { Kiosk, waived } from '../browsers/kiosk.mjs';
import { HEIGHT, WIDTH } from '../browsers/screen.mjs';
import { Portal } from '../portal.mjs';
import { texts } from '../texts.mjs';
import { until } from '../until.mjs';
import { goodPassword } from '../wizard.mjs';

const t = texts('en');

/** What somebody at a lock screen tries, and that Chromium knows: windows, tabs, files, tools, lists, menus. */
const ESCAPES = [
  'ctrl+n', 'ctrl+shift+n', 'ctrl+t', 'ctrl+shift+t', 'ctrl+o', 'ctrl+s', 'ctrl+p', 'ctrl+shift+p', 'ctrl+u', 'F12',
  'ctrl+shift+i', 'ctrl+shift+j', 'ctrl+h', 'ctrl+j', 'ctrl+shift+o', 'ctrl+d', 'ctrl+shift+a', 'ctrl+shift+m',
  'ctrl+shift+Delete', 'shift+Escape', 'F1', 'F6', 'F7', 'F10', 'F11', 'ctrl+f', 'alt+f', 'alt+Home', 'ctrl+w',
  'alt+Tab', 'ctrl+alt+x', 'super+r',
];

/** How many presses of the Tab key lead there from the top of a page. */
const FIRST_FIELD = 3;
const CAPTCHA_AFTER_NAME = 3;
const LANGUAGE = 2;
/** Where the second window has its line of addresses. */
const ADDRESS = [400, 52];

describe('the kiosk', { skip: waived() }, () => {
  let portal;
  let kiosk;
  before(async () => { portal = await Portal.start(); });
  beforeEach(async () => {
    kiosk = await Kiosk.start(portal);
    await kiosk.sees(t.identify_title);
  });
  afterEach(() => kiosk?.end());
  after(() => portal?.stop());

  const screen = () => kiosk.screen;
  const pages = async () => (await screen().windows()).filter(({ title }) => / – Wingtip Toys|Chromium$/.test(title));

  /** Fills the first field of a page, and sends it. */
  async function answer(text) {
    await kiosk.tab(FIRST_FIELD);
    await screen().type(text);
    await screen().press('Return');
  }

  async function pressFirstButton() {
    await kiosk.tab(FIRST_FIELD);
    await screen().press('Return');
  }

  test('keys alone reset a password in it, and those of the browser open nothing', async () => {
    const person = await portal.newcomer();
    const [{ title, x, y, width, height }, ...others] = await pages();
    assert.deepEqual({ x, y, width, height, others }, { x: 0, y: 0, width: WIDTH, height: HEIGHT, others: [] });

    const asked = requests();
    for (const key of ESCAPES) await screen().press(key, 'Escape');
    for (const address of ['file:///etc/passwd', 'chrome://settings']) {
      await screen().press('ctrl+l');
      await screen().type(address);
      await screen().press('Return');
    }
    await screen().still();
    assert.deepEqual((await pages()).map(({ title }) => title), [title], 'the same window alone');
    assert.equal(requests(), asked, 'no page was asked for');

    await kiosk.tab(FIRST_FIELD);
    await screen().type(person.userName);
    await kiosk.tab(CAPTCHA_AFTER_NAME);
    const [{ picture }] = await portal.query('select picture from puzzle order by rowid desc limit 1');
    await screen().type(picture);
    await screen().press('Return');
    await kiosk.sees(t.choose_title);
    await pressFirstButton();
    await kiosk.sees(t.code_title);
    await answer(await portal.outbox.code(person.mail));
    await kiosk.sees(t.choose_title);
    await pressFirstButton();
    await kiosk.sees(t.number_title);
    await answer(person.mobile);
    await kiosk.sees(t.code_title);
    await answer(await portal.outbox.code(person.mobile));
    await kiosk.sees(t.password_title);
    await kiosk.tab(FIRST_FIELD);
    await screen().type(goodPassword(1));
    await screen().press('Tab');
    await screen().type(goodPassword(1));
    await screen().press('Return');
    await kiosk.sees(t.done_title);
    assert.equal((await pages()).length, 1, 'one window');
    assert.doesNotMatch(portal.log, /http\.path="\/pkg/, 'no script');

    await screen().press('alt+F4');
    await kiosk.ended();
    assert.deepEqual(await kiosk.remains(), [], 'nothing is left of the profile');
  });

  test('the second window that a click with Shift opens reaches the portal alone', async () => {
    const elsewhere = await otherHost();
    await writeFile(join(kiosk.home, 'file.html'), '<title>a file</title>');
    await kiosk.tab(LANGUAGE);
    await screen().press('shift+Return');
    await until('there is a second window', async () => (await pages()).length === 2);

    for (const address of [`file://${kiosk.home}/file.html`, `${elsewhere.url}/page`, 'chrome://downloads']) {
      await screen().still();
      await screen().click(...ADDRESS);
      await screen().press('ctrl+a');
      await screen().type(address);
      await screen().press('Return');
      // A blocked page has no title but its address.
      const host = address.startsWith('http') ? '127.0.0.1' : address;
      await until(`${address} is refused`, async () => (await pages()).some(({ title }) => title.startsWith(host)));
    }
    assert.equal(elsewhere.asked, 0, 'the other host was not asked');
    await elsewhere.close();

    await screen().press('alt+F4');
    await until('the first window is back', async () => (await pages()).length === 1);
    await screen().press('alt+F4');
    await kiosk.ended();
  });

  /** How many pages the server has answered. */
  function requests() {
    return portal.log.match(/answered http/g).length;
  }
});

/** A server of somebody else, which counts who comes. */
async function otherHost() {
  const host = { asked: 0 };
  const server = createServer((_, answer) => {
    host.asked += 1;
    answer.end('<title>elsewhere</title>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  host.url = `http://127.0.0.1:${server.address().port}`;
  host.close = () => new Promise((resolve) => {
    server.close(resolve);
    // A browser connects while an address is being typed, before it knows that it is refused.
    server.closeAllConnections();
  });
  return host;
}
