// The card over the picture of a run that has diverged: why it has, and what would help. Loaded with the first such run.

import { DivergenceCard } from '../kit/divergence-card.js';
import { formatInteger, formatNumber, plainNumber } from '../kit/format.js';

export class Divergence {
  #words;
  #language;
  #card;
  /** For what the card was written. */
  #written = '';

  /**
   * @param {import('./words/en.js').Strings} words
   * @param {'en' | 'zh'} language
   * @param {{ reset: () => void, rewindHalf: (step: number) => void }} actions
   */
  constructor(words, language, actions) {
    this.#words = words;
    this.#language = language;
    this.#card = new DivergenceCard(words.reset, actions);
    this.root = this.#card.root;
  }

  hide() {
    this.#card.hide();
  }

  /** @param {import('./session.js').Session} session */
  show({ status, config, run }) {
    const written = `${status.step} ${config.learningRate}`;
    if (!this.root.hidden && written === this.#written) return;
    this.#written = written;
    const rated = status.cause === 'rate';
    const steady = rated ? run.steadiness() : null;
    const { divergedTitle, rewindHalf, unsteady } = this.#words;
    const half = plainNumber(config.learningRate / 2);
    const from = steady && steady.step < status.step ? steady.step : 0;
    const [rate, sharpness, product, bound, step] = steady
      ? [steady.rate, steady.sharpness, steady.rate * steady.sharpness, steady.bound, steady.step].map((x) =>
          formatNumber(x),
        )
      : [];
    const beyond = steady && steady.rate * steady.sharpness > steady.bound;
    this.#card.show({
      title: divergedTitle(formatInteger(status.step)),
      why: status.message?.[this.#language] ?? '',
      numbers: beyond ? unsteady(step ?? '', rate ?? '', sharpness ?? '', product ?? '', bound ?? '') : '',
      half: rated ? rewindHalf(formatInteger(from), half) : null,
      from,
    });
  }
}
