// A browser of text alone, in a terminal that nobody sees. It knows no styles, no scripts, and no `Origin`.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { escaped } from '../texts.mjs';
import { until } from '../until.mjs';

const run = promisify(execFile);
/** Wide and high enough that each page is seen at once: a line of the page is one of the terminal. */
const SIZE = ['-x', '120', '-y', '150'];

/** Starts it at a page of the portal. */
export async function w3mAt(portal, path) {
  for (const program of ['w3m', 'tmux']) {
    if (!existsSync(`/usr/bin/${program}`)) throw new Error(`install it with "apt-get install ${program}".`);
  }
  const w3m = new W3m(portal);
  await w3m.start(path);
  return w3m;
}

/** Hands for a wizard. */
class W3m {
  mode = 'without scripts';
  #portal;
  #home;

  constructor(portal) {
    this.#portal = portal;
  }

  async start(path) {
    this.#home = await mkdtemp(join(tmpdir(), 'regain-w3m-'));
    // Pictures are fetched when somebody wants to see them, and shown by another program.
    await writeFile(join(this.#home, '.mailcap'), 'image/*; true %s\n');
    await this.#terminal('new-session', '-d', ...SIZE, 'w3m', '-cookie', this.#portal.url + path);
  }

  /** Opens another page by its address. */
  async open(path) {
    await this.#press('U', 'C-u');
    await this.#type(this.#portal.url + path);
    await this.#press('Enter');
  }

  async fill(label, text) {
    await this.#reach(`a field "${label}"`, (line) => line === label || line.startsWith(`${label}[`));
    await this.#press('Enter', 'C-u');
    await this.#type(text);
    await this.#press('Enter');
  }

  async press(name) {
    await this.#reach(`a button "${name}"`, (line) => line.replace(/^• /, '').startsWith(name));
    await this.#press('Enter');
  }

  async sees(heading) {
    await until(`the heading "${heading}"`, async () => (await this.#lines()).includes(heading));
  }

  async reads(text) {
    await until(`the words "${text}"`, async () => (await this.#lines()).join(' ').includes(text));
  }

  async supportCode(label) {
    const [, code] = (await this.#lines()).join('\n').match(new RegExp(`${escaped(label)}: (\\S+)`));
    return code;
  }

  async pictureIsThere(name) {
    const asked = /http\.path="\/captcha\/picture"/g;
    const before = (this.#portal.log.match(asked) ?? []).length;
    // Lines are broken where they must be: its first words stand together.
    await this.#press('/');
    await this.#type(name.split(' ', 4).join(' '));
    await this.#press('Enter', 'I');
    await until('the picture was fetched', () => (this.#portal.log.match(asked) ?? []).length > before);
  }

  async end() {
    await this.#terminal('kill-server');
    await rm(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Waits for a line, and goes to the first thing on it, or below it, that can be pressed or filled in. */
  async #reach(what, fits) {
    const line = await until(what, async () => (await this.#lines()).findLastIndex(fits) + 1);
    await this.#press(`${line - 1}G`, '$', 'Tab');
  }

  async #lines() {
    const { stdout } = await this.#terminal('capture-pane', '-p');
    return stdout.split('\n').map((line) => line.trim());
  }

  #press(...keys) {
    return this.#terminal('send-keys', ...keys);
  }

  #type(text) {
    return this.#terminal('send-keys', '-l', text);
  }

  #terminal(...words) {
    const env = { PATH: '/usr/bin:/bin', HOME: this.#home, LANG: 'C.UTF-8' };
    return run('tmux', ['-S', join(this.#home, 'terminal'), '-f', '/dev/null', ...words], { env });
  }
}
