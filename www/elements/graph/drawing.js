// The graph as SVG: nodes with their rows for value and gradient, edges with what flows along them.

import { setAttributes } from '../kit/dom.js';
import { formatNumber } from '../kit/format.js';
import { operationOf, plainValue } from './explain.js';
import { arrange, curve, LABEL } from './layout.js';
import {
  isLarge,
  lengthOf,
  letterAndIndex,
  plainName,
  plainShape,
  rowsAndColumns,
  shortNumber,
  strength,
} from './names.js';

/** @typedef {import('./walk.js').Course} Course */
/** @typedef {import('./words.en.js').Strings} Strings */
/** @typedef {import('./layout.js').Box} Box */

const SVG = 'http://www.w3.org/2000/svg';

/** Of a node: its first line; a row for a number; a cell of an array; the name of a row; and what is around. */
const HEAD = 27;
const ROW = 21;
const CELL = { width: 72, height: 20 };
const SIDE = 44;
/** Signs that the name of a number and what it is have in one line. */
const LONGEST = 14;
const PAD = 6;
const NUMBER = 88;
const CONSTANT = { width: 50, height: 28 };

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
export function s(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** Whether a value is one number: its own, or the length of a large array. @param {number[]} shape */
const isSingle = (shape) => shape.length === 0 || isLarge(shape);

/** How tall a value of a shape is. @param {number[]} shape */
function rowHeight(shape) {
  return isSingle(shape) ? ROW : rowsAndColumns(shape)[0] * CELL.height + 4;
}

/** @param {WalkStation} station */
function sizeOf({ role, shape, gradient }) {
  if (role === 'constant') return CONSTANT;
  const rows = gradient ? 2 : 1;
  const width = isSingle(shape) ? NUMBER : Math.max(rowsAndColumns(shape)[1] * CELL.width + 2, NUMBER);
  return { width: SIDE + width + PAD, height: HEAD + rows * rowHeight(shape) + PAD };
}

/** A name with its index lowered. @param {string} name @param {Record<string, string | number>} attributes */
function nameText(name, attributes) {
  const [letters, index] = letterAndIndex(name);
  const text = s('text', { class: 'name', ...attributes }, letters);
  if (index) text.append(s('tspan', { class: 'index', dy: 4 }, index));
  return text;
}

/** What changes of a node in the course of the walk. */
class Row {
  /** @type {SVGElement[]} */
  #cells = [];
  /** @type {SVGElement[]} */
  #tints = [];
  #shape;
  /** What it shows. @type {[ArrayLike<number> | undefined, boolean]} */
  #shown = [undefined, false];

  /** @param {'forward' | 'backward'} kind @param {string} label @param {number[]} shape @param {Box} box @param {number} top */
  constructor(kind, label, shape, box, top) {
    this.#shape = shape;
    const height = rowHeight(shape);
    const left = box.x - box.width / 2;
    this.root = s('g', { class: `row ${kind}` });
    const right = left + box.width - PAD;
    if (isSingle(shape)) {
      this.#tint(left + PAD, top, box.width - 2 * PAD, height - 2);
      this.#number(right - 6, top + height / 2 - 1, 'end');
    } else {
      const [rows, columns] = rowsAndColumns(shape);
      for (let row = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1) {
          const x = right - (columns - column) * CELL.width;
          const y = top + row * CELL.height;
          this.#tint(x, y, CELL.width - 1, CELL.height - 1);
          this.#number(x + CELL.width / 2, y + CELL.height / 2, 'middle');
        }
      }
    }
    const middle = top + (isSingle(shape) ? height / 2 - 1 : CELL.height / 2);
    const text = s('text', { class: 'label', x: left + PAD + 4, y: middle }, label);
    this.root.append(...this.#tints, text, ...this.#cells);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  #tint(x, y, width, height) {
    this.#tints.push(s('rect', { class: 'tint', x, y, width, height, rx: 3 }));
  }

  /** @param {number} x @param {number} y @param {string} anchor */
  #number(x, y, anchor) {
    const kind = anchor === 'middle' ? 'number cell' : 'number';
    this.#cells.push(s('text', { class: kind, x, y, 'text-anchor': anchor }));
  }

  /** @param {ArrayLike<number>} values @param {boolean} known */
  show(values, known) {
    const [before, wasKnown] = this.#shown;
    if (known === wasKnown && (!known || values === before)) return;
    this.#shown = [values, known];
    const single = isSingle(this.#shape);
    const large = isLarge(this.#shape);
    const written = (/** @type {number} */ value) => (single ? shortNumber(value) : formatNumber(value, 3));
    this.root.classList.toggle('known', known);
    this.#cells.forEach((cell, index) => {
      const value = large && known ? lengthOf(values) : (values[index] ?? Number.NaN);
      const text = known ? (large ? `‖${written(value)}‖` : written(value)) : '';
      if (cell.textContent !== text) cell.textContent = text;
      cell.classList.toggle('long', text.length > (single ? 9 : 7));
      const tint = known ? (single ? 0.35 : strength(value, values)) : 0;
      this.#tints[index]?.style.setProperty('--strength', `${Math.round(tint * 100)}%`);
    });
  }
}

