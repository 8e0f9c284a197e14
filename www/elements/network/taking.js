// The place for what can be taken along and loaded: what does it loads when a reader opens it, or drops a file.

import { h } from '../kit/dom.js';

const OPEN = { en: 'Take it with you, or load weights', zh: '导出网络，或载入权重' };

export class Taking {
  #make;
  /** @type {Promise<import('./take/take.js').Take> | undefined} */
  #take;

  /**
   * @param {import('./session.js').Session} session @param {'en' | 'zh'} language
   * @param {import('./take/take.js').TakeActions} actions @param {() => HTMLElement} figure
   */
  constructor(session, language, actions, figure) {
    const closed = h('details', { className: 'take' }, h('summary', {}, OPEN[language]));
    closed.addEventListener('toggle', () => closed.open && this.#open(), { once: true });
    this.root = h('div', {}, closed);
    this.#make = async () => {
      const { Take } = await import('./take/take.js');
      const take = new Take(session, language, actions, figure);
      this.root.replaceChildren(take.root);
      return take;
    };
  }

  /** Takes a file that was dropped, if it holds weights. @param {File} file */
  async takes(file) {
    const { holdsWeights } = await import('./take/take.js');
    if (!holdsWeights(new Uint8Array(await file.arrayBuffer()))) return false;
    const take = await this.#open();
    take.readFile(file);
    return true;
  }

  async #open() {
    this.#take ??= this.#make();
    const take = await this.#take;
    take.open();
    return take;
  }
}
