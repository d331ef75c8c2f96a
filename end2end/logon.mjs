// What every page of the mode for sign-in screens must be, in a browser of today.

import assert from 'node:assert/strict';

import { inspect } from './inspect.mjs';

/** The address that such a screen opens. */
export const SCREEN = '/reset?from=logon';
/** The least side of a target, in pixels. */
export const FINGER = 56;

/**
 * Two minutes are short for some people, and the next one at this screen must not find their reset: a time
 * limit that is essential (WCAG 2.2.1). The page says so.
 */
export async function look(page, language, heading) {
  await inspect(page, language, heading, ['meta-refresh']);
  await isFit(page);
}

/** Fails where a page is not fit for such a screen: something is small, leads away, or opens something. */
export async function isFit(page) {
  const found = await page.evaluate(faults, { home: new URL(page.url()).origin, finger: FINGER });
  assert.deepEqual(found, { small: [], away: [], forbidden: [], refreshes: 1 });
}

/** Runs in the page. */
function faults({ home, finger }) {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const html = (elements) => elements.map((element) => element.outerHTML);

  const targets = all('a, button, input, select, summary, audio').filter((one) => !one.matches('.unseen, .skip'));
  const small = targets.map((one) => [one, one.getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 0 && height > 0 && Math.min(width, height) < finger)
    .map(([one]) => one);

  const named = ['href', 'src', 'action', 'formaction', 'poster', 'srcset', 'data'];
  const leads = (one) => named.map((name) => one.getAttribute(name)).filter((address) => address !== null);
  const isAway = (address) => new URL(address, document.baseURI).origin !== home;
  const away = all('*').filter((one) => one.namespaceURI.endsWith('xhtml') && leads(one).some(isAway));

  const forbidden = all('[target], [formtarget], [download], [ping], [type=file], base, iframe, object, embed, video')
    .concat(all('script').filter(({ src, type }) => src || type === 'module'))
    .concat(all('audio:not([controlslist~=nodownload])'))
    .concat(all('*').filter((one) => one.getAttributeNames().some((name) => name.startsWith('on'))));

  return { small: html(small), away: html(away), forbidden: html(forbidden), refreshes: all('[http-equiv=refresh]').length };
}
