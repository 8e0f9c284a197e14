// An update rule as MathML: in letters, and in the numbers of a step.

import { formatNumber } from '../../kit/format.js';

const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** How tightly an operation binds. */
const [SUM, PRODUCT, NEGATION, POWER, ATOM] = [1, 2, 3, 4, 5];

/**
 * An expression. What an earlier line has given a letter is that letter.
 * @typedef {{ op: string, symbol: string, value: number, arguments: Tree[], made?: number }} Tree `made` by which term
 *
 * An assignment, `letter ← expression`.
 * @typedef {{ symbol: string, tree: Tree }} Line
 */

/**
 * Makes an element, of other elements or with a text.
 * @template N
 * @typedef {(name: string, content: N[] | string, attributes?: Record<string, string>) => N} Make
 */

/**
 * @template N
 * @typedef {{ node: N, binds: number }} Part
 */

/** The assignments of a rule, each before what changes a letter that it uses. @param {Pick<Rule, 'terms' | 'lines'>} rule @returns {Line[]} */
export function linesOf({ terms, lines }) {
  const letters = new Map(lines.map(({ symbol, term }) => [term, symbol]));
  /** @param {number} index of a term @returns {Tree} */
  const treeOf = (index) => {
    const { op, symbol, value, arguments: places } = terms[index] ?? { op: '', symbol: '', value: NaN, arguments: [] };
    const inside = places.map((place) => {
      const letter = letters.get(place);
      return letter === undefined ? treeOf(place) : letterOf(letter, terms[place]?.value ?? NaN, place);
    });
    return op === 'same' && inside[0] ? inside[0] : { op, symbol, value, arguments: inside };
  };
  return inOrder(lines.map(({ symbol, term }) => ({ symbol, term, tree: treeOf(term) })));
}

/** A letter stands for its old value until its line, and then for the new one. @param {(Line & { term: number })[]} lines */
function inOrder(lines) {
  const left = [...lines];
  /** @type {Line[]} */
  const done = [];
  while (left.length > 0) {
    const free = left.findIndex(({ symbol, tree }, at) => {
      const others = left.filter((_, k) => k !== at);
      return !others.some((other) => uses(tree, other.symbol, other.term) || uses(other.tree, symbol));
    });
    done.push(...left.splice(Math.max(free, 0), 1).map(({ symbol, tree }) => ({ symbol, tree })));
  }
  return done;
}

/** Whether a letter is in an expression: what a line has made of it, or its value before. @param {Tree} tree @param {string} symbol @param {number} [made] @returns {boolean} */
const uses = (tree, symbol, made) =>
  (tree.symbol === symbol && tree.made === made) || tree.arguments.some((argument) => uses(argument, symbol, made));

/** @param {string} symbol @param {number} value @param {number} made @returns {Tree} */
const letterOf = (symbol, value, made) => ({ op: 'letter', symbol, value, made, arguments: [] });

/**
 * The assignments of a rule, each in letters, and in numbers with what comes out.
 *
 * @param {Rule} rule
 * @returns {{ letters: Element, numbers: Element }[]}
 */
export function equations(rule) {
  const letters = new Writer(element, false);
  const numbers = new Writer(element, true);
  return linesOf(rule).map((line) => ({ letters: letters.line(line), numbers: numbers.line(line) }));
}

/** Writes expressions with elements of whatever kind. @template N */
export class Writer {
  #make;
  #numeric;
  #marked;

  /**
   * @param {Make<N>} make
   * @param {boolean} numeric in numbers, not in letters
   * @param {Set<Tree>} [marked] what stands in an element with the class `differs`, with the sign before it
   */
  constructor(make, numeric, marked = new Set()) {
    this.#make = make;
    this.#numeric = numeric;
    this.#marked = marked;
  }

