// The marks of a picture and what they mean, and the scale of its colours.

import { fill, h, hide, setText } from '../kit/dom.js';
import { formatNumber } from '../kit/format.js';
import { ARROWS, drawArrow, drawBall, drawCross, drawTangent } from './marks.js';

/** @typedef {'ball' | 'gradient' | 'batch' | 'velocity' | 'minimum' | 'tangent' | 'fit' | 'error' | 'best' | 'chosen'} Mark */

/** @typedef {import('./palette.js').Palette & { run: string }} Colours of the theme, and of the run */

/** @typedef {(context: CanvasRenderingContext2D, mark: Mark, colours: Colours) => void} DrawMark */

export const SWATCH = { width: 34, height: 18 };

export class Legend {
  #scale = h('canvas', { className: 'ramp', width: 64, height: 1, 'aria-hidden': 'true' });
  #low = h('span', {});
  #middle = h('span', {});
  #high = h('span', {});
  #bar;
  #none;
  #marks = h('ul', {});
  #shown = '';
  /** By what they say, on a screen of that density. @type {Record<string, { item: HTMLElement, context: CanvasRenderingContext2D }>} */
  #items = {};

  /** @param {string} scaleName what the colours stand for @param {string} none that there is nothing for them to stand for */
  constructor(scaleName, none = '') {
    const low = h('span', {}, `${scaleName} `, this.#low);
    const ends = h('div', { className: 'ends' }, low, this.#middle, this.#high);
    this.#bar = h('div', { hidden: true }, this.#scale, ends);
    this.#none = h('p', { hidden: true }, none);
    this.root = h('div', { className: 'legend' }, this.#bar, this.#none, this.#marks);
  }

  /** @param {{ mark: Mark, label: string }[]} entries @param {Colours} colours @param {DrawMark} [draw] */
  update(entries, colours, draw = drawMark) {
    const keys = entries.map(({ mark, label }) => {
      const key = `${label} ${devicePixelRatio}`;
      this.#items[key] ??= itemOf(label);
      const { context } = this.#items[key];
      context.clearRect(0, 0, SWATCH.width, SWATCH.height);
      context.save();
      draw(context, mark, colours);
      context.restore();
      return key;
    });
    if (keys.join() === this.#shown) return;
    this.#shown = keys.join();
    fill(
      this.#marks,
      keys.map((key) => /** @type {HTMLElement} */ (this.#items[key]?.item)),
    );
  }

  /** @param {Painted | null} painted null where there are no colours */
  showScale(painted) {
    const none = painted !== null && Number.isNaN(painted.low);
    hide(this.#none, !none);
    hide(this.#bar, painted === null || none);
    if (!painted || none) return;
    const image = new ImageData(new Uint8ClampedArray(painted.ramp), painted.ramp.length / 4, 1);
    this.#scale.getContext('2d')?.putImageData(image, 0, 0);
    setText(this.#low, formatNumber(painted.low, 2));
    setText(this.#middle, formatNumber(painted.middle, 2));
    setText(this.#high, formatNumber(painted.high, 2));
  }
}

/** @param {string} label */
function itemOf(label) {
  const { width, height } = SWATCH;
  const ratio = devicePixelRatio;
  const canvas = h('canvas', { width: width * ratio, height: height * ratio, 'aria-hidden': 'true' });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.scale(ratio, ratio);
  return { item: h('li', {}, canvas, label), context };
}

/** @type {DrawMark} */
function drawMark(context, mark, colours) {
  const { run, accent } = colours;
  const [x, y] = [SWATCH.width / 2, SWATCH.height / 2];
  switch (mark) {
    case 'ball':
      return drawBall(context, x, y, run);
    case 'minimum':
      return drawCross(context, x, y);
    case 'tangent':
      return drawTangent(context, x, y, 2, -1, accent, 12);
    default:
      // As short as arrows get; it begins where the edge of a ball would be.
      return drawArrow(context, -3, y, 4, 0, ARROWS[/** @type {keyof typeof ARROWS} */ (mark)], colours);
  }
}
