// Maps of many runs as pixels: a colour for what became of a run, the darker the longer it took.

import { OKABE_ITO } from './okabe-ito.js';

/** @typedef {[red: number, green: number, blue: number]} Rgb */

/** How a cell is mixed where the run was quick, with white, and where it was slow, with black. */
const QUICK = 0.6;
const SLOW = 0.55;

/** Of runs that reach no minimum, by their outcome. @type {Record<number, Rgb>} */
export const OTHERS = { 1: [142, 148, 156], 2: [38, 41, 46], 3: [108, 74, 126], 4: [205, 200, 188] };

/** From slow to quick: a path through viridis, which every colour-blind reader can order. @type {Rgb[]} */
export const PACE = [
  [59, 82, 139],
  [44, 114, 142],
  [33, 145, 140],
  [40, 174, 128],
  [94, 201, 98],
  [173, 220, 48],
  [253, 231, 37],
];

/** @param {string} hex @returns {Rgb} */
const rgb = (hex) => {
  const at = (/** @type {number} */ from) => Number.parseInt(hex.slice(from, from + 2), 16);
  return [at(1), at(3), at(5)];
};

const HUES = OKABE_ITO.map(rgb);

/** The colour of a minimum, as CSS. @param {number} index */
export const hueOf = (index) => OKABE_ITO[index % OKABE_ITO.length] ?? '#E69F00';

/** @param {Rgb} colour @returns {string} */
export const css = ([red, green, blue]) => `rgb(${red} ${green} ${blue})`;

/**
 * How slow each number of steps is, from 0 to 1: half by its logarithm between the least and the most, half by how many runs
 * are quicker, so that shades are spent where runs differ.
 *
 * @param {Uint32Array} steps
 * @param {(cell: number) => boolean} counts whether a cell's steps count
 */
export function slowness(steps, counts) {
  /** @type {number[]} */
  const runs = [];
  let total = 0;
  for (const [cell, n] of steps.entries()) {
    if (!counts(cell)) continue;
    runs[n] = (runs[n] ?? 0) + 1;
    total += 1;
  }
  const most = Math.max(0, runs.length - 1);
  const least = total > 0 ? runs.findIndex((n) => n > 0) : Infinity;
  const [low, high] = [Math.log1p(least), Math.log1p(most)];
  const table = new Float32Array(most + 1);
  let quicker = 0;
  for (let n = least; n <= most; n += 1) {
    const own = runs[n] ?? 0;
    const [byTime, byRank] = [high > low ? (Math.log1p(n) - low) / (high - low) : 0, (quicker + own / 2) / total];
    table[n] = (byTime + byRank) / 2;
    quicker += own;
  }
  return { least, most, of: (/** @type {number} */ n) => table[n] ?? 1 };
}

/** @param {Rgb} colour @param {number} slow from 0 to 1 @returns {Rgb} */
export function shade([red, green, blue], slow) {
  const white = QUICK * Math.max(0, 1 - 2 * slow);
  const black = SLOW * Math.max(0, 2 * slow - 1);
  const mix = (/** @type {number} */ part) => Math.round((part + (255 - part) * white) * (1 - black));
  return [mix(red), mix(green), mix(blue)];
}

/** The colour of a pace, from 0 (quick) to 1. @param {number} slow @returns {Rgb} */
export function pace(slow) {
  const at = (1 - Math.min(1, Math.max(0, slow))) * (PACE.length - 1);
  const from = Math.min(Math.floor(at), PACE.length - 2);
  const [a, b] = [PACE[from], PACE[from + 1]];
  if (!a || !b) return [0, 0, 0];
  const mix = (/** @type {0 | 1 | 2} */ channel) => Math.round(a[channel] + (b[channel] - a[channel]) * (at - from));
  return [mix(0), mix(1), mix(2)];
}

/** A cell's pixel. @param {Rgb} colour */
const pixel = ([red, green, blue]) => (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;

/**
 * @param {HTMLCanvasElement} canvas takes the size of the map
 * @param {number} width
 * @param {number} height
 * @param {(cell: number) => Rgb} colourOf
 */
export function paintCells(canvas, width, height, colourOf) {
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let cell = 0; cell < pixels.length; cell += 1) pixels[cell] = pixel(colourOf(cell));
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

/** What became of the runs of a map of basins, cell by cell. @param {Basins} map */
export function basinColours({ label, steps, outcome }) {
  const slow = slowness(steps, (cell) => (label[cell] ?? -1) >= 0);
  const colourOf = (/** @type {number} */ cell) => {
    const [minimum, n] = [label[cell] ?? -1, steps[cell] ?? 0];
    if (minimum < 0) return OTHERS[outcome[cell] ?? 1] ?? [0, 0, 0];
    return shade(HUES[minimum % HUES.length] ?? [0, 0, 0], slow.of(n));
  };
  return { slow, colourOf };
}

/** What became of the runs of a map of rates. @param {RateMap} map */
export function rateColours({ outcome, steps }) {
  const slow = slowness(steps, (cell) => outcome[cell] === 0);
  const colourOf = (/** @type {number} */ cell) => {
    const which = outcome[cell] ?? 1;
    return which === 0 ? pace(slow.of(steps[cell] ?? 0)) : (OTHERS[which] ?? [0, 0, 0]);
  };
  return { slow, colourOf };
}
