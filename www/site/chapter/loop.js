// The momentum loop as a program, line by line, with its variables: each has the value of a real run of the engine.

import { h, hush, setText } from '../../elements/kit/dom.js';
import { formatNumber, plainNumber } from '../../elements/kit/format.js';
import { numberText } from '../../elements/kit/typed.js';
import { Curve } from './curve.js';
import { figureEngine } from './engines.js';
import { button, row, Transport, table } from './transport.js';

/** Two valleys, the deeper of them at a loss of almost 0. */
const VALLEYS = { formula: '(w^2-1)^2/4 + w/5 + 0.20916', start: [2], domain: [-2.2, 2.2], learningRate: 0.02 };
const UNTIL = 0.01;
/** A ball that moves less, on a slope that is less, stands still. */
const STILL = 1e-9;
const CELLS = 200;
/** Turns after which nobody waits any longer. */
const MOST = 5000;
const MOMENTA = [0, 0.1, 0.5, 0.9, 0.99];
/** Eight lines a second. */
const SPEED = 0.4;

/** What each line begins with; how deep it stands. */
const LINES = [
  { depth: 0, code: () => 'past_velocity = 0' },
  { depth: 0, code: () => 'loss, gradient = look_at(w)' },
  { depth: 0, code: () => `while loss >= ${UNTIL}:` },
  { depth: 1, code: () => 'velocity = momentum * past_velocity - learning_rate * gradient' },
  {
    depth: 1,
    code: (/** @type {boolean} */ ahead) =>
      ahead ? 'w = w + momentum * velocity - learning_rate * gradient' : 'w = w + velocity',
  },
  { depth: 1, code: () => 'past_velocity = velocity' },
  { depth: 1, code: () => 'loss, gradient = look_at(w)' },
];
/** The line that asks whether to go on; the first and the last of the loop's body. */
const [TEST, FIRST, LAST] = [2, 3, 6];

/** @typedef {'learning_rate' | 'momentum' | 'past_velocity' | 'velocity' | 'w' | 'gradient' | 'loss'} Name */
/** @type {Name[]} */
const NAMES = ['w', 'loss', 'gradient', 'past_velocity', 'velocity'];

/** @type {import('./live.js').Mount} */
export async function mount(place, words) {
  return new Loop(place, await figureEngine(), words);
}

class Loop {
  #engine;
  #words;
  #momentum = 0.1;
  #ahead = false;
  /** @type {Run} */
  #run;
  /** The line that comes next; beyond the last when the loop has ended. */
  #line = 0;
  #turns = 0;
  #ended = false;
  /** Whether the ball stands still where the loss is too high: then nothing more will happen. */
  #stuck = false;
  /** @type {Map<Name, number>} */
  #values = new Map();
  /** @type {Set<Name>} */
  #fresh = new Set();
  #params = [0];
  #losses = [0];
  #curve = new Curve();
  #code = h('ol', { className: 'code' });
  #cells;
  #said = h('p', { className: 'said', role: 'status' });
  #transport;
  #number = h('input', { type: 'text', inputMode: 'decimal', id: 'loop-momentum', value: '0.1' });

