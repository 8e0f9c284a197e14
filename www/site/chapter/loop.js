// The momentum loop as a program, line by line: each value is that of a real run of the engine.

import { h, hush, setText } from '../../elements/kit/dom.js';
import { equation } from '../../elements/kit/equation.js';
import { formatReading, plainNumber } from '../../elements/kit/format.js';
import { Curve } from './curve.js';
import { figureEngine, textsOf } from './engines.js';
import { language } from './language.js';
import { BEGIN, LAST, LOOK, LoopCode, MOVE, PUSH, TEST, UNTIL } from './loop-code.js';
import { comparison } from './loop-table.js';
import { NumberField, rangeOf } from './number-field.js';
import { button, stepButton, Transport } from './transport.js';

/** Two valleys, the deeper of them at a loss of almost 0. */
const VALLEYS = { formula: '(w^2-1)^2/4 + w/5 + 0.20916', start: [2], domain: [-2.2, 2.2], learningRate: 0.02 };
/** A ball that moves less, on a slope that is less, stands still. */
const STILL = 1e-9;
const CELLS = 200;
/** Steps after which nobody waits any longer. */
const MOST = 5000;
/** Sixteen lines a second. */
const SPEED = 0.8;

/** @typedef {import('./loop-code.js').Name} Name */

/** @type {import('./live.js').Mount} */
export async function mount(place, words) {
  const [engine, { catalog }] = await Promise.all([figureEngine(), textsOf(language)]);
  return new Loop(place, engine, rangeOf(catalog, 'momentum'), words);
}

class Loop {
  #place;
  #engine;
  #words;
  #momentum = 0.1;
  #ahead = false;
  /** @type {Run} */
  #run;
  /** The line that comes next. */
  #line = BEGIN;
  #steps = 0;
  #ended = false;
  /** Whether the ball stands still where the loss is too high: then nothing more will happen. */
  #stuck = false;
  /** @type {Map<Name, number>} */
  #values = new Map();
  #params = [0];
  #losses = [0];
  #curve = new Curve();
  #code;
  #said = h('p', { className: 'said', role: 'status' });
  #transport;
  #number;
  #look = h('input', { type: 'checkbox', id: 'loop-ahead' });

