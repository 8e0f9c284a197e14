// What every map below a figure has: a heading that opens it, a sentence, its picture, how far it is, and what is wrong.

import { h, hide, setText } from '../../kit/dom.js';
import { sentenceOf } from '../../kit/refusal.js';

/** @typedef {import('../extras/extras.js').Context} Context */
/** @typedef {import('./words.en.js').MapWords} MapWords */

export class Panel {
  #open;
  #seen = true;
  #stage = h('div', { className: 'map-stage' });
  #words = h('div', { className: 'map-words' });
  /** Where its picture is. @type {HTMLElement} */
  #place;
  #problem = h('p', { className: 'map-problem', role: 'status', hidden: true });
  #progress = h('progress', { max: 1, hidden: true });
  /** In words, for those who do not see it. */
  #description = h('p', { className: 'unseen' });
  #sight = new IntersectionObserver((entries) => {
    this.#seen = entries.at(-1)?.isIntersecting ?? false;
    if (this.#seen) this.#update();
  });

  /**
   * @param {string} name its class, and its name in `maps`
   * @param {{ title: string, note: string, working: string }} words
   * @param {boolean} open
   * @param {() => void} update told when it is opened or comes into view
   */
  constructor(name, { title, note, working }, open, update) {
    this.name = name;
    this.note = h('p', {}, note);
    this.#progress.setAttribute('aria-label', working);
    this.root = h('details', { className: `map ${name}`, open }, h('summary', {}, title), this.note);
    this.root.append(
      this.#problem,
      h('div', { className: 'map-body' }, this.#stage, this.#words),
      this.#progress,
      this.#description,
    );
    this.#place = this.root;
    this.#open = open;
    this.update = update;
    this.root.addEventListener('toggle', () => {
      this.#open = this.root.open || this.#place !== this.root;
      this.#update();
    });
    this.#sight.observe(this.root);
  }

  /** Whether anybody can be looking. */
  get visible() {
    return this.#open && this.#seen && this.#place.isConnected && !this.root.hidden;
  }

  /** @param {Node} picture @param {...Node} words about it */
  fill(picture, ...words) {
    this.#stage.append(picture);
    this.#words.append(...words);
  }

  /** Its picture, for a place of its own: the words about it stay in `root`. */
  apart() {
    this.#place = h('div', { className: this.root.className });
    this.#place.append(this.#problem, this.#stage, this.#progress, this.#description);
    this.#open = true;
    this.#sight.disconnect();
    this.#sight.observe(this.#place);
    return this.#place;
  }

  /** What is to be said of the picture, if anything. @param {string} text */
  remark(text) {
    setText(this.#problem, text);
    this.#problem.hidden = text === '';
    this.#stage.hidden = this.#words.hidden = false;
  }

  /** What cannot be shown, and why; empty when all is well. @param {string} why */
  refuse(why) {
    this.remark(why);
    this.#stage.hidden = this.#words.hidden = why !== '';
  }

  /** @param {unknown} error @param {'en' | 'zh'} language */
  fail(error, language) {
    this.refuse(sentenceOf(error, language));
  }

  /** @param {number | null} part */
  wait(part) {
    hide(this.#progress, part === null);
    if (part !== null) this.#progress.value = part;
  }

  /** @param {string} text */
  describe(text) {
    setText(this.#description, text);
  }

  disconnect() {
    this.#sight.disconnect();
  }

  #update() {
    if (this.visible) this.update();
  }
}
