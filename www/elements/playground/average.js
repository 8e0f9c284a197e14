// The average of the parameters that some optimizers give in the end: a mark in the picture, in its legend and among the numbers.
// Loaded with the first run that has one.

import { h, setText } from '../kit/dom.js';
import { formatVector } from '../kit/format.js';
import { SWATCH } from '../views/legend.js';
import { BRIGHT, CASING, clampPixel } from '../views/marks.js';
import { Plot } from '../views/plot.js';

const WORDS = {
  en: { label: 'average', meaning: 'where the average of the steps is, which the optimizer gives in the end' },
  zh: { label: '平均点', meaning: '各步的平均位置，即优化器最后给出的点' },
};

export class Average {
  #value = h('dd', {});
  #name = h('dt', {});
  #readout;
  #entry;
  #figure;
  #words;

  /** @param {{ readouts: import('./readouts.js').Readouts, legend: import('../views/legend.js').Legend }} figure @param {'en' | 'zh'} language */
  constructor(figure, language) {
    this.#figure = figure;
    this.#words = WORDS[language];
    const meaning = h('dd', { className: 'meaning' }, this.#words.meaning);
    this.#readout = h('div', { className: 'readout params average' }, this.#name, this.#value, meaning);
    this.#entry = h('li', { className: 'average' }, swatch(), this.#words.label);
    figure.readouts.root.append(this.#readout);
  }

  /**
   * @param {Plot | import('../views/surface.js').SurfacePlot | undefined} plot where it is drawn; in space it is a run like the others
   * @param {import('../views/plot.js').Moment} moment
   * @param {string[]} variables
   */
  show(plot, moment, variables) {
    const { average } = moment.status;
    this.#readout.hidden = !average;
    if (!average) return this.#entry.remove();
    const list = this.#figure.legend.root.querySelector('ul');
    if (this.#entry.parentElement !== list) list?.append(this.#entry);
    const names = variables.length === 1 ? (variables[0] ?? '') : `(${variables.join(', ')})`;
    setText(this.#name, `${this.#words.label} ${names}`);
    setText(this.#value, formatVector(average));
    if (plot instanceof Plot && plot.shown === moment) draw(plot, average);
  }
}

/** On a curve a dashed line goes down to the axis: what the loss is there is not known. @param {Plot} plot @param {Float64Array} average */
function draw(plot, average) {
  const { frame, canvases } = plot;
  const context = canvases[2]?.getContext('2d');
  if (!frame || !context) return;
  const { left, top, width, height } = frame;
  const [x = 0, y] = average;
  const across = clampPixel(frame.x.to(x));
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  if (y === undefined) {
    context.setLineDash([4, 4]);
    context.strokeStyle = '#888';
    context.beginPath();
    context.moveTo(across, top);
    context.lineTo(across, top + height);
    context.stroke();
    context.setLineDash([]);
  }
  mark(context, across, y === undefined ? top + height - 8 : clampPixel(frame.y.to(y)));
  context.restore();
}

/** A small white ball: that of the run is seen behind it. @param {CanvasRenderingContext2D} context @param {number} x @param {number} y */
function mark(context, x, y) {
  context.beginPath();
  context.arc(x, y, 4.5, 0, 2 * Math.PI);
  context.fillStyle = BRIGHT;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = CASING;
  context.stroke();
}

function swatch() {
  const { width, height } = SWATCH;
  const ratio = devicePixelRatio;
  const canvas = h('canvas', { width: width * ratio, height: height * ratio, 'aria-hidden': 'true' });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  context?.scale(ratio, ratio);
  if (context) mark(context, width / 2, height / 2);
  return canvas;
}
