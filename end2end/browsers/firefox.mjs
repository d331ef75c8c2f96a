// Firefox, driven by Puppeteer over WebDriver BiDi.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import puppeteer from 'puppeteer-core';

import { until } from '../until.mjs';
import * as xpath from './xpath.mjs';

const BINARY = '/usr/bin/firefox-esr';

/** Starts Firefox at a portal. */
export async function firefoxAt(portal) {
  const home = await mkdtemp(join(tmpdir(), 'regain-firefox-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: BINARY,
    headless: true,
    userDataDir: join(home, 'profile'),
    env: { ...process.env, HOME: home },
  }).catch((fault) => {
    throw new Error(`Firefox did not start: install it with "apt-get install firefox-esr".\n${fault.message}`);
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 390, height: 844 });
  return new Firefox(browser, page, home, portal.url);
}

class Firefox {
  mode = 'live';
  #browser;
  #page;
  #home;
  #origin;
  #faults = [];

  constructor(browser, page, home, origin) {
    this.#browser = browser;
    this.#page = page;
    this.#home = home;
    this.#origin = origin;
    page.on('console', (message) => message.type() === 'error' && this.#faults.push(message.text()));
    page.on('pageerror', (fault) => this.#faults.push(fault.message));
    page.on('requestfailed', (request) => this.#faults.push(`failed: ${request.url()}`));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== this.#origin && protocol !== 'data:') this.#faults.push(`another origin: ${request.url()}`);
    });
  }

  async open(path) {
    await this.#page.goto(this.#origin + path, { waitUntil: 'networkidle0' });
  }

  async fill(label, text) {
    const field = await this.#find(xpath.field(label));
    await field.evaluate((input) => { input.value = ''; });
    await field.type(text);
  }

  async press(name) {
    await (await this.#find(xpath.button(name))).click();
  }

  async follow(name) {
    await (await this.#find(xpath.link(name))).click();
  }

  /** Picks the entry of a list by its place, and gives what it says. */
  async pick(label, index) {
    const list = await this.#find(xpath.field(label));
    const [value, text] = await list.evaluate((select, place) => {
      const entry = select.options[place];
      return [entry.value, entry.text];
    }, index);
    await list.select(value);
    return text;
  }

  /** The key of an authenticator app, as the page shows it. */
  async appKey() {
    return (await this.#find(xpath.appKey())).evaluate((code) => code.textContent);
  }

  /** Waits for the heading of a page or step, and for the focus, which moves to it in the next frame. */
  async sees(heading) {
    await this.#find(xpath.heading(heading));
    await this.#page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(drawn); }));
  }

  async reads(text) {
    await this.#find(xpath.text(text));
  }

  async supportCode(label) {
    const line = await this.#find(xpath.supportCode(label));
    return line.evaluate((code) => code.textContent);
  }

  async pictureIsThere(name) {
    const picture = await this.#find(xpath.picture(name));
    await until('the picture is loaded', () => picture.evaluate((img) => img.complete && img.naturalWidth > 0));
  }

  /** Waits until the wizard lives, where that shows: where a code is waited for it counts down. */
  async wizardLives() {
    const counts = () => !document.querySelector('#resend:not([aria-disabled])');
    await until('the wizard lives', () => this.#page.evaluate(counts));
  }

  /** Marks this document, to know it again. */
  async mark() {
    await this.#page.evaluate(() => { globalThis.sameDocument = true; });
  }

  isSameDocument() {
    return this.#page.evaluate(() => globalThis.sameDocument === true);
  }

  async end() {
    await this.#browser.close();
    await rm(this.#home, { recursive: true, force: true });
  }

  assertNothingHappened() {
    assert.deepEqual(this.#faults, []);
  }

  async #find(path) {
    try {
      return await this.#page.waitForSelector(`::-p-xpath(${path})`, { visible: true, timeout: 15_000 });
    } catch {
      const shown = await this.#page.$eval('main', (main) => main.innerText);
      throw new Error(`waited in vain: ${path}\non a page that says:\n${shown}`);
    }
  }
}
