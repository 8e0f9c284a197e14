// A reader's own points: set with a finger, a mouse or the arrow keys, or pasted. What cannot be learnt from is refused by
// the engine, in words; the points stay here, and the next one may mend it.

import { h, rest, setText } from '../kit/dom.js';
import { formatNumber } from '../kit/format.js';
import { drawn, MOST_CLASSES, pointsCsv, pointsIn, pointsText, readPoints } from './csv.js';
import { linkOf, MOST_LINKED } from './link.js';

/** @typedef {import('./csv.js').Point} Point */
/** @typedef {import('./session.js').Session} Session */

/** So many bad lines are told one by one. */
const TOLD = 4;
/** Steps of the arrow keys, in parts of the picture. */
const STEP = 1 / 48;

export class PointsEditor {
  /** Whether the points are the reader's own now. */
  active = false;
  /** @type {Point[]} */
  #points = [];
  /** What the points were before each change. @type {Point[][]} */
  #history = [];
  /** What was asked for and is not answered yet, as text. @type {string[]} */
  #sent = [];
  /** The points of which it was last said how many they are. @type {Point[] | undefined} */
  #counted;
  /** The points as the session had them last, as text. @type {string | null} */
  #seen = null;
  /** Low and high of x₁ and of x₂. */
  #domain = [-6, 6, -6, 6];
  /** @type {[number, number]} */
  #cross = [0, 0];
  #words;
  #output;
  #actions;
  #start;
  #tools;
  #count = h('span', { className: 'quiet' });
  #class = h('select', {});
  #undo;
  #clear;
  #area;
  #told = h('div', { className: 'refusal', role: 'alert' });
  /** Which number each class has got that was pasted by name. */
  #mapping = h('p', { className: 'quiet', role: 'status' });
  #said = h('p', { className: 'unseen', role: 'status' });

