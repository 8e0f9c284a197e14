// A question that is asked before its figure runs. The answer is what the engine finds when it is asked; then the figure
// shows it.

import { h, setText } from '../../elements/kit/dom.js';
import { formatNumber } from '../../elements/kit/format.js';
import { parseHash } from '../../elements/kit/hash.js';
import { sentenceOf } from '../../elements/kit/refusal.js';
import { answer } from './ask.js';
import { askedEngine } from './engines.js';
import { language, lessonWords } from './language.js';
import { answerTo, keepAnswer, onProgress } from './progress.js';
import { EXPLAINS, markupOf, setFigure } from './set-figure.js';
import { completed } from './settings.js';

/**
 * @typedef {object} Choice
 * @property {string} label
 * @property {import('./ask.js').Ask} ask
 * @property {[number, number]} range of answers that make this choice right; where each choice has an answer of its own, all
 */

/** As long as answers usually are. */
const USUAL_COUNT = 888;
const USUAL_SHARE = 0.8888;

/** @param {HTMLElement} place @returns {Choice[]} */
function choicesOf(place) {
  const common = JSON.parse(place.dataset.ask ?? '{}');
  return Array.from(place.querySelectorAll('li'), (item) => {
    const { of, after, range = '' } = item.dataset;
    const [low = -Infinity, high = Infinity] = range === '' ? [] : range.split(',').map(Number);
    const ask = { ...common };
    if (of) ask.of = { ...common.of, ...JSON.parse(of) };
    if (after) ask.after = Number(after);
    return { label: item.textContent?.trim() ?? '', ask, range: [low, high] };
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
export async function mount(place) {
  const { question: words } = await lessonWords();
  const choices = choicesOf(place);
  const least = place.dataset.rule === 'least';
  const asked = JSON.stringify(choices.map(({ ask, range }) => [ask, range]));
  const text = place.querySelector('p');
  const list = place.querySelector('ul');
  if (!text || !list) throw new Error(`the question ${place.id} has no text or no choices`);
  text.id = `${place.id}-text`;
  const said = h('span', { role: 'status' });
  const { what = '', untilLoss = 0 } = choices[0]?.ask ?? {};
  const figure = document.getElementById(place.dataset.veils ?? '');
  const frame = figure?.closest('figure');
  let answered = false;

  /** @param {(number | null)[]} values */
  const found = (values) => {
    const [first = null] = values;
    if (!least) return words.one(what, numeral(what, first), formatNumber(untilLoss));
    // What is said before a colon, or a Chinese comma, is enough to know a choice by.
    const names = choices.map(({ label }) => label.split(/[:：，]/)[0] ?? '');
    return words.all(names.map((name, k) => words.each(name, what, numeral(what, values[k] ?? null))));
  };
  const show = () => {
    const kept = answerTo(place.id);
    const known = kept?.asked === asked ? kept : undefined;
    // The caption says why, until a chip has something else to say.
    if (answered !== (known !== undefined)) {
      answered = !answered;
      frame?.toggleAttribute(EXPLAINS, answered);
    }
    for (const [k, button] of buttons.entries()) {
      button.dataset.result = k === known?.right ? 'right' : k === known?.chosen ? 'wrong' : '';
      button.setAttribute('aria-pressed', String(k === known?.chosen));
    }
    const judged = known?.chosen === known?.right ? words.right : words.wrong;
    said.replaceChildren(...(known ? [h('b', {}, judged), found(known.values)] : []));
  };
  const choose = async (/** @type {number} */ chosen) => {
    setText(said, words.running);
    try {
      const { right, values } = await judge(await askedEngine(), choices, least);
      const finite = values.map((value) => (Number.isFinite(value) ? value : null));
      keepAnswer(place.id, { asked, chosen, right, values: finite });
      // The figure shows the answer.
      if (figure) setFigure(figure, completed(markupOf(figure), parseHash(place.dataset.plays ?? '')));
    } catch (error) {
      setText(said, words.failed(sentenceOf(error, language)));
    }
  };
  const buttons = Array.from(list.children, (item, k) => {
    const button = h('button', { type: 'button' });
    button.append(...item.childNodes);
    button.addEventListener('click', () => choose(k));
    item.append(button);
    return button;
  });
  place.setAttribute('role', 'group');
  place.setAttribute('aria-labelledby', text.id);
  // An answer of the usual length, unseen, keeps the room of the one that will come.
  const usual = choices.map(() => (counts(what) ? USUAL_COUNT : USUAL_SHARE));
  const room = h('span', { className: 'room', 'aria-hidden': 'true' }, h('b', {}, words.wrong), found(usual));
  list.after(h('p', { className: 'verdict' }, room, said));
  onProgress(show);
  return {};
}

/** Whether the answer is a number of things, and not a measure. @param {string} what */
const counts = (what) => !['loss', 'slope', 'accuracy', 'parameter'].includes(what);

/** As people write it; null where something never happens. @param {string} what @param {number | null} value */
function numeral(what, value) {
  if (value === null) return null;
  return what === 'accuracy' ? `${(100 * value).toFixed(1)}%` : formatNumber(value);
}
