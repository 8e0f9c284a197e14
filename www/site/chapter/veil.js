// A figure whose question has not been answered is veiled, and what it shows is out of reach until then.

import { h } from '../../elements/kit/dom.js';
import { lessonWords } from './language.js';
import { isPast, onProgress, skip } from './progress.js';

export function hangVeils() {
  for (const question of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll('.prediction[data-veils]')
  )) {
    const figure = document.getElementById(question.dataset.veils ?? '')?.closest('figure');
    if (figure) hang(question, figure);
  }
  // Who is invited to a figure finds it open.
  for (const link of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('a[data-skips]'))) {
    link.addEventListener('click', () => skip(link.dataset.skips ?? ''));
  }
}

/** @param {HTMLElement} question @param {HTMLElement} figure */
function hang(question, figure) {
  const behind = Array.from(figure.children);
  const text = h('span', {});
  const button = h('button', { type: 'button' });
  const veil = h('div', { className: 'veil', hidden: true }, h('p', {}, text, ' ', button));
  figure.append(veil);
  // It was the last thing in the figure; whoever comes by keyboard goes on with the first.
  button.addEventListener('click', () => {
    figure.tabIndex = -1;
    figure.focus({ preventScroll: true });
    skip(question.id);
  });
  onProgress(() => {
    const hangs = !isPast(question.id);
    figure.classList.toggle('veiled', hangs);
    for (const element of behind) element.toggleAttribute('inert', hangs);
    veil.hidden = !hangs;
  });
  lessonWords().then(({ veil: words }) => {
    text.textContent = words.text;
    button.textContent = words.skip;
  });
}
