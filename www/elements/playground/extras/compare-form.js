// The form by which a reader adds a run to the comparison, by optimizer and rate.

import { h } from '../../kit/dom.js';
import { conventionLabel } from '../../kit/settings.js';
import { numberText } from '../../kit/typed.js';
import { readCompare } from '../state.js';

/**
 * @param {import('./extras.js').Context} context
 * @param {import('./words.en.js').ExtraWords} words
 * @param {(added?: Record<string, string>) => void} onAdd with the run's attributes
 */
export function compareForm({ session, language }, words, onAdd) {
  const { catalog } = session;
  const choice = h('select', { 'aria-label': words.columns.run });
  for (const { name, label, conventions, differs } of catalog.optimizers) {
    choice.append(h('option', { value: name }, label[language]));
    for (const convention of conventions.filter((other) => differs.includes(other))) {
      choice.append(
        h('option', { value: `${name}:${convention}` }, `${label[language]} (${conventionLabel(convention, catalog)})`),
      );
    }
  }
  const rate = h('input', {
    type: 'text',
    inputMode: 'decimal',
    size: 8,
    placeholder: words.sameRateHint,
    'aria-label': words.addRate,
  });
  const add = h('button', { type: 'submit', className: 'small' }, words.add);
  const form = h('form', { className: 'row' }, choice, h('span', {}, '@'), rate, add);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = numberText(rate.value);
    const [added] = readCompare(choice.value + (typed === '' ? '' : `@${typed}`));
    onAdd(added);
  });
  return form;
}
