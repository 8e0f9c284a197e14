// How sharply the loss bends along the run, against what the optimizer bears: the edge of stability.

import { h, rest, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber } from '../../kit/format.js';
import { isEngineError } from '../../kit/refusal.js';
import { CurveChart } from '../chart.js';
import { twoCurves } from './curves.js';
import { Task } from './task.js';

/** @typedef {import('./landscape.js').Context} Context */
/** @typedef {import('./landscape.js').Now} Now */

/** @typedef {{ found: NetworkSpectrum, optimizer: string }} Measured */

/** Networks of more parameters are not measured while they play. */
const MANY = 20_000;
/** While it plays, measurements begin at least so many milliseconds apart. */
const APART = 250;
/** With more measurements than this, every other one goes. */
const MOST = 600;
/** About the edge: rate × sharpness as a part of the bound. */
const EDGE = { low: 0.93, high: 1.15 };

export class Sharpness {
  #context;
  #words;
  #task;
  #live = h('input', { type: 'checkbox' });
  #chart;
  #facts = h('p', { className: 'follows', role: 'status' });
  #more = h('p', { className: 'quiet' });
  #large;
  #try;
  /** @type {Measured[]} */
  #found = [];
  #version = 0;
  /** Of the run that was measured. */
  #generation = 0;
  /** @type {Now | undefined} */
  #now;
  #last = -Infinity;
  /** Counts the measurements that are wanted: one that comes for an earlier count is not. */
  #wanted = 0;
  #pending = false;
  /** Calls off what is measured while it plays. @type {AbortController | undefined} */
  #following;

  /** @param {Context} context */
  constructor(context) {
    this.#context = context;
    this.#words = context.words.sharpness;
    const words = this.#words;
    this.#task = new Task(context, () => this.#measure());
    this.#task.name(words.measure);
    this.#chart = new CurveChart(words.chart, '', Infinity);
    this.#chart.root.hidden = true;
    this.#live.addEventListener('change', () => this.#follow());
    this.#large = h('p', { className: 'quiet', hidden: true }, words.tooLarge);
    this.#try = h('button', { type: 'button', className: 'small' }, words.try);
    this.#try.addEventListener('click', () => context.edit({ optimizer: 'sgd', 'batch-size': 'full', schedule: null }));
    this.#try.hidden = !context.free;
    const live = h('label', { className: 'check' }, this.#live, words.live);
    this.root = h('section', { 'aria-label': words.title }, h('p', { className: 'heading' }, words.title));
    this.root.append(
      h('p', { className: 'quiet' }, words.note),
      h('div', { className: 'row' }, this.#task.button, live, this.#try),
      h('p', { className: 'quiet' }, words.hint),
      this.#large,
      this.#task.root,
      h('div', { className: 'sharpness-chart' }, this.#chart.root),
      this.#facts,
      this.#more,
    );
  }

  /** @param {Now} now */
  update(now) {
    this.#now = now;
    if (now.version !== this.#version) {
      this.#version = now.version;
      this.#task.abort();
      this.#wanted += 1;
      // What is taken back has not been.
      this.#found = this.#same ? this.#found.filter(({ found }) => found.step < now.status.step) : [];
      this.#draw();
    }
    const { config } = this.#context.session;
    const large = config.parameters > MANY;
    this.#large.hidden = !large;
    this.#live.disabled = large;
    if (large) this.#live.checked = false;
    rest(this.#try, config.optimizer === 'sgd' && config.batchSize === 'full');
    this.#follow();
  }

  abandon() {
    this.#following?.abort();
    this.#task.abort();
  }

  recolour() {
    this.#draw();
  }

  disconnect() {
    this.#wanted += 1;
    this.#following?.abort();
    this.#task.abort();
    this.#chart.disconnect();
  }

  /** Whether anybody can see what is measured. */
  get #isOpen() {
    return this.root.closest('details')?.open ?? true;
  }

  /** Whether the measurements are of the run that there is. */
  get #same() {
    return this.#generation === this.#context.session.generation;
  }

  /**
   * Of the scaled Hessian where the optimizer scales gradients, for that is what its bound is for.
   * @param {import('./task.js').TaskOptions} [options]
   */
  async #ask(options) {
    const { training, config } = this.#context.session;
    const { optimizer } = config;
    const plain = async () => {
      const found = await training.spectrum({ ...options });
      return { found, optimizer };
    };
    // The first measurement of an optimizer tells whether it scales; before its first step it does not know by how much.
    const last = this.#found.at(-1);
    const known = last?.optimizer === optimizer ? last.found : (await plain()).found;
    if (known.scales) {
      try {
        return { found: await training.spectrum({ ...options, scaled: true }), optimizer };
      } catch (error) {
        if (!isEngineError(error) || error.key !== 'scaled') throw error;
      }
    }
    return known === last?.found ? plain() : { found: known, optimizer };
  }

  async #measure() {
    const found = await this.#task.run((part) => this.#ask(part(this.#words.measuring)));
    if (found) this.#add(found);
  }

