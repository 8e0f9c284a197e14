// Colours of classes and of values. Values go from orange (negative) over the paper to blue (positive), in both themes
// darker or brighter than the paper they lie on; classes have Okabe and Ito's colours and each a shape of its own.

import { OKABE_ITO } from '../views/okabe-ito.js';

/** @typedef {import('../views/palette.js').Palette} Palette */
/** @typedef {[number, number, number]} Rgb */

/**
 * @typedef {object} Colours
 * @property {Palette} palette
 * @property {boolean} dark
 * @property {Rgb} paper
 * @property {Rgb} negative
 * @property {Rgb} positive
 * @property {Rgb[]} classes
 */

/** Places in Okabe and Ito's list: by day, and where the paper is dark. */
const BY_DAY = [1, 6, 4, 2, 0, 3, 5];
const BY_NIGHT = [0, 3, 4, 2, 1, 6, 5];

/** @param {string} text a colour as the browser resolves it, or #rrggbb @returns {Rgb} */
export function rgbOf(text) {
  const hex = /^#(..)(..)(..)$/.exec(text);
  const parts = hex ? hex.slice(1).map((part) => Number.parseInt(part, 16)) : (text.match(/[\d.]+/g) ?? []).map(Number);
  const [red = 0, green = 0, blue = 0] = parts;
  return [red, green, blue];
}

/** @param {Palette} palette @returns {Colours} */
export function coloursOf(palette) {
  const paper = rgbOf(palette.paper);
  const dark = paper[0] + paper[1] + paper[2] < 384;
  const classes = (dark ? BY_NIGHT : BY_DAY).map((place) => rgbOf(OKABE_ITO[place] ?? ''));
  const [negative = [0, 0, 0], positive = [0, 0, 0]] = classes;
  return { palette, dark, paper, negative, positive, classes };
}

/** @param {Rgb} colour @param {number} [alpha] */
export const css = ([red, green, blue], alpha = 1) => `rgb(${red} ${green} ${blue} / ${alpha})`;

/** @param {Colours} colours @param {number} label */
export const classColour = ({ classes }, label) => classes[label % classes.length] ?? [0, 0, 0];

/** Sides of the shapes of classes; 0 is a disc. */
const SIDES = [0, 4, 3, 6, 5, 4, 3];

/**
 * The outline of a point, added to the context's path.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} label
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
export function tracePoint(context, label, x, y, radius) {
  // Beyond the colours there are the same ones with other shapes.
  const sides = SIDES[(label + 2 * Math.floor(label / SIDES.length)) % SIDES.length] ?? 0;
  if (sides === 0) {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  // As large to the eye as a disc.
  const reach = radius * (sides === 3 ? 1.35 : 1.2);
  const turn = sides === 4 && label < SIDES.length - 2 ? Math.PI / 4 : -Math.PI / 2;
  for (let corner = 0; corner < sides; corner += 1) {
    const angle = turn + (2 * Math.PI * corner) / sides;
    const [px, py] = [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
    if (corner === 0) context.moveTo(px, py);
    else context.lineTo(px, py);
  }
  context.closePath();
}