  /**
   * @param {HTMLElement} place
   * @param {FigureEngine} engine
   * @param {import('./number-field.js').Range} range of the momentum
   * @param {import('./words.en.js').ChapterWords} words
   */
  constructor(place, engine, range, words) {
    this.#place = place;
    this.#engine = engine;
    this.#words = words;
    const { loop } = words;
    this.#run = this.#start();
    this.#code = new LoopCode(loop.meaning);
    this.#look.addEventListener('change', () => this.#change({ ahead: this.#look.checked }));
    /** @type {typeof words.refused} */
    const refused = (...given) => words.refused(...given) + loop.frictionless;
    this.#number = new NumberField('loop-momentum', range, refused, (momentum) => this.#change({ momentum }));
    this.#number.show(this.#momentum);
    const next = stepButton(loop.next, () => {
      this.#transport.pause();
      this.#advance(1);
    });
    const end = button(loop.toEnd, () => {
      this.#transport.pause();
      this.#advance(Number.POSITIVE_INFINITY);
    });
    const actions = { advance: (/** @type {number} */ n) => this.#advance(n), reset: () => this.#change({}) };
    this.#transport = new Transport(words, actions, SPEED, next, end);
    this.#code.write(this.#ahead);
    const beta = h('span', { className: 'symbol beta' }, 'β');
    place.replaceChildren(
      h(
        'div',
        { className: 'loop-controls' },
        this.#transport.root,
        h('div', {}, h('label', { for: 'loop-momentum' }, `${loop.momentum} `, beta), ' ', this.#number.root),
        h('div', {}, this.#look, ' ', h('label', { for: 'loop-ahead' }, loop.ahead)),
      ),
      this.#number.refusal,
      h('div', { className: 'loop' }, this.#code.root, this.#curve.root),
      this.#said,
      comparison(words, (optimizer, momentum) => this.#traced(optimizer, momentum)),
    );
    const { domain, variables: names } = this.#run.config;
    this.#curve.show(domain, engine.field({ ...VALLEYS, width: CELLS }), names[0] ?? '');
    this.#reset();
  }

  /** @param {boolean} seen */
  onScreen(seen) {
    this.#transport.onScreen(seen);
  }

  play() {
    this.#transport.play();
  }

  /** @param {Record<string, string>} state */
  set({ momentum = '0.1', optimizer = 'momentum' }) {
    this.#change({ momentum: Number(momentum), ahead: optimizer === 'nesterov' });
  }

  status() {
    const [state, loss] = [this.#ended ? 'converged' : 'running', this.#losses.at(-1) ?? 0];
    return { state, step: this.#steps, loss, momentum: this.#momentum, 'params.0': this.#params.at(-1) ?? 0 };
  }

  get state() {
    const { formula, start, domain, learningRate } = VALLEYS;
    return {
      formula,
      start: start.join(),
      domain: domain.join(),
      optimizer: this.#ahead ? 'nesterov' : 'momentum',
      'learning-rate': String(learningRate),
      momentum: plainNumber(this.#momentum),
    };
  }

  #start() {
    const optimizer = this.#ahead ? 'nesterov' : 'momentum';
    return this.#engine.experiment({ ...VALLEYS, optimizer, momentum: this.#momentum });
  }

  /** The loss at every step of a run of its own. @param {string} optimizer @param {number} momentum */
  #traced(optimizer, momentum) {
    const run = this.#engine.experiment({ ...VALLEYS, optimizer, momentum });
    run.train(MOST);
    const { loss } = run.trace();
    run.free();
    return loss;
  }

  /** @param {{ momentum?: number, ahead?: boolean }} edit */
  #change({ momentum = this.#momentum, ahead = this.#ahead }) {
    this.#momentum = momentum;
    this.#number.show(momentum);
    this.#ahead = ahead;
    this.#look.checked = ahead;
    this.#transport.pause();
    this.#run.free();
    this.#run = this.#start();
    this.#code.write(ahead);
    this.#reset();
  }

  #reset() {
    const { params, loss } = this.#run.status();
    [this.#params, this.#losses] = [[params[0] ?? 0], [loss]];
    [this.#line, this.#steps, this.#ended, this.#stuck] = [BEGIN, 0, false, false];
    this.#values = new Map([
      ['w', params[0] ?? 0],
      ['v', 0],
    ]);
    this.#code.clear();
    this.#show();
  }

  /** @param {number} lines */
  #advance(lines) {
    for (let k = 0; k < lines && this.#goesOn; k += 1) this.#carryOut();
    if (!this.#goesOn) this.#transport.pause();
    this.#show();
  }

  get #goesOn() {
    return !this.#ended && !this.#stuck && this.#steps < MOST;
  }

  /** Carries out the line that comes next. */
  #carryOut() {
    const line = this.#line;
    if (line === TEST) {
      this.#ended = (this.#values.get('loss') ?? 0) < UNTIL;
    } else if (line === PUSH) {
      // The engine's update gives the velocity and the new weight at once; the program's next line takes the latter.
      this.#stuck = this.#until('update') === null;
      if (!this.#stuck) this.#values.set('v', this.#run.status().slots.velocity?.[0] ?? 0);
    } else if (line === MOVE) {
      const { params, loss } = this.#run.status();
      this.#steps += 1;
      this.#values.set('w', params[0] ?? 0);
      // That of the place before is not shown beside the new one.
      this.#values.delete('loss');
      this.#params.push(params[0] ?? 0);
      this.#losses.push(loss);
    } else if (line === LOOK || line === LAST) this.#lookAt();
    this.#code.give(line, this.#values);
    this.#line = line === LAST ? TEST : line + 1;
    this.#place.dispatchEvent(new CustomEvent('sgd-step', { bubbles: true }));
  }

  /** Forward and backward at the weight as it is. */
  #lookAt() {
    const loss = this.#until('loss')?.loss;
    const gradient = this.#until('backward')?.gradient?.[0];
    this.#stuck = loss === undefined || gradient === undefined;
    if (loss !== undefined) this.#values.set('loss', loss);
    if (gradient !== undefined) this.#values.set('gradient', gradient);
    const moves = Math.abs(this.#values.get('v') ?? 1) > STILL || Math.abs(gradient ?? 0) > STILL;
    this.#stuck ||= !moves && (loss ?? 0) >= UNTIL;
  }

  /** The engine's moves up to the one of that name; null where the run stands still. @param {MoveName} name */
  #until(name) {
    for (;;) {
      const move = this.#run.move();
      if (!move || move.move === name) return move;
    }
  }

  #show() {
    const { loop } = this.#words;
    this.#code.light(this.#ended ? -1 : this.#line);
    this.#curve.draw(this.#params, this.#losses);
    const w = equation('w', formatReading(this.#params.at(-1) ?? 0));
    const loss = formatReading(this.#losses.at(-1) ?? 0);
    const steps = String(this.#steps);
    const said = this.#ended
      ? loop.ended(steps, loss)
      : this.#stuck
        ? loop.stuck(steps, loss)
        : this.#values.has('loss')
          ? loop.looked(steps, w, loss)
          : loop.moved(steps, w);
    hush([this.#said], this.#transport.playing);
    setText(this.#said, said);
    this.#curve.describe(`${loop.curve} ${said}`);
  }
}
