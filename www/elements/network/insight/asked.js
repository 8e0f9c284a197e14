// What a section asks of the training by itself: one question at a time, no more often than it is looked at, and again when the run
// has moved.

/** While it plays, so many milliseconds lie between two. */
const APART = 500;

/** @template T */
export class Asked {
  #ask;
  #show;
  #pending = false;
  #last = -Infinity;
  #asked = '';
  #gone = false;

  /** @param {() => Promise<T>} ask @param {(value: T) => void} show */
  constructor(ask, show) {
    this.#ask = ask;
    this.#show = show;
  }

  /**
   * @param {string} state of what the answer is; another one makes another answer
   * @param {boolean} playing
   */
  async update(state, playing) {
    const now = performance.now();
    if (this.#pending || state === this.#asked || (playing && now - this.#last < APART)) return;
    this.#pending = true;
    this.#last = now;
    this.#asked = state;
    try {
      const value = await this.#ask();
      if (!this.#gone) this.#show(value);
    } catch {
      // The run has ended, or has changed: the next frame asks again.
      this.#asked = '';
    } finally {
      this.#pending = false;
    }
  }

  end() {
    this.#gone = true;
  }
}