class DrawnNode {
  /** @type {Row | undefined} */
  #value;
  /** @type {Row | undefined} */
  #gradient;

  /** @param {WalkStation} station @param {number} place @param {Box} box @param {Strings} words */
  constructor(station, place, box, words) {
    this.place = place;
    this.box = box;
    const { role, name, operation, shape, gradient } = station;
    this.root = s('g', { class: `node ${role}` });
    const [left, top] = [box.x - box.width / 2, box.y - box.height / 2];
    const { width, height } = box;
    const seen = s('g', { 'aria-hidden': 'true' });
    // What is pressed and heard lies over what is seen.
    this.button = s('rect', { class: 'hit', x: left, y: top, width, height, role: 'button', tabindex: 0 });
    this.root.append(seen, this.button);
    const round = { operation: 8, parameter: 15, sample: 15, constant: box.height / 2 }[role];
    seen.append(s('rect', { class: 'card', x: left, y: top, width: box.width, height: box.height, rx: round }));
    if (role === 'constant') {
      seen.append(s('text', { class: 'number', x: box.x, y: box.y, 'text-anchor': 'middle' }, shortConstant(station)));
      return;
    }
    seen.append(nameText(name, { x: left + PAD + 4, y: top + HEAD / 2 + 1 }));
    const kind = words.roles[role];
    // Beside a long name there is no room for a word; the card's shape says it, too.
    const fits = name.length + kind.length <= LONGEST;
    const sign = signOf(station) || (shape.length > 0 ? plainShape(shape) : fits ? kind : '');
    seen.append(
      s(
        'text',
        {
          class: operation ? (signOf(station).length > 2 ? 'word' : 'sign') : 'label',
          x: left + box.width - PAD - 4,
          y: top + HEAD / 2 + 1,
          'text-anchor': 'end',
        },
        sign,
      ),
    );
    this.#value = new Row('forward', words.value, shape, box, top + HEAD);
    seen.append(this.#value.root);
    if (!gradient) return;
    this.#gradient = new Row('backward', words.gradient, shape, box, top + HEAD + rowHeight(shape));
    seen.append(this.#gradient.root);
  }

  /** @param {Course} course @param {number} step @param {number} selected @param {Strings} words */
  show(course, step, selected, words) {
    const station = course.station(this.place);
    const [valued, graded] = [course.knowsValue(this.place, step), course.knowsGradient(this.place, step)];
    this.#value?.show(station.value, valued);
    this.#gradient?.show(station.gradient ?? [], graded);
    const pass = course.move(step)?.station === this.place ? course.move(step)?.pass : '';
    this.root.classList.toggle('now-forward', pass === 'forward');
    this.root.classList.toggle('now-backward', pass === 'backward');
    this.root.classList.toggle('valued', valued);
    this.root.classList.toggle('graded', graded);
    this.root.classList.toggle('selected', selected === this.place);
    const kind = operationOf(station, words) || words.roles[station.role];
    const value = valued && station.role !== 'constant' ? plainValue(station, station.value) : '';
    const gradient = graded ? plainValue(station, station.gradient ?? []) : '';
    setAttributes(this.button, {
      'aria-label': words.nodeLabel(plainName(station.name), kind, value, gradient),
      'aria-pressed': String(selected === this.place),
    });
  }
}

/** The operation as it is drawn; a power with its exponent. @param {WalkStation} station */
function signOf({ operation, rule }) {
  if (operation !== '^') return operation;
  return rule.includes('{b}') ? 'pow' : rule.replace('{a}', '( )');
}

/** @param {WalkStation} station */
const shortConstant = ({ value }) => formatNumber(value[0] ?? Number.NaN, 3);

class DrawnEdge {
  #label = s('text', { class: 'number', 'text-anchor': 'middle' });
  #plate = s('rect', { class: 'plate', height: LABEL.height, rx: 4 });

  /** @param {import('./layout.js').Edge} edge @param {string} arrow the id of the arrow head */
  constructor({ from, to, argument, points, label }, arrow) {
    Object.assign(this, { from, to, argument });
    this.from = from;
    this.to = to;
    this.argument = argument;
    const [ahead, back] = [curve(points), curve([...points].reverse())];
    this.lines = s(
      'g',
      { class: 'edge' },
      s('path', { class: 'ahead', d: ahead, 'marker-end': `url(#${arrow})` }),
      s('path', { class: 'back', d: back, 'marker-end': `url(#${arrow})` }),
    );
    this.#label.setAttribute('x', String(label.x));
    this.#label.setAttribute('y', String(label.y));
    this.#plate.setAttribute('y', String(label.y - LABEL.height / 2));
    this.middle = label.x;
    this.text = s('g', { class: 'flow', 'aria-hidden': 'true' }, this.#plate, this.#label);
  }

  /** @param {Course} course @param {number} step */
  show(course, step) {
    const { from, to } = this;
    const [source, target] = [course.station(from), course.station(to)];
    const pass = target.passes[this.argument];
    const move = course.move(step);
    const now = move?.station === to ? move.pass : '';
    const fed = course.knowsValue(to, step);
    const returned = Boolean(pass) && course.knowsGradient(to, step);
    for (const part of [this.lines, this.text]) {
      part.classList.toggle('fed', fed);
      part.classList.toggle('returned', returned);
      part.classList.toggle('now', now === 'forward' || (now === 'backward' && Boolean(pass)));
    }
    const values = returned ? pass?.term : now === 'forward' && source.role !== 'constant' ? source.value : undefined;
    const shown =
      source.shape.length === 0 ? values && shortNumber(values[0] ?? Number.NaN) : values && plainShape(source.shape);
    const text = shown ? (returned ? `∂ ${shown}` : shown) : '';
    if (this.#label.textContent === text) return;
    this.#label.textContent = text;
    const width = text === '' ? 0 : text.length * 7.2 + 8;
    this.#plate.setAttribute('width', String(width));
    this.#plate.setAttribute('x', String(this.middle - width / 2));
  }
}

let drawings = 0;

/** A graph of one structure; its numbers may change. */
export class Drawing {
  root = s('g', {});
  /** @type {DrawnNode[]} */
  #nodes = [];
  /** @type {DrawnEdge[]} */
  #edges = [];
  #words;

  /**
   * @param {Course} course
   * @param {boolean} upright
   * @param {Strings} words
   * @param {(station: number) => void} select
   */
  constructor(course, upright, words, select) {
    this.#words = words;
    const { stations } = course.walk;
    const plan = arrange(stations, sizeOf, upright);
    this.width = plan.width;
    this.height = plan.height;
    drawings += 1;
    const arrow = `arrow-${drawings}`;
    const head = s('path', { d: 'M0 0L8 4L0 8z' });
    const marker = {
      id: arrow,
      viewBox: '0 0 8 8',
      refX: 7,
      refY: 4,
      markerWidth: 5.5,
      markerHeight: 5.5,
      orient: 'auto',
    };
    this.#edges = plan.edges.map((edge) => new DrawnEdge(edge, arrow));
    this.#nodes = plan.nodes.map(({ station, box }) => {
      const node = new DrawnNode(course.station(station), station, box, words);
      node.button.addEventListener('click', () => select(station));
      node.button.addEventListener('keydown', (event) => {
        const { key } = /** @type {KeyboardEvent} */ (event);
        if (key !== 'Enter' && key !== ' ') return;
        event.preventDefault();
        select(station);
      });
      return node;
    });
    const inOrder = [...this.#nodes].sort((a, b) => a.place - b.place);
    this.root.append(
      s('defs', {}, s('marker', { ...marker, fill: 'context-stroke' }, head)),
      ...this.#edges.map(({ lines }) => lines),
      ...inOrder.map(({ root }) => root),
      ...this.#edges.map(({ text }) => text),
    );
  }

  /** @param {Course} course @param {number} step @param {number} selected the station that is looked at */
  show(course, step, selected) {
    for (const edge of this.#edges) edge.show(course, step);
    for (const node of this.#nodes) node.show(course, step, selected, this.#words);
  }

  get boxes() {
    return this.#nodes.map(({ box }) => box);
  }

  /** @param {number} station */
  boxOf(station) {
    return this.#nodes.find(({ place }) => place === station)?.box;
  }
}
