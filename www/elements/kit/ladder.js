// A slider's positions on a logarithmic scale: round numbers, near enough evenly spaced, so that every press of an arrow key
// lands on a number that one would choose. There are ten to the decade (1, 1.2, 1.5, 2 … 8, 10); or, where a few hundredths can
// decide what happens, as many as have two digits or, below 2, end in 5 (1, 1.05, 1.1 … 1.95, 2, 2.1 … 5, 5.2 … 10).

export const COARSE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
/** @type {number[]} */
export const FINE = [];
for (let hundredths = 100; hundredths < 1000; hundredths += hundredths < 200 ? 5 : hundredths < 500 ? 10 : 20) {
  FINE.push(hundredths / 100);
}

/** @param {number} position @param {number[]} [rungs] @returns {number} the round number at a whole position; position 0 is 1 */
export function rung(position, rungs = COARSE) {
  const decade = Math.floor(position / rungs.length);
  const factor = rungs[position - decade * rungs.length] ?? 1;
  return Number(`${factor}e${decade}`);
}

/** @param {number} value @param {number[]} [rungs] @returns {number} the position of the rung nearest to `value`, by ratio */
export function nearestRung(value, rungs = COARSE) {
  // From infinity no step leads anywhere.
  const near = Math.min(value, Number.MAX_VALUE);
  const distance = (/** @type {number} */ position) => Math.abs(Math.log(rung(position, rungs) / near));
  const first = Math.floor(Math.log10(near)) * rungs.length;
  let best = first;
  for (let position = first + 1; position <= first + rungs.length; position += 1) {
    if (distance(position) < distance(best)) best = position;
  }
  return best;
}
