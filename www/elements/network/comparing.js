// The place for the runs that are compared: the panel is loaded when there are any, or when a reader opens it.

import { h, setText } from '../kit/dom.js';

const OPEN = { en: 'Compare runs', zh: '比较多次运行' };
const FAILED = {
  en: 'This part could not be loaded. Close it and open it again to retry.',
  zh: '这一部分未能载入。请关闭后重新打开。',
};

/** @typedef {{ status: NetworkStatus, playing: boolean }} Now */

export class Comparing {
  #load;
  #language;
  #free;
  #loading = false;
  #gone = false;
  /** @type {import('./compare/panel.js').Panel | undefined} */
  #panel;
  /** @type {Now | undefined} */
  #now;
  /** @type {[import('./state.js').Look, import('./colours.js').Colours] | undefined} */
  #looks;
  #problem = h('p', { className: 'quiet', role: 'status' });

  /**
   * @param {ShadowRoot} shadow
   * @param {import('./session.js').Session} session
   * @param {import('./texts.js').Texts} texts
   * @param {import('./figure.js').FigureActions} actions
   * @param {boolean} free whether the reader may change settings
   */
  constructor(shadow, session, texts, actions, free) {
    this.#language = texts.language;
    this.#free = free;
    this.root = h(
      'details',
      { className: 'comparing', hidden: !free },
      h('summary', {}, OPEN[texts.language]),
      this.#problem,
    );
    this.#load = async () => {
      const { Panel } = await import('./compare/panel.js');
      return new Panel({ shadow, session, texts, actions, free });
    };
    this.root.addEventListener('toggle', () => this.#open());
  }

  /** After anything but the passing of steps. @param {import('./state.js').Look} look @param {import('./colours.js').Colours} colours */
  follow(look, colours) {
    const before = this.#looks?.[0].compare ?? '';
    this.#looks = [look, colours];
    if (look.compare !== '') this.root.hidden = false;
    else this.root.hidden = !this.#free;
    if (look.compare !== '' && before === '') this.root.open = true;
    this.draw();
  }

  /** After a frame. @param {NetworkStatus} status @param {boolean} playing */
  update(status, playing) {
    this.#now = { status, playing };
    this.draw();
  }

  draw() {
    if (this.#now && this.#looks) this.#panel?.draw(this.#now, ...this.#looks);
  }

  /** What compares could not be loaded. */
  fail() {
    setText(this.#problem, FAILED[this.#language]);
  }

  disconnect() {
    this.#gone = true;
    this.#panel?.disconnect();
  }

  async #open() {
    if (!this.root.open || this.#loading || this.#panel) return;
    this.#loading = true;
    setText(this.#problem, '');
    try {
      const panel = await this.#load();
      if (this.#gone) {
        panel.disconnect();
        return;
      }
      this.#panel = panel;
      this.root.append(panel.root);
      this.draw();
    } catch {
      this.fail();
    } finally {
      this.#loading = false;
    }
  }
}
