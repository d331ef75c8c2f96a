// A screen that nobody sees, with a keyboard: an X server in memory.

import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { until } from '../until.mjs';

const run = promisify(execFile);

export const WIDTH = 1280;
export const HEIGHT = 800;
/** How many looks in a row must show the same, until nothing moves any more. */
const STILL = 8;

export class Screen {
  #server;
  #folder;

  /** Starts one that keeps its picture in this folder. */
  static async start(folder) {
    const screen = new Screen();
    screen.#folder = folder;
    screen.#server = spawn('/usr/bin/Xvfb', [
      '-displayfd', '3', '-screen', '0', `${WIDTH}x${HEIGHT}x24`, '-nolisten', 'tcp', '-fbdir', folder,
    ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    let number = '';
    screen.#server.stdio[3].on('data', (text) => { number += text; });
    await until('the X server has a screen', () => number.endsWith('\n'));
    screen.display = `:${number.trim()}`;
    return screen;
  }

  /** Presses keys, one after another, by the names that X has for them: `ctrl+n`, `Return`. */
  async press(...keys) {
    await this.#xdotool('key', ...keys);
  }

  async type(text) {
    await this.#xdotool('type', '--', text);
  }

  async click(x, y) {
    await this.#xdotool('mousemove', x, y, 'click', 1);
  }

  /** The titles of the windows that can be seen, and their sizes. */
  async windows() {
    const { stdout } = await this.#xdotool('search', '--onlyvisible', '--name', '.').catch(() => ({ stdout: '' }));
    const found = stdout.split('\n').filter(Boolean).map((id) => this.#window(id));
    return (await Promise.all(found)).filter(Boolean);
  }

  /** Waits until nothing moves, and gives the mark of what is shown. */
  async still() {
    let last;
    let same = 0;
    return until('nothing moves on the screen', async () => {
      const now = await this.#picture();
      same = now === last ? same + 1 : 0;
      last = now;
      return same >= STILL && now;
    });
  }

  /** Waits until something else is shown. */
  async changes(from) {
    await until('the screen changes', async () => (await this.#picture()) !== from);
  }

  async end() {
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    if (this.#server.exitCode === null && this.#server.kill('SIGTERM')) await ended;
  }

  /** A window may be gone before it is asked. */
  async #window(id) {
    try {
      const [{ stdout: title }, { stdout: shape }] = await Promise.all([
        this.#xdotool('getwindowname', id), this.#xdotool('getwindowgeometry', '--shell', id),
      ]);
      const number = (name) => Number(shape.match(new RegExp(`^${name}=(-?\\d+)$`, 'm'))[1]);
      return { title: title.trim(), x: number('X'), y: number('Y'), width: number('WIDTH'), height: number('HEIGHT') };
    } catch {
      return undefined;
    }
  }

  async #picture() {
    const picture = await readFile(join(this.#folder, 'Xvfb_screen0'));
    return createHash('sha256').update(picture).digest('hex');
  }

  #xdotool(...words) {
    return run('xdotool', words.map(String), { env: { ...process.env, DISPLAY: this.display } });
  }
}
