// Pictures of one page after another, numbered as they come.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

export class Album {
  #folder;
  #page;
  #count = 0;

  constructor(folder, page) {
    this.#folder = folder;
    this.#page = page;
  }

  async take(name) {
    this.#count += 1;
    const file = `${String(this.#count).padStart(2, '0')}-${name}.png`;
    await mkdir(this.#folder, { recursive: true });
    await this.#page.screenshot({ path: join(this.#folder, file), fullPage: true, animations: 'disabled' });
  }
}
