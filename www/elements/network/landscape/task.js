// Something long that a button asks for: how far it is, a way to call it off, and what went wrong.

import { h, rest, setText } from '../../kit/dom.js';
import { percent } from '../../kit/percent.js';
import { sentenceOf } from '../../kit/refusal.js';

/** @typedef {{ signal: AbortSignal, onProgress: (part: number) => void }} TaskOptions */

export class Task {
  #language;
  #words;
  #progress = h('progress', { max: 1, value: 0 });
  #told = h('span', {});
  #cancel;
  #bar;
  #problem = h('p', { className: 'refusal', role: 'status' });
  /** @type {AbortController | undefined} */
  #controller;
  #button;

  /** @param {{ language: 'en' | 'zh', words: { cancel: string, calledOff: string } }} context @param {() => void} start what the button does */
  constructor({ language, words }, start) {
    this.#language = language;
    this.#words = words;
    this.#button = h('button', { type: 'button' });
    this.#button.addEventListener('click', start);
    this.#cancel = h('button', { type: 'button', className: 'small' }, words.cancel);
    this.#cancel.addEventListener('click', () => {
      this.abort();
      setText(this.#problem, words.calledOff);
      this.#button.focus();
    });
    this.#bar = h('div', { className: 'row working', hidden: true }, this.#progress, this.#told, this.#cancel);
    this.#progress.setAttribute('aria-label', '');
    this.button = this.#button;
    this.root = h('div', { className: 'task' }, this.#bar, this.#problem);
  }

  get busy() {
    return this.#controller !== undefined;
  }

  /** @param {string} text on the button */
  name(text) {
    setText(this.#button, text);
  }

  /** What is asked for is no longer wanted. */
  abort() {
    this.#controller?.abort();
    this.#controller = undefined;
    this.#show(false);
  }

  /**
   * Does something long, in place of what is under way. Gives nothing where it was called off or failed.
   *
   * @template T
   * @param {(part: (say: import('./words.en.js').Sentence, ...more: string[]) => TaskOptions) => Promise<T>} work `part` begins
   *   a part of it, that is told of by this sentence
   * @returns {Promise<T | undefined>}
   */
  async run(work) {
    this.abort();
    const controller = new AbortController();
    this.#controller = controller;
    setText(this.#problem, '');
    this.#show(true);
    try {
      const value = await work((say, ...more) => this.#begin(controller, say, more));
      return controller === this.#controller ? value : undefined;
    } catch (error) {
      if (controller === this.#controller) this.#refuse(error);
      return undefined;
    } finally {
      if (controller === this.#controller) {
        this.#controller = undefined;
        this.#show(false);
      }
    }
  }

  /** Says a sentence in place of a result. @param {string} text */
  tell(text) {
    setText(this.#problem, text);
  }

  /** @param {AbortController} controller @param {import('./words.en.js').Sentence} say @param {string[]} more @returns {TaskOptions} */
  #begin(controller, say, more) {
    const onProgress = (/** @type {number} */ part) => {
      if (controller !== this.#controller) return;
      this.#progress.value = part;
      const text = say(...more, percent(Math.floor(part * 100) / 100));
      setText(this.#told, text);
      this.#progress.setAttribute('aria-label', text);
    };
    onProgress(0);
    return { signal: controller.signal, onProgress };
  }

  /** @param {boolean} busy */
  #show(busy) {
    const focused = this.#cancel.getRootNode();
    const here = focused instanceof ShadowRoot && focused.activeElement === this.#cancel;
    this.#bar.hidden = !busy;
    rest(this.#button, busy);
    if (!busy && here) this.#button.focus();
  }

  /** @param {unknown} error */
  #refuse(error) {
    const calledOff = error instanceof DOMException && error.name === 'AbortError';
    setText(this.#problem, calledOff ? this.#words.calledOff : sentenceOf(error, this.#language));
  }
}
