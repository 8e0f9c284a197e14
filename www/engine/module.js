// One instance of the WebAssembly, which everyone shares who asks for it: loaded once, and once more after a trap.

import { EngineError } from './error.js';

/**
 * What wasm-bindgen writes for a module.
 * @typedef {object} Glue
 * @property {(options: { module_or_path: any }) => Promise<unknown>} default loads it
 * @property {() => void} __wbg_reset_state loads it anew
 */

/**
 * Whether what WebAssembly threw leaves its memory in a state that nobody knows: a trap, or a stack that ran over, which browsers
 * tell in ways of their own.
 * @param {unknown} error
 */
export const isTrap = (error) =>
  error instanceof WebAssembly.RuntimeError ||
  (error instanceof Error && (error.name === 'InternalError' || /call stack/i.test(error.message)));

const TRAPPED = {
  en: 'The engine stopped on an internal error. It starts anew with the next call; what it held before, such as runs, is gone.',
  zh: '引擎因内部错误而停止。下次调用时会重新启动；之前的内容（例如各次运行）已丢失。',
};

/** Why it could not be loaded, as an error with a sentence. @param {unknown} error @param {unknown} [place] its address */
export const explained = (error, place) =>
  import('./load-failure.js').then(
    ({ failureOf }) => failureOf(error, place),
    () => error,
  );

/** @template {Glue} T */
export class Module {
  /** How often a new instance had to be loaded. What was made by an earlier one is gone. */
  generation = 0;
  /** Whether the present instance has trapped: its memory can no longer be trusted. */
  trapped = false;
  /** @type {Promise<unknown> | undefined} */
  #loading;
  #place;

  /** @param {T} glue @param {() => URL} place where the WebAssembly is: bundlers find it where it is written out */
  constructor(glue, place) {
    this.glue = glue;
    this.#place = place;
  }

  /**
   * Whoever calls first says where it is; after that there is one.
   * @param {BufferSource | WebAssembly.Module | Response | URL | string | Promise<Response>} [source] where it is not beside this
   *   script; a promise is that of what is there, begun before
   */
  async ready(source) {
    this.#loading ??= this.#load(source).catch(async (error) => {
      this.#loading = undefined;
      throw await explained(error, source === undefined || source instanceof Promise ? this.#place() : source);
    });
    await this.#loading;
    this.#renew();
  }

  /**
   * Calls into WebAssembly; after a trap, into a new instance. What is thrown says what was wrong.
   * @template R
   * @param {(glue: T) => R} f
   * @returns {R}
   */
  call(f) {
    this.#renew();
    try {
      return f(this.glue);
    } catch (error) {
      const thrown = /** @type {any} */ (error);
      if (!isTrap(thrown)) throw thrown?.messages ? new EngineError(thrown) : thrown;
      this.trapped = true;
      throw new EngineError({ code: 'trapped', messages: TRAPPED, cause: thrown });
    }
  }

  #renew() {
    if (!this.trapped) return;
    this.glue.__wbg_reset_state();
    this.trapped = false;
    this.generation += 1;
  }

  /** @param {BufferSource | WebAssembly.Module | Response | URL | string | Promise<Response> | undefined} source */
  async #load(source) {
    const place = source ?? this.#place();
    if (place instanceof URL && place.protocol === 'file:') {
      // Node reads files, but does not fetch them.
      const { readFile } = process.getBuiltinModule('node:fs/promises');
      return this.glue.default({ module_or_path: await readFile(place) });
    }
    return this.glue.default({ module_or_path: place });
  }
}
