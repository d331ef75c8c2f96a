// The texts of the screens, from the files that the pages are made of.

import { readFileSync } from 'node:fs';

const read = (language) =>
  JSON.parse(readFileSync(new URL(`../app/locales/${language}.json`, import.meta.url), 'utf8'));

const ALL = { en: read('en'), nl: read('nl') };

/** The texts of a language, as `t.key` or `t('key', { name: value })`. */
export function texts(language) {
  const table = ALL[language];
  const text = (key, values = {}) => {
    if (!(key in table)) throw new Error(`no text ${key} in ${language}.json`);
    return table[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? `{${name}}`);
  };
  return new Proxy(text, { get: (_, key) => text(key) });
}

/** A pattern for a text whose values are not known. */
export function pattern(template) {
  const parts = template.split(/\{\w+\}/).map(escaped);
  return new RegExp(`^${parts.join('.+')}$`);
}

/** A text as a part of a regular expression. */
export function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
