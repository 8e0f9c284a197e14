// This step's update rule with its numbers, and how near the run is to a learning rate that is too large or too small.

import { h, hide, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber } from '../../kit/format.js';
import { equations } from './equation.js';

/** @typedef {import('./extras.js').Context} Context */
/** @typedef {import('./words.en.js').ExtraWords} ExtraWords */

/** The numbers change at most this often, in milliseconds: they are there to be read. */
const EVERY = { playing: 200, resting: 100 };
/** Nearer than so many steps, how many there are is not worth telling: steps change on the way. */
const FAR = 50;
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
  #meter = h('meter', { min: 0, max: 2, low: 0.9, high: 1, optimum: 0.5 });
  #ahead = h('p', {});
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #variables = '';
  #past = false;
  /** What is shown of the run: its status and settings, and which parameter's rule. @type {unknown[]} */
  #shown = [];

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
    hide(this.#tabs, variables.length < 2);
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

  /** @param {boolean} playing @param {boolean} past whether another step than the latest is shown */
  update(playing, past) {
    this.#past = past;
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        this.#show();
      },
      playing ? EVERY.playing : EVERY.resting,
    );
  }

  disconnect() {
    clearTimeout(this.#timer);
  }

  #show() {
    if (this.root.open && this.root.checkVisibility()) this.#context.actions.guard(() => this.#read());
  }

  #read() {
    const { run, status, config, catalog, optimizerIndex } = this.#context.session;
    const shown = [run, status, config, this.#parameter, this.#past];
    if (shown.every((part, k) => part === this.#shown[k])) return;
    this.#shown = shown;
    const rule = run.rule(this.#parameter);
    const { taken, latest, coming, unknown } = this.#words;
    const tell = this.#past ? latest : rule?.taken ? taken : coming;
    setText(this.#when, rule ? tell(formatInteger(rule.step)) : unknown);
    const lines = rule ? equations(rule).map(({ letters, numbers }) => h('div', {}, letters, numbers)) : [];
    this.#rule.replaceChildren(...lines);
    // Of a run that has diverged, the picture tells.
    const steady = status.state === 'diverged' ? null : run.steadiness();
    const { bounded = false, slots = [] } = catalog.optimizers[optimizerIndex] ?? {};
    const { noBound, ownSteps } = this.#words;
    this.#showSteadiness(steady, bounded ? '' : slots.includes('step') ? ownSteps : noBound);
  }

  /** @param {Steadiness | null} steady @param {string} boundless what is said where no rate is too large */
  #showSteadiness(steady, boundless) {
    const words = this.#words;
    hide(this.#meter, !steady || steady.sharpness <= 0);
    if (!steady) {
      setText(this.#steady, boundless);
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
    const far = stepsLeft !== null && stepsLeft >= FAR;
    const crawls = far && stepsLeft > CRAWL.steps && product < CRAWL.part * bound;
    setText(this.#ahead, far ? `${words.stepsLeft(formatInteger(stepsLeft))}${crawls ? ` ${words.crawl}` : ''}` : '');
  }
}
