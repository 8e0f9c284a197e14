// What is seen of a walk: the picture, the steps, the explanation, the settings.

import { h, hush, rest, setAttributes, setText } from '../kit/dom.js';
import { Notices } from '../kit/notices.js';
import { ICONS, iconButton, PlayButton } from '../kit/transport.js';
import { Camera, LEGIBLE } from './camera.js';
import { Drawing, s } from './drawing.js';
import { explain, progressOf, told } from './explain.js';
import { Settings } from './settings.js';
import { Course } from './walk.js';

/** @typedef {import('./words.en.js').Strings} Strings */
/** @typedef {import('./settings.js').Subject} Subject */

const MOVES = {
  back: 'M15 5l-9 7 9 7',
  step: 'M9 5l9 7-9 7',
  forward: 'M4 12h13M12 7l5 5-5 5M21 5v14',
  backward: 'M20 12H7M12 7l-5 5 5 5M3 5v14',
};

/** In the compact form a small graph may be so much larger than its text. */
const LARGE = 1.5;
/** Narrower than this, a graph stands upright. */
const UPRIGHT = 560;
const HEIGHT = { least: 230, most: 540, upright: 640 };
/** A picture wider than this has the explanation below it. */
const DEEP = 1150;

/** @typedef {typeof import('./compact/compact.js').compact} CompactForm what is loaded where it is asked for */

/**
 * @typedef {object} Parts of a figure, to be placed
 * @property {Settings} settings
 * @property {HTMLElement} notices
 * @property {HTMLElement} view
 * @property {HTMLElement} panel
 * @property {HTMLElement} transport
 * @property {HTMLElement[]} others ways to walk that are seldom taken
 * @property {HTMLElement} position
 * @property {HTMLElement} legend
 * @property {HTMLElement} zoom
 * @property {HTMLElement[]} told for those who hear it
 */

/**
 * @typedef {object} Actions
 * @property {(step: number, committed: boolean) => void} go
 * @property {() => void} reset
 * @property {() => void} toggle plays or pauses
 * @property {(name: string) => void} choose an example
 * @property {import('./settings.js').Edit} edit
 */

export class GraphFigure {
  #words;
  #actions;
  #settings;
  #notices = new Notices();
  #svg = s('svg', { class: 'canvas', 'aria-hidden': 'false' });
  #content = s('g', { class: 'content' });
  #view = h('div', { className: 'view', tabIndex: 0, role: 'group' });
  #camera;
  #body = h('div', { className: 'body' });
  #panel = h('div', { className: 'panel' });
  #live = h('p', { className: 'unseen', role: 'status' });
  #progress = h('p', { className: 'progress' });
  #slider = h('input', { type: 'range', min: '0', step: '1' });
  /** Under the slider: which part of the way goes forward. */
  #track = h('span', { className: 'track' }, this.#slider);
  #play;
  /** @type {Record<'back' | 'step' | 'forward' | 'backward', HTMLButtonElement>} */
  #buttons;
  /** @type {Drawing | undefined} */
  #drawing;
  /** What is shown. @type {Walk | undefined} */
  #walk;
  /** The one that is on the page. @type {Drawing | undefined} */
  #placed;
  /** @type {Course | undefined} */
  #course;
  #structure = '';
  #upright = false;
  /** Of the figure, as last measured. */
  #width = 0;
  #compact;
  #step = 0;
  /** The station that the reader looks at; -1 for that of the present step. */
  #selected = -1;
  #shown = '';
  /** Whether the reader has moved what the panel says: to ask would lay out the page. */
  #scrolled = false;
  #sizes = new ResizeObserver(() => this.#resized());
  #paper = matchMedia('print');
  /** What was seen before it was printed. @type {import('./camera.js').View | undefined} */
  #seen;

