// What the first picture shows: a loss with four valleys, three optimizers that start at one point, and where it is seen from.

export const SURFACE = { objective: 'himmelblau', domain: [-7.4, 7.4, -4.3, 4.5] };

/** From here each of the three finds another valley. */
export const START = [0, -3];

/** By name. */
export const RUNS = {
  sgd: { optimizer: 'sgd', learningRate: 0.003 },
  momentum: { optimizer: 'momentum', learningRate: 0.003, momentum: 0.9 },
  adam: { optimizer: 'adam', learningRate: 0.3 },
};

/** @typedef {keyof typeof RUNS} Name */

export const NAMES = /** @type {Name[]} */ (Object.keys(RUNS));

/** Enough for nearly every start. */
export const MOST_STEPS = 400;
/** All four valleys are as deep as 0: below this, a ball lies in one, and its place rounds to that of the minimum. */
export const UNTIL_LOSS = 1e-5;

/**
 * The two pictures, in CSS pixels, and their cameras: yaw, pitch, zoom, and where to look.
 *
 * @type {Record<'wide' | 'tall', { width: number, height: number, camera: number[] }>}
 */
export const PICTURES = {
  wide: { width: 1152, height: 560, camera: [-11, 52, 2.06, 0, 0.18] },
  tall: { width: 360, height: 380, camera: [-72, 58, 1.6, -0.05, 0.03] },
};
