// The folder that the demo keeps its messages in.

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { until } from './until.mjs';

/** Mails and texts, as a person would find them in the mailbox and on the phone. */
export class Outbox {
  #folder;
  #read = new Set();

  constructor(folder) {
    this.#folder = folder;
  }

  /** The code of the next message to this address or number that was not looked at before. */
  async code(to) {
    const message = await this.next(to, (message) => /\b\d{6}\b/.test(body(message)));
    return body(message).match(/\b\d{6}\b/)[0];
  }

  /** The oldest message to this address or number that was not looked at before. */
  async next(to, fits = () => true) {
    return until(`a message to ${to}`, async () => {
      const found = (await this.messages()).find(
        ({ file, message }) => !this.#read.has(file) && same(message.to, to) && fits(message),
      );
      if (found) this.#read.add(found.file);
      return found?.message;
    });
  }

  /** All messages, the oldest first. */
  async messages() {
    const files = await readdir(this.#folder).catch(() => []);
    const found = [];
    for (const file of files.filter((file) => file.endsWith('.json'))) {
      const path = join(this.#folder, file);
      const message = JSON.parse(await readFile(path, 'utf8'));
      const { mtimeMs } = await stat(path);
      found.push({ file, mtimeMs, message });
    }
    return found.sort((a, b) => a.mtimeMs - b.mtimeMs);
  }
}

/** What a message says, a mail or a text. */
export function body(message) {
  return message.body ?? message.text;
}

function same(a, b) {
  const plain = (address) => address.replace(/\s/g, '');
  return plain(a) === plain(b);
}
