// What is said of the sample that is looked at, when a step is a sample.

import { formatNumber } from '../kit/format.js';
import { percent } from '../kit/percent.js';

export class Looked {
  #words;
  /** While a batch is being looked at: after how many updates. */
  #step = -1;

  /** @param {import('./words.en.js').NetworkWords} words */
  constructor(words) {
    this.#words = words;
  }

  /** @param {NetworkStatus} status @param {SampleRows | null} looked the sample itself @param {boolean} values whether the answer is a value and not a class */
  text({ step, sample }, looked, values) {
    const words = this.#words;
    if (!sample) {
      // The press that made the update is answered; the next one begins with another batch.
      const updated = this.#step >= 0 && step === this.#step + 1;
      if (!updated) this.#step = -1;
      return updated ? words.updated : '';
    }
    this.#step = step;
    const { at, of, loss, prediction } = sample;
    const best = prediction.indexOf(Math.max(...prediction));
    const target = looked?.targets[0] ?? Number.NaN;
    const answer = values
      ? words.answersValue(formatNumber(target, 3), formatNumber(prediction[0] ?? 0, 3))
      : words.answersClass(Number.isNaN(target) ? '?' : String(target), String(best), percent(prediction[best] ?? 0));
    const text = words.lookedAt(String(at + 1), String(of), formatNumber(loss, 3), answer);
    return at + 1 < of ? text : `${text}${words.allSeen(String(of))}`;
  }
}
