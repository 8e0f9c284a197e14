// What stands over a run that has diverged: why, and which smaller learning rate would have done, once that is known.

import { DivergenceCard } from '../kit/divergence-card.js';
import { divergenceText } from './texts.js';

export class Divergence {
  #session;
  #texts;
  #card;
  /** The run for which a smaller rate was looked for, and the rate. */
  #tried = '';
  /** @type {{ rate: number, text: string } | undefined} */
  #smaller;

  /**
   * @param {import('./session.js').Session} session @param {import('./texts.js').Texts} texts
   * @param {{ reset: () => void, restartAt: (rate: number) => void }} actions
   */
  constructor(session, texts, { reset, restartAt }) {
    this.#session = session;
    this.#texts = texts;
    this.#card = new DivergenceCard(texts.common.reset, {
      reset,
      rewindHalf: () => restartAt(this.#smaller?.rate ?? session.config.learningRate / 2),
    });
    this.root = this.#card.root;
  }

  /** @param {NetworkStatus} status */
  show(status) {
    const { config, generation } = this.#session;
    if (status.state !== 'diverged') {
      this.#card.hide();
      this.#tried = '';
      this.#smaller = undefined;
      return;
    }
    this.#card.show(divergenceText(status, config, this.#texts, this.#smaller));
    const run = `${generation} ${status.step} ${config.learningRate}`;
    if (run === this.#tried) return;
    this.#tried = run;
    this.#smaller = undefined;
    this.#trySmaller(status, run);
  }

  /** Which rate would have done, if that is soon known. @param {NetworkStatus} status @param {string} run */
  async #trySmaller(status, run) {
    const { smallerRate } = await import('./smaller-rate.js');
    const found = await smallerRate(this.#session, status, this.#texts.language);
    if (!found || run !== this.#tried) return;
    this.#smaller = found;
    this.#card.show(divergenceText(status, this.#session.config, this.#texts, found));
  }
}
