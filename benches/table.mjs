// How sections print what they have measured.

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {number[]} times one for each contestant, ours first; milliseconds
 * @property {string} [note]
 */

const WIDTH = 12;

/**
 * The times, and after each of the others how many times ours it is.
 * @param {string} title
 * @param {string[]} contestants
 * @param {Row[]} rows
 */
export function printTable(title, contestants, rows) {
  const widest = Math.max(...rows.map(({ name }) => name.length));
  const [ours, ...others] = contestants;
  console.log(`\n${title}\n`);
  console.log(
    [''.padEnd(widest), ours.padStart(WIDTH), ...others.map((name) => name.padStart(WIDTH).padEnd(WIDTH + 9))].join(
      ' ',
    ),
  );
  for (const { name, times, note = '' } of rows) {
    const cells = times.map((time, k) =>
      k === 0 ? inMilliseconds(time) : `${inMilliseconds(time)} ${ratioOf(time / times[0])}`,
    );
    console.log([name.padEnd(widest), ...cells, note].join(' ').trimEnd());
  }
}

/** @param {number} time */
const inMilliseconds = (time) => `${time.toFixed(time < 100 ? 2 : 0)} ms`.padStart(WIDTH);

/** @param {number} ratio */
const ratioOf = (ratio) => `${ratio.toFixed(2)}×`.padStart(8);

/** @param {boolean} reached */
export const verdict = (reached) => (reached ? 'reached' : 'short');
