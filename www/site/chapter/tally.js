// What the reader has done, at the end of the page, and how to have it forgotten.

import { h, setText } from '../../elements/kit/dom.js';
import { lessonWords } from './language.js';
import { answerTo, forget, isDone, onProgress } from './progress.js';
import { button } from './transport.js';

/** @param {string} selector */
const idsOf = (selector) => Array.from(document.querySelectorAll(selector), ({ id }) => id);

/** @type {import('./live.js').Mount} */
export async function mount(place) {
  const { tally } = await lessonWords();
  const text = h('span', { role: 'status' });
  const clear = button(tally.forget, forget);
  onProgress(() => {
    const guesses = idsOf('.prediction').flatMap((id) => answerTo(id) ?? []);
    const right = guesses.filter(({ first }) => first).length;
    const exercises = idsOf('.exercise');
    const done = exercises.filter(isDone).length;
    const nothing = guesses.length + done === 0;
    setText(text, nothing ? tally.none : tally.some(right, guesses.length, done, exercises.length));
    clear.hidden = nothing;
  });
  place.replaceChildren(text, ' ', clear);
  return {};
}
