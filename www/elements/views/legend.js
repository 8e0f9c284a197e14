// The marks of a picture and what they mean, and the scale of its colours.

import { h } from '../kit/dom.js';
import { formatNumber } from '../kit/format.js';
import { ARROWS, drawArrow, drawBall, drawCross, drawTangent } from './marks.js';

/** @typedef {'ball' | 'gradient' | 'batch' | 'velocity' | 'minimum' | 'tangent' | 'fit' | 'error' | 'best' | 'chosen'} Mark */

/** @typedef {import('./palette.js').Palette & { run: string }} Colours of the theme, and of the run */

const SWATCH = { width: 34, height: 18 };

export class Legend {
  #scale = h('canvas', { className: 'ramp', width: 64, height: 1, 'aria-hidden': 'true' });
  #low = h('span', {});
  #middle = h('span', {});
  #high = h('span', {});
  #bar;
  #none;
  #marks = h('ul', {});
  #shown = '';

  /** @param {string} scaleName what the colours stand for @param {string} none that there is nothing for them to stand for */
  constructor(scaleName, none = '') {
    const low = h('span', {}, `${scaleName} `, this.#low);
    const ends = h('div', { className: 'ends' }, low, this.#middle, this.#high);
    this.#bar = h('div', { hidden: true }, this.#scale, ends);
    this.#none = h('p', { hidden: true }, none);
    this.root = h('div', { className: 'legend' }, this.#bar, this.#none, this.#marks);
  }

  /** @param {{ mark: Mark, label: string }[]} entries @param {Colours} colours */
  update(entries, colours) {
    const shown = JSON.stringify([entries, colours, window.devicePixelRatio]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#marks.replaceChildren(...entries.map(({ mark, label }) => h('li', {}, swatch(mark, colours), label)));
  }

  /** @param {Painted | null} painted null where there are no colours */
  showScale(painted) {
    const none = painted !== null && Number.isNaN(painted.low);
    this.#none.hidden = !none;
    this.#bar.hidden = painted === null || none;
    if (!painted || none) return;
    const image = new ImageData(new Uint8ClampedArray(painted.ramp), painted.ramp.length / 4, 1);
    this.#scale.getContext('2d')?.putImageData(image, 0, 0);
    this.#low.textContent = formatNumber(painted.low, 2);
    this.#middle.textContent = formatNumber(painted.middle, 2);
    this.#high.textContent = formatNumber(painted.high, 2);
  }
}

/** @param {Mark} mark @param {Colours} colours */
function swatch(mark, colours) {
  const { width, height } = SWATCH;
  const ratio = window.devicePixelRatio;
  const canvas = h('canvas', { width: width * ratio, height: height * ratio, 'aria-hidden': 'true' });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.scale(ratio, ratio);
  drawMark(context, mark, colours);
  return canvas;
}

/** @param {CanvasRenderingContext2D} context @param {Mark} mark @param {Colours} colours */
function drawMark(context, mark, colours) {
  const { run, accent, muted } = colours;
  const [x, y] = [SWATCH.width / 2, SWATCH.height / 2];
  switch (mark) {
    case 'ball':
      return drawBall(context, x, y, run);
    case 'minimum':
      return drawCross(context, x, y);
    case 'tangent':
      return drawTangent(context, x, y, 2, -1, accent, 12);
    case 'fit':
      return strokeLine(context, run, 2.5, []);
    case 'error':
      return strokeLine(context, muted, 5, []);
    case 'best':
      return strokeLine(context, muted, 1.5, [2, 4]);
    case 'chosen':
      context.strokeStyle = accent;
      context.lineWidth = 2;
      context.beginPath();
      context.arc(x, y, 6, 0, 2 * Math.PI);
      return context.stroke();
    default:
      // As short as arrows get; it begins where the edge of a ball would be.
      return drawArrow(context, -3, y, 4, 0, ARROWS[mark], colours);
  }
}

/** @param {CanvasRenderingContext2D} context @param {string} colour @param {number} width @param {number[]} dash */
function strokeLine(context, colour, width, dash) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(4, SWATCH.height / 2);
  context.lineTo(SWATCH.width - 4, SWATCH.height / 2);
  context.stroke();
}