  /** Measures, where it plays and it is time for that. */
  async #follow() {
    const [now, step] = [performance.now(), this.#now?.status.step];
    const due = this.#live.checked && this.#now?.playing && this.#isOpen && step !== this.#found.at(-1)?.found.step;
    if (!due || this.#pending || this.#task.busy || now - this.#last < APART) return;
    this.#last = now;
    this.#pending = true;
    const wanted = this.#wanted;
    try {
      this.#following = new AbortController();
      const found = await this.#ask({ signal: this.#following.signal, onProgress: () => {} });
      if (wanted === this.#wanted) this.#add(found);
    } catch (error) {
      if (!(error instanceof DOMException)) {
        this.#live.checked = false;
        this.#task.tell(isEngineError(error) ? error.messages[this.#context.language] : String(error));
      }
    } finally {
      this.#pending = false;
    }
  }

  /** @param {Measured} measured */
  #add(measured) {
    const { generation } = this.#context.session;
    const before = this.#found.at(-1);
    // Numbers with and without scaling are not to be compared.
    const other = before && before.found.scaled !== measured.found.scaled;
    if (this.#generation !== generation || other) this.#found = [];
    this.#generation = generation;
    if (this.#found.at(-1)?.found.step === measured.found.step) this.#found.pop();
    this.#found.push(measured);
    if (this.#found.length > MOST) this.#found = this.#found.filter((_, k) => k % 2 === 0);
    this.#draw();
  }

  #draw() {
    const all = this.#found.map(({ found }) => found);
    const last = all.at(-1);
    this.#chart.root.hidden = !last;
    setText(this.#more, '');
    if (!last) {
      setText(this.#facts, '');
      return;
    }
    const { palette } = this.#context.colours();
    const words = this.#words;
    const bounded = !Number.isNaN(last.bound);
    const curves = twoCurves(
      palette,
      [`${formatNumber(last.bound, 3)}/α`, all.map(({ bound, rate }) => bound / rate)],
      [words.sharpness, all.map(({ values }) => values[0] ?? Number.NaN)],
    );
    const steps = all.map(({ step }) => step);
    this.#chart.draw(bounded ? curves : curves.slice(1), steps, words.steps, palette);
    this.#chart.describe();
    const [value = 0, error = 0] = [last.values[0], last.residuals[0]];
    const [step, shown, off] = [formatInteger(last.step), formatNumber(value), formatNumber(error, 2)];
    const product = last.rate * value;
    const part = product / last.bound;
    const where = part < EDGE.low ? words.below : part > EDGE.high ? words.beyond : words.at;
    setText(
      this.#facts,
      !last.converged
        ? words.atLeast(step, shown)
        : bounded
          ? `${words.value(step, shown, off, formatNumber(product, 3), formatNumber(last.bound, 3))} ${where}`
          : `${words.alone(step, shown, off)} ${words.noBound}`,
    );
    const scaled = last.scaled ? `${words.scaled} ` : '';
    setText(this.#more, `${scaled}${words.samples(formatInteger(last.samples))}`);
  }
}
