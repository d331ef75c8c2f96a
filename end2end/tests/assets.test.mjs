import assert from 'node:assert/strict';
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

test('every built file that a page names is there, compressed and kept for ever', async () => {
  const files = await named('/reset');
  assert.ok(files.some((file) => file.endsWith('.css')), files.join());
  assert.ok(files.some((file) => file.includes('meter')), files.join());
  assert.ok(files.filter((file) => file.endsWith('.js')).length >= 2, files.join());

  for (const file of files) {
    const answer = await fetch(portal.url + file, { headers: { 'accept-encoding': 'br' } });
    await answer.arrayBuffer();
    assert.equal(answer.status, 200, file);
    assert.equal(answer.headers.get('content-encoding'), 'br', file);
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable', file);
  }
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
