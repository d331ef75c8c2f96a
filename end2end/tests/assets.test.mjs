import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { Portal } from '../portal.mjs';

let portal;
before(async () => { portal = await Portal.start(); });
after(() => portal?.stop());

/** Addresses of built files that a page names, in markup and in data. */
async function named(path) {
  const page = await (await fetch(portal.url + path)).text();
  return [...new Set(page.match(/\/pkg\/[\w.-]+\.(?:js|wasm|css)/g))];
}

async function isKeptForEver(file) {
  const answer = await fetch(portal.url + file, { headers: { 'accept-encoding': 'br' } });
  await answer.arrayBuffer();
  assert.equal(answer.status, 200, file);
  assert.equal(answer.headers.get('content-encoding'), 'br', file);
  assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable', file);
}

test('every built file that the first page names is there, compressed and kept for ever', async () => {
  const files = await named('/reset');
  assert.deepEqual(files.map((file) => file.split('.').pop()).sort(), ['css', 'js', 'wasm']);
  for (const file of files) await isKeptForEver(file);
});

test('every other built file is too, and the first page names none of them', async () => {
  const first = await named('/reset');
  const built = (await readdir(join(process.env.REGAIN_SITE, 'pkg')))
    .filter((file) => /\.(js|wasm|css)$/.test(file))
    .map((file) => `/pkg/${file}`);
  const others = built.filter((file) => !first.includes(file));
  assert.ok(others.some((file) => file.startsWith('/pkg/meter.')), others.join());
  for (const file of others) await isKeptForEver(file);
});

test('a page without the wizard names no script', async () => {
  for (const path of ['/signin', '/contact', '/demo/outbox']) {
    assert.deepEqual((await named(path)).filter((file) => !file.endsWith('.css')), [], path);
  }
});

test('a built file that is not there is not kept', async () => {
  const answer = await fetch(`${portal.url}/pkg/regain.0000.js`);
  assert.equal(answer.status, 404);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
});

test('a page is never kept', async () => {
  for (const path of ['/reset', '/signin', '/contact', '/nowhere']) {
    const answer = await fetch(portal.url + path);
    assert.equal(answer.headers.get('cache-control'), 'no-store', path);
  }
});
