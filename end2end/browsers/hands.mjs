// What a person does with a page, in Playwright: finds things by role and label, nothing else.

import { escaped } from '../texts.mjs';
import { until } from '../until.mjs';

/** The pages with a wizard. */
const LIVING = ['/reset', '/setup'];

/** The hands and eyes of a person at a page of Playwright's. */
export class Hands {
  constructor(page, mode = 'live') {
    this.page = page;
    this.mode = mode;
  }

  /** Opens a page, and waits until its wizard lives, where it has one. */
  async open(path) {
    await this.page.goto(path);
    if (LIVING.includes(new URL(this.page.url()).pathname)) await this.wizardLives();
  }

  /**
   * Waits until the wizard lives, where it can. It listens to the submits of its forms then: the debugger
   * sees that, the page does not. The debugger stays: one that leaves takes pretended devices along.
   */
  async wizardLives() {
    if (this.mode !== 'live') return;
    const debug = await this.page.context().newCDPSession(this.page);
    await until('the wizard lives', async () => {
      const { result } = await debug.send('Runtime.evaluate', { expression: 'document.querySelector("main")' });
      if (!result.objectId) return false;
      const { listeners } = await debug.send('DOMDebugger.getEventListeners', { objectId: result.objectId, depth: -1 });
      return listeners.some(({ type }) => type === 'submit');
    });
  }

  async fill(label, text) {
    await this.field(label).fill(text);
  }

  /** Presses the first button whose name begins so. */
  async press(name) {
    await this.button(name).first().click();
  }

  /** Picks the entry of a list by its place, and gives what it says. */
  async pick(label, index) {
    await this.field(label).selectOption({ index });
    return this.field(label).locator('option:checked').innerText();
  }

  /** The key of an authenticator app, as the page shows it. */
  async appKey() {
    return this.page.locator('code.key').innerText();
  }

  async follow(name) {
    await this.link(name).click();
  }

  /** Waits for the heading of a page or step. */
  async sees(heading) {
    await this.heading(heading).waitFor();
  }

  async reads(text) {
    await this.page.getByText(text).first().waitFor();
  }

  /** The code to give to support, at the foot of the page. */
  async supportCode(label) {
    const line = this.page.getByText(new RegExp(`^${escaped(label)}: `));
    return (await line.innerText()).split(': ')[1].trim();
  }

  /** Waits for the CAPTCHA's picture, as somebody would who reads it. */
  async pictureIsThere(name) {
    const picture = this.page.getByRole('img', { name });
    await until('the picture is loaded', () => picture.evaluate((img) => img.complete && img.naturalWidth > 0));
  }

  field(label) {
    return this.page.getByLabel(label, { exact: true });
  }

  button(name) {
    return this.page.getByRole('button', { name: new RegExp(`^${escaped(name)}`) });
  }

  link(name) {
    return this.page.getByRole('link', { name, exact: true });
  }

  heading(name) {
    return this.page.getByRole('heading', { level: 1, name, exact: true });
  }
}
