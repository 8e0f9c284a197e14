// Images: some of the test set with how they are read, which are taken for which, what the first layer looks for, and a pad.

import { h, setText } from '../kit/dom.js';
import { percent } from '../kit/percent.js';
import { layerShape, weightIndex } from './anatomy.js';
import { rgbOf } from './colours.js';
import { Confusion } from './confusion.js';
import { Looked } from './looked.js';
import { CellPicture, fillValues, largest, shadesOf } from './maps.js';
import { Pad } from './pad.js';

/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('./colours.js').Colours} Colours */

/** So many test images are shown, and so many neurons' weights. */
const SHOWN = 24;
const FILTERS = 64;
const COLUMNS = 8;

/** @typedef {{ root: HTMLButtonElement, canvas: HTMLCanvasElement, picture: CellPicture, read: HTMLElement }} Tile */

export class Digits {
  #words;
  #actions;
  /** @type {Session | undefined} */
  #session;
  /** @type {Colours | undefined} */
  #colours;
  /** @type {Uint32Array} */
  #ink = new Uint32Array(0);
  /** @type {Tile[]} */
  #tiles = [];
  #from = 0;
  /** Which of the images is in the diagram. */
  #chosen = 0;
  /** Whether the reader chose it, after what was drawn or stepped to. */
  #picked = false;
  /** Which sample is stepped to. */
  #at = -1;
  /** Which tile the diagram shows. */
  #marked = -1;
  /** @type {SampleRows | null} */
  #samples = null;
  /** @type {SampleRows | null} */
  #looked = null;
  /** @type {Float32Array | null} */
  #prediction = null;
  /** @type {Float32Array | null} */
  #drawn = null;
  /** The numbers for paper and for ink. */
  #range = { low: 0, high: 1 };
  #confusion;
  #pad;
  #verdict = h('p', { className: 'verdict follows', role: 'status' });
  #bars;
  /** @type {HTMLElement[]} */
  #parts = [];
  #filters;
  #filterPicture = new CellPicture();
  #filterNote = h('p', { className: 'quiet' });
  #grid = h('div', { className: 'tiles' });
  #sample;
  #lookedText = h('p', { className: 'looked follows', role: 'status' });

