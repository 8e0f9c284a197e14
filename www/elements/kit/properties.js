// Settings as properties of their elements: each reads and writes its attribute.

import { anyText, between, namesIn, settingText } from './attributes.js';
import { setAttributes } from './dom.js';

/** @typedef {Record<string, (text: string) => unknown>} Table what the text of each attribute is to a program; undefined where it means nothing */

/** What a setting's text is to a program, by its kind: `#settings/…` have the names of each. @type {Table} */
const KINDS = {
  number: (text) => (text === 'full' ? text : between(-Infinity, Infinity).read(text)),
  switch: (text) => text !== 'false',
  numbers: (text) => {
    const values = text === 'none' ? [] : namesIn(text).map(Number);
    return values.some(Number.isNaN) ? undefined : values;
  },
  names: namesIn,
  text: anyText.read,
};

/**
 * @param {Record<string, string>} settings names of attributes, by kind
 * @param {Record<string, import('./attributes.js').Reader<unknown>>} own the element's own attributes
 * @returns {Table}
 */
export function tableOf(settings, own) {
  const kinds = Object.entries(settings).flatMap(([kind, names]) =>
    names.split(' ').map((name) => [name, KINDS[kind]]),
  );
  return Object.fromEntries([...kinds, ...Object.entries(own).map(([name, { read }]) => [name, read])]);
}

/** `learning-rate` as programs write it: `learningRate`. @param {string} attribute */
export const propertyOf = (attribute) => attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** @param {HTMLElement} prototype @param {Table} table */
export function defineProperties(prototype, table) {
  for (const [attribute, read] of Object.entries(table)) {
    const name = propertyOf(attribute);
    // Every element has a `lang`.
    if (name in prototype) continue;
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      /** @this {HTMLElement} */
      get() {
        const text = this.getAttribute(attribute);
        return (text === null ? null : read(text)) ?? null;
      },
      /** @this {HTMLElement} @param {unknown} value */
      set(value) {
        setAttributes(this, { [attribute]: textOf(value, read) });
      },
    });
  }
}

/** What an attribute says for a value; null for none. @param {unknown} value @param {Table[string]} [read] */
function textOf(value, read) {
  if (value == null) return null;
  const text = settingText(value);
  // Where no names are all of them, an empty list says that it means none.
  return Array.isArray(value) && read?.(text) === null ? 'none' : text;
}

/** Those of the attributes that the table has. @param {Record<string, string>} attributes @param {Table} table @returns {Record<string, string>} */
export const knownIn = (attributes, table) =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => Object.hasOwn(table, name)));

/**
 * All attributes of the table at once; what is not named goes.
 *
 * @param {Element} element
 * @param {Table} table
 * @param {Record<string, unknown>} values by attribute
 * @returns {string[]} the names that are none
 */
export function setState(element, table, values) {
  for (const name of ['state', ...Object.keys(table)]) {
    setAttributes(element, { [name]: textOf(values[name], table[name]) });
  }
  return Object.keys(values).filter((name) => !Object.hasOwn(table, name));
}

/** What was set before there was an accessor hides it: it is set once more. @param {HTMLElement} element @param {string[]} attributes */
export function takeUp(element, attributes) {
  for (const name of ['state', ...attributes.map(propertyOf)]) {
    if (!Object.hasOwn(element, name)) continue;
    const value = Reflect.get(element, name);
    Reflect.deleteProperty(element, name);
    Reflect.set(element, name, value);
  }
}
