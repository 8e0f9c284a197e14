// Numbers to pixels: what a neuron says everywhere in the plane, and which class the network sees where.

import { classColour } from './colours.js';

/** @typedef {import('./colours.js').Colours} Colours */
/** @typedef {import('./colours.js').Rgb} Rgb */

/** Steps between the paper and the full colour. */
const SHADES = 127;

/** How much of the full colour the background of points may have, on light and on dark paper. */
const BACKGROUND = { day: 0.6, night: 0.5 };

/**
 * The shades from negative over zero to positive, as the pixels of little-endian machines: every browser's.
 *
 * @param {Colours} colours
 * @returns {Uint32Array} of 2 × SHADES + 1
 */
export function shadesOf({ paper, negative, positive }) {
  const shades = new Uint32Array(2 * SHADES + 1);
  for (let shade = -SHADES; shade <= SHADES; shade += 1) {
    shades[shade + SHADES] = pixel(paper, shade < 0 ? negative : positive, Math.abs(shade) / SHADES);
  }
  return shades;
}

/**
 * The shades of a class's probability: from the paper, where it is zero, to the class's own colour.
 *
 * @param {Colours} colours
 * @param {number} label
 * @param {boolean} [background] whether points have to be seen on it
 */
export function classShades(colours, label, background = false) {
  const full = classColour(colours, label);
  const part = background ? strongest(colours) : 1;
  const mixed = (/** @type {0 | 1 | 2} */ channel) =>
    colours.paper[channel] + (full[channel] - colours.paper[channel]) * part;
  return shadesOf({ ...colours, negative: colours.paper, positive: [mixed(0), mixed(1), mixed(2)] });
}

/** @param {Colours} colours */
const strongest = ({ dark }) => (dark ? BACKGROUND.night : BACKGROUND.day);

/** @param {Rgb} from @param {Rgb} to @param {number} part */
const pixel = (from, to, part) => {
  const mixed = (/** @type {0 | 1 | 2} */ channel) =>
    Math.round(from[channel] + (to[channel] - from[channel]) * part) << (8 * channel);
  return (0xff000000 | mixed(0) | mixed(1) | mixed(2)) >>> 0;
};

/** A picture of cells, kept from frame to frame, that is drawn into a canvas of its size. */
export class CellPicture {
  /** @type {ImageData | undefined} */
  #image;

  /**
   * @param {HTMLCanvasElement} canvas takes the size of the picture
   * @param {number} width
   * @param {number} height
   * @param {(pixels: Uint32Array) => void} fill
   */
  paint(canvas, width, height, fill) {
    if (canvas.width !== width || canvas.height !== height || !this.#image) {
      canvas.width = width;
      canvas.height = height;
      this.#image = new ImageData(width, height);
    }
    fill(new Uint32Array(this.#image.data.buffer));
    canvas.getContext('2d')?.putImageData(this.#image, 0, 0);
  }
}

/**
 * @param {Uint32Array} pixels
 * @param {ArrayLike<number>} values
 * @param {number} first where the picture's own values begin
 * @param {number} stride from one to the next
 * @param {number} scale the value that has the full colour
 * @param {Uint32Array} shades
 */
export function fillValues(pixels, values, first, stride, scale, shades) {
  const factor = SHADES / (scale || 1);
  for (let cell = 0, index = first; cell < pixels.length; cell += 1, index += stride) {
    const shade = Math.round((values[index] ?? 0) * factor);
    pixels[cell] = shades[(shade > SHADES ? SHADES : shade < -SHADES ? -SHADES : shade || 0) + SHADES] ?? 0;
  }
}

/** The largest size of some values. @param {Float32Array} values */
export function largest(values) {
  let most = 0;
  for (const value of values) {
    const size = value < 0 ? -value : value;
    if (size > most && size < Infinity) most = size;
  }
  return most;
}

/**
 * Each cell in the colour of the class that is likeliest there, the fainter the less sure.
 *
 * @param {Uint32Array} pixels
 * @param {Float32Array} values classes × cells
 * @param {number} classes
 * @param {Colours} colours
 */
export function fillClasses(pixels, values, classes, colours) {
  const cells = pixels.length;
  const part = strongest(colours);
  const tables = Array.from({ length: classes }, (_, label) => {
    const full = classColour(colours, label);
    return Uint32Array.from({ length: SHADES + 1 }, (_, shade) => pixel(colours.paper, full, (part * shade) / SHADES));
  });
  const even = 1 / classes;
  for (let cell = 0; cell < cells; cell += 1) {
    let best = 0;
    let most = -1;
    for (let label = 0; label < classes; label += 1) {
      const part = values[label * cells + cell] ?? 0;
      if (part > most) {
        most = part;
        best = label;
      }
    }
    const sure = Math.max(0, Math.min(1, (most - even) / (1 - even)));
    pixels[cell] = tables[best]?.[Math.round(sure * SHADES)] ?? 0;
  }
}

/**
 * Where one class takes over from another as the likeliest: straight pieces through cells of four neighbouring centres.
 *
 * @param {Float32Array} values classes × width²
 * @param {number} classes
 * @param {number} width
 * @returns {number[]} x, y, x, y for each piece, in cells from the top left
 */
export function boundaries(values, classes, width) {
  /** @type {number[]} */
  const pieces = [];
  const cells = width * width;
  const best = new Uint8Array(cells);
  for (let cell = 0; cell < cells; cell += 1) {
    for (let label = 1; label < classes; label += 1) {
      if ((values[label * cells + cell] ?? 0) > (values[(best[cell] ?? 0) * cells + cell] ?? 0)) best[cell] = label;
    }
  }
  for (let y = 0; y + 1 < width; y += 1) {
    for (let x = 0; x + 1 < width; x += 1) {
      const at = y * width + x;
      // Around the square, and back to where it begins.
      const corners = [at, at + 1, at + width + 1, at + width, at];
      const crossings = [];
      for (let side = 0; side < 4; side += 1) {
        const [a = 0, b = 0] = [corners[side], corners[side + 1]];
        const [one = 0, other = 0] = [best[a], best[b]];
        if (one === other) continue;
        const lead = (/** @type {number} */ cell) =>
          (values[one * cells + cell] ?? 0) - (values[other * cells + cell] ?? 0);
        const part = lead(a) / (lead(a) - lead(b) || 1);
        const [ax, ay, bx, by] = [a % width, Math.floor(a / width), b % width, Math.floor(b / width)];
        crossings.push(ax + (bx - ax) * part + 0.5, ay + (by - ay) * part + 0.5);
      }
      pieces.push(...(crossings.length === 6 ? toMiddle(crossings) : crossings));
    }
  }
  return pieces;
}

/** Where three classes meet, their boundaries do. @param {number[]} places of three crossings */
function toMiddle(places) {
  const [ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0] = places;
  const [x, y] = [(ax + bx + cx) / 3, (ay + by + cy) / 3];
  return [ax, ay, x, y, bx, by, x, y, cx, cy, x, y];
}
