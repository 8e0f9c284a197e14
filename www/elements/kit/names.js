// Names that people write, and the settings that they mean.

/** @param {string} name */
const letters = (name) => name.replace(/[-_]/g, '').toLowerCase();

/** Whether a sign is missing, too many or another, or two have changed places. @param {string} a @param {string} b @returns {boolean} */
function isSlip(a, b) {
  if (a && a[0] === b[0]) return isSlip(a.slice(1), b.slice(1));
  if (a && a.at(-1) === b.at(-1)) return isSlip(a.slice(0, -1), b.slice(0, -1));
  return Math.max(a.length, b.length) < 2 || (b.length === 2 && a === `${b[1]}${b[0]}`);
}

/** The name that was meant: one of the same letters, or one slip away. @param {string} name @param {readonly string[]} known */
export const meantBy = (name, known) =>
  known.find((other) => letters(other) === letters(name)) ??
  known.find((other) => other.length > 3 && isSlip(name.replaceAll('_', '-'), other));

/**
 * Attributes that look like settings and are none. All else is somebody else's: `class`, `data-seed`, `hx-get`. A `state` may
 * be, too, but for what becomes of ours where a tool writes a property as an attribute.
 *
 * @param {Record<string, string>} attributes
 * @param {readonly string[]} known
 */
export const misspelt = (attributes, known) =>
  Object.keys(attributes).filter(
    (name) =>
      (name === 'state' && attributes[name] === '[object Object]') ||
      (!known.includes(name) && !/^(data-|aria-|on|[^a-z])/.test(name) && meantBy(name, known) !== undefined),
  );

/**
 * Which controls are shown, by their right names, and which of those asked for there are not.
 *
 * @param {string[] | null} asked null for all
 * @param {readonly string[]} known
 * @returns {{ shown: string[] | null, unknown: string[] }}
 */
export function controlsIn(asked, known) {
  if (asked === null) return { shown: null, unknown: [] };
  const named = asked.map((name) => known.find((other) => letters(other) === letters(name)));
  return {
    shown: named.filter((name) => name !== undefined),
    unknown: asked.filter((_, index) => named[index] === undefined),
  };
}