  /** @param {import('./words.en.js').NetworkWords} words @param {{ redraw: (glance?: boolean) => void, image: (image: ArrayLike<number>, width: number, output: ArrayLike<number>, shades: Uint32Array, caption: string) => void }} actions */
  constructor(words, actions) {
    this.#words = words;
    this.#sample = new Looked(words);
    this.#actions = actions;
    const { digits } = words;
    const filters = { role: 'img', className: 'filters pixels', width: 1, height: 1, 'aria-label': digits.filters };
    this.#filters = h('canvas', filters);
    this.#confusion = new Confusion(digits);
    this.#pad = new Pad(digits, () => this.#draws());
    this.#bars = h('ol', { className: 'bars', 'aria-label': digits.padProbabilities });
    /** The pad and what is read on it. */
    this.picture = h('div', { className: 'pad-view' }, this.#pad.root, this.#verdict, this.#bars);
    this.root = h('div', { className: 'pad-place' }, this.picture, this.#lookedText);
    const other = h('button', { type: 'button', className: 'small' }, digits.other);
    other.addEventListener('click', () => {
      const all = this.#session?.config.test ?? 0;
      this.#from = this.#from + 2 * SHOWN > all ? 0 : this.#from + SHOWN;
      this.#actions.redraw();
    });
    const head = h('div', { className: 'row' }, h('strong', {}, digits.samples), other);
    this.below = h(
      'div',
      { className: 'images' },
      h('section', {}, head, this.#grid),
      h('section', {}, h('strong', {}, digits.filters), this.#filters, this.#filterNote),
      this.#confusion.root,
    );
  }

  /** @param {Session} session */
  build(session) {
    this.#session = session;
    this.#from = this.#chosen = 0;
    this.#picked = false;
    this.#looked = this.#samples = this.#prediction = null;
    const classes = Array.from({ length: session.config.outputs }, (_, label) => String(label));
    this.#parts = classes.map((name) => h('li', {}, h('span', {}, name), h('i', {}), h('b', {})));
    this.#bars.replaceChildren(...this.#parts);
    this.#confusion.build(classes);
    this.#drawn = this.#image();
  }

  /** What a frame has to bring. @param {boolean} seldom whether it is time for what is shown seldom */
  needs(seldom) {
    const samples = seldom ? { set: /** @type {const} */ ('test'), from: this.#from, count: SHOWN } : null;
    return { samples, predict: this.#drawn, looked: true };
  }

  /** In parts, as the figure's frames. @param {import('./session.js').Moment} moment @param {NetworkParameters | null} parameters @param {Colours} colours @param {Uint32Array} shades */
  *draw(moment, parameters, colours, shades) {
    if (colours !== this.#colours) {
      this.#colours = colours;
      const ink = rgbOf(colours.palette.ink);
      this.#ink = shadesOf({ ...colours, negative: ink, positive: ink });
      this.#pad.recolour(colours.palette.ink);
    }
    if (moment.samples) this.#drawSamples(moment.samples);
    yield;
    if (moment.confusion) this.#confusion.update(moment.confusion);
    yield;
    if (moment.samples && parameters) this.#drawFilters(parameters, shades);
    this.#prediction = this.#drawn ? (moment.prediction ?? this.#prediction) : null;
    this.#looked = moment.looked;
    const at = moment.status.sample?.at ?? -1;
    if (at !== this.#at && at >= 0) this.#picked = false;
    this.#at = at;
    this.#showVerdict();
    setText(this.#lookedText, this.#sample.text(moment.status, moment.looked, false));
    this.#showImage(moment.status.sample);
  }

  /** @param {string} _text */
  describe(_text) {}

  disconnect() {}

  #image() {
    const { side = 8 } = this.#session?.dataset ?? {};
    return this.#pad.image(side, this.#range.low, this.#range.high);
  }

  #draws() {
    this.#picked = false;
    this.#drawn = this.#image();
    if (!this.#drawn) this.#prediction = null;
    this.#actions.redraw(true);
  }

  /** The image in the diagram: the sample that is looked at, the reader's, or one of the test set. @param {NonNullable<NetworkStatus['sample']> | null} sample */
  #showImage(sample) {
    const { shownDrawing, shownSample, shownTest } = this.#words.digits;
    const picked = this.#picked && this.#samples !== null && this.#chosen < this.#samples.count;
    let marked = -1;
    const { side = 8 } = this.#session?.dataset ?? {};
    if (!picked && this.#looked && this.#looked.count > 0) {
      const caption = sample ? shownSample(String(sample.at + 1), String(sample.of)) : '';
      this.#actions.image(this.#looked.inputs, side, this.#looked.outputs, this.#ink, caption);
    } else if (!picked && this.#drawn && this.#prediction) {
      this.#actions.image(this.#drawn, side, this.#prediction, this.#ink, shownDrawing);
    } else if (this.#samples && this.#chosen < this.#samples.count) {
      const { inputs, outputs, width: size, count } = this.#samples;
      const classes = outputs.length / count;
      const image = inputs.subarray(this.#chosen * size, (this.#chosen + 1) * size);
      const output = outputs.subarray(this.#chosen * classes, (this.#chosen + 1) * classes);
      marked = this.#chosen;
      this.#actions.image(image, side, output, this.#ink, shownTest(String(this.#from + this.#chosen + 1)));
    }
    if (marked === this.#marked) return;
    this.#marked = marked;
    this.#tiles.forEach(({ root }, tile) => {
      root.setAttribute('aria-pressed', String(tile === marked));
    });
  }

  /** @param {SampleRows} samples */
  #drawSamples(samples) {
    const { count, width: size, inputs, targets, outputs } = samples;
    const { dataset } = /** @type {Session} */ (this.#session);
    const { digits } = this.#words;
    const first = this.#samples === null;
    this.#samples = samples;
    if (first) this.#measure(inputs);
    while (this.#tiles.length < count) this.#addTile(this.#tiles.length);
    const classes = outputs.length / Math.max(1, count);
    this.#tiles.forEach(({ root, canvas, picture, read }, tile) => {
      root.hidden = tile >= count;
      if (tile >= count) return;
      const output = outputs.subarray(tile * classes, (tile + 1) * classes);
      const answer = output.indexOf(Math.max(...output));
      const truth = targets[tile] ?? 0;
      const right = answer === truth;
      const [is, said] = [String(truth), String(answer)];
      picture.paint(canvas, dataset.side, dataset.side, (pixels) =>
        fillValues(pixels, inputs, tile * size, 1, this.#range.high, this.#ink),
      );
      setText(read, right ? said : `✗ ${said}`);
      root.classList.toggle('wrong', !right);
      root.setAttribute('aria-label', right ? digits.readRight(is) : digits.readAs(is, said));
    });
  }

  /** @param {Float32Array} inputs */
  #measure(inputs) {
    let [low, high] = [0, 0];
    for (const value of inputs) [low, high] = [Math.min(low, value), Math.max(high, value)];
    this.#range = { low, high: high || 1 };
    this.#drawn = this.#image();
  }

  /** @param {number} tile */
  #addTile(tile) {
    const canvas = h('canvas', { className: 'pixels', width: 1, height: 1, 'aria-hidden': 'true' });
    const read = h('span', {});
    const root = h('button', { type: 'button', className: 'tile' }, canvas, read);
    root.setAttribute('aria-pressed', 'false');
    root.addEventListener('click', () => {
      this.#chosen = tile;
      this.#picked = true;
      this.#actions.redraw();
    });
    this.#tiles.push({ root, canvas, picture: new CellPicture(), read });
    this.#grid.append(root);
  }

  /** @param {NetworkParameters} parameters @param {Uint32Array} shades */
  #drawFilters(parameters, shades) {
    const { dataset } = /** @type {Session} */ (this.#session);
    const { side } = dataset;
    const [from, units] = layerShape(parameters, 1);
    if (from !== side ** 2 || !this.#colours) return;
    const shown = Math.min(units, FILTERS);
    const columns = Math.min(COLUMNS, shown);
    const rows = Math.ceil(shown / columns);
    const paper = shades[(shades.length - 1) / 2] ?? 0;
    const across = columns * (side + 1) - 1;
    this.#filterPicture.paint(this.#filters, across, rows * (side + 1) - 1, (pixels) => {
      pixels.fill(paper);
      const one = new Uint32Array(side ** 2);
      for (let unit = 0; unit < shown; unit += 1) {
        const weights = new Float32Array(from);
        const first = weightIndex(parameters, 1, 0, unit);
        for (let k = 0; k < from; k += 1) weights[k] = parameters.values[first + k * units] ?? 0;
        fillValues(one, weights, 0, 1, largest(weights), shades);
        const [left, top] = [(unit % columns) * (side + 1), Math.floor(unit / columns) * (side + 1)];
        for (let y = 0; y < side; y += 1) {
          pixels.set(one.subarray(y * side, (y + 1) * side), (top + y) * across + left);
        }
      }
    });
    const { digits } = this.#words;
    this.#filters.setAttribute('aria-label', digits.filtersAlt(String(shown)));
    setText(this.#filterNote, digits.filtersNote(String(shown), String(units)));
  }

  #showVerdict() {
    const { digits } = this.#words;
    const prediction = this.#prediction;
    const best = prediction ? prediction.indexOf(Math.max(...prediction)) : -1;
    const text = prediction ? digits.padReads(String(best), percent(prediction[best] ?? 0)) : digits.padEmpty;
    setText(this.#verdict, text);
    this.#parts.forEach((part, label) => {
      const value = prediction?.[label] ?? 0;
      part.style.setProperty('--part', String(value));
      part.classList.toggle('best', label === best);
      if (part.lastChild) setText(part.lastChild, prediction ? percent(value) : '–');
    });
  }
}
