// The card over the picture of a run that has diverged: why it has, and what would help. Loaded with the first such run.

import { verdict } from '../../engine/verdict.js';
import { DivergenceCard, WORDS } from '../kit/divergence-card.js';
import { formatInteger, formatNumber, plainNumber } from '../kit/format.js';

/** Rate against curvature, at a step. @type {Record<'en' | 'zh', (step: string, rate: string, sharpness: string, product: string, bound: string) => string>} */
const UNSTEADY = {
  en: (step, rate, sharpness, product, bound) =>
    `At step ${step}, learning rate × sharpness (the largest eigenvalue of the Hessian) is ${rate} × ${sharpness} = ${product}. Steps overshoot further and further while that is above ${bound}.`,
  zh: (step, rate, sharpness, product, bound) =>
    `在第 ${step} 步，学习率 × 锐度（Hessian 的最大特征值）= ${rate} × ${sharpness} = ${product}。只要它大于 ${bound}，每一步都会越冲越远。`,
};

export class Divergence {
  #language;
  #card;
  /** For what the card was written. */
  #written = '';

  /**
   * @param {string} resetLabel
   * @param {'en' | 'zh'} language
   * @param {{ reset: () => void, rewindHalf: (step: number) => void }} actions
   */
  constructor(resetLabel, language, actions) {
    this.#language = language;
    this.#card = new DivergenceCard(resetLabel, actions);
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
    const words = WORDS[this.#language];
    const half = plainNumber(config.learningRate / 2);
    const from = steady && steady.step < status.step ? steady.step : 0;
    const [rate, sharpness, product, bound, step] = steady
      ? [steady.rate, steady.sharpness, steady.rate * steady.sharpness, steady.bound, steady.step].map((x) =>
          formatNumber(x),
        )
      : [];
    const beyond = steady && steady.rate * steady.sharpness > steady.bound;
    this.#card.show({
      title: words.title(formatInteger(status.step)),
      why: verdict(status, config)[this.#language],
      numbers: beyond
        ? UNSTEADY[this.#language](step ?? '', rate ?? '', sharpness ?? '', product ?? '', bound ?? '')
        : '',
      half: rated ? words.half(formatInteger(from), half) : null,
      from,
    });
  }
}
