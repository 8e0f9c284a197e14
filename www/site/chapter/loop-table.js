// How many steps each momentum takes: until the loss is first low enough, and until it stays so.

import { h } from '../../elements/kit/dom.js';
import { UNTIL } from './loop-code.js';
import { row } from './transport.js';

const MOMENTA = [0, 0.1, 0.5, 0.9, 0.99];
const RULES = ['momentum', 'nesterov'];

/**
 * Folded up; counted when it is first opened.
 * @param {import('./words.en.js').ChapterWords} words
 * @param {(optimizer: string, momentum: number) => ArrayLike<number>} traced the loss at every step
 */
export function comparison({ loop, never, more }, traced) {
  const body = h('tbody', {});
  const count = (/** @type {number} */ steps) => (Number.isFinite(steps) ? String(steps) : never);
  const fill = () => {
    const rows = MOMENTA.map((momentum) => {
      const steps = RULES.flatMap((rule) => stepsOf(traced(rule, momentum)));
      return row(String(momentum), ...steps.map(count));
    });
    body.replaceChildren(...rows);
  };
  const over = (/** @type {string} */ text) => h('th', { scope: 'colgroup', colSpan: 2 }, text);
  const head = (/** @type {string} */ text) => h('th', { scope: 'col' }, text);
  const table = h(
    'table',
    { className: 'turns' },
    h('caption', {}, loop.compared),
    h('colgroup', {}),
    h('colgroup', { span: 2 }),
    h('colgroup', { span: 2 }),
    h(
      'thead',
      {},
      h('tr', {}, h('th', { scope: 'col', rowSpan: 2 }, loop.momentum), over(loop.without), over(loop.with)),
      h('tr', {}, head(loop.first), head(loop.settled), head(loop.first), head(loop.settled)),
    ),
    body,
  );
  const root = h(
    'details',
    { className: 'more' },
    h('summary', {}, more),
    h('div', { className: 'table', tabIndex: 0, role: 'region', 'aria-label': loop.compared }, table),
  );
  root.addEventListener('toggle', fill, { once: true });
  return root;
}

/** The first step below, and the one from which on it stays below. @param {ArrayLike<number>} losses */
function stepsOf(losses) {
  const low = Array.from(losses, (loss) => loss < UNTIL);
  const [first, above] = [low.indexOf(true), low.lastIndexOf(false)];
  return [first < 0 ? Infinity : first, above + 1 < low.length ? above + 1 : Infinity];
}
