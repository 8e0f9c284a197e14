// What the built pages say, for tests in Node: elements and their attributes, found by the form that our own markup has.

import { readFile } from 'node:fs/promises';

const dist = new URL('../../dist/', import.meta.url);

/** The learning page in both languages. */
export const pages = {
  en: await readFile(new URL('index.html', dist), 'utf8'),
  zh: await readFile(new URL('zh/index.html', dist), 'utf8'),
};

/** @typedef {{ name: string, attributes: Record<string, string>, inner: string }} Found */

/** @param {string} text */
const unescaped = (text) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** @param {string} text of a tag */
export const attributesIn = (text) =>
  Object.fromEntries(
    Array.from(text.matchAll(/([\w-]+)(?:="([^"]*)"|='([^']*)')?/g), ([, name = '', double, single]) => [
      name,
      unescaped(double ?? single ?? ''),
    ]),
  );

/**
 * Elements that don't contain others of their name, in order.
 *
 * @param {string} html
 * @param {string} name or several, as a pattern
 * @param {RegExp} [having] what the tag says
 * @returns {Found[]}
 */
export function elements(html, name, having = /^/) {
  const found = html.matchAll(new RegExp(`<(${name})\\b((?:[^>"']|"[^"]*"|'[^']*')*)>([\\s\\S]*?)</\\1>`, 'g'));
  return Array.from(found, ([, tag = '', attributes = '', inner = '']) => ({
    name: tag,
    attributes: attributesIn(attributes),
    inner,
    said: attributes,
  })).filter(({ said }) => having.test(said));
}

/** The element of a figure that shows something. @param {string} figure */
export const shownIn = (figure) =>
  elements(figure, 'sgd-playground|sgd-network|sgd-graph')[0] ?? elements(figure, 'div', /\bdata-live=/)[0];

/** The sections of a page, by their id. @param {string} html @returns {Record<string, string>} */
export const sectionsOf = (html) =>
  Object.fromEntries(elements(html, 'section', /\bid=/).map(({ attributes: { id = '' }, inner }) => [id, inner]));
