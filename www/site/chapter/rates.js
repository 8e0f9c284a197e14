// Four walks at four learning rates, side by side, on one curve.

import { h, setText } from '../../elements/kit/dom.js';
import { equation } from '../../elements/kit/equation.js';
import { formatReading, plainNumber } from '../../elements/kit/format.js';
import { pause } from '../../elements/kit/turns.js';
import { Curve } from './curve.js';
import { figureEngine, textsOf } from './engines.js';
import { language } from './language.js';
import { NumberField, rangeOf } from './number-field.js';
import { stepButton, Transport } from './transport.js';

/** What is shown first. */
const START = { objective: 'parabola', domain: '-4,4', compare: 'sgd@0.03,sgd@0.3,sgd@0.97,sgd@1.05' };
const STEPS = 100;
const CELLS = 160;
/** A loss below which a walk has arrived. */
const ARRIVED = 0.01;
/** A quarter of the usual: four things are to be watched. */
const SPEED = 0.25;

/** The rates that a link compares. @param {string} compare */
const ratesIn = (compare) => Array.from(compare.matchAll(/@([^,/]+)/g), ([, rate]) => Number(rate));

/** @type {import('./live.js').Mount} */
export async function mount(place, words) {
  const [engine, { catalog }] = await Promise.all([figureEngine(), textsOf(language)]);
  const range = rangeOf(catalog, 'learningRate');
  const { compare: compared, ...first } = START;
  /** @type {Record<string, string>} */
  let curve = first;
  const tell = (/** @type {string} */ what) => place.dispatchEvent(new CustomEvent(what, { bubbles: true }));
  const changed = () => tell('sgd-change');
  /** @type {Walk[]} */
  const walks = [];
  for (const [k, rate] of ratesIn(compared).entries()) {
    if (k % 2 === 0) await pause();
    walks.push(new Walk(engine, words, k, range, curve, rate, changed));
  }
  const advance = (/** @type {number} */ steps) => {
    for (const walk of walks) walk.advance(steps);
    if (walks.every(({ over }) => over)) transport.pause();
    tell('sgd-step');
  };
  const reset = () => {
    for (const walk of walks) walk.reset();
  };
  const step = stepButton(words.step, () => {
    transport.pause();
    advance(1);
  });
  const transport = new Transport(words, { advance, reset }, SPEED, step);
  place.replaceChildren(transport.root, h('div', { className: 'walks' }, ...walks.map(({ root }) => root)));
  return {
    onScreen: (seen) => transport.onScreen(seen),
    play: () => {
      if (walks.every(({ over }) => over)) reset();
      transport.play();
    },
    set({ compare = '', ...asked }) {
      transport.pause();
      curve = asked;
      const rates = ratesIn(compare);
      for (const [k, walk] of walks.entries()) walk.follow(curve, rates[k] ?? walk.rate);
    },
    status: () => ({
      ...curve,
      step: Math.max(...walks.map((walk) => walk.step)),
      quickest: Math.min(...walks.map(({ arrival }) => arrival)),
    }),
    get state() {
      return { ...curve, compare: walks.map(({ rate }) => `sgd@${plainNumber(rate)}`).join(',') };
    },
  };
}

class Walk {
  #engine;
  #words;
  #changed;
  /** @type {Config} */
  #config = {};
  /** @type {Run} */
  #run;
  #curve = new Curve();
  #said = h('p', { className: 'said' });
  #field;
  rate = Number.NaN;

  /**
   * @param {FigureEngine} engine
   * @param {import('./words.en.js').ChapterWords} words
   * @param {number} number of the walk
   * @param {import('./number-field.js').Range} range of the rates
   * @param {Record<string, string>} curve
   * @param {number} rate
   * @param {() => void} changed told when the reader has set another rate
   */
  constructor(engine, words, number, range, curve, rate, changed) {
    this.#engine = engine;
    this.#words = words;
    this.#changed = changed;
    const id = `rate-${number + 1}`;
    this.#field = new NumberField(id, range, words.refused, (value) => this.#change(value));
    const label = h('label', { for: id }, words.rates.rate);
    const field = h('div', { className: 'field' }, label, this.#field.root);
    this.root = h('div', { className: 'walk' }, field, this.#curve.root, this.#said, this.#field.refusal);
    this.#run = this.follow(curve, rate);
  }

  get step() {
    return this.#run.status().step;
  }

  /** The first step after which the loss is small; Infinity while there is none. */
  get arrival() {
    const { loss } = this.#run.trace();
    const step = loss.findIndex((value) => value < ARRIVED);
    return step < 0 ? Infinity : step;
  }

  get over() {
    const { state, step } = this.#run.status();
    return state === 'converged' || this.#gone || step >= STEPS;
  }

  /** What has left the picture goes no further. */
  get #gone() {
    const { state, params } = this.#run.status();
    const [low = 0, high = 1] = this.#run.config.domain;
    const [w = 0] = params;
    return state === 'diverged' || w < low || w > high;
  }

  /** @param {number} steps */
  advance(steps) {
    for (let k = 0; k < steps && !this.over; k += 1) this.#run.step();
    this.#show();
  }

  reset() {
    this.#run.rewind(0);
    this.#show();
  }

  /** Another curve, or another rate. @param {Record<string, string>} curve as attributes @param {number} rate */
  follow(curve, rate) {
    this.#config = { ...curve, optimizer: 'sgd' };
    const run = this.#begin(rate);
    const { config } = run;
    this.#curve.show(config.domain, this.#engine.field({ ...this.#config, width: CELLS }), config.variables[0] ?? '');
    this.#show();
    return run;
  }

  /** @param {number} rate */
  #begin(rate) {
    const run = this.#engine.experiment({ ...this.#config, learningRate: rate });
    this.#run?.free();
    [this.#run, this.rate] = [run, rate];
    this.#field.show(rate);
    return run;
  }

  /** @param {number} rate */
  #change(rate) {
    this.#begin(rate);
    this.#show();
    this.#changed();
  }

  #show() {
    const { rates } = this.#words;
    const { params, loss } = this.#run.trace();
    const status = this.#run.status();
    this.#curve.draw(params, loss);
    const [w = 0] = status.params;
    const step = String(status.step);
    const said = this.#gone
      ? rates.gone(step)
      : rates.said(step, equation('w', formatReading(w, 3)), formatReading(status.loss, 3));
    setText(this.#said, said);
    this.#curve.describe(`${rates.rate} ${plainNumber(this.rate)}. ${said}`);
  }
}
