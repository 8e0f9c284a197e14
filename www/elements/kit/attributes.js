// Attributes as text, and what they mean: what is common to all elements.

/** @typedef {{ name: string, value: string, expects: string }} Rejected an attribute's value that means nothing */

/**
 * @template T
 * @typedef {{ expects: string, read: (text: string) => T | undefined }} Reader what an attribute's value means; undefined where it means nothing
 */

export const SPEEDS = { low: 0.1, high: 10 };

/** @template {string} T @param {...T} names @returns {Reader<T>} */
export const oneOf = (...names) => ({
  expects: names.join(', '),
  read: (text) => names.find((name) => name === text),
});

/**
 * @param {number} low
 * @param {number} high
 * @param {string} [expects]
 */
export const between = (low, high, expects = `${low} … ${high}`) => ({
  expects,
  read: (/** @type {string} */ text) => {
    const value = Number(text);
    return text.trim() !== '' && value >= low && value <= high ? value : undefined;
  },
});

/** @param {number} low */
export const wholeFrom = (low) => ({
  expects: `${low}, ${low + 1}, …`,
  read: (/** @type {string} */ text) => {
    const value = Number(text);
    return text.trim() !== '' && Number.isSafeInteger(value) && value >= low ? value : undefined;
  },
});

/** Names, separated by commas or spaces. @param {string} text */
export const namesIn = (text) => text.split(/[\s,，]/).filter((name) => name !== '');

/** Any text. */
export const anyText = { expects: '', read: (/** @type {string} */ text) => text };

/** The attributes that every element reads alike. */
export const SHARED_READERS = {
  controls: {
    expects: '',
    /** @returns {string[] | null} null for all */
    read: (/** @type {string} */ text) => {
      if (text === '' || text === 'true') return null;
      return text === 'none' || text === 'false' ? [] : namesIn(text);
    },
  },
  speed: between(SPEEDS.low, SPEEDS.high),
  lang: anyText,
  theme: oneOf('auto', 'light', 'dark'),
  autoplay: { expects: '', read: (/** @type {string} */ text) => text !== 'false' },
};

/**
 * Reads attributes one by one, and keeps those that mean nothing.
 *
 * @param {Record<string, string>} attributes
 */
export function readerOf(attributes) {
  /** @type {Rejected[]} */
  const rejected = [];
  /**
   * @template T
   * @param {string} name
   * @param {Reader<T>} reader
   * @param {T} initial where it is not given, or means nothing
   * @returns {T}
   */
  const read = (name, reader, initial) => {
    const text = attributes[name];
    if (text === undefined) return initial;
    const value = reader.read(text);
    if (value !== undefined) return value;
    rejected.push({ name, value: text, expects: reader.expects });
    return initial;
  };
  return { read, rejected };
}

/** @param {Element} element */
export function plainAttributes(element) {
  return Object.fromEntries(Array.from(element.attributes, ({ name, value }) => [name, value]));
}

/** The text by which a setting's value stands in an attribute and in a link. @param {unknown} value */
export const settingText = (value) =>
  Array.isArray(value) ? value.join(Array.isArray(value[0]) ? ';' : ',') : String(value);
