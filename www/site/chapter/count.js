// N equations in N unknowns, for a network of any widths.

import { h, setText } from '../../elements/kit/dom.js';
import { formatInteger, formatNumber } from '../../elements/kit/format.js';
import { parameters, widthsOf } from './widths.js';

const BYTES = 8;
/** By inputs and outputs, the data that have so many. @type {Record<string, string>} */
const DATASETS = { '64 10': 'digits', '784 10': 'mnist' };
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** @type {import('./live.js').Mount} */
export function mount(place, words) {
  const { count } = words;
  const field = h('input', { type: 'text', inputMode: 'numeric', value: '784, 512, 10', id: 'count-widths' });
  const refusal = h('p', { className: 'refusal', role: 'status' });
  const sum = h('p', { className: 'sum' });
  const values = { n: h('dd', {}), square: h('dd', {}), memory: h('dd', {}) };
  const rows = [
    [count.equations, values.n],
    [count.entries, values.square],
    [count.memory, values.memory],
  ];
  const follow = () => {
    const widths = widthsOf(field.value);
    const fits = widths.length > 1 && widths.every((width) => Number.isInteger(width) && width > 0 && width < 1e7);
    setText(refusal, fits ? '' : count.refusal);
    if (!fits) return;
    const terms = widths.slice(1).map((units, k) => `(${formatInteger(widths[k] ?? 0)} + 1) × ${formatInteger(units)}`);
    const n = parameters(widths);
    setText(sum, `N = ${terms.join(' + ')} = ${formatInteger(n)}`);
    setText(values.n, formatInteger(n));
    setText(values.square, formatNumber(n ** 2));
    setText(values.memory, memory(BYTES * n ** 2));
  };
  field.addEventListener('input', follow);
  const choices = [
    [count.line, '1, 1'],
    [count.small, '64, 32, 10'],
    [count.digits, '784, 512, 10'],
  ].map(([label = '', widths = '']) => {
    const choice = h('button', { type: 'button' }, label);
    choice.addEventListener('click', () => {
      field.value = widths;
      follow();
    });
    return choice;
  });
  const label = h('label', { for: 'count-widths' }, count.widths);
  place.replaceChildren(
    h('div', { className: 'controls' }, h('div', { className: 'field' }, label, field), ...choices),
    refusal,
    sum,
    h('dl', { className: 'numbers' }, ...rows.map(([name, value]) => h('div', {}, h('dt', {}, name), value))),
  );
  follow();
  return {
    get state() {
      const widths = widthsOf(field.value);
      const dataset = DATASETS[`${widths[0]} ${widths.at(-1)}`];
      /** @type {Record<string, string>} */
      const state = dataset ? { data: dataset, layers: widths.slice(1, -1).join() || 'none' } : {};
      return state;
    },
  };
}

/** @param {number} bytes */
function memory(bytes) {
  const unit = Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  return `${formatNumber(bytes / 1000 ** unit, 3)} ${UNITS[unit]}`;
}
