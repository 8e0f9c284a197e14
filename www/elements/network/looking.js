// The place below a network for a closer look at its training, which is loaded when a reader opens it.

import { h, setText } from '../kit/dom.js';

/** @typedef {import('./insight/insight.js').Insight} Insight */
/** @typedef {Omit<import('./insight/insight.js').Context, 'words'>} Context */

const WORDS = {
  en: {
    open: 'A closer look: layers, learning rate, calibration',
    failed: 'This could not be loaded. Close it, and open it again.',
  },
  zh: { open: '细看训练：各层、学习率、校准', failed: '没有载入成功。请合上，再重新打开。' },
};

export class Looking {
  /** @type {Insight | undefined} */
  #insight;
  /** @type {import('./insight/insight.js').Now | undefined} */
  #now;
  #gone = false;

  /** @param {ShadowRoot} shadow @param {Context} context */
  constructor(shadow, context) {
    const { open, failed } = WORDS[context.language];
    const problem = h('p', { className: 'quiet', role: 'status' });
    this.root = h('details', { className: 'around looking' }, h('summary', {}, open), problem);
    let loading = false;
    this.root.addEventListener('toggle', async () => {
      if (this.root.open && this.#insight) this.#follow();
      if (!this.root.open || loading || this.#insight) return;
      loading = true;
      setText(problem, '');
      try {
        const { Insight } = await import('./insight/insight.js');
        const made = await Insight.make(context, shadow);
        if (this.#gone) made.disconnect();
        else {
          this.#insight = made;
          this.root.append(made.root);
          this.#follow();
        }
      } catch {
        setText(problem, failed);
      } finally {
        loading = false;
      }
    });
  }

  /** After a frame. @param {import('./insight/insight.js').Now} now */
  update(now) {
    this.#now = now;
    this.#follow();
  }

  #follow() {
    if (this.root.open && this.#now) this.#insight?.update(this.#now);
  }

  recolour() {
    this.#insight?.recolour();
  }

  disconnect() {
    this.#gone = true;
    this.#insight?.disconnect();
  }
}