  /**
   * @param {ShadowRoot} shadow
   * @param {Strings} words
   * @param {Actions} actions
   * @param {CompactForm} [form] the compact one, where that is asked for
   */
  constructor(shadow, words, actions, form) {
    this.#words = words;
    this.#actions = actions;
    this.#compact = form !== undefined;
    this.#settings = new Settings(words, actions.choose, actions.edit);
    this.#svg.append(this.#content);
    this.#view.setAttribute('aria-label', words.graph);
    this.#view.setAttribute('aria-describedby', 'graph-hint');
    this.#view.append(this.#svg);
    this.#camera = new Camera(this.#view, this.#content, form && LARGE);
    this.#view.addEventListener('keydown', (event) => this.#key(event));
    this.#panel.setAttribute('role', 'region');
    this.#panel.setAttribute('aria-label', words.panel);
    this.#panel.tabIndex = 0;
    this.#panel.addEventListener('scroll', () => {
      this.#scrolled = this.#panel.scrollTop > 0;
    });

    const { go } = actions;
    this.#buttons = {
      back: iconButton(MOVES.back, words.back, () => go(this.#step - 1, true)),
      step: iconButton(MOVES.step, words.step, () => go(this.#step + 1, true)),
      forward: iconButton(MOVES.forward, words.toForward, () => go(this.#course?.forward ?? 0, true)),
      backward: iconButton(MOVES.backward, words.toBackward, () => go(this.#course?.length ?? 0, true)),
    };
    this.#buttons.step.classList.add('primary');
    this.#play = new PlayButton(words, actions.toggle);
    this.#slider.setAttribute('aria-label', words.position);
    this.#slider.addEventListener('input', () => go(Number(this.#slider.value), false));
    this.#slider.addEventListener('change', () => go(Number(this.#slider.value), true));
    const { back, step, forward, backward } = this.#buttons;
    const reset = iconButton(ICONS.reset, words.reset, actions.reset);
    const position = h('div', { className: 'position' }, this.#progress, this.#track);

    const hint = h('p', { className: 'unseen', id: 'graph-hint' }, words.graphHint);
    const [legend, zoom, told] = [this.#legend(), this.#zoomButtons(), [this.#live, hint]];
    this.root = h('div', { className: 'figure graph' });
    if (form) {
      this.#play.root.classList.add('named');
      const transport = h('div', { className: 'transport' }, reset, this.#play.root, step);
      const [settings, notices, view, panel] = [this.#settings, this.#notices.root, this.#view, this.#panel];
      const others = [back, forward, backward];
      const parts = { settings, notices, view, panel, transport, others, position, legend, zoom, told };
      this.root.classList.add('compact');
      this.root.append(...form(shadow, parts, words.further));
    } else {
      const transport = h('div', { className: 'transport' }, reset, back, step, forward, backward, this.#play.root);
      const key = h('div', { className: 'under' }, legend, zoom);
      const main = h('div', { className: 'main' }, this.#view, key, position, transport);
      this.#body.append(main, this.#panel);
      this.root.append(this.#settings.root, this.#notices.root, this.#body, ...told);
    }
    this.#sizes.observe(this.#view);
    this.#paper.addEventListener('change', this.#print);
  }

  disconnect() {
    this.#sizes.disconnect();
    this.#paper.removeEventListener('change', this.#print);
  }

  /** @param {string[] | null} controls the settings to offer; null for all */
  offer(controls) {
    // In the compact form what is not named stands behind “More”.
    this.#settings.offer(this.#compact && controls?.length !== 0 ? null : controls);
  }

  /** Steps fade into one another; another theme is there at once. */
  recolour() {
    this.#view.classList.add('recoloured');
  }

  /** Draws ahead what will be shown in so much room. @param {Walk} walk @param {number} width */
  prepare(walk, width) {
    this.#draw(this.#take(walk), width < UPRIGHT);
  }

  /** @param {Walk} walk @param {Subject} subject @param {number} step */
  show(walk, subject, step) {
    this.#settings.show(subject);
    if (walk === this.#walk) {
      if (step !== this.#step) this.look(step);
      return;
    }
    const structure = this.#take(walk);
    this.#walk = walk;
    this.#slider.max = String(this.#course?.length);
    this.#place(structure);
    this.look(step);
  }

  /** Takes another walk, and tells its structure. @param {Walk} walk */
  #take(walk) {
    this.#course = new Course(walk);
    const structure = JSON.stringify(
      walk.stations.map(({ name, operation, shape, arguments: used, gradient }) => [
        name,
        operation,
        shape,
        used,
        gradient === null,
      ]),
    );
    if (structure !== this.#structure) this.#selected = -1;
    return structure;
  }

  /** @param {number} step */
  look(step) {
    const course = this.#course;
    if (!course) return;
    if (step !== this.#step) {
      this.#selected = -1;
      this.#view.classList.remove('recoloured');
    }
    this.#step = step;
    this.#refresh(course);
    // At the start what comes first is shown.
    const now = course.move(Math.max(step, 1))?.station;
    if (now === undefined || !this.#drawing) return;
    const drawing = this.#drawing;
    const boxes = [now, ...course.station(now).arguments].map((place) => drawing.boxOf(place));
    this.#camera.reveal(
      boxes.filter((box) => box !== undefined),
      drawing.boxes,
    );
  }

  /** @param {boolean} playing */
  showPlaying(playing) {
    this.#play.show(playing);
    hush([this.#live], playing);
  }

  /**
   * @param {string[]} sentences that belong to no field
   * @param {EngineError | null} error
   * @param {string} message the error's sentence
   */
  tell(sentences, error, message) {
    const beside = this.#settings.refuse(error, message);
    this.#notices.update(error && !beside ? [message, ...sentences] : sentences);
  }

  /** @param {Course} course */
  #refresh(course) {
    const words = this.#words;
    const step = this.#step;
    const now = course.move(step)?.station ?? -1;
    const looked = this.#selected >= 0 ? this.#selected : now;
    this.#drawing?.show(course, step, this.#selected);
    const progress = words.progress(progressOf(course, step));
    setText(this.#progress, progress);
    this.#slider.value = String(step);
    setAttributes(this.#slider, { 'aria-valuetext': progress });
    this.#track.style.setProperty('--forward-part', `${(100 * course.forward) / Math.max(course.length, 1)}%`);
    const { back, step: on, forward, backward } = this.#buttons;
    rest(back, step === 0);
    for (const button of [on, backward]) rest(button, step === course.length);
    rest(forward, step === course.forward);
    setText(this.#live, told(course, step, words));
    this.#explain(course, looked);
  }

  /** @param {Course} course @param {number} station */
  #explain(course, station) {
    const words = this.#words;
    const content = station < 0 ? this.#beginning() : explain(course, station, this.#step, words);
    if (this.#selected >= 0) {
      const back = h('button', { type: 'button', className: 'small' }, words.follow);
      back.addEventListener('click', () => this.#select(-1));
      content.push(back);
    }
    this.#panel.replaceChildren(...content);
    const shown = `${station} ${this.#step}`;
    if (shown !== this.#shown && this.#scrolled) this.#panel.scrollTop = 0;
    this.#shown = shown;
  }

  #beginning() {
    const { startTitle, start } = this.#words;
    return [h('h2', {}, startTitle), ...start.map((text) => h('p', {}, text))];
  }

  /** @param {number} station */
  #select(station) {
    if (!this.#course) return;
    this.#selected = station === this.#selected ? -1 : station;
    this.#refresh(this.#course);
  }

  /** Draws anew where there are other nodes, or the other way round; else the numbers alone change. @param {string} structure @param {boolean} upright */
  #draw(structure, upright) {
    const course = this.#course;
    if (!course || (this.#drawing && structure === this.#structure && upright === this.#upright)) return;
    this.#structure = structure;
    this.#upright = upright;
    this.#drawing = new Drawing(course, upright, this.#words, (station) => this.#select(station));
    this.#body.classList.toggle('deep', !upright && this.#drawing.width > DEEP);
    this.#content.replaceChildren(this.#drawing.root);
  }

  /** @param {string} structure */
  #place(structure) {
    this.#width ||= this.root.clientWidth;
    this.#draw(structure, this.#width > 0 && this.#width < UPRIGHT);
    if (!this.#drawing || this.#drawing === this.#placed) return;
    this.#placed = this.#drawing;
    this.#frame(this.#drawing);
    this.#camera.picture = this.#drawing;
  }

  /** As tall as the picture is when its width fits. @param {Drawing} drawing */
  #frame({ width, height }) {
    if (this.#compact) return;
    const scale = Math.min((this.#view.clientWidth - 28) / width, 1.15);
    const natural = height * Math.max(scale, LEGIBLE) + 28;
    const most = this.#upright ? HEIGHT.upright : HEIGHT.most;
    this.#view.style.height = `${Math.round(Math.min(Math.max(natural, HEIGHT.least), most))}px`;
  }

  #resized() {
    const course = this.#course;
    if (!course || !this.#drawing || this.#view.clientWidth === 0) return;
    this.#width = 0;
    this.#place(this.#structure);
    this.#frame(this.#drawing);
    this.#camera.resize();
    this.look(this.#step);
  }

  /** On paper it has another size, of which the observer is not told. @param {{ matches: boolean }} query */
  #print = ({ matches: paper }) => {
    if (paper) this.#seen = this.#camera.view;
    this.#resized();
    if (paper) this.#camera.showAll();
    else if (this.#seen) this.#camera.view = this.#seen;
  };

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    const [across, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [
      0, 0,
    ];
    const length = this.#course?.length ?? 0;
    if (shiftKey && (across || down)) this.#camera.pan(across, down);
    else if (across) this.#actions.go(this.#step + across, true);
    else if (key === 'Home') this.#actions.go(0, true);
    else if (key === 'End') this.#actions.go(length, true);
    else if (key === '+' || key === '=') this.#camera.zoom(1);
    else if (key === '-' || key === '_') this.#camera.zoom(-1);
    else if (key === '0') this.#camera.fitAll();
    else return;
    event.preventDefault();
  }

  #zoomButtons() {
    const words = this.#words;
    const small = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {() => void} */ act) => {
      const element = h('button', { type: 'button', className: 'small', 'aria-label': label, title: label }, sign);
      element.addEventListener('click', act);
      return element;
    };
    return h(
      'div',
      { className: 'zoom' },
      small('−', words.zoomOut, () => this.#camera.zoom(-1)),
      small('+', words.zoomIn, () => this.#camera.zoom(1)),
      small('⤢', words.fit, () => this.#camera.fitAll()),
    );
  }

  #legend() {
    const { legend, value, gradient } = this.#words;
    const entry = (/** @type {string} */ kind, /** @type {string} */ sign, /** @type {string} */ text) =>
      h('li', {}, h('span', { className: `key ${kind}` }, sign), text);
    return h(
      'ul',
      { className: 'legend' },
      entry('forward', value, legend.forward),
      entry('backward', gradient, legend.backward),
    );
  }
}
