// Of random stationary points, how many are minima, saddles and maxima, as the dimension grows: counted while one watches.

import { h, setText } from '../../elements/kit/dom.js';
import { formatInteger } from '../../elements/kit/format.js';
import { percent } from '../../elements/kit/percent.js';
import { kinds } from './inertia.js';
import { NumberField } from './number-field.js';
import { button, row, table } from './transport.js';

const DIMENSIONS = [1, 2, 3, 4, 5, 8];
/** Those that random numbers can begin with. */
const SEEDS = { min: 0, max: 2 ** 32 - 1, whole: true };
/** @type {('minima' | 'saddles' | 'maxima')[]} */
const KINDS = ['minima', 'saddles', 'maxima'];

/** @type {import('./live.js').Mount} */
export function mount(place, { saddles, more, refusedWhole }) {
  const sample = h('select', { id: 'saddles-sample' });
  for (const value of [1000, 10_000, 50_000]) {
    sample.append(h('option', { value: String(value), selected: value === 10_000 }, formatInteger(value)));
  }
  const seed = new NumberField('saddles-seed', SEEDS, refusedWhole, () => {});
  seed.show(1);
  const status = h('p', { className: 'said', role: 'status' }, saddles.nothing);
  const bars = h('div', { className: 'bars', role: 'img', 'aria-label': saddles.nothing });
  const { root, body } = table(saddles.table, [saddles.dimension, ...KINDS.map((kind) => saddles[kind])]);
  root.hidden = true;
  /** Another count makes the one before end. */
  let turn = 0;

  /** Every dimension has its place before it is counted. */
  const clear = () => {
    const empty = DIMENSIONS.map((n) => [
      h('div', { className: 'dimension' }, String(n)),
      h('div', { className: 'bar' }),
    ]);
    bars.replaceChildren(...empty.flat());
    body.replaceChildren();
  };
  const count = async () => {
    turn += 1;
    const mine = turn;
    clear();
    const drawn = Number(sample.value);
    /** @type {string[]} */
    const told = [];
    for (const [k, dimension] of DIMENSIONS.entries()) {
      setText(status, saddles.counting(String(dimension)));
      // The page answers between two dimensions.
      await new Promise((done) => setTimeout(done));
      if (mine !== turn) return;
      const found = kinds(dimension, drawn, seed.value);
      const parts = KINDS.map((kind) =>
        h('span', { className: kind, style: `flex-grow: ${found[kind] / drawn}` }, roomFor(found[kind], drawn)),
      );
      bars.children[2 * k + 1]?.append(...parts);
      body.append(row(String(dimension), ...KINDS.map((kind) => formatInteger(found[kind]))));
      root.hidden = false;
      told.push(saddles.told(String(dimension), formatInteger(found.minima), percent(found.minima / drawn)));
    }
    bars.setAttribute('aria-label', told.join(' '));
    setText(status, saddles.done(formatInteger(drawn)));
  };
  const go = button(saddles.count, count, 'primary');
  const another = button(saddles.another, () => {
    seed.show((seed.value + 1) % (SEEDS.max + 1));
    count();
  });
  const key = h('p', { className: 'kinds-key' }, ...KINDS.map((kind) => h('span', { className: kind }, saddles[kind])));
  const controls = h(
    'div',
    { className: 'controls' },
    h('div', { className: 'field' }, h('label', { for: 'saddles-sample' }, saddles.sample), sample),
    h('div', { className: 'field' }, h('label', { for: 'saddles-seed' }, saddles.seed), seed.root),
    seed.refusal,
  );
  clear();
  place.replaceChildren(
    h('div', { className: 'counting' }, go, another, key),
    h('p', { className: 'axes-text' }, saddles.dimension),
    bars,
    status,
    h('details', { className: 'more' }, h('summary', {}, more), controls, root),
  );
  return { play: count };
}

/** A share that has room for its number. @param {number} found @param {number} drawn */
const roomFor = (found, drawn) => (found > 0.07 * drawn ? percent(Math.round((100 * found) / drawn) / 100) : '');
