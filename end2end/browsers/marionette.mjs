// Firefox's own remote protocol: frames of JSON, each preceded by its length.

import { createConnection } from 'node:net';

import { until } from '../until.mjs';

/** A session with the Firefox that listens at a port. */
export class Marionette {
  #socket;
  #frames;
  #id = 0;

  static async at(port) {
    const marionette = new Marionette();
    marionette.#socket = await until('Firefox listens', () => connected(port));
    marionette.#frames = frames(marionette.#socket);
    // The first frame greets.
    await marionette.#frames.next();
    await marionette.ask('WebDriver:NewSession');
    return marionette;
  }

  /** Sends a command, and gives what it is answered with. One at a time. */
  async ask(command, parameters = {}) {
    this.#id += 1;
    const text = JSON.stringify([0, this.#id, command, parameters]);
    this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    const { value: [, , fault, answer] } = await this.#frames.next();
    if (fault) throw new Error(`${command}: ${fault.message}`);
    return answer;
  }

  end() {
    this.#socket.destroy();
  }
}

function connected(port) {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

async function* frames(socket) {
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const start = bytes.indexOf(':') + 1;
      const end = start + Number(bytes.subarray(0, Math.max(start - 1, 0)));
      if (start === 0 || bytes.length < end) break;
      yield JSON.parse(bytes.subarray(start, end).toString());
      bytes = bytes.subarray(end);
    }
  }
}
