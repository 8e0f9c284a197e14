// Formulas of TeX, in a page: made into MathML, with a class for each letter that means the same everywhere, and kept on one
// line with the punctuation around them.

import temml from 'temml';

/** @typedef {{ type?: string, classes: string[], children: Node[] }} Element of MathML as temml has it, or some in a row */
/** @typedef {Element | { text: string }} Node */

/** What letters mean on every page. @type {Record<string, string>} */
const MEANINGS = { α: 'alpha', β: 'beta', v: 'velocity', w: 'weight' };

const OPENING = /[([（〔【《“‘「『]+/u;
/** As in “N,” and “N-th”. */
const CLOSING = /[-\p{Script=Latin})\]）〕】》”’」』.,:;!?%，、。：；！？％]+/u;
/** Tags that may stand between a formula and its punctuation. */
const INLINE = /(?:<\/?(?:em|b|i|strong|dfn|cite|a|span)\b[^>]*>)*/u;
const TOGETHER = new RegExp(`(${OPENING.source})?(<math(?! display)[^>]*>.*?</math>)(${CLOSING.source})?`, 'gsu');
/** A formula that a tag parts from its punctuation: no span holds both. */
const APART = new RegExp(`</math>(${INLINE.source})(?=${CLOSING.source})`, 'u');

/** Between `$` and `$` stands TeX for the running text, between `$$` and `$$` for a line of its own. @param {string} html */
export function mathematics(html) {
  const formulas = html
    .replace(/\$\$([^$]+)\$\$/g, (_, tex) => formula(tex, true))
    .replace(/\$([^$]+)\$/g, (_, tex) => formula(tex, false));
  const held = formulas.replace(TOGETHER, (found, before, math, after) =>
    before || after ? `<span class="held">${found}</span>` : math,
  );
  const apart = held.match(APART)?.[1];
  if (apart) throw new Error(`punctuation after a formula may begin a line: put it before ${apart}`);
  return held;
}

/** @param {string} tex @param {boolean} displayMode */
export function formula(tex, displayMode) {
  const tree = temml.__renderToMathMLTree(tex.trim(), { displayMode, throwOnError: true });
  mark(tree);
  return tree.toMarkup();
}

/** Letters within a node get the classes of what they mean. @param {Element} node */
function mark(node) {
  node.children = gradients(node.children);
  for (const child of node.children) {
    if (!('text' in child || name(child))) mark(child);
  }
  const [letter, index] = node.children;
  // The index belongs to the letter, the exponent does not.
  if (node.type === 'msubsup' && 'classes' in letter && 'classes' in index) index.classes = letter.classes;
}

/** Whether a node is a symbol, or its classes say so now. @param {Element} node */
function name(node) {
  if (node.classes?.includes('symbol')) return true;
  const [base] = node.children;
  const meaning = node.type === 'mi' || node.type === 'msub' ? MEANINGS[textOf(base ?? node)] : undefined;
  if (meaning) node.classes.push('symbol', meaning);
  else if (node.type === 'mfrac' && isSlope(node)) node.classes.push('symbol', 'gradient');
  else return false;
  return true;
}

/** dL/dw, ∂L/∂w. @param {Element} fraction */
const isSlope = ({ children: [above, below] }) =>
  /^[d∂]L$/u.test(textOf(above)) && /^[d∂]./u.test(textOf(below)) && textOf(above)[0] === textOf(below)[0];

/** ∇ and what it is of become one node. @param {Node[]} nodes */
function gradients(nodes) {
  /** @type {Node[]} */
  const result = [];
  for (let k = 0; k < nodes.length; k += 1) {
    const node = nodes[k];
    const of = nodes[k + 1];
    if ('text' in node || node.type !== 'mo' || textOf(node) !== '∇' || !of) {
      result.push(node);
      continue;
    }
    const place = nodes[k + 2];
    const placed = place && !('text' in place) && textOf(place).startsWith('(');
    if (placed) mark(place);
    const parts = placed ? [node, of, place] : [node, of];
    const MathNode = /** @type {any} */ (node.constructor);
    const whole = new MathNode('mrow', parts, ['symbol', 'gradient']);
    result.push(whole);
    k += parts.length - 1;
  }
  return result;
}

/** @param {Node} node @returns {string} */
const textOf = (node) => ('text' in node ? node.text : node.children.map(textOf).join(''));
