// A picture that comes in steps, coarse at first: every change asks anew and calls off what is no longer wanted.

/** How long nothing may change before finer pictures are asked for, in milliseconds. */
const REST = 160;

/**
 * @template T
 */
export class Refining {
  #sizes;
  #ask;
  #show;
  #fail;
  #wait;
  /** @type {AbortController | undefined} */
  #under;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** What the present pictures are of. */
  #key = '';

  /**
   * @param {object} how
   * @param {number[]} how.sizes from coarse to fine
   * @param {(size: number, options: { signal: AbortSignal, onProgress: (part: number) => void }) => Promise<T>} how.ask
   * @param {(value: T, size: number) => void} how.show
   * @param {(error: unknown) => void} how.fail
   * @param {(part: number | null) => void} how.wait told how much of the finer pictures is done; null when all is
   */
  constructor({ sizes, ask, show, fail, wait }) {
    this.#sizes = sizes;
    this.#ask = ask;
    this.#show = show;
    this.#fail = fail;
    this.#wait = wait;
  }

  /**
   * Asks for pictures of something, unless it is what was asked for last. What was asked for before is called off even where
   * nobody looks.
   * @param {string} key
   * @param {boolean} visible
   */
  want(key, visible) {
    if (key === this.#key) return;
    this.stop();
    if (!visible) return;
    this.#key = key;
    this.#refine(0);
  }

  /** Calls off what is under way. */
  stop() {
    this.#key = '';
    this.#under?.abort();
    clearTimeout(this.#timer);
    this.#wait(null);
  }

  /** @param {number} index */
  async #refine(index) {
    const size = this.#sizes[index];
    if (size === undefined) return this.#wait(null);
    const controller = new AbortController();
    this.#under = controller;
    const share = 1 / (this.#sizes.length - 1 || 1);
    const onProgress = (/** @type {number} */ part) => {
      if (index > 0 && !controller.signal.aborted) this.#wait((index - 1 + part) * share);
    };
    try {
      const value = await this.#ask(size, { signal: controller.signal, onProgress });
      // Ignore the result of an aborted request.
      if (controller.signal.aborted) return;
      this.#show(value, size);
      if (index === 0) this.#timer = setTimeout(() => this.#refine(1), REST);
      else this.#refine(index + 1);
    } catch (error) {
      if (controller.signal.aborted) return;
      this.#wait(null);
      this.#fail(error);
    }
  }
}
