// Where the keyboard is.

import { until } from '../until.mjs';

const MOST_TABS = 40;

/** Waits until the keyboard is at this place. */
export async function hasFocus(place, what = String(place)) {
  await until(`the focus is on ${what}`, () => isFocused(place));
}

/** Goes there with the Tab key alone. */
export async function tabTo(place) {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await isFocused(place)) return;
    await place.page().keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not lead to ${place}`);
}

/** Types into the field that the Tab key leads to. */
export async function type({ hands, page }, label, text) {
  await tabTo(hands.field(label));
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

/** Presses the button or link that the Tab key leads to. */
export async function enter({ page }, place) {
  await tabTo(place);
  await page.keyboard.press('Enter');
}

function isFocused(place) {
  return place.evaluate((element) => element === document.activeElement);
}
