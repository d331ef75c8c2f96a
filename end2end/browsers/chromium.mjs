// Chromium, driven by Playwright: the engine that every test runs in.

import { chromium } from 'playwright-core';

import { Hands } from './hands.mjs';
import { Watch } from '../watch.mjs';

const BINARY = '/usr/bin/chromium-headless-shell';
const QUIET = [
  '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-domain-reliability', '--no-first-run',
];

/** What a browser can do for a page. */
export const MODES = ['live', 'without WebAssembly', 'without scripts'];

export const PHONE = { width: 390, height: 844 };
export const SMALL_PHONE = { width: 320, height: 568 };
export const DESKTOP = { width: 1280, height: 800 };

/** Starts the browser. */
export function chromiumBrowser() {
  return chromium.launch({
    executablePath: BINARY,
    chromiumSandbox: process.getuid() !== 0,
    args: QUIET,
  }).catch((fault) => {
    throw new Error(`Chromium did not start: install it with "apt-get install chromium-headless-shell".\n${fault.message}`);
  });
}

/**
 * A new browser profile at the portal, with a page that is watched: `visit.end()` fails when anything
 * went wrong in it that no test asked for.
 */
export async function visit(browser, portal, {
  mode = 'live', viewport = DESKTOP, language = 'en', colours = 'light',
} = {}) {
  const context = await browser.newContext({
    baseURL: portal.url,
    viewport,
    locale: language === 'nl' ? 'nl-NL' : 'en-GB',
    colorScheme: colours,
    javaScriptEnabled: mode !== 'without scripts',
    hasTouch: viewport.width < 500,
    isMobile: viewport.width < 500,
  });
  context.setDefaultTimeout(10_000);
  if (mode === 'without WebAssembly') {
    await context.addInitScript(() => { delete globalThis.WebAssembly; });
  }
  const watch = new Watch(portal.url);
  if (mode === 'without WebAssembly') watch.expect(/WebAssembly is not defined/);
  // How Chromium puts it that it did not run a script.
  if (mode === 'without scripts') watch.expect(/^failed: \S+\.js csp$/);
  await watch.over(context);
  const page = await context.newPage();
  return {
    context,
    page,
    watch,
    hands: new Hands(page, mode),
    async end() {
      await context.close();
      watch.assertNothingHappened();
    },
  };
}
