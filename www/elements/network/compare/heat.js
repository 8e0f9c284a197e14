// The cells of a sweep as a table of buttons: the brighter, the better.

import { settingText } from '../../kit/attributes.js';
import { h, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber } from '../../kit/format.js';
import { percent } from '../../kit/percent.js';
import { css, PACE } from '../../views/cells.js';

/** @typedef {import('./sweep.js').Across} Across */
/** @typedef {import('./sweep.js').Cell} Cell */
/** @typedef {import('./sweep.js').Step} Step */
/** @typedef {'testLoss' | 'testAccuracy'} Column */

/** On a colour of more relative luminance black letters stand out more than white ones (WCAG 2). */
const BRIGHT = 0.179;

export class HeatMap {
  #words;
  #onChoose;
  /** @type {Across} */
  across = 'batch';
  /** @type {Step[]} */
  #rates = [];
  /** @type {Step[]} */
  #columns = [];
  /** @type {(Cell | undefined)[]} */
  #cells = [];
  /** @type {Column} */
  #column = 'testLoss';
  /** @type {HTMLButtonElement[]} */
  #buttons = [];
  #table = h('table', {});
  #best = h('p', { className: 'quiet', role: 'status' });

  /** @param {import('./words.js').CompareWords['sweep']} words @param {(edits: Record<string, string>) => void} onChoose */
  constructor(words, onChoose) {
    this.#words = words;
    this.#onChoose = onChoose;
    const scroll = h('div', { className: 'scroll', tabIndex: 0, role: 'group', 'aria-label': words.map }, this.#table);
    const ramp = h('span', { className: 'heat-ramp', 'aria-hidden': 'true' });
    ramp.style.background = `linear-gradient(to right, ${PACE.map(css).join(', ')})`;
    const legend = h('p', { className: 'heat-legend' }, words.worse, ramp, words.better, h('span', {}, words.choose));
    this.root = h('div', { className: 'heat' }, scroll, legend, this.#best);
  }

  /** Empty cells. @param {Across} across @param {Step[]} rates @param {Step[]} columns */
  begin(across, rates, columns) {
    this.across = across;
    this.#rates = rates;
    this.#columns = columns;
    this.#cells = rates.flatMap(() => columns.map(() => undefined));
    this.#buttons = this.#cells.map((_, place) => {
      const button = h('button', { type: 'button', className: 'heat-cell', disabled: true }, '·');
      button.addEventListener('click', () => this.#onChoose(this.#edits(place)));
      return button;
    });
    const words = this.#words;
    const head = h(
      'tr',
      {},
      h('th', { scope: 'col' }, words.corner[across]),
      ...columns.map(({ text }) => h('th', { scope: 'col' }, text)),
    );
    const rows = rates.map(({ text }, row) => {
      const cells = columns.map((_, column) => h('td', {}, this.#buttons[row * columns.length + column]));
      return h('tr', {}, h('th', { scope: 'row' }, text), ...cells);
    });
    this.#table.replaceChildren(h('caption', {}, words.caption[across]), h('thead', {}, head), h('tbody', {}, ...rows));
    setText(this.#best, '');
  }

  /** @param {number} place @param {Cell} cell */
  put(place, cell) {
    this.#cells[place] = cell;
    this.#draw();
  }

  /** @param {Column} column */
  show(column) {
    this.#column = column;
    this.#draw();
  }

  /** Marks the cell whose settings the figure has. @param {ResolvedNetwork} config */
  mark(config) {
    for (const [place, button] of this.#buttons.entries()) {
      const { rate, column } = this.#stepsOf(place);
      const own = [rate, column].every((step) =>
        Object.entries(step?.config ?? {}).every(([name, value]) => {
          const now = name === 'batchSize' && config[name] === 'full' ? config.train : config[name];
          return Number.isNaN(Number(value)) ? settingText(now) === String(value) : Number(now) === Number(value);
        }),
      );
      if (own) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
  }

  /** @param {number} place */
  #stepsOf(place) {
    const across = this.#columns.length;
    return { rate: this.#rates[Math.floor(place / across)], column: this.#columns[place % across] };
  }

  /** @param {number} place @returns {Record<string, string>} */
  #edits(place) {
    const { rate, column } = this.#stepsOf(place);
    return { ...rate?.edits, ...column?.edits };
  }

  #draw() {
    const words = this.#words;
    const values = this.#cells.map((cell) => cell?.[this.#column] ?? Number.NaN);
    const goodness = goodnessOf(values, this.#column);
    let best = -1;
    for (const [place, button] of this.#buttons.entries()) {
      const cell = this.#cells[place];
      if (!cell) continue;
      const value = values[place] ?? Number.NaN;
      const good = goodness[place] ?? Number.NaN;
      const text = cell.state === 'done' ? this.#text(value) : words.states[cell.state];
      setText(button, text);
      const { rate, column } = this.#stepsOf(place);
      const what = words.cell[this.across](rate?.text ?? '', column?.text ?? '', text);
      button.setAttribute('aria-label', `${what} ${words.use}`);
      button.title = `${words.taken(formatInteger(cell.step), formatInteger(cell.samples))}${Number.isNaN(value) ? '' : ` ${value}`}`;
      button.disabled = cell.state === 'refused';
      const colour = Number.isNaN(good) ? undefined : colourAt(good);
      button.style.background = colour ? css(colour) : '';
      button.style.color = colour ? (lightness(colour) > BRIGHT ? '#000' : '#fff') : '';
      if (!Number.isNaN(good) && (best < 0 || good > (goodness[best] ?? 0))) best = place;
    }
    if (best < 0 || this.#cells.includes(undefined)) return;
    const { rate, column } = this.#stepsOf(best);
    setText(this.#best, words.best[this.across](rate?.text ?? '', column?.text ?? '', this.#text(values[best] ?? 0)));
  }

  /** @param {number} value */
  #text(value) {
    return this.#column === 'testAccuracy' ? percent(value) : formatNumber(value, 3);
  }
}

/** From 0 for the worst to 1 for the best; losses by their logarithms. @param {number[]} values @param {Column} column */
export function goodnessOf(values, column) {
  const scaled = values.map((value) => (column === 'testLoss' ? -Math.log(Math.max(value, 1e-12)) : value));
  const known = scaled.filter((value) => Number.isFinite(value));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return scaled.map((value) => (high > low ? (value - low) / (high - low) : value - low + 1));
}

/** @param {number} part @returns {import('../../views/cells.js').Rgb} */
function colourAt(part) {
  const at = Math.max(0, Math.min(1, part)) * (PACE.length - 1);
  const from = Math.min(Math.floor(at), PACE.length - 2);
  const [a, b] = [PACE[from] ?? [0, 0, 0], PACE[from + 1] ?? [0, 0, 0]];
  const mixed = (/** @type {0 | 1 | 2} */ k) => Math.round(a[k] + (b[k] - a[k]) * (at - from));
  return [mixed(0), mixed(1), mixed(2)];
}

/** Relative luminance (WCAG 2). @param {import('../../views/cells.js').Rgb} colour */
function lightness(colour) {
  const [red = 0, green = 0, blue = 0] = colour.map((level) => {
    const part = level / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
