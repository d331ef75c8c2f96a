// An engine of 2016, as old sign-in screens have it: QtWebKit, driven by a script of Python's.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { escaped } from '../texts.mjs';
import { until } from '../until.mjs';

const PYTHON = '/usr/bin/python3';
const SCRIPT = fileURLToPath(new URL('qtwebkit.py', import.meta.url));
const NEEDED = '/usr/lib/python3/dist-packages/PyQt5/QtWebKit.abi3.so';
/** The least side of a target, in pixels. */
const FINGER = 56;

/** Starts the browser at a portal. */
export function qtWebKitAt(portal, { width, height }) {
  if (!existsSync(NEEDED)) {
    throw new Error('QtWebKit cannot start: install it with "apt-get install python3-pyqt5.qtwebkit".');
  }
  return new QtWebKit(portal.url, width, height);
}

/** Hands for a wizard, without scripts. */
class QtWebKit {
  mode = 'without scripts';
  #process;
  #answers;
  #complaints = '';

  constructor(origin, width, height) {
    this.#process = spawn(PYTHON, [SCRIPT, origin, String(width), String(height)], {
      env: { ...process.env, QT_QPA_PLATFORM: 'offscreen' },
      stdio: 'pipe',
    });
    this.#process.stderr.on('data', (text) => { this.#complaints += text; });
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  async open(path) {
    await this.#ask('open', path);
  }

  async fill(label, text) {
    await until(`a field "${label}"`, () => this.#ask('fill', label, text));
  }

  async press(name) {
    await until(`a button "${name}"`, () => this.#ask('press', name));
  }

  async follow(name) {
    await until(`a link "${name}"`, () => this.#ask('follow', name));
  }

  async sees(heading) {
    await until(`the heading "${heading}"`, () => this.#ask('heading', heading));
  }

  async reads(text) {
    await until(`the words "${text}"`, async () => (await this.#ask('text')).includes(text));
  }

  async supportCode(label) {
    const [, code] = (await this.#ask('text')).match(new RegExp(`${escaped(label)}: (\\S+)`));
    return code;
  }

  async pictureIsThere(name) {
    await until('the picture is loaded', () => this.#ask('picture', name));
  }

  /** Everything is as large as it must be, nothing is too wide, and nothing has tried to leave. */
  async isFit() {
    const small = (await this.#ask('targets')).filter(([, , width, height]) => Math.min(width, height) < FINGER);
    assert.deepEqual(small, []);
    const [content, screen] = await this.#ask('width');
    assert.ok(content <= screen, `the page is ${content} px wide on a screen of ${screen} px`);
    assert.deepEqual(await this.#ask('escapes'), []);
  }

  /** A picture of the window. */
  async photograph(file) {
    assert.equal(await this.#ask('photograph', file), true);
  }

  async end() {
    const ended = once(this.#process, 'exit');
    this.#process.stdin.end();
    await ended;
  }

  async #ask(...words) {
    this.#process.stdin.write(`${JSON.stringify(words)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`QtWebKit has ended:\n${this.#complaints}`);
    return JSON.parse(value);
  }
}
