// What is checked on every screen: accessibility, width, language and title.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** For each page in which no scripts run, one in which they do. */
const twins = new WeakMap();

/**
 * Fails when the page is not fit to be shown. `heading` is what its title begins with; `except` names the
 * rules of axe that this page breaks on purpose.
 */
export async function inspect(page, language, heading, except = []) {
  assert.equal(await page.title(), `${heading} – Wingtip Toys`);
  assert.equal(await page.getAttribute('html', 'lang'), language);
  await fitsItsWidth(page);
  await isPressedInOnePiece(page);
  assert.deepEqual(await barriers(page, except), [], `barriers on "${heading}"`);
}

/** Nothing is wider than the screen. */
async function fitsItsWidth(page) {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  assert.ok(content <= screen, `the page is ${content} px wide on a screen of ${screen} px`);
}

/** What looks like a button is one box: a link around a block breaks into pieces. */
async function isPressedInOnePiece(page) {
  const broken = await page.locator('.button, .offer, .side').evaluateAll((all) => all
    .filter((one) => one.getClientRects().length > 1)
    .map((one) => one.textContent.trim()));
  assert.deepEqual(broken, [], 'these are broken into pieces');
}

/** Serious and critical findings of axe. It is put in through the debugger: the page forbids foreign scripts. */
async function barriers(page, except) {
  const hasScripts = await page.evaluate(() => !matchMedia('(scripting: none)').matches);
  const shown = hasScripts ? page : await twin(page);
  if (!await shown.evaluate(() => 'axe' in globalThis)) await shown.evaluate(AXE);
  const { violations } = await shown.evaluate(() => globalThis.axe.run());
  return violations
    .filter(({ id }) => !except.includes(id))
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`);
}

/** The same document where scripts can run, for axe: those of the document itself are left out. */
async function twin(page) {
  const html = (await page.content()).replaceAll(/<script.*?<\/script>/gs, '');
  if (!twins.has(page)) twins.set(page, await opened(page));
  const copy = twins.get(page);
  await copy.setContent(html);
  return copy;
}

/**
 * An empty page at the same address, so that the document finds its styles, which goes nowhere: what it is
 * given may refresh itself. Nothing moves in it: the colours of a button on its way to others are not its own.
 * It ends with the browser.
 */
async function opened(page) {
  const colorScheme = await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
  const context = await page.context().browser().newContext({ viewport: page.viewportSize(), colorScheme, reducedMotion: 'reduce' });
  const copy = await context.newPage();
  let answer = { body: '', contentType: 'text/html; charset=utf-8' };
  await copy.route('**', (route) => (route.request().isNavigationRequest() ? route.fulfill(answer) : route.fallback()));
  await copy.goto(page.url());
  answer = { status: 204 };
  return copy;
}
