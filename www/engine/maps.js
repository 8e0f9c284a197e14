// Maps of many runs: what a call may leave out, and how a map is cut into tiles of rows for Workers.

import { count, list } from './error.js';

/** Steps, times samples, that a tile should have at most: some hundredths of a second, for it cannot be called off. */
const TILE = 2e6;
/** A map has so many tiles for each Worker at least, so that none waits for long. */
const PARTS = 3;

/** @typedef {Config & { width?: number, height?: number, maxSteps?: number }} BasinsOptions */
/** @typedef {Config & { learningRates?: ArrayLike<number>, momenta?: ArrayLike<number>, maxSteps?: number }} RateMapOptions */

/** @param {BasinsOptions} options @param {Catalog['maps']} usual */
export function basinsSize(options, { basins }) {
  const { width, height, maxSteps, ...config } = filled(options, basins);
  return {
    config,
    width: count('width', width),
    height: count('height', height),
    maxSteps: count('maxSteps', maxSteps),
  };
}

/** @param {RateMapOptions} options @param {Catalog['maps']} usual */
export function rateMapSize(options, { rateMap }) {
  const { learningRates, momenta, maxSteps, ...config } = filled(options, rateMap);
  const across = list('learningRates', learningRates);
  const up = list('momenta', momenta);
  return {
    config,
    across,
    up,
    width: across[2] ?? 0,
    height: up[2] ?? 0,
    maxSteps: count('maxSteps', maxSteps),
  };
}

/** The arrays of a map, with a place for each cell. */
export const ARRAYS = {
  basins: { label: Int32Array, steps: Uint32Array, outcome: Uint8Array },
  rateMap: { outcome: Uint8Array, steps: Uint32Array, label: Int32Array },
};

/**
 * Rows of a map by tiles. What is wrong with its size the engine says: then there is one tile, which is refused.
 *
 * @param {{ config: Config, width: number, height: number, maxSteps: number }} size
 * @param {number} workers
 * @returns {[from: number, to: number][]}
 */
export function tilesOf({ config, width, height, maxSteps }, workers) {
  const rows = Number.isInteger(height) && height > 0 ? height : 1;
  const samples = Array.isArray(config.data) ? config.data.length : Number(config.samples ?? 1) || 1;
  const tiles = Math.min(rows, Math.max(workers * PARTS, Math.ceil((width * rows * maxSteps * samples) / TILE)));
  return Array.from({ length: tiles }, (_, k) => [
    Math.floor((k * rows) / tiles),
    Math.floor(((k + 1) * rows) / tiles),
  ]);
}

/** The number that is there most often, of those that are not negative; −1 where there is none. @param {Int32Array} labels */
export function commonest(labels) {
  /** @type {number[]} */
  const counts = [];
  for (const label of labels) if (label >= 0) counts[label] = (counts[label] ?? 0) + 1;
  return counts.reduce((best, n, label) => (n > (counts[best] ?? 0) ? label : best), -1);
}

/**
 * What is asked for, and what is usual where nothing is.
 * @template {object} T
 * @template {object} U
 * @param {T} options
 * @param {U} usual
 */
function filled(options, usual) {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return /** @type {T & U} */ ({ ...usual, ...Object.fromEntries(given) });
}
