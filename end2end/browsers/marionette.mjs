// Firefox's own remote protocol: the only way to give it a pretended device.

import { createConnection } from 'node:net';

import { until } from '../until.mjs';

/** Sends one command to the Firefox that listens at a port. */
export async function marionette(port, command, parameters) {
  const socket = await connected(port);
  const answers = replies(socket);
  await answers.next();
  const ask = async (id, name, content) => {
    const text = JSON.stringify([0, id, name, content]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    const { value } = await answers.next();
    if (value[2]) throw new Error(`${name}: ${value[2].message}`);
    return value[3];
  };
  await ask(1, 'WebDriver:NewSession', {});
  // The session stays: the device would go with it.
  await ask(2, command, parameters);
  return socket;
}

function connected(port) {
  return until('Firefox listens', () => new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  }));
}

/** Messages are preceded by their length. The first one greets. */
async function* replies(socket) {
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const colon = bytes.indexOf(':');
      const length = Number(bytes.subarray(0, colon));
      if (colon < 0 || bytes.length < colon + 1 + length) break;
      yield JSON.parse(bytes.subarray(colon + 1, colon + 1 + length).toString());
      bytes = bytes.subarray(colon + 1 + length);
    }
  }
}
