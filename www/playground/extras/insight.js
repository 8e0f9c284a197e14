// This step's update rule with its numbers, and how near the run is to a learning rate that is too large or too small.

import { h, setText } from '../dom.js';
import { formatInteger, formatNumber } from '../format.js';
import { equations } from './equation.js';

/** @typedef {import('./extras.js').Context} Context */
/** @typedef {import('./words.en.js').ExtraWords} ExtraWords */

/** While a run plays, the numbers change at most this often, in milliseconds: they are there to be read. */
const EVERY = 200;
/** From so many steps on, a run is said to crawl, where its rate is this far below the bound. */
const CRAWL = { steps: 500, part: 0.1 };

export class Insight {
  #context;
  #words;
  #parameter = 0;
  #when = h('p', { className: 'when' });
  #rule = h('div', { className: 'rule' });
  #tabs = h('div', { className: 'row', role: 'group' });
  #steady = h('p', {});
  #meter = h('meter', { min: 0, max: 2, low: 0.5, high: 1, optimum: 0.25 });
  #ahead = h('p', {});
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #variables = '';

  /** @param {Context} context @param {ExtraWords} words */
  constructor(context, words) {
    this.#context = context;
    this.#words = words;
    this.#tabs.setAttribute('aria-label', words.ofParameter);
    const scroll = h(
      'div',
      { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': words.insight },
      this.#rule,
    );
    this.root = h('details', { className: 'insight', open: true }, h('summary', {}, words.insight));
    this.root.append(this.#tabs, this.#when, scroll, this.#meter, this.#steady, this.#ahead);
    this.root.addEventListener('toggle', () => this.#show());
  }

  follow() {
    const { variables } = this.#context.session.config;
    const key = variables.join(' ');
    if (key === this.#variables) return;
    this.#variables = key;
    this.#parameter = 0;
    this.#tabs.hidden = variables.length < 2;
    const buttons = variables.map((name, index) => {
      const button = h(
        'button',
        { type: 'button', className: 'small', 'aria-pressed': String(index === 0) },
        h('var', {}, name),
      );
      button.addEventListener('click', () => {
        this.#parameter = index;
        buttons.forEach((other) => {
          other.setAttribute('aria-pressed', String(other === button));
        });
        this.#show();
      });
      return button;
    });
    this.#tabs.replaceChildren(h('span', {}, this.#words.ofParameter), ...buttons);
  }

  /** @param {boolean} playing */
  update(playing) {
    if (!playing) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#show();
    } else
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#show();
      }, EVERY);
  }

  disconnect() {
    clearTimeout(this.#timer);
  }

  #show() {
    if (this.root.open) this.#context.actions.guard(() => this.#read());
  }

  #read() {
    const { run } = this.#context.session;
    const rule = run.rule(this.#parameter);
    const { taken, coming, unknown } = this.#words;
    setText(this.#when, rule ? (rule.taken ? taken : coming)(formatInteger(rule.step)) : unknown);
    const lines = rule ? equations(rule).map(({ letters, numbers }) => h('div', {}, letters, numbers)) : [];
    this.#rule.replaceChildren(...lines);
    this.#showSteadiness(run.steadiness());
  }

  /** @param {Steadiness | null} steady */
  #showSteadiness(steady) {
    const words = this.#words;
    this.#meter.hidden = !steady || steady.sharpness <= 0;
    if (!steady) {
      setText(this.#steady, words.noBound);
      setText(this.#ahead, '');
      return;
    }
    const { rate, sharpness, bound, scaled, stepsLeft } = steady;
    const product = rate * sharpness;
    this.#meter.value = Math.min(product / bound, 2);
    const [a, b, c, d] = [rate, sharpness, product, bound].map((value) => formatNumber(value));
    const text = words.steady(a ?? '', b ?? '', c ?? '', d ?? '');
    this.#meter.setAttribute('aria-label', text);
    setText(this.#steady, sharpness > 0 ? `${text} ${scaled ? words.sharpnessScaled : words.sharpness}` : words.hilly);
    const far = stepsLeft !== null && stepsLeft >= 1;
    const crawls = far && stepsLeft > CRAWL.steps && product < CRAWL.part * bound;
    setText(this.#ahead, far ? `${words.stepsLeft(formatInteger(stepsLeft))}${crawls ? ` ${words.crawl}` : ''}` : '');
  }
}
