import assert from 'node:assert/strict';
import { test } from 'node:test';

import { stage } from '../stage.mjs';

const at = stage();

test('the wizard is the one part of the pages that lives', async () => {
  const { hands, page } = await at.visit();
  const islands = () => page.evaluate(() => document.querySelectorAll('leptos-island').length);
  const scripts = () => page.evaluate(() => [...document.scripts].map((script) => script.src).filter(Boolean));

  await hands.open('/reset');
  assert.equal(await islands(), 1);

  for (const path of ['/signin', '/contact', '/demo/outbox']) {
    await hands.open(path);
    assert.equal(await islands(), 0, path);
    assert.deepEqual(await scripts(), [], path);
  }
});

test('the living wizard asks for another picture without loading a page', async () => {
  const { wizard, hands, page, watch, t } = await at.visit();
  await wizard.open();
  await wizard.puzzle();
  const documents = watch.documents;

  const drawn = page.waitForResponse(/captcha\/picture/);
  await hands.press(t.captcha_new);
  await drawn;

  assert.equal(watch.documents, documents);
});

test('a page of a browser that is never idle lives all the same', async () => {
  const { wizard, page } = await at.visit();
  await page.addInitScript(() => {
    globalThis.requestIdleCallback = (act, { timeout } = {}) => timeout && setTimeout(act, timeout);
  });
  await wizard.open();
});

test('the first view fetches nothing but what it shows', async () => {
  const { wizard, watch } = await at.visit();
  await wizard.open();
  await wizard.puzzle();

  const paths = watch.requests.map((request) => new URL(request.url()).pathname.replace(/\.[0-9a-f]{20}\./, '.'));
  const allowed = ['/reset', '/pkg/regain.css', '/pkg/regain.js', '/pkg/regain.wasm', '/captcha/picture', '/favicon.svg'];
  assert.deepEqual(paths.filter((path) => !allowed.includes(path)), []);
});
