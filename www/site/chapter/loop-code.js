// The program of the momentum loop: its lines, the one that comes next, and beside each what it gave when it was last carried out.

import { h, setText } from '../../elements/kit/dom.js';
import { equation } from '../../elements/kit/equation.js';
import { formatReading } from '../../elements/kit/format.js';

/** The loss below which the loop ends. */
export const UNTIL = 0.01;

/** @typedef {'w' | 'v' | 'loss' | 'gradient'} Name */

/** How deep a line stands, what it assigns, and its code. @type {{ depth: number, assigns: Name[], code: (ahead: boolean) => string }[]} */
const LINES = [
  { depth: 0, assigns: ['w', 'v'], code: () => 'w, v = 2, 0' },
  { depth: 0, assigns: ['loss', 'gradient'], code: () => 'loss, gradient = look_at(w)' },
  { depth: 0, assigns: [], code: () => `while loss >= ${UNTIL}:` },
  { depth: 1, assigns: ['v'], code: () => 'v = beta * v - alpha * gradient' },
  { depth: 1, assigns: ['w'], code: (ahead) => (ahead ? 'w = w + beta * v - alpha * gradient' : 'w = w + v') },
  { depth: 1, assigns: ['loss', 'gradient'], code: () => 'loss, gradient = look_at(w)' },
];
/** The line that sets out, the first look, the line that asks whether to go on, and the loop's body. */
export const [BEGIN, LOOK, TEST, PUSH, MOVE, LAST] = [0, 1, 2, 3, 4, 5];

/** Letters that have a colour on the whole page. @type {Record<string, string>} */
const SYMBOLS = { alpha: 'alpha', beta: 'beta', gradient: 'gradient', v: 'velocity', w: 'weight' };

export class LoopCode {
  root = h('ol', { className: 'code' });
  #meaning;
  /** @type {HTMLElement[]} */
  #given = [];

  /** @param {string[]} meaning of each line */
  constructor(meaning) {
    this.#meaning = meaning;
  }

  /** @param {boolean} ahead */
  write(ahead) {
    this.#given = LINES.map(() => h('span', { className: 'given' }));
    const lines = LINES.map(({ depth, assigns, code }, k) =>
      h(
        'li',
        { style: `--depth: ${depth}`, className: assigns.length > 1 ? 'two' : '' },
        h('code', {}, ...coloured(code(ahead))),
        h('span', { className: 'unseen' }, this.#meaning[k]),
        this.#given[k] ?? '',
      ),
    );
    this.root.replaceChildren(...lines);
  }

  /** @param {number} line the one that comes next; -1 where the program has ended */
  light(line) {
    for (const [k, element] of [...this.root.children].entries()) {
      if (k === line) element.setAttribute('aria-current', 'step');
      else element.removeAttribute('aria-current');
    }
  }

  /** What a line has given is written beside it. @param {number} line @param {Map<Name, number>} values */
  give(line, values) {
    for (const element of this.#given) element.classList.remove('fresh');
    const element = this.#given[line];
    const { assigns = [] } = LINES[line] ?? {};
    if (!element || assigns.length === 0) return;
    setText(element, assigns.map((name) => equation(name, formatReading(values.get(name) ?? 0, 3))).join('  '));
    element.classList.add('fresh');
  }

  clear() {
    for (const element of this.#given) {
      setText(element, '');
      element.classList.remove('fresh');
    }
  }
}

/** @param {string} code @returns {(string | Node)[]} */
const coloured = (code) =>
  code.split(/\b(alpha|beta|gradient|v|w)\b/).map((part) => {
    const symbol = SYMBOLS[part];
    return symbol ? h('span', { className: `symbol ${symbol}` }, part) : part;
  });
