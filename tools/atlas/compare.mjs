// Traces against those that have been computed again.

/** @typedef {import('./traces.mjs').Case} Case */
/** @typedef {import('./traces.mjs').Held} Held */

/** As a share of a trace's largest number: what recurrences written out by hand stay within. */
const TOLERANCE = { f64: 1e-12, f32: 2e-5 };

/**
 * Two cases are the same if they have the same rule, settings and objective.
 * @param {Case} one
 */
export function key({ row: { rule, settings, objective } }) {
  const sorted = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${rule} ${JSON.stringify(Object.fromEntries(sorted))} on ${objective}`;
}

/** @param {Case} one */
const numbers = ({ steps, averaged }) => [...steps, ...averaged].flat();

/**
 * The largest difference, as a share of the largest number of the first; 0 only if they are equal bit for bit.
 * @param {number[]} stored
 * @param {number[]} made
 */
export function difference(stored, made) {
  if (stored.length !== made.length) return Number.POSITIVE_INFINITY;
  const largest = Math.max(...stored.filter(Number.isFinite).map(Math.abs));
  return Math.max(
    ...stored.map((x, i) => {
      if (x === made[i] || (Number.isNaN(x) && Number.isNaN(made[i]))) return 0;
      const share = Math.abs(x - made[i]) / largest;
      return Number.isNaN(share) ? Number.POSITIVE_INFINITY : Math.max(share, Number.MIN_VALUE);
    }),
  );
}

/**
 * What has become of the stored cases. `other` are those beyond the tolerance, each with its difference; `gone` are those that were
 * not computed; `further` are computed but not stored.
 * @param {Held} stored
 * @param {Held} made
 */
export function compare(stored, made) {
  const found = new Map(made.cases.map((one) => [key(one), one]));
  let [equal, largest] = [0, 0];
  /** @type {string[]} */
  const other = [];
  /** @type {string[]} */
  const gone = [];
  for (const one of stored.cases) {
    const name = key(one);
    const again = found.get(name);
    found.delete(name);
    if (!again) {
      gone.push(name);
      continue;
    }
    const by = one.row.precision === again.row.precision ? difference(numbers(one), numbers(again)) : Infinity;
    largest = Math.max(largest, by);
    if (by === 0) equal += 1;
    if (by > TOLERANCE[one.row.precision ?? 'f64'] * (one.row.check_slack ?? 1)) {
      other.push(`${name}: ${by.toExponential(1)}`);
    }
  }
  return { cases: stored.cases.length, equal, largest, other, gone, further: [...found.values()] };
}

/**
 * The moves after the rate has fallen to 0 that are no longer what they were.
 * @param {import('./traces.mjs').Move[]} stored
 * @param {Record<string, number>} made
 */
export const otherMoves = (stored, made) =>
  stored
    .filter(({ rule, second_move }) => !(Math.abs((made[rule] ?? Number.NaN) - second_move) <= 1e-5))
    .map(({ rule, second_move }) => `${rule}, rate to 0: moves ${made[rule]}, not ${second_move}`);
