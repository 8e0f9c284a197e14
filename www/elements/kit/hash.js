// A state as the hash of a link, and back.

/**
 * `#name=value&name=value`, with or without its first character. A `+` is a plus: formulas are full of them, and not every link has them escaped.
 *
 * @param {string} hash
 * @returns {Record<string, string>}
 */
export function parseHash(hash) {
  /** @type {Record<string, string>} */
  const values = {};
  for (const part of hash.replace(/^[#?]/, '').split('&')) {
    const equals = part.indexOf('=');
    const name = unescapePart(equals < 0 ? part : part.slice(0, equals));
    if (name !== '') values[name] = equals < 0 ? '' : unescapePart(part.slice(equals + 1));
  }
  return values;
}

/**
 * @param {Record<string, string>} values
 * @returns {string} without the leading `#`; empty when there is nothing to say
 */
export function formatHash(values) {
  return Object.entries(values)
    .map(([name, value]) => `${escapePart(name)}=${escapePart(value)}`)
    .join('&');
}

/** @param {string} text */
export function unescapePart(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone % that somebody typed
  }
}

/**
 * Escapes no more than it must, so that a formula in a link stays readable. A plus is escaped: some tools make it a space.
 *
 * @param {string} text
 */
function escapePart(text) {
  return encodeURIComponent(text).replace(/%(?:5E|2F|2C|3D|3A|40)/g, decodeURIComponent);
}