  /** @param {Line} line */
  line({ symbol, tree }) {
    const expression = this.#write(tree).node;
    const result = this.#numeric ? [this.#operator('='), this.#number(tree.value).node] : [];
    const parts = [this.#letter(symbol), this.#operator('←'), expression, ...result];
    // Fractions in full size, though each line stands in a row of its own.
    return this.#make('math', parts, { displaystyle: 'true' });
  }

  /** @param {Tree} tree @returns {Part<N>} */
  #write(tree) {
    const { node, binds } = this.#plain(tree);
    return { node: this.#marked.has(tree) ? this.#mark(node) : node, binds };
  }

  /** @param {Tree} tree @returns {Part<N>} */
  #plain(tree) {
    const { op, symbol, value, arguments: all } = tree;
    const argument = (/** @type {number} */ at, /** @type {number} */ least) => this.#argument(tree, at, least);
    switch (op) {
      case 'letter':
        return this.#numeric ? this.#number(value) : { node: this.#letter(symbol), binds: ATOM };
      case 'number':
        return this.#number(value);
      case '+':
        return this.#sum(tree, '+');
      case '-':
        return this.#sum(tree, '−');
      case '*':
        return this.#row(PRODUCT, argument(0, PRODUCT), this.#operator('⋅'), argument(1, NEGATION));
      case '/':
        return { node: this.#make('mfrac', [argument(0, 0), argument(1, 0)]), binds: ATOM };
      case '^':
        return { node: this.#make('msup', [argument(0, ATOM), argument(1, 0)]), binds: POWER };
      case 'square':
        return { node: this.#make('msup', [argument(0, ATOM), this.#number(2).node]), binds: POWER };
      case 'neg':
        return this.#row(NEGATION, this.#operator('−'), argument(0, POWER));
      case 'sqrt':
        return { node: this.#make('msqrt', [argument(0, 0)]), binds: ATOM };
      case 'abs':
        return this.#row(ATOM, this.#operator('|'), argument(0, 0), this.#operator('|'));
      case 'at-least':
        // Iverson's bracket: 1 where it holds, else 0.
        return this.#row(
          ATOM,
          this.#operator('['),
          argument(0, SUM),
          this.#operator('≥'),
          argument(1, SUM),
          this.#operator(']'),
        );
      default: {
        const list = all.flatMap((_, at) => [...(at > 0 ? [this.#operator(',')] : []), argument(at, 0)]);
        return this.#row(ATOM, this.#letter(op), this.#operator('('), ...list, this.#operator(')'));
      }
    }
  }

  /** The sign is part of what it stands before. @param {Tree} tree @param {string} sign @returns {Part<N>} */
  #sum(tree, sign) {
    const second = tree.arguments[1];
    const first = this.#argument(tree, 0, SUM);
    if (!second || !this.#marked.has(second)) {
      return this.#row(SUM, first, this.#operator(sign), this.#argument(tree, 1, PRODUCT));
    }
    const term = this.#inside(this.#plain(second), PRODUCT);
    return this.#row(SUM, first, this.#mark(this.#operator(sign, { form: 'infix' }), term));
  }

  /** @param {Tree} tree @param {number} at @param {number} least how tightly it must bind */
  #argument({ arguments: all }, at, least) {
    const tree = all[at];
    return tree ? this.#inside(this.#write(tree), least) : this.#make('mrow', []);
  }

  /** In parentheses where it binds less tightly than it must. @param {Part<N>} part @param {number} least */
  #inside({ node, binds }, least) {
    return binds < least ? this.#make('mrow', [this.#operator('('), node, this.#operator(')')]) : node;
  }

  /** A negative number, and one with a power of ten, is put in parentheses where it could be misread. @param {number} value @returns {Part<N>} */
  #number(value) {
    const text = formatNumber(value, 5);
    const binds = text.startsWith('−') ? SUM : text.includes('×') ? PRODUCT : ATOM;
    return { node: this.#make('mn', text), binds };
  }

  /** `g_x` is g with an index. @param {string} symbol @returns {N} */
  #letter(symbol) {
    const [base = '', index] = symbol.split('_');
    const sign = this.#make('mi', base);
    return index === undefined ? sign : this.#make('msub', [sign, this.#letter(index)]);
  }

  /** @param {string} text @param {Record<string, string>} [attributes] */
  #operator = (text, attributes) => this.#make('mo', text, attributes);

  /** @param {number} binds @param {...N} parts */
  #row = (binds, ...parts) => ({ node: this.#make('mrow', parts), binds });

  /** @param {...N} parts */
  #mark = (...parts) => this.#make('mrow', parts, { class: 'differs' });
}

/** @type {Make<Element>} */
function element(name, content, attributes = {}) {
  const node = document.createElementNS(MATHML, name);
  node.append(...[content].flat());
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
  return node;
}
