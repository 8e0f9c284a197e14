// Where an equation differs from another: which of its terms and factors the other does not have.

/** @typedef {import('../../elements/playground/extras/equation.js').Tree} Tree */
/** @typedef {import('../../elements/playground/extras/equation.js').Line} Line */

/**
 * @param {Line[]} lines
 * @param {Line[]} reference
 * @returns {Set<Tree>} the smallest parts that cover every difference; empty where both compute the same
 */
export function difference(lines, reference) {
  /** @type {Set<Tree>} */
  const marked = new Set();
  const left = [...reference];
  for (const { symbol, tree } of lines) {
    const at = left.findIndex((line) => line.symbol === symbol);
    const [counterpart] = at < 0 ? [] : left.splice(at, 1);
    compare(tree, counterpart?.tree, marked);
  }
  return marked;
}

/** Whether two rules are the same, line by line. @param {Line[]} lines */
export const keyOfLines = (lines) => lines.map(({ symbol, tree }) => `${symbol} ← ${keyOf(tree)}`).join('\n');

/** Two trees of one key have the same value to the last bit: a + b and b + a are one, (a + b) + c and a + (b + c) are not. @param {Tree} tree @returns {string} */
function keyOf({ op, symbol, value, made, arguments: all }) {
  // Its value before its line is another than the one after.
  if (op === 'letter') return made === undefined ? symbol : `${symbol}′`;
  if (op === 'number') return String(value);
  const keys = all.map(keyOf);
  if (op === '+' || op === '*') keys.sort();
  return `${op}(${keys})`;
}

/** @param {Tree} tree @param {Tree | undefined} other @param {Set<Tree>} marked */
function compare(tree, other, marked) {
  if (!other) return marked.add(tree);
  if (keyOf(tree) === keyOf(other)) return marked;
  const before = marked.size;
  if (isSum(tree) || isSum(other)) match(termsOf(tree), termsOf(other), marked);
  else if (tree.op === '*' || other.op === '*') match(factorsOf(tree), factorsOf(other), marked);
  else if (tree.op === other.op) {
    tree.arguments.forEach((argument, at) => {
      compare(argument, other.arguments[at], marked);
    });
  }
  // What is missing here, or in another order, marks the whole.
  return marked.size > before ? marked : marked.add(tree);
}

/** @typedef {{ sign: string, tree: Tree }} Signed */

/**
 * Those that the other has as well go unmarked. What is left is compared with a left-over of its own kind, if there is one.
 *
 * @param {Signed[]} parts @param {Signed[]} others @param {Set<Tree>} marked
 */
function match(parts, others, marked) {
  const left = [...others];
  /** @param {Signed} part @param {(a: Tree, b: Tree) => boolean} alike */
  const take = ({ sign, tree }, alike) => {
    const at = left.findIndex((other) => other.sign === sign && alike(tree, other.tree));
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const unmatched = parts.filter((part) => !take(part, (a, b) => keyOf(a) === keyOf(b)));
  for (const part of unmatched) {
    const counterpart = take(part, (a, b) => a.op === b.op && a.op !== 'letter' && a.op !== 'number');
    compare(part.tree, counterpart?.tree, marked);
  }
}

/** @param {Tree} tree */
const isSum = ({ op }) => op === '+' || op === '-';

/** The terms of a sum, from the left. @param {Tree} tree @returns {Signed[]} */
function termsOf(tree) {
  const [first, second] = tree.arguments;
  if (!isSum(tree) || !first || !second) return [{ sign: '+', tree }];
  return [...termsOf(first), { sign: tree.op, tree: second }];
}

/** The factors of a product, from the left. @param {Tree} tree @returns {Signed[]} */
function factorsOf(tree) {
  const [first, second] = tree.arguments;
  if (tree.op !== '*' || !first || !second) return [{ sign: '', tree }];
  return [...factorsOf(first), { sign: '', tree: second }];
}
