// What the network, or one of its neurons, says everywhere in the plane, and the points that it learns from and is tested on.

import { h, setText } from '../kit/dom.js';
import { formatNumber } from '../kit/format.js';
import { placeIn } from '../kit/pointer.js';
import { Layers } from '../views/layers.js';
import { drawAxes } from '../views/marks.js';
import { linearScale } from '../views/scale.js';
import { classColour, css, tracePoint } from './colours.js';
import { boundaries, CellPicture, classShades, fillClasses, fillValues, largest } from './maps.js';

/** @typedef {import('./colours.js').Colours} Colours */
/** @typedef {import('../views/marks.js').Frame} Frame */

/** @typedef {{ train: SampleRows, test: SampleRows }} Points */

const MARGIN = { left: 28, right: 8, top: 8, bottom: 24 };
/** Of the labels of the axes. */
const FONT = '12px system-ui, sans-serif';
/** Between two labels, and between a label and the edge, in pixels. */
const AIR = 5;
const RADIUS = 3.6;

export class OutputView {
  /** @type {Colours | undefined} */
  #colours;
  /** @type {UnitMaps | null} */
  #outputs = null;
  /** @type {Points | null} */
  #points = null;
  /** Points that are not learnt from yet, in place of those that are. @type {Points | null} */
  #draft = null;
  #values = false;
  /** @type {{ layer: number, unit: number } | null} */
  #neuron = null;
  /** @type {number | null} which training sample is looked at */
  #looked = null;
  /** @type {[number, number] | null} where a reader's cross is */
  #cross = null;
  #domain = [-6, 6, -6, 6];
  /** @type {Uint32Array} */
  #shades = new Uint32Array(0);
  #picture = new CellPicture();
  #canvas = document.createElement('canvas');
  #layers;
  #title = h('strong', {});
  #note = h('p', { className: 'quiet' });
  /** What the colours of a map of values mean. */
  #ends = [h('span', {}), h('span', {}), h('span', {})];
  #ramp = h(
    'p',
    { className: 'value-ramp', 'aria-hidden': 'true', hidden: true },
    h('span', { className: 'ramp' }),
    ...this.#ends,
  );
  #words;
  /** @type {(x: number, y: number) => void} */
  onPick = () => {};

  /** @param {import('./words.en.js').NetworkWords} words */
  constructor(words) {
    this.#words = words;
    this.box = h('div', { className: 'plot square', role: 'img', 'aria-label': words.outputTitle });
    this.#layers = new Layers(this.box, 3, () => this.#redraw());
    this.root = h('div', { className: 'output' }, this.#title, this.box, this.#note, this.#ramp);
    this.box.addEventListener('click', (event) => {
      const frame = this.#frame();
      const { x, y } = placeIn(this.box, event);
      this.onPick(frame.x.from(x), frame.y.from(y));
    });
  }

  /** @param {boolean} values whether the answer is a value and not a class @param {number[]} domain */
  build(values, domain) {
    this.#values = values;
    this.#domain = domain;
    this.#points = null;
    this.#outputs = null;
    this.#looked = null;
  }

  /** @param {{ layer: number, unit: number, name: string } | null} neuron null for the network's answer */
  show(neuron) {
    this.#neuron = neuron;
    setText(this.#title, neuron?.name ?? this.#words.outputTitle);
    const { neuronMap, outputMap, outputValues, outputClasses } = this.#words;
    const ofClass = !this.#values && neuron?.layer === (this.#outputs?.layers.length ?? 0) - 1;
    setText(this.#note, ofClass ? outputMap : neuron ? neuronMap : this.#values ? outputValues : outputClasses);
    this.#drawMap();
  }

  /** In parts, as the figure's frames. @param {UnitMaps | null} outputs @param {Points | null} points @param {number | null} looked @param {Colours} colours @param {Uint32Array} shades */
  *draw(outputs, points, looked, colours, shades) {
    const recoloured = colours !== this.#colours;
    this.#colours = colours;
    this.#shades = shades;
    if (outputs) this.#outputs = outputs;
    if (outputs?.plane) this.#domain = outputs.domain;
    if (points) this.#points = points;
    if (outputs || recoloured) this.#drawMap();
    yield;
    if (points || recoloured) this.#drawPoints();
    if (looked !== this.#looked || points) {
      this.#looked = looked;
      this.#drawMarks();
    }
  }

  /** @param {Points | null} points null for those that are learnt from */
  draft(points) {
    if (!points && !this.#draft) return;
    this.#draft = points;
    this.#drawPoints();
    this.#drawMarks();
  }

  /** @param {[number, number] | null} place */
  cross(place) {
    this.#cross = place;
    this.#drawMarks();
  }

  /** @param {string} text */
  describe(text) {
    if (this.box.getAttribute('aria-label') !== text) this.box.setAttribute('aria-label', text);
  }

  disconnect() {
    this.#layers.disconnect();
  }

  #redraw() {
    this.#drawMap();
    this.#drawPoints();
    this.#drawMarks();
  }

  /** @returns {Frame} */
  #frame() {
    const { right, top, bottom } = MARGIN;
    const height = this.#layers.height - top - bottom;
    const [x0 = -6, x1 = 6, y0 = -6, y1 = 6] = this.#domain;
    const y = linearScale(y0, y1, top + height, top);
    const context = this.#layers.layer(0);
    context.font = FONT;
    const widthOf = (/** @type {{ label: string }} */ { label }) => context.measureText(label).width;
    // As wide as the labels need, which stand 7 pixels before the axis.
    const left = Math.ceil(
      Math.max(MARGIN.left, ...y.ticks(Math.max(2, height / 60)).map((tick) => widthOf(tick) + 9)),
    );
    const width = this.#layers.width - left - right;
    const x = linearScale(x0, x1, left, left + width);
    const ticks = (/** @type {number} */ count) => {
      let end = 0;
      return x.ticks(count).filter((tick) => {
        const [middle, half] = [x.to(tick.value), widthOf(tick) / 2];
        // The name of the axis stands at its end.
        if (middle - half < end || middle + half > left + width - 18) return false;
        end = middle + half + AIR;
        return true;
      });
    };
    return { left, top, width, height, x: { ...x, ticks }, y };
  }

  /** Lets nothing be drawn beside the plane. @param {CanvasRenderingContext2D} context */
  #clip(context) {
    const { left, top, width, height } = this.#frame();
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
  }

  #drawMap() {
    const [outputs, colours] = [this.#outputs, this.#colours];
    if (!outputs || !colours || this.#layers.width === 0) return;
    const frame = this.#frame();
    const { width, layers } = outputs;
    const last = layers.length - 1;
    const { layer, unit } = this.#neuron ?? { layer: last, unit: 0 };
    const found = layers[layer];
    if (!found) return;
    const context = this.#layers.fresh(0);
    const answer = this.#neuron === null && !this.#values;
    const cells = width * width;
    // A class's probability is drawn in the class's own colour, as in the answer.
    const part = layer === last && found.units > 1;
    const scale = layer === last ? 1 : Math.max(layer === 0 ? 1 : 0.3, largest(found.values));
    this.#picture.paint(this.#canvas, width, width, (pixels) => {
      if (answer) fillClasses(pixels, found.values, found.units, colours);
      else
        fillValues(
          pixels,
          found.values,
          unit * cells,
          1,
          scale,
          part ? classShades(colours, unit, true) : this.#shades,
        );
    });
    this.#ramp.hidden = answer;
    if (!answer)
      this.#drawRamp(part ? [0, Number.NaN, 1] : [-scale, 0, scale], part ? classColour(colours, unit) : null);
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.#canvas, frame.left, frame.top, frame.width, frame.height);
    if (answer) {
      const pieces = boundaries(found.values, found.units, width);
      const [cellX, cellY] = [frame.width / width, frame.height / width];
      context.strokeStyle = colours.palette.ink;
      context.lineWidth = 1.5;
      context.lineCap = 'round';
      context.beginPath();
      for (let k = 0; k + 3 < pieces.length; k += 4) {
        context.moveTo(frame.left + (pieces[k] ?? 0) * cellX, frame.top + (pieces[k + 1] ?? 0) * cellY);
        context.lineTo(frame.left + (pieces[k + 2] ?? 0) * cellX, frame.top + (pieces[k + 3] ?? 0) * cellY);
      }
      context.stroke();
    }
    // What the axes of a table are stands below.
    const names = outputs.plane ? { x: '', y: '' } : { x: 'x₁', y: 'x₂' };
    drawAxes(context, frame, colours.palette, names, false);
  }

  /** @param {number[]} ends the values on the left, in the middle and on the right @param {import('./colours.js').Rgb | null} full the colour on the right, of a class */
  #drawRamp(ends, full) {
    ends.forEach((value, place) => {
      const end = this.#ends[place];
      if (end) setText(end, Number.isNaN(value) ? '' : `${value > 0 && !full ? '+' : ''}${formatNumber(value, 2)}`);
    });
    this.#ramp.classList.toggle('of-class', full !== null);
    if (full) this.#ramp.style.setProperty('--full', css(full));
  }

  #drawPoints() {
    const [points, colours] = [this.#draft ?? this.#points, this.#colours];
    if (!points || !colours || this.#layers.width === 0) return;
    const context = this.#layers.fresh(1);
    this.#clip(context);
    this.#drawSet(context, points.test, colours, true);
    this.#drawSet(context, points.train, colours, false);
    context.restore();
  }

  /** @param {CanvasRenderingContext2D} context @param {SampleRows} set @param {Colours} colours @param {boolean} hollow */
  #drawSet(context, { count, width, inputs, targets }, colours, hollow) {
    const { x, y } = this.#frame();
    context.lineWidth = 1.25;
    for (let row = 0; row < count; row += 1) {
      const target = targets[row] ?? 0;
      const [shape, colour] = this.#values
        ? [0, target < 0 ? colours.negative : colours.positive]
        : [target, classColour(colours, target)];
      context.beginPath();
      tracePoint(context, shape, x.to(inputs[row * width] ?? 0), y.to(inputs[row * width + 1] ?? 0), RADIUS);
      context.fillStyle = hollow
        ? colours.palette.paper
        : css(colour, this.#values ? 0.25 + 0.75 * Math.min(1, Math.abs(target)) : 1);
      context.strokeStyle = hollow ? css(colour) : colours.palette.paper;
      context.fill();
      context.stroke();
    }
  }

  #drawMarks() {
    const [points, colours] = [this.#points, this.#colours];
    if (!colours || this.#layers.width === 0) return;
    const context = this.#layers.fresh(2);
    const { x, y, left, top, width, height } = this.#frame();
    this.#clip(context);
    context.strokeStyle = colours.palette.ink;
    context.lineWidth = 2;
    context.beginPath();
    if (points && !this.#draft && this.#looked !== null && this.#looked < points.train.count) {
      const at = this.#looked * points.train.width;
      const [px, py] = [x.to(points.train.inputs[at] ?? 0), y.to(points.train.inputs[at + 1] ?? 0)];
      context.moveTo(px + 10, py);
      context.arc(px, py, 10, 0, 2 * Math.PI);
    }
    if (this.#cross) {
      const [px, py] = [x.to(this.#cross[0]), y.to(this.#cross[1])];
      context.moveTo(px, top);
      context.lineTo(px, top + height);
      context.moveTo(left, py);
      context.lineTo(left + width, py);
    }
    context.stroke();
    context.restore();
  }
}
