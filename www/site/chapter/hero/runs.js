// The three runs from one start: what the engine makes of it, and how each ends.

import { MOST_STEPS, NAMES, RUNS, SURFACE, UNTIL_LOSS } from './scene.js';

/** @typedef {import('./scene.js').Name} Name */

/**
 * @typedef {object} Rolled
 * @property {Name} name
 * @property {Float64Array} params the two parameters of each row, from the start
 * @property {'valley' | 'level' | 'left' | 'moving'} end in a valley; where the ground is level; out of the picture; or still moving
 * @property {number[]} at the last point that is in the picture
 */

/** @typedef {{ experiment: (config: Config) => Run }} Rolls */

/** @param {Rolls} engine @param {ArrayLike<number>} start @returns {Rolled[]} */
export const roll = (engine, start) => NAMES.map((name) => rolled(engine, name, start));

/** @param {Rolls} engine @param {Name} name @param {ArrayLike<number>} start @returns {Rolled} */
function rolled(engine, name, start) {
  const run = engine.experiment({ ...SURFACE, ...RUNS[name], start: Array.from(start) });
  run.train(MOST_STEPS, { untilLoss: UNTIL_LOSS });
  const { params } = run.trace();
  const { loss, state } = run.status();
  run.free();
  const rows = params.length / 2;
  let inside = 0;
  while (inside < rows && within(params[2 * inside], params[2 * inside + 1])) inside += 1;
  const end = inside < rows ? 'left' : loss < UNTIL_LOSS ? 'valley' : state === 'converged' ? 'level' : 'moving';
  // One step more than is in the picture leads to its border.
  const shown = params.slice(0, 2 * Math.min(inside + 1, rows));
  return { name, params: shown, end, at: Array.from(params.slice(2 * inside - 2, 2 * inside)) };
}

/** @param {number | undefined} x @param {number | undefined} y */
function within(x = Number.NaN, y = Number.NaN) {
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = SURFACE.domain;
  return x >= x0 && x <= x1 && y >= y0 && y <= y1;
}
