// Roles and labels as XPath, for engines whose driver has no better way to look for them.

/** The control of a label. */
export function field(label) {
  return `//*[@id = //label[normalize-space() = ${quoted(label)}]/@for]`;
}

/** The button whose name begins so, as screen readers have it. */
export function button(name) {
  return `//button[starts-with(normalize-space(), ${quoted(name)}) and not(@aria-hidden)]`;
}

/** The link with this name. */
export function link(name) {
  return `//a[normalize-space() = ${quoted(name)}]`;
}

/** The key of an authenticator app, as text. */
export function appKey() {
  return '//code[@class = "key"]';
}

/** The heading of a page or step. */
export function heading(name) {
  return `//h1[normalize-space() = ${quoted(name)}]`;
}

/** A paragraph, or the entry of a list, that says this. */
export function text(text) {
  return `//*[self::p or self::li][normalize-space() = ${quoted(text)}]`;
}

/** The line with the code to give to support. */
export function supportCode(label) {
  return `//p[starts-with(normalize-space(), ${quoted(`${label}:`)})]/code`;
}

/** The picture with this alternative text. */
export function picture(name) {
  return `//img[@alt = ${quoted(name)}]`;
}

function quoted(text) {
  if (text.includes('"')) throw new Error(`no XPath for ${text}`);
  return `"${text}"`;
}
