// A still picture of runs on a surface, painted by the engine: for a figure that is yet to load, for an image of a post, for print.

import { counted } from '../elements/kit/counted.js';
import { formatReading } from '../elements/kit/format.js';
import { meantBy } from '../elements/kit/names.js';
import { PRESENTATION_NAMES, readCompare, readConfig, withLead } from '../elements/playground/state.js';
import { optimizerStyle } from '../elements/views/palette.js';
import { createEngine } from '../engine/engine.js';

/**
 * @typedef {object} Poster
 * @property {number} width
 * @property {number} height
 * @property {Uint8ClampedArray} pixels red, green, blue, opacity
 * @property {Record<string, string>} attributes of the figure that it stands for
 * @property {string} says what is to be seen
 */

/** What a picture has, and no figure. */
const LOOK = ['size', 'paper', 'colormap'];
/** What is under the surface, and the lines on it. @type {Record<string, { shade: number | null, ink: string }>} */
const PAPERS = {
  none: { shade: null, ink: '#5a5a5a' },
  white: { shade: 255, ink: '#5a5a5a' },
  black: { shade: 0, ink: '#b4b4b4' },
};
const MOST_STEPS = 1_000_000;
const MOST_PIXELS = 8192;
/** Heights along each side of the net. */
const SIDE = 400;

/** What cannot be done, in a sentence. */
export class Refused extends Error {}

/**
 * @param {string} subject an objective's name, or a formula
 * @param {Record<string, string>} wishes attributes of a figure, where `steps` is how far the runs go; and `size`, `paper`, `colormap`
 * @returns {Promise<Poster>}
 */
export async function poster(subject, wishes) {
  const engine = await createEngine();
  const { objectives, optimizers, settings, colormaps } = engine.catalog();
  refuseStrange(wishes, [...settings.map(({ attribute }) => attribute), ...PRESENTATION_NAMES, ...LOOK]);
  const { size = '1600x1200', paper = 'none', colormap = 'viridis', steps = '300', ...rest } = wishes;
  const { width, height } = sides(size);
  const { shade, ink } = choice('paper', paper, PAPERS);
  choice('colormap', colormap, Object.fromEntries(colormaps.map((map) => [map.name, map])));
  const length = wholeUpTo('steps', steps, MOST_STEPS);

  const known = objectives.find(({ name }) => name === subject);
  const attributes = { [known ? 'objective' : 'formula']: subject, ...rest };
  const configs = runsOf(attributes).map((each) => ({ seed: '1', ...readConfig(each, settings) }));
  const runs = configs.map((config) => engine.experiment(config));
  for (const run of runs) run.train(length);

  const { pixels } = engine.still(
    { ...configs[0], side: SIDE, colormap, minima: known?.minima ?? [] },
    {
      width,
      height,
      ink,
      // Lines as thick as on a picture of the usual size.
      density: Math.max(0.5, Math.min(width, (height * 4) / 3) / 900),
      runs: runs.map((run) => ({
        params: run.trace().params,
        ...optimizerStyle(optimizers.findIndex(({ name }) => name === run.config.optimizer)),
      })),
      ...(rest.camera !== undefined && { camera: rest.camera.split(',').map(Number) }),
    },
  );
  if (shade !== null) layOn(pixels, shade);
  const ends = runs.map((run) => {
    const { label } = optimizers.find(({ name }) => name === run.config.optimizer) ?? {};
    const { step, loss } = run.status();
    return `${label?.en ?? run.config.optimizer} is at a loss of ${formatReading(loss)} after ${counted(step, 'step')}`;
  });
  return { width, height, pixels, attributes, says: `${known?.label.en ?? subject}: ${ends.join('; ')}.` };
}

/** The attributes of each run: of a comparison's, or of the only one. @param {Record<string, string>} attributes */
function runsOf({ compare, ...attributes }) {
  const lead = withLead({ ...attributes, ...(compare !== undefined && { compare }) });
  const others = readCompare(compare ?? '').slice(attributes.optimizer === undefined ? 1 : 0);
  return [lead, ...others.map((other) => ({ ...attributes, ...other }))];
}

/** @param {Record<string, string>} wishes @param {string[]} names */
function refuseStrange(wishes, names) {
  for (const name of Object.keys(wishes)) {
    if (names.includes(name)) continue;
    const meant = meantBy(name, names);
    throw new Refused(`There is no ${name}; ${meant ? `did you mean ${meant}?` : `there are ${names.join(', ')}.`}`);
  }
}

/** @param {string} size */
function sides(size) {
  const [, width, height] = size.match(/^(\d{1,5})[x×](\d{1,5})$/) ?? [];
  const found = { width: Number(width), height: Number(height) };
  if (Object.values(found).every((side) => side >= 1 && side <= MOST_PIXELS)) return found;
  throw new Refused(`size is ${size}; pixels across and down fit, up to ${MOST_PIXELS}, as in 1600x1200.`);
}

/** @template T @param {string} name @param {string} value @param {Record<string, T>} all @returns {T} */
function choice(name, value, all) {
  const found = Object.hasOwn(all, value) ? all[value] : undefined;
  if (found !== undefined) return found;
  throw new Refused(`${name} is ${value}; there are ${Object.keys(all).join(', ')}.`);
}

/** @param {string} name @param {string} value @param {number} most */
function wholeUpTo(name, value, most) {
  if (/^\d+$/.test(value) && Number(value) <= most) return Number(value);
  throw new Refused(`${name} is ${value}; a whole number up to ${most} fits.`);
}

/** Lays a picture on white or black. @param {Uint8ClampedArray} pixels @param {number} shade */
function layOn(pixels, shade) {
  for (let at = 0; at < pixels.length; at += 4) {
    const opacity = (pixels[at + 3] ?? 0) / 255;
    for (let channel = at; channel < at + 3; channel++)
      pixels[channel] = (pixels[channel] ?? 0) * opacity + shade * (1 - opacity);
    pixels[at + 3] = 255;
  }
}
