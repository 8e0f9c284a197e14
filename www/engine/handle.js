// An object of the WebAssembly, as JavaScript holds it: once it is freed, or its instance was replaced, it is gone.

import { EngineError } from './error.js';

/** @template {import('./module.js').Glue} G @template {{ free: () => void }} T */
export class Handle {
  /** @type {T | undefined} */
  #object;
  #module;
  #generation;
  #gone;

  /**
   * @param {import('./module.js').Module<G>} module
   * @param {(glue: G) => T} make
   * @param {Words} gone what is said of a call that comes too late
   */
  constructor(module, make, gone) {
    this.#module = module;
    this.#gone = gone;
    this.#object = module.call(make);
    // After a trap, this call has made a new instance.
    this.#generation = module.generation;
  }

  /**
   * @template R
   * @param {(object: T) => R} f
   * @returns {R}
   */
  call(f) {
    const object = this.#object;
    if (object && this.#isCurrent) return this.#module.call(() => f(object));
    throw new EngineError({ code: 'unavailable', messages: this.#gone });
  }

  /**
   * The last call: `f` consumes the object.
   * @template R
   * @param {(object: T) => R} f
   * @returns {R}
   */
  consume(f) {
    return this.call((object) => {
      this.#object = undefined;
      return f(object);
    });
  }

  /** Gives its memory back, if it still has any. */
  release() {
    if (this.#object && this.#isCurrent) this.consume((object) => object.free());
    this.#object = undefined;
  }

  get #isCurrent() {
    return !this.#module.trapped && this.#generation === this.#module.generation;
  }
}

/** What is said of a run that is gone. */
export const RUN_GONE = {
  en: 'This run is gone: it was freed, or the engine was replaced after a fault. Make a new one.',
  zh: '这次运行已不存在：它被释放了，或者引擎出错后已更换。请新建一次。',
};
