// An update rule as MathML: in letters, and in the numbers of a step.

import { formatNumber } from '../../kit/format.js';

const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** How tightly an operation binds. */
const [SUM, PRODUCT, NEGATION, POWER, ATOM] = [1, 2, 3, 4, 5];

/** @typedef {{ node: Element, binds: number }} Part */

/**
 * The assignments of a rule, each as `letter ← expression`, in letters and in numbers with what comes out.
 *
 * @param {Rule} rule
 * @returns {{ letters: Element, numbers: Element }[]}
 */
export function equations(rule) {
  /** What has a letter of its own by the time a line is read. @type {Map<number, string>} */
  const named = new Map();
  return rule.lines.map(({ symbol, term }) => {
    const letters = math(letter(symbol), operator('←'), write(rule, term, named, false, true).node);
    const result = rule.terms[term]?.value ?? Number.NaN;
    const expression = write(rule, term, named, true, true).node;
    const numbers = math(letter(symbol), operator('←'), expression, operator('='), number(result).node);
    named.set(term, symbol);
    return { letters, numbers };
  });
}

/** @param {...Element} parts */
function math(...parts) {
  const node = element('math', ...parts);
  // Fractions in full size, though each line stands in a row of its own.
  node.setAttribute('displaystyle', 'true');
  return node;
}

/**
 * @param {Rule} rule
 * @param {number} index of a term
 * @param {Map<number, string>} named
 * @param {boolean} numeric
 * @param {boolean} outermost what a line says is never its own letter
 * @returns {Part}
 */
function write(rule, index, named, numeric, outermost = false) {
  const term = rule.terms[index];
  if (!term) return { node: element('mrow'), binds: ATOM };
  const known = outermost ? undefined : named.get(index);
  if (numeric && (known !== undefined || term.op === 'letter')) return number(term.value);
  if (known !== undefined) return { node: letter(known), binds: ATOM };
  const argument = (/** @type {number} */ at, /** @type {number} */ least) =>
    inside(write(rule, term.arguments[at] ?? -1, named, numeric), least);
  const row = (/** @type {number} */ binds, /** @type {Element[]} */ ...parts) => ({
    node: element('mrow', ...parts),
    binds,
  });
  switch (term.op) {
    case 'letter':
      return { node: letter(term.symbol), binds: ATOM };
    case 'number':
      return number(term.value);
    case '+':
      return row(SUM, argument(0, SUM), operator('+'), argument(1, PRODUCT));
    case '-':
      return row(SUM, argument(0, SUM), operator('−'), argument(1, PRODUCT));
    case '*':
      return row(PRODUCT, argument(0, PRODUCT), operator('⋅'), argument(1, NEGATION));
    case '/':
      return { node: element('mfrac', argument(0, 0), argument(1, 0)), binds: ATOM };
    case '^':
      return { node: element('msup', argument(0, ATOM), argument(1, 0)), binds: POWER };
    case 'square':
      return { node: element('msup', argument(0, ATOM), number(2).node), binds: POWER };
    case 'neg':
      return row(NEGATION, operator('−'), argument(0, POWER));
    case 'sqrt':
      return { node: element('msqrt', argument(0, 0)), binds: ATOM };
    case 'abs':
      return row(ATOM, operator('|'), argument(0, 0), operator('|'));
    case 'same':
      return { node: argument(0, 0), binds: ATOM };
    default: {
      const all = term.arguments.flatMap((_, at) => [...(at > 0 ? [operator(',')] : []), argument(at, 0)]);
      return row(ATOM, letter(term.op), operator('('), ...all, operator(')'));
    }
  }
}

/** In parentheses where it binds less tightly than it must. @param {Part} part @param {number} least */
function inside({ node, binds }, least) {
  return binds < least ? element('mrow', operator('('), node, operator(')')) : node;
}

/** A negative number, and one with a power of ten, is put in parentheses where it could be misread. @param {number} value @returns {Part} */
function number(value) {
  const text = formatNumber(value, 5);
  const node = element('mn');
  node.textContent = text;
  return { node, binds: text.startsWith('−') ? SUM : text.includes('×') ? PRODUCT : ATOM };
}

/** `g_x` is g with an index. @param {string} symbol @returns {Element} */
function letter(symbol) {
  const [base = '', index] = symbol.split('_');
  const sign = element('mi');
  sign.textContent = base;
  return index === undefined ? sign : element('msub', sign, letter(index));
}

/** @param {string} text */
function operator(text) {
  const node = element('mo');
  node.textContent = text;
  return node;
}

/** @param {string} name @param {...Element} children */
function element(name, ...children) {
  const node = document.createElementNS(MATHML, name);
  node.append(...children);
  return node;
}
