// In the list of contents a section is marked once its questions are answered and its exercises done.

import { h } from '../../elements/kit/dom.js';
import { lessonWords } from './language.js';
import { answerTo, isDone, onProgress } from './progress.js';

export async function markContents() {
  const { marks } = await lessonWords();
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (
    document.querySelectorAll('.contents a[href^="#"]')
  )) {
    const section = document.getElementById(link.hash.slice(1));
    if (!section) continue;
    const ids = (/** @type {string} */ selector) => Array.from(section.querySelectorAll(selector), ({ id }) => id);
    const [questions, exercises] = [ids('.prediction'), ids('.exercise')];
    if (questions.length + exercises.length === 0) continue;
    const mark = h('span', { className: 'mark', role: 'img', 'aria-label': marks.done });
    onProgress(() => {
      if (questions.every(answerTo) && exercises.every(isDone)) link.append(mark);
      else mark.remove();
    });
  }
}
