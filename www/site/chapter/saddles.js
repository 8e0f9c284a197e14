// Of random stationary points, how many are minima, saddles and maxima, as the dimension grows: counted while one watches.

import { h, setText } from '../../elements/kit/dom.js';
import { formatInteger, formatNumber } from '../../elements/kit/format.js';
import { halfWidth } from '../../elements/kit/typed.js';
import { kinds } from './inertia.js';
import { button, row, table } from './transport.js';

const DIMENSIONS = [1, 2, 3, 4, 5, 6, 8, 10];
/** @type {('minima' | 'saddles' | 'maxima')[]} */
const KINDS = ['minima', 'saddles', 'maxima'];

/** @type {import('./live.js').Mount} */
export function mount(place, { saddles }) {
  const sample = h('select', { id: 'saddles-sample' });
  for (const value of [1000, 10_000, 50_000]) {
    sample.append(h('option', { value: String(value), selected: value === 10_000 }, formatInteger(value)));
  }
  const seed = h('input', { type: 'text', inputMode: 'numeric', id: 'saddles-seed', value: '1' });
  const status = h('p', { className: 'said', role: 'status' });
  const bars = h('div', { className: 'bars', role: 'img' });
  const { root, body } = table(saddles.table, [
    saddles.dimension,
    ...KINDS.map((kind) => saddles[kind]),
    saddles.share,
  ]);
  /** Another count makes the one before end. */
  let turn = 0;

  const count = async () => {
    turn += 1;
    const mine = turn;
    bars.replaceChildren();
    body.replaceChildren();
    const drawn = Number(sample.value);
    const from = Math.abs(Math.trunc(Number(halfWidth(seed.value)))) || 0;
    seed.value = String(from);
    /** @type {string[]} */
    const told = [];
    for (const dimension of DIMENSIONS) {
      setText(status, saddles.counting(String(dimension)));
      // The page answers between two dimensions.
      await new Promise((done) => setTimeout(done));
      if (mine !== turn) return;
      const found = kinds(dimension, drawn, from);
      const parts = KINDS.map((kind) =>
        h('span', { className: kind, style: `flex-grow: ${found[kind] / drawn}` }, share(found[kind] / drawn)),
      );
      const bar = h('div', { className: 'bar' }, ...parts);
      bars.append(h('div', { className: 'dimension' }, String(dimension)), bar);
      const share_ = `${formatNumber((100 * found.minima) / drawn, 3)} %`;
      body.append(row(String(dimension), ...KINDS.map((kind) => formatInteger(found[kind])), share_));
      told.push(saddles.told(String(dimension), share_));
    }
    bars.setAttribute('aria-label', told.join(' '));
    setText(status, saddles.done(formatInteger(drawn), String(from)));
  };
  const go = button(saddles.count, count, 'primary');
  const another = button(saddles.another, () => {
    seed.value = String(Number(seed.value) + 1);
    count();
  });
  const key = h('p', { className: 'kinds-key' }, ...KINDS.map((kind) => h('span', { className: kind }, saddles[kind])));
  bars.setAttribute('aria-label', saddles.nothing);
  place.replaceChildren(
    h(
      'div',
      { className: 'controls' },
      go,
      another,
      h('div', { className: 'field' }, h('label', { for: 'saddles-sample' }, saddles.sample), sample),
      h('div', { className: 'field' }, h('label', { for: 'saddles-seed' }, saddles.seed), seed),
    ),
    key,
    h('div', { className: 'counted' }, h('div', {}, bars), root),
    status,
  );
  return {};
}

/** A share that has room for its number. @param {number} part */
const share = (part) => (part > 0.07 ? `${Math.round(100 * part)} %` : '');
