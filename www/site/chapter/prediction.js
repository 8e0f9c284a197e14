// A question that is asked before its figure runs. The answer is what the engine finds when it is asked.

import { h } from '../../elements/kit/dom.js';
import { formatNumber } from '../../elements/kit/format.js';
import { answer } from './ask.js';
import { askedEngine } from './engines.js';
import { record } from './tally.js';

/**
 * @typedef {object} Choice
 * @property {string} label
 * @property {import('./ask.js').Ask} ask
 * @property {[number, number]} range of answers that make this choice right; where each choice has an answer of its own, all
 */

/** @param {HTMLElement} place @returns {Choice[]} */
function choicesOf(place) {
  const common = JSON.parse(place.dataset.ask ?? '{}');
  return Array.from(place.querySelectorAll('li'), (item) => {
    const { of, after, range = '' } = item.dataset;
    const [low = -Infinity, high = Infinity] = range === '' ? [] : range.split(',').map(Number);
    const ask = { ...common };
    if (of) ask.of = { ...common.of, ...JSON.parse(of) };
    if (after) ask.after = Number(after);
    return { label: item.textContent ?? '', ask, range: [low, high] };
  });
}

/**
 * Which choice is right, and what the engine has answered to each.
 * @param {import('./ask.js').Asked} engine
 * @param {Choice[]} choices
 * @param {boolean} least whether the choice with the smallest answer is right, and not the one in whose range it is
 */
export async function judge(engine, choices, least) {
  if (!least) {
    const [{ ask } = choices[0] ?? { ask: { what: '' } }] = choices;
    const value = await answer(engine, ask);
    const right = choices.findIndex(({ range: [low, high] }) => value >= low && (value < high || high === Infinity));
    return { right, values: [value] };
  }
  const values = [];
  for (const { ask } of choices) values.push(await answer(engine, ask));
  return { right: values.indexOf(Math.min(...values)), values };
}

/** @type {import('./live.js').Mount} */
export function mount(place, { prediction, never }) {
  const choices = choicesOf(place);
  const least = place.dataset.rule === 'least';
  const question = place.querySelector('p');
  const list = place.querySelector('ul');
  if (!question || !list) throw new Error(`the question ${place.id} has no text or no choices`);
  question.id = `${place.id}-text`;
  const verdict = h('p', { className: 'verdict', role: 'status' });
  const { what } = choices[0]?.ask ?? { what: '' };
  const said = (/** @type {number} */ value) =>
    Number.isFinite(value) ? prediction.value(what, formatNumber(value)) : never;

  const choose = async (/** @type {number} */ chosen) => {
    verdict.textContent = prediction.running;
    try {
      const { right, values } = await judge(await askedEngine(), choices, least);
      for (const [k, button] of buttons.entries()) {
        button.dataset.result = k === right ? 'right' : k === chosen ? 'wrong' : '';
        button.setAttribute('aria-pressed', String(k === chosen));
      }
      record(place.id, chosen === right);
      const found = least
        ? choices.map(({ label }, k) => `${label.trim()}: ${said(values[k] ?? Number.NaN)}`).join('; ')
        : said(values[0] ?? Number.NaN);
      verdict.textContent = `${chosen === right ? prediction.right : prediction.wrong} ${prediction.found(found)}`;
    } catch (error) {
      verdict.textContent = prediction.failed(error instanceof Error ? error.message : String(error));
    }
  };
  const buttons = choices.map((_, k) => {
    const button = h('button', { type: 'button', 'aria-pressed': 'false' });
    button.addEventListener('click', () => choose(k));
    return button;
  });
  for (const [k, item] of [...list.children].entries()) {
    const button = buttons[k];
    if (!button) continue;
    button.append(...item.childNodes);
    item.append(button);
  }
  place.setAttribute('role', 'group');
  place.setAttribute('aria-labelledby', question.id);
  place.append(verdict);
  return {};
}