  /** @param {import('./words.en.js').NetworkWords} words @param {import('./output.js').OutputView} output @param {{ edit: (edits: Record<string, string | null>, committed: boolean) => void }} actions */
  constructor(words, output, actions) {
    this.#words = words;
    this.#output = output;
    this.#actions = actions;
    const { own } = words;
    const button = (/** @type {string} */ label, /** @type {() => void} */ act) => {
      const element = h('button', { type: 'button', className: 'small' }, label);
      element.addEventListener('click', act);
      return element;
    };
    this.#start = button(own.start, () => this.#send());
    this.#undo = button(own.undo, () => this.#goBack());
    this.#clear = button(own.clear, () => this.#change([]));
    this.#area = h('textarea', {
      rows: 5,
      spellcheck: false,
      autocomplete: 'off',
      placeholder: 'x1,x2,class\n1.5,-2,0\n-3,0.5,1',
    });
    const copy = button(own.copy, () => this.#copy(copy));
    const paste = h(
      'details',
      {},
      h('summary', {}, own.paste),
      h('label', { className: 'csv' }, h('span', { className: 'quiet' }, own.format), this.#area),
      h(
        'div',
        { className: 'row' },
        button(own.take, () => this.#take()),
        copy,
      ),
      this.#told,
      this.#mapping,
    );
    const numbered = Array.from({ length: MOST_CLASSES }, (_, label) =>
      h('option', { value: String(label) }, String(label)),
    );
    this.#class.append(...numbered);
    this.#tools = h(
      'div',
      { className: 'own-tools', hidden: true },
      h('p', { className: 'quiet' }, own.hint),
      h('div', { className: 'row' }, h('label', { className: 'unit' }, h('span', {}, own.class), this.#class)),
      h('div', { className: 'row' }, this.#undo, this.#clear, this.#count),
    );
    this.root = h(
      'div',
      { className: 'own', role: 'group', 'aria-label': own.title },
      this.#start,
      this.#tools,
      paste,
      this.#said,
    );
    output.onPick = (x, y) => this.active && this.#add(x, y);
    output.box.addEventListener('keydown', (event) => this.#key(event));
    output.box.addEventListener('blur', () => output.cross(null));
    output.box.addEventListener(
      'focus',
      () => this.active && output.box.matches(':focus-visible') && output.cross(this.#cross),
    );
  }

  /** Another run. @param {Session} session @param {boolean} active */
  build(session, active) {
    this.active = active;
    this.#domain = session.config.domain;
    const { box } = this.#output;
    box.setAttribute('role', active ? 'application' : 'img');
    if (active) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
    box.classList.toggle('editable', active);
    const { kind, task } = session.dataset;
    this.#start.hidden = active || task !== 'classes' || kind === 'table';
    this.#tools.hidden = !active;
    if (active) return;
    this.#history = [];
    this.#seen = null;
  }

  /** Begins with the points that are there; whether there are any to begin with. */
  start() {
    if (this.#start.hidden || this.#points.length === 0) return false;
    this.#send();
    return true;
  }

  /** @param {Session} session */
  refresh(session) {
    const { draft, taken } = session;
    if (this.active) this.#read(draft ?? String(taken.data ?? ''));
    // Points that cannot be learnt from yet are on the picture all the same.
    this.#output.draft(this.active && draft !== null ? rowsOf(this.#points) : null);
    this.#showCount();
  }

  /** The points of the data set, to begin with. @param {{ train: SampleRows, test: SampleRows }} sets */
  take({ train, test }) {
    if (this.active || this.#start.hidden) return;
    this.#points = [train, test].flatMap(({ count, width, inputs, targets }) =>
      Array.from({ length: count }, (_, row) => ({
        x1: drawn(inputs[row * width] ?? 0),
        x2: drawn(inputs[row * width + 1] ?? 0),
        class: targets[row] ?? 0,
      })),
    );
  }

  /** @param {string} text */
  #read(text) {
    const at = this.#sent.indexOf(text);
    this.#sent.splice(0, at + 1);
    const known = at >= 0 || text === this.#seen;
    this.#seen = text;
    if (known) return;
    this.#points = pointsIn(text);
    this.#history = [];
    this.#sent = [];
  }

  #showCount() {
    const undone = this.#points.length === 0 && this.#history.length === 0;
    rest(this.#undo, undone);
    if (this.#points === this.#counted) return;
    this.#counted = this.#points;
    const { count, unlinked } = this.#words.own;
    const said = count(String(this.#points.length));
    const linked = linkOf(pointsText(this.#points)) !== null;
    setText(this.#count, linked ? said : `${said} ${unlinked(String(MOST_LINKED))}`);
    rest(this.#clear, this.#points.length === 0);
  }

  /** @param {Point[]} points */
  #change(points) {
    this.#history.push(this.#points);
    this.#points = points;
    this.#send();
  }

  /** As it was before the last change; of points that came from elsewhere the last one goes. */
  #goBack() {
    this.#points = this.#history.pop() ?? this.#points.slice(0, -1);
    this.#send();
  }

  #send() {
    const data = pointsText(this.#points);
    this.#sent.push(data);
    this.#showCount();
    this.#actions.edit({ data, dataset: null, samples: null, noise: null }, true);
  }

  /** @param {number} x1 @param {number} x2 */
  #add(x1, x2) {
    const [left = 0, right = 0, bottom = 0, top = 0] = this.#domain;
    if (x1 < left || x1 > right || x2 < bottom || x2 > top) return;
    const label = this.#class.value;
    this.#change([...this.#points, { x1: drawn(x1, right), x2: drawn(x2, right), class: Number(label) }]);
    setText(this.#said, this.#words.own.added(label, formatNumber(x1, 3), formatNumber(x2, 3)));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!this.active) return;
    const [left = 0, right = 0, bottom = 0, top = 0] = this.#domain;
    const step = (right - left) * STEP * (event.shiftKey ? 4 : 1);
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    if (!move && event.key !== 'Enter') return;
    event.preventDefault();
    if (!move) {
      this.#add(...this.#cross);
      return;
    }
    const [x, y] = [this.#cross[0] + (move[0] ?? 0), this.#cross[1] + (move[1] ?? 0)];
    this.#cross = [Math.max(left, Math.min(right, x)), Math.max(bottom, Math.min(top, y))];
    this.#output.cross(this.#cross);
    setText(this.#said, this.#words.own.cross(formatNumber(this.#cross[0], 3), formatNumber(this.#cross[1], 3)));
  }

  #take() {
    const { own } = this.#words;
    const { points, classes, named, bad } = readPoints(this.#area.value);
    const sentences = bad
      .slice(0, TOLD)
      .map(({ line, fault, text }) => own.bad[fault](String(line), text.slice(0, 60)));
    if (bad.length > TOLD) sentences.push(own.more(String(bad.length - TOLD)));
    else if (bad.length > 0) sentences.push(own.unchanged);
    else if (points.length === 0) sentences.push(own.empty);
    else if (classes.length > MOST_CLASSES) sentences.push(own.tooMany(String(classes.length), String(MOST_CLASSES)));
    this.#told.replaceChildren(...sentences.map((sentence) => h('p', {}, sentence)));
    const mapping = classes.map((name, label) => `${name} → ${label}`).join(', ');
    setText(this.#mapping, named && sentences.length === 0 ? own.mapping(mapping) : '');
    if (sentences.length === 0) this.#change(points);
  }

  /** @param {HTMLButtonElement} button */
  async #copy(button) {
    const text = pointsCsv(this.#points);
    this.#area.value = text;
    if (!navigator.clipboard) {
      this.#area.select();
      return;
    }
    await navigator.clipboard.writeText(text);
    setText(button, this.#words.own.copied);
    setTimeout(() => setText(button, this.#words.own.copy), 2000);
  }
}

/** Points as the picture draws those that are learnt from. @param {Point[]} points */
function rowsOf(points) {
  const inputs = Float32Array.from(points.flatMap(({ x1, x2 }) => [x1, x2]));
  const targets = Float32Array.from(points, (point) => point.class);
  const none = new Float32Array(0);
  const train = { count: points.length, width: 2, inputs, targets, outputs: none };
  return { train, test: { count: 0, width: 2, inputs: none, targets: none, outputs: none } };
}
