// WebKitGTK's MiniBrowser, driven by the WebDriver protocol itself, on a screen that nobody sees.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from '../port.mjs';
import { until } from '../until.mjs';
import * as xpath from './xpath.mjs';

const NEEDED = {
  '/usr/bin/Xvfb': 'xvfb',
  '/usr/bin/WebKitWebDriver': 'webkit2gtk-driver',
  '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser': 'libwebkit2gtk-4.1-0',
};
const [SCREEN, DRIVER, BROWSER] = Object.keys(NEEDED);
/** The name under which WebDriver hands elements over (W3C WebDriver, 12.1). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Starts the browser at a portal. */
export async function webkitAt(portal) {
  for (const [file, pack] of Object.entries(NEEDED)) {
    if (!existsSync(file)) throw new Error(`WebKitGTK cannot start: install it with "apt-get install ${pack}".`);
  }
  const webkit = new WebKit(portal.url);
  await webkit.start();
  return webkit;
}

class WebKit {
  mode = 'live';
  #origin;
  #home;
  #processes = [];
  #driver;
  #session;

  constructor(origin) {
    this.#origin = origin;
  }

  async start() {
    this.#home = await mkdtemp(join(tmpdir(), 'regain-webkit-'));
    const display = await this.#screen();
    const port = await freePort();
    this.#driver = `http://127.0.0.1:${port}`;
    this.#run(DRIVER, [`--port=${port}`, '--host=127.0.0.1'], {
      ...process.env, DISPLAY: display, HOME: this.#home, XDG_RUNTIME_DIR: this.#home, NO_AT_BRIDGE: '1',
    });
    await until('the WebDriver answers', () => fetch(`${this.#driver}/status`).then((answer) => answer.ok, () => false));
    const { sessionId } = await this.#ask('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': { binary: BROWSER, args: ['--automation'] },
        },
      },
    });
    this.#session = sessionId;
  }

  /** A screen of its own; the X server picks a number that is free and says which. */
  async #screen() {
    const server = this.#run(SCREEN, [
      '-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '+extension', 'GLX', '+render',
    ], process.env);
    let number = '';
    server.stdio[3].on('data', (text) => { number += text; });
    await until('the X server has a screen', () => number.endsWith('\n'));
    return `:${number.trim()}`;
  }

  #run(program, words, env) {
    const child = spawn(program, words, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    this.#processes.push(child);
    return child;
  }

  async open(path) {
    await this.#command('POST', '/url', { url: this.#origin + path });
  }

  async fill(label, text) {
    const field = await this.#find(xpath.field(label));
    await this.#command('POST', `/element/${field}/clear`, {});
    await this.#command('POST', `/element/${field}/value`, { text });
  }

  async press(name) {
    await this.#command('POST', `/element/${await this.#find(xpath.button(name))}/click`, {});
  }

  async follow(name) {
    await this.#command('POST', `/element/${await this.#find(xpath.link(name))}/click`, {});
  }

  /** Picks the entry of a list by its place, and gives what it says. */
  async pick(label, index) {
    const list = { [ELEMENT]: await this.#find(xpath.field(label)) };
    const entry = await this.script('return arguments[0].options[arguments[1]]', list, index);
    await this.#command('POST', `/element/${entry[ELEMENT]}/click`, {});
    return this.script('return arguments[0].text', entry);
  }

  /** The key of an authenticator app, as the page shows it. */
  async appKey() {
    return this.#command('GET', `/element/${await this.#find(xpath.appKey())}/text`);
  }

  /** Waits for the heading of a page or step, and for the focus, which moves to it in the next frame. */
  async sees(heading) {
    await this.#find(xpath.heading(heading));
    await this.#command('POST', '/execute/async', { script: 'requestAnimationFrame(arguments[0])', args: [] });
  }

  async reads(text) {
    await this.#find(xpath.text(text));
  }

  async supportCode(label) {
    return this.#command('GET', `/element/${await this.#find(xpath.supportCode(label))}/text`);
  }

  async pictureIsThere(name) {
    const picture = { [ELEMENT]: await this.#find(xpath.picture(name)) };
    const isLoaded = 'return arguments[0].complete && arguments[0].naturalWidth > 0';
    await until('the picture is loaded', () => this.script(isLoaded, picture));
  }

  /** Runs a script in the page. */
  script(script, ...args) {
    return this.#command('POST', '/execute/sync', { script, args });
  }

  /** Waits until the wizard lives, where that shows: where a code is waited for it counts down. */
  async wizardLives() {
    const counts = 'return !document.querySelector("#resend:not([aria-disabled])")';
    await until('the wizard lives', () => this.script(counts));
  }

  /** Marks this document, to know it again. */
  async mark() {
    await this.script('window.sameDocument = true');
  }

  isSameDocument() {
    return this.script('return window.sameDocument === true');
  }

  async end() {
    if (this.#session) await this.#command('DELETE', '');
    for (const child of this.#processes.reverse()) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.kill('SIGTERM')) await ended;
    }
    await rm(this.#home, { recursive: true, force: true });
  }

  async #find(path) {
    return until(path, async () => {
      const found = await this.#command('POST', '/elements', { using: 'xpath', value: path });
      for (const { [ELEMENT]: element } of found) {
        if (await this.#command('GET', `/element/${element}/displayed`).catch(() => false)) return element;
      }
      return undefined;
    });
  }

  #command(method, path, content) {
    return this.#ask(method, `/session/${this.#session}${path}`, content);
  }

  async #ask(method, path, content) {
    const answer = await fetch(this.#driver + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: content && JSON.stringify(content),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }
}
