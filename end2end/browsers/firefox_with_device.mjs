// Firefox with a pretended device: only its own protocol can give it one, and then nothing else may
// drive it.

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ABLE } from '../device.mjs';
import { freePort } from '../port.mjs';
import { until } from '../until.mjs';
import { Marionette } from './marionette.mjs';
import * as xpath from './xpath.mjs';

const BINARY = '/usr/bin/firefox-esr';
/** The name under which WebDriver hands elements over (W3C WebDriver, 12.1). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

const SETTINGS = {
  'security.webauth.webauthn_enable_softtoken': true,
  'security.webauth.webauthn_enable_usbtoken': false,
  // The device would sign in by itself before a button is pressed.
  'security.webauthn.enable_conditional_mediation': false,
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** Starts it at a portal. */
export async function firefoxWithDeviceAt(portal) {
  const firefox = new Firefox(portal.url);
  await firefox.start();
  return firefox;
}

class Firefox {
  mode = 'live';
  #origin;
  #home;
  #process;
  #remote;

  constructor(origin) {
    this.#origin = origin;
  }

  async start() {
    this.#home = await mkdtemp(join(tmpdir(), 'regain-firefox-'));
    const port = await freePort();
    const settings = Object.entries({ ...SETTINGS, 'marionette.port': port })
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
    await writeFile(join(this.#home, 'user.js'), settings.join(''));
    this.#process = spawn(BINARY, ['--headless', '--marionette', '--no-remote', '--profile', this.#home], {
      env: { ...process.env, HOME: this.#home },
      stdio: 'ignore',
    });
    this.#remote = await Marionette.at(port);
    await this.#remote.ask('WebAuthn:AddVirtualAuthenticator', { ...ABLE, isUserConsenting: true });
  }

  async open(path) {
    await this.#remote.ask('WebDriver:Navigate', { url: this.#origin + path });
  }

  async fill(label, text) {
    const id = await this.#find(xpath.field(label));
    await this.#remote.ask('WebDriver:ElementClear', { id });
    await this.#remote.ask('WebDriver:ElementSendKeys', { id, text });
  }

  async press(name) {
    await this.#remote.ask('WebDriver:ElementClick', { id: await this.#find(xpath.button(name)) });
  }

  async sees(heading) {
    await this.#find(xpath.heading(heading));
  }

  async reads(text) {
    await this.#find(xpath.text(text));
  }

  async supportCode(label) {
    const id = await this.#find(xpath.supportCode(label));
    return (await this.#remote.ask('WebDriver:GetElementText', { id })).value;
  }

  async pictureIsThere(name) {
    const picture = { [ELEMENT]: await this.#find(xpath.picture(name)) };
    const script = 'return arguments[0].complete && arguments[0].naturalWidth > 0';
    await until('the picture is loaded', async () => {
      const { value } = await this.#remote.ask('WebDriver:ExecuteScript', { script, args: [picture] });
      return value;
    });
  }

  async end() {
    this.#remote?.end();
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    if (this.#process.exitCode === null && this.#process.kill('SIGTERM')) await ended;
    await rm(this.#home, { recursive: true, force: true });
  }

  async #find(path) {
    return until(path, async () => {
      const found = await this.#remote.ask('WebDriver:FindElements', { using: 'xpath', value: path });
      for (const { [ELEMENT]: id } of found) {
        const shown = await this.#remote.ask('WebDriver:IsElementDisplayed', { id }).catch(() => ({}));
        if (shown.value) return id;
      }
      return undefined;
    });
  }
}
