// Five walks at five learning rates, side by side.

import { h, setText } from '../../elements/kit/dom.js';
import { formatNumber, plainNumber } from '../../elements/kit/format.js';
import { numberText } from '../../elements/kit/typed.js';
import { Curve } from './curve.js';
import { figureEngine } from './engines.js';
import { button, Transport } from './transport.js';

/** @typedef {{ name: 'crawl' | 'good' | 'over' | 'beyond' | 'stuck', objective: string, rate: number }} Start */

/** What becomes of them the engine finds. @type {Start[]} */
const WALKS = [
  { name: 'crawl', objective: 'parabola', rate: 0.003 },
  { name: 'good', objective: 'parabola', rate: 0.3 },
  { name: 'over', objective: 'parabola', rate: 0.97 },
  { name: 'beyond', objective: 'parabola', rate: 1.05 },
  { name: 'stuck', objective: 'double-well', rate: 0.02 },
];
const STEPS = 100;
const CELLS = 160;
/** A quarter of the usual: five things are to be watched. */
const SPEED = 0.25;

/** @type {import('./live.js').Mount} */
export async function mount(place, words) {
  const engine = await figureEngine();
  const walks = WALKS.map((walk) => new Walk(engine, walk, words));
  const over = () => walks.every((walk) => walk.over);
  const advance = (/** @type {number} */ steps) => {
    for (const walk of walks) walk.advance(steps);
    if (over()) transport.pause();
  };
  const reset = () => {
    for (const walk of walks) walk.reset();
  };
  const step = button(words.step, () => {
    transport.pause();
    advance(1);
  });
  const transport = new Transport(words, { advance, reset }, SPEED, step);
  place.replaceChildren(transport.root, h('div', { className: 'walks' }, ...walks.map(({ root }) => root)));
  return {
    onScreen: (seen) => transport.onScreen(seen),
    get state() {
      const compare = walks.slice(0, 4).map(({ rate }) => `sgd@${plainNumber(rate)}`);
      return { objective: 'parabola', compare: compare.join(',') };
    },
  };
}

class Walk {
  #engine;
  #config;
  #words;
  #name;
  #run;
  #curve = new Curve();
  #title = h('h3', {});
  #said = h('p', { className: 'said' });
  #field;
  rate;

  /** @param {FigureEngine} engine @param {Start} walk @param {import('./words.en.js').ChapterWords} words */
  constructor(engine, { name, objective, rate }, words) {
    this.#engine = engine;
    this.#config = { objective, optimizer: 'sgd' };
    this.#words = words;
    this.#name = name;
    this.rate = rate;
    this.#run = engine.experiment({ ...this.#config, learningRate: rate });
    const { domain, variables } = this.#run.config;
    this.#curve.show(domain, engine.field({ ...this.#config, width: CELLS }), variables[0] ?? '');
    const id = `rate-${name}`;
    this.#field = h('input', { type: 'text', inputMode: 'decimal', id, value: plainNumber(rate) });
    this.#field.addEventListener('change', () => this.#change());
    const label = h('label', { for: id }, words.rates.rate);
    this.root = h(
      'div',
      { className: 'walk' },
      this.#title,
      h('div', { className: 'field' }, label, this.#field),
      this.#curve.root,
      this.#said,
    );
    this.#show();
  }

  get over() {
    const { state, step } = this.#run.status();
    return state === 'converged' || state === 'diverged' || step >= STEPS;
  }

  /** @param {number} steps */
  advance(steps) {
    const { step } = this.#run.status();
    if (!this.over) this.#run.train(Math.min(steps, STEPS - step));
    this.#show();
  }

  reset() {
    this.#run.rewind(0);
    this.#show();
  }

  #change() {
    const rate = Number(numberText(this.#field.value));
    try {
      const run = this.#engine.experiment({ ...this.#config, learningRate: rate });
      this.#run.free();
      [this.#run, this.rate] = [run, rate];
    } catch {
      this.#field.value = plainNumber(this.rate);
    }
    this.#show();
  }

  #show() {
    const { rates } = this.#words;
    const { params, loss } = this.#run.trace();
    const status = this.#run.status();
    const own = WALKS.find(({ name }) => name === this.#name)?.rate !== this.rate;
    setText(this.#title, own ? rates.own : rates[this.#name]);
    this.#curve.draw(params, loss);
    const [w = 0] = status.params;
    const said = rates.said(String(status.step), formatNumber(w), formatNumber(status.loss));
    setText(this.#said, said);
    this.#curve.describe(`${this.#title.textContent}. ${said}`);
  }
}
