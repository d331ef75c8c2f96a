// The kiosk as its documentation describes it, on a screen of its own.

import { spawn } from 'node:child_process';
import { chown, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { until } from '../until.mjs';
import { Screen } from './screen.mjs';

const DOCUMENT = new URL('../../server/docs/sign-in-screens.md', import.meta.url);
const POLICIES = '/etc/chromium';
/** Debian's user who owns nothing, and its group. */
const NOBODY = 65534;

/** The policies lie where only root writes; a mount that nobody else sees puts them there for this browser. */
const START = 'mount --bind "$1" /etc/chromium && exec setpriv --reuid="$3" --regid="$3" --clear-groups '
  + 'env -i PATH=/usr/bin:/bin LANG=C.UTF-8 HOME="$4" TMPDIR="$5" DISPLAY="$6" "$2"';

/** Why the kiosk is not to be started here: somebody has said so. A machine that cannot is a failure. */
export function waived() {
  return process.env.REGAIN_TEST_WITHOUT_KIOSK ? 'REGAIN_TEST_WITHOUT_KIOSK is set' : false;
}

export class Kiosk {
  #folder;
  #scratch;
  #process;

  /** Starts it at a portal; only the address is not the one of the document. */
  static async start(portal) {
    if (process.getuid() !== 0) {
      throw new Error('Only root may lay the policies of the kiosk over those of this machine. '
        + 'Set REGAIN_TEST_WITHOUT_KIOSK=1 to go without its test.');
    }
    const kiosk = new Kiosk();
    await kiosk.#start(portal);
    return kiosk;
  }

  async #start(portal) {
    this.#folder = await mkdtemp(join(tmpdir(), 'regain-kiosk-'));
    const inside = (name) => join(this.#folder, name);
    const [policies, script, picture] = ['chromium', 'regain-kiosk', 'screen'].map(inside);
    [this.home, this.#scratch] = ['home', 'scratch'].map(inside);
    await Promise.all([this.home, this.#scratch, picture].map((folder) => mkdir(folder)));
    await Promise.all([this.home, this.#scratch, this.#folder].map((folder) => chown(folder, NOBODY, NOBODY)));
    const document = await readFile(DOCUMENT, 'utf8');
    const part = (begin) => block(document, begin).replaceAll('https://your-portal', portal.url);
    await writeFile(script, part('#!/bin/sh\n'), { mode: 0o755 });
    await cp(POLICIES, policies, { recursive: true });
    await mkdir(join(policies, 'policies/managed'), { recursive: true });
    await writeFile(join(policies, 'policies/managed/regain-kiosk.json'), part('{\n'));
    this.screen = await Screen.start(picture);
    this.#process = spawn('unshare', [
      '--mount', '--propagation', 'private', 'sh', '-c', START, 'sh',
      policies, script, NOBODY, this.home, this.#scratch, this.screen.display,
    ], { stdio: 'ignore' });
  }

  /** Waits for a page of the portal with this heading. */
  async sees(heading) {
    await until(`the kiosk shows "${heading}"`, async () => {
      const titles = (await this.screen.windows()).map(({ title }) => title);
      return titles.some((title) => title.startsWith(`${heading} – Wingtip Toys`));
    }, 60_000);
    await this.screen.still();
  }

  /** From the top of a page to the place that so many presses of the Tab key lead to. */
  async tab(times) {
    for (let presses = 0; presses < times; presses += 1) {
      const before = await this.screen.still();
      await this.screen.press('Tab');
      await this.screen.changes(before);
    }
  }

  /** Waits until the browser and its session have ended by themselves. */
  async ended() {
    await until('the session of the kiosk ends', () => this.#process.exitCode !== null);
  }

  /** What is left where the profile was. */
  remains() {
    return readdir(this.#scratch);
  }

  /** A session ends with its screen, as at a display manager. */
  async end() {
    await this.screen.end();
    await this.ended();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The indented block of code that begins so. */
function block(document, begin) {
  const blocks = [...document.matchAll(/^ {3}```\n([^]*?)^ {3}```$/gm)]
    .map(([, code]) => code.replaceAll(/^ {3}/gm, ''));
  const found = blocks.filter((code) => code.startsWith(begin));
  if (found.length !== 1) throw new Error(`${found.length} blocks of the document begin with ${JSON.stringify(begin)}`);
  return found[0];
}
