// Lies over the picture while a run stands diverged.

import style from './divergence-card.css';
import { h, setText } from './dom.js';
import { addSheet } from './sheet.js';

/** Few runs diverge: the card brings its own words, in both languages. */
export const WORDS = {
  en: {
    title: (/** @type {string} */ step) => `Stopped at step ${step}`,
    half: (/** @type {string} */ step, /** @type {string} */ rate) =>
      step === '0' ? `Reset with half the rate (${rate})` : `Rewind to step ${step} with half the rate (${rate})`,
  },
  zh: {
    title: (/** @type {string} */ step) => `停在第 ${step} 步`,
    half: (/** @type {string} */ step, /** @type {string} */ rate) =>
      step === '0' ? `学习率减半（${rate}）后重置` : `回到第 ${step} 步，学习率减半（${rate}）`,
  },
};

export class DivergenceCard {
  #title = h('strong', {});
  #why = h('p', {});
  #numbers = h('p', {});
  /** The step that the run goes back to with half the rate. */
  #from = 0;
  #half = h('button', { type: 'button' });

  /**
   * @param {string} resetLabel
   * @param {{ reset: () => void, rewindHalf: (step: number) => void }} actions
   */
  constructor(resetLabel, { reset, rewindHalf }) {
    const again = h('button', { type: 'button' }, resetLabel);
    again.addEventListener('click', reset);
    this.#half.addEventListener('click', () => rewindHalf(this.#from));
    this.#half.className = 'primary';
    this.root = h('div', { className: 'diverged', role: 'alert', hidden: true });
    this.root.append(this.#title, this.#why, this.#numbers, h('div', { className: 'buttons' }, again, this.#half));
  }

  hide() {
    this.root.hidden = true;
  }

  /**
   * @param {object} text
   * @param {string} text.title
   * @param {string} text.why
   * @param {string} text.numbers rate against curvature
   * @param {string | null} text.half where a smaller rate can help
   * @param {number} text.from
   */
  show({ title, why, numbers, half, from }) {
    const shadow = this.root.getRootNode();
    if (shadow instanceof ShadowRoot) addSheet(shadow, style);
    this.#from = from;
    setText(this.#numbers, numbers);
    setText(this.#title, title);
    setText(this.#why, why);
    setText(this.#half, half ?? '');
    this.#half.hidden = half === null;
    this.root.hidden = false;
  }
}
