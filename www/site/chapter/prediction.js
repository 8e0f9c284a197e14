// A question that is asked before its figure runs. The answer is what the engine finds when it is asked; then the figure
// shows it.

import { h, setText } from '../../elements/kit/dom.js';
import { parseHash } from '../../elements/kit/hash.js';
import { sentenceOf } from '../../elements/kit/refusal.js';
import { answer } from './ask.js';
import { askedEngine } from './engines.js';
import { language, lessonWords } from './language.js';
import { answerTo, keepAnswer, onProgress } from './progress.js';
import { EXPLAINS, markupOf, setFigure } from './set-figure.js';
import { completed } from './settings.js';
import { found } from './verdict.js';

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
  const verdict = place.querySelector('.verdict');
  if (!text || !list || !verdict)
    throw new Error(`the question ${place.id} lacks its text, choices or room for the answer`);
  text.id = `${place.id}-text`;
  const said = h('span', { role: 'status' });
  const { what = '', untilLoss = 0 } = choices[0]?.ask ?? {};
  const question = { what, untilLoss, least, labels: choices.map(({ label }) => label) };
  const figure = document.getElementById(place.dataset.veils ?? '');
  const frame = figure?.closest('figure');
  let answered = false;

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
    said.replaceChildren(...(known ? [h('b', {}, judged), found(question, known.values, words)] : []));
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
  verdict.append(said);
  onProgress(show);
  return {};
}
