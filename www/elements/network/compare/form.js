// The form by which a reader adds a run: an optimizer, a learning rate, hidden layers.

import { h, setText } from '../../kit/dom.js';
import { conventionLabel } from '../../kit/settings.js';
import { numberText } from '../../kit/typed.js';
import { readRuns } from '../compared.js';

/**
 * @param {import('./panel.js').PanelContext} context
 * @param {import('./words.js').CompareWords} words
 * @param {(run: Record<string, string>) => string} onAdd gives why it cannot be added
 */
export function addForm({ session, texts: { language } }, words, onAdd) {
  const { catalog } = session;
  const optimizer = h('select', {}, h('option', { value: '' }, words.asFigure));
  for (const { name, label, conventions, differs } of catalog.optimizers) {
    optimizer.append(h('option', { value: name }, label[language]));
    for (const convention of conventions.filter((other) => differs.includes(other))) {
      const whose = `${label[language]} (${conventionLabel(convention, catalog)})`;
      optimizer.append(h('option', { value: `${name}:${convention}` }, whose));
    }
  }
  const text = (/** @type {number} */ size, /** @type {string} */ placeholder) =>
    h('input', { type: 'text', size, placeholder });
  const rate = text(8, words.asFigure);
  rate.inputMode = 'decimal';
  const layers = text(8, words.asFigure);
  const field = (/** @type {string} */ name, /** @type {HTMLElement} */ control) =>
    h('label', { className: 'ask' }, h('span', {}, name), control);
  const told = h('p', { className: 'refusal', role: 'status' });
  const form = h(
    'form',
    { className: 'asks' },
    field(words.optimizer, optimizer),
    field(words.rate, rate),
    field(words.layersField, layers),
    h('button', { type: 'submit' }, words.add),
    told,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = numberText(rate.value);
    const units = layers.value
      .trim()
      .split(/[\s,，、-]+/)
      .filter(Boolean)
      .join('-');
    const asked = `${optimizer.value}${typed === '' ? '' : `@${typed}`}${units === '' ? '' : `/layers=${units}`}`;
    const [run] = readRuns(asked);
    setText(told, run ? onAdd(run) : words.same);
  });
  return form;
}
