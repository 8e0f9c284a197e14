// A slider's positions on a logarithmic scale: ten round numbers to the decade, near enough evenly spaced, so that
// every press of an arrow key lands on a number that one would choose (1, 1.2, 1.5, 2 … 8, 10).

const RUNGS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/** @param {number} position @returns {number} the round number at a whole position; position 0 is 1 */
export function rung(position) {
  const decade = Math.floor(position / RUNGS.length);
  const factor = RUNGS[position - decade * RUNGS.length] ?? 1;
  return Number(`${factor}e${decade}`);
}

/** @param {number} value @returns {number} the position of the rung nearest to `value`, by ratio */
export function nearestRung(value) {
  const guess = Math.round(Math.log10(value) * RUNGS.length);
  let best = guess;
  for (const position of [guess - 1, guess + 1]) {
    if (distance(position, value) < distance(best, value)) best = position;
  }
  return best;
}

/** @param {number} position @param {number} value */
const distance = (position, value) => Math.abs(Math.log(rung(position) / value));