  /** @param {HTMLElement} place @param {FigureEngine} engine @param {import('./words.en.js').ChapterWords} words */
  constructor(place, engine, words) {
    this.#engine = engine;
    this.#words = words;
    const { loop } = words;
    this.#run = this.#start();
    const reading = h('select', { id: 'loop-reading' });
    reading.append(h('option', { value: '' }, loop.plain), h('option', { value: 'ahead' }, loop.ahead));
    reading.addEventListener('change', () => this.#change(() => (this.#ahead = reading.value !== '')));
    this.#number.addEventListener('change', () => {
      const value = Number(numberText(this.#number.value));
      if (value >= 0 && value < 1) this.#change(() => (this.#momentum = value));
      this.#number.value = plainNumber(this.#momentum);
    });
    const steps = button(loop.next, () => {
      this.#transport.pause();
      this.#advance(1);
    });
    const end = button(loop.toEnd, () => {
      this.#transport.pause();
      this.#toEnd();
    });
    const actions = { advance: (/** @type {number} */ n) => this.#advance(n), reset: () => this.#change(() => {}) };
    this.#transport = new Transport(words, actions, SPEED, steps, end);
    const variables = table(loop.variables, [loop.name, loop.value]);
    this.#cells = new Map(NAMES.map((name) => [name, h('span', {})]));
    for (const [name, cell] of this.#cells) variables.body.append(row(h('code', {}, name), cell));
    this.#showCode();
    const [curve, turns] = [this.#curve.root, this.#comparison()];
    place.replaceChildren(
      h(
        'div',
        { className: 'controls' },
        h('div', { className: 'field' }, h('label', { for: 'loop-momentum' }, loop.momentum), this.#number),
        h('div', { className: 'field wide' }, h('label', { for: 'loop-reading' }, loop.reading), reading),
      ),
      this.#transport.root,
      h('div', { className: 'loop' }, h('div', {}, this.#code, this.#said), h('div', {}, variables.root), curve),
      turns,
    );
    const { domain, variables: names } = this.#run.config;
    this.#curve.show(domain, engine.field({ ...VALLEYS, width: CELLS }), names[0] ?? '');
    this.#reset();
  }

  /** @param {boolean} seen */
  onScreen(seen) {
    this.#transport.onScreen(seen);
  }

  get state() {
    const optimizer = this.#ahead ? 'nesterov' : 'momentum';
    const { formula, start, domain, learningRate } = VALLEYS;
    return {
      formula,
      start: start.join(),
      domain: domain.join(),
      optimizer,
      'learning-rate': String(learningRate),
      momentum: plainNumber(this.#momentum),
    };
  }

  #start() {
    const optimizer = this.#ahead ? 'nesterov' : 'momentum';
    return this.#engine.experiment({ ...VALLEYS, optimizer, momentum: this.#momentum });
  }

  /** @param {() => void} edit */
  #change(edit) {
    edit();
    this.#transport.pause();
    this.#run.free();
    this.#run = this.#start();
    this.#showCode();
    this.#reset();
  }

  #reset() {
    const { params, loss } = this.#run.status();
    [this.#params, this.#losses] = [[params[0] ?? 0], [loss]];
    [this.#line, this.#turns, this.#ended, this.#stuck] = [0, 0, false, false];
    this.#values = new Map([['w', params[0] ?? 0]]);
    this.#fresh.clear();
    this.#show();
  }

  /** @param {number} lines */
  #advance(lines) {
    for (let k = 0; k < lines && !this.#ended && !this.#stuck; k += 1) this.#carryOut();
    if (this.#ended || this.#stuck) this.#transport.pause();
    this.#show();
  }

  #toEnd() {
    while (!this.#ended && !this.#stuck && this.#turns < MOST) this.#carryOut();
    this.#show();
  }

  /** Carries out the line that comes next. */
  #carryOut() {
    this.#fresh.clear();
    const line = this.#line;
    this.#line = line === LAST ? TEST : line + 1;
    switch (line) {
      case 0:
        this.#assign('past_velocity', 0);
        break;
      case TEST:
        this.#ended = (this.#values.get('loss') ?? 0) < UNTIL;
        if (!this.#ended) this.#turns += 1;
        break;
      case FIRST: {
        // The engine's update gives the velocity and the new weight at once; the program's next line takes the latter.
        const update = this.#until('update');
        this.#stuck = update === null;
        if (update) this.#assign('velocity', this.#run.status().slots.velocity?.[0] ?? 0);
        break;
      }
      case FIRST + 1: {
        const { params, loss } = this.#run.status();
        this.#assign('w', params[0] ?? 0);
        this.#params.push(params[0] ?? 0);
        this.#losses.push(loss);
        break;
      }
      case FIRST + 2:
        this.#assign('past_velocity', this.#values.get('velocity') ?? 0);
        break;
      default:
        this.#look();
    }
  }

  /** Forward and backward at the weight as it is. */
  #look() {
    const loss = this.#until('loss')?.loss;
    const gradient = this.#until('backward')?.gradient?.[0];
    this.#stuck = loss === undefined || gradient === undefined;
    if (loss !== undefined) this.#assign('loss', loss);
    if (gradient !== undefined) this.#assign('gradient', gradient);
    const moves = Math.abs(this.#values.get('velocity') ?? 1) > STILL || Math.abs(gradient ?? 0) > STILL;
    this.#stuck ||= !moves && (loss ?? 0) >= UNTIL;
  }

  /** The engine's moves up to the one of that name; null where the run stands still. @param {MoveName} name */
  #until(name) {
    for (;;) {
      const move = this.#run.move();
      if (!move || move.move === name) return move;
    }
  }

  /** @param {Name} name @param {number} value */
  #assign(name, value) {
    this.#values.set(name, value);
    this.#fresh.add(name);
  }

  #showCode() {
    const { loop } = this.#words;
    const lines = LINES.map(({ depth, code }, k) =>
      h(
        'li',
        { style: `--depth: ${depth}` },
        h('code', {}, code(this.#ahead)),
        h('span', { className: 'unseen' }, loop.meaning[k]),
      ),
    );
    this.#code.replaceChildren(...lines);
  }

  #show() {
    const { loop } = this.#words;
    [...this.#code.children].forEach((line, k) => {
      const lit = k === this.#line && !this.#ended;
      if (lit) line.setAttribute('aria-current', 'step');
      else line.removeAttribute('aria-current');
    });
    for (const [name, cell] of this.#cells) {
      const value = this.#values.get(name);
      setText(cell, value === undefined ? '–' : formatNumber(value, 5));
      cell.className = this.#fresh.has(name) ? 'fresh' : '';
    }
    this.#curve.draw(this.#params, this.#losses);
    const [w, loss] = [formatNumber(this.#params.at(-1) ?? 0), formatNumber(this.#losses.at(-1) ?? 0)];
    const turns = String(this.#turns);
    const said = this.#ended
      ? loop.ended(turns, loss)
      : this.#stuck
        ? loop.stuck(turns, loss)
        : loop.going(turns, w, loss);
    hush([this.#said], this.#transport.playing);
    setText(this.#said, said);
    this.#curve.describe(`${loop.curve} ${said}`);
  }

  /** How many turns each momentum takes, in both readings. */
  #comparison() {
    const { loop, never } = this.#words;
    const { root, body } = table(loop.compared, [loop.momentum, loop.plain, loop.ahead]);
    const turns = (/** @type {string} */ optimizer, /** @type {number} */ momentum) => {
      const run = this.#engine.experiment({ ...VALLEYS, optimizer, momentum });
      const { loss, step } = run.train(MOST, { untilLoss: UNTIL });
      run.free();
      return loss < UNTIL ? String(step) : never;
    };
    for (const momentum of MOMENTA) {
      body.append(row(String(momentum), turns('momentum', momentum), turns('nesterov', momentum)));
    }
    root.classList.add('turns');
    return h('div', {}, h('p', { className: 'said' }, loop.compared), root);
  }
}
