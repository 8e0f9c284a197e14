// Three balls on the first picture: they roll once when it is seen, and again from wherever the reader puts their start.

import { h, setText } from '../../../elements/kit/dom.js';
import { followDrags } from '../../../elements/views/drag.js';
import { figureEngine } from '../engines.js';
import { language } from '../language.js';
import { losses } from './net.js';
import { Relief, View } from './relief.js';
import { roll } from './runs.js';
import { START, SURFACE } from './scene.js';
import { sentence } from './sentence.js';
import { Stage } from './stage.js';
import { trailOf } from './trail.js';

/** @typedef {import('../hero-words.en.js').HeroWords} HeroWords */
/** @typedef {import('./runs.js').Rolled} Rolled */

/** Steps in a second, and the most seconds that a frame counts. */
const PACE = 30;
const LONGEST = 0.1;
const stillness = matchMedia('(prefers-reduced-motion: reduce)');

export class Hero {
  #engine;
  #words;
  #place;
  #relief;
  #stage;
  /** Told when the balls have come to rest. */
  #status = h('p', { className: 'unseen', role: 'status' });
  #line;
  #box;
  #start = [...START];
  /** @type {View | undefined} */
  #view;
  /** @type {Rolled[]} */
  #rolled = [];
  /** @type {import('./trail.js').Place[][]} */
  #trails = [];
  /** The step that is shown; infinite when they rest. */
  #row = Number.POSITIVE_INFINITY;
  #seen = false;
  /** Whether they have rolled once. */
  #begun = false;
  /** @type {number | undefined} */
  #frame;
  #time = 0;

  /** In several short tasks. @param {HTMLElement} place the figure, as the page has it */
  static async on(place) {
    const words = language === 'zh' ? import('../hero-words.zh.js') : import('../hero-words.en.js');
    const engine = await figureEngine();
    const net = losses(engine);
    await breath();
    const rolled = roll(engine, START);
    await breath();
    const hero = new Hero(engine, (await words).words, place, new Relief(...net, SURFACE.domain, scaleOf(place)));
    hero.#look(rolled);
    place.dataset.alive = '';
    return hero;
  }

  /** @param {FigureEngine} engine @param {HeroWords} words @param {HTMLElement} place @param {Relief} relief */
  constructor(engine, words, place, relief) {
    this.#engine = engine;
    this.#words = words;
    this.#place = place;
    this.#relief = relief;
    this.#line = /** @type {HTMLElement} */ (place.querySelector('.seen'));
    this.#box = /** @type {HTMLElement} */ (place.querySelector('.relief'));
    this.#stage = new Stage(this.#box, () => this.#look());
    this.#offer();
    stillness.addEventListener('change', () => stillness.matches && this.#rest());
  }

  /** @param {boolean} seen */
  onScreen(seen) {
    this.#seen = seen;
    if (!seen) this.#pause();
    else if (!this.#begun && !stillness.matches) this.#roll();
    else this.#go();
  }

  /** What a reader can do. */
  #offer() {
    const box = this.#box;
    const { label, keys, again, hint } = this.#words;
    box.tabIndex = 0;
    box.setAttribute('role', 'application');
    box.setAttribute('aria-label', `${label}. ${keys}`);
    followDrags({
      box,
      handle: /** @type {HTMLElement} */ (box.querySelector('.start')),
      pointAt: (x, y) => this.#pointAt(x, y),
      nudged: (right, up) => this.#nudged(right, up),
      onStart: (point, committed) => {
        this.#begin(point);
        if (committed) this.#roll();
      },
      onToggle: () => this.#roll(),
    });
    const button = h('button', { type: 'button', className: 'again' }, again);
    button.addEventListener('click', () => this.#roll());
    box.after(h('p', { className: 'hint' }, hint), button);
    this.#line.after(this.#status);
  }

  /** Where the reader points; the start as it is beside the relief. @param {number} x @param {number} y */
  #pointAt(x, y) {
    const at = this.#stage.inPicture(x, y);
    return this.#view?.pick(at.x, at.y) ?? this.#start;
  }

  /** The start moved by so many hundredths of the floor, as one sees it. @param {number} right @param {number} up */
  #nudged(right, up) {
    const { x, y } = this.#relief.floor(this.#start[0] ?? 0, this.#start[1] ?? 0);
    const yaw = ((this.#stage.picture.camera[0] ?? 0) * Math.PI) / 180;
    const [s, c] = [Math.sin(yaw) / 50, Math.cos(yaw) / 50];
    return this.#relief.parameters(x + right * c + up * s, y - right * s + up * c);
  }

  /** The picture that is shown now, from its camera. @param {Rolled[]} [rolled] */
  #look(rolled) {
    this.#view = new View(this.#relief, this.#stage.picture);
    this.#begin(this.#start, rolled);
  }

  /** Puts the start somewhere, and shows all that comes of it. @param {number[]} point @param {Rolled[]} [rolled] what that is, if it is known */
  #begin(point, rolled) {
    const start = point.map(onGround);
    const [view, moved] = [this.#view, start.some((value, axis) => value !== this.#start[axis])];
    if (!view) return;
    this.#start = start;
    this.#box.dataset.start = start.join(' ');
    this.#rolled = rolled ?? roll(this.#engine, start);
    this.#trails = this.#rolled.map(({ params }) => trailOf(view, params));
    this.#stage.begin(this.#trails);
    this.#pause();
    this.#row = Number.POSITIVE_INFINITY;
    this.#draw();
    if (moved) setText(this.#line, sentence(this.#rolled, this.#words));
  }

  #roll() {
    this.#begun = true;
    setText(this.#status, '');
    this.#row = 0;
    if (stillness.matches) this.#rest();
    else this.#go();
  }

  #go() {
    if (this.#row === Number.POSITIVE_INFINITY || !this.#seen || this.#frame !== undefined) return;
    this.#place.classList.add('rolling');
    this.#time = performance.now();
    this.#frame = requestAnimationFrame((now) => this.#next(now));
  }

  #pause() {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  /** @param {number} now */
  #next(now) {
    this.#frame = undefined;
    this.#row += PACE * Math.min(Math.max((now - this.#time) / 1000, 0), LONGEST);
    if (this.#row >= Math.max(...this.#trails.map((trail) => trail.at(-1)?.row ?? 0))) {
      this.#rest();
      return;
    }
    this.#draw();
    this.#time = now;
    this.#frame = requestAnimationFrame((later) => this.#next(later));
  }

  /** They have come to their ends. */
  #rest() {
    this.#pause();
    this.#row = Number.POSITIVE_INFINITY;
    this.#draw();
    const said = sentence(this.#rolled, this.#words);
    setText(this.#line, said);
    setText(this.#status, said);
  }

  #draw() {
    this.#place.classList.toggle('rolling', this.#row !== Number.POSITIVE_INFINITY);
    this.#stage.show(this.#trails, this.#row);
  }
}

/** Lets the page do what is waiting. */
const breath = () => new Promise((done) => setTimeout(done));

/** What the heights of the picture stand for, as the build has written it down. @param {HTMLElement} place */
function scaleOf(place) {
  const [low = 0, middle = 0, high = 0] = (place.dataset.scale ?? '').split(' ').map(Number);
  return { low, middle, high };
}

/** With no more digits than can be seen, and within the domain. @param {number} value @param {number} axis */
function onGround(value, axis) {
  const [low = 0, high = 0] = SURFACE.domain.slice(2 * axis);
  return Math.min(Math.max(Math.round(100 * value) / 100, low), high);
}
