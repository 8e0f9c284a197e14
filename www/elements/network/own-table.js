// The place for a table of the reader's own: what reads it loads when it is opened, or when a file is dropped on the figure.

import { h } from '../kit/dom.js';
import { TABLE_WORDS } from './table/words.js';

/** @typedef {import('./table/panel.js').TablePanel} TablePanel */

export class OwnTable {
  root = h('div', { className: 'table-place' });
  #language;
  #make;
  /** @type {Promise<TablePanel> | undefined} */
  #panel;

  /**
   * @param {import('./session.js').Session} session @param {'en' | 'zh'} language
   * @param {(table: DataTable, standardise: boolean) => void} take learns from a table
   */
  constructor(session, language, take) {
    this.#make = async () => {
      const { TablePanel } = await import('./table/panel.js');
      const panel = new TablePanel(session, language, take);
      this.root.replaceChildren(panel.root);
      return panel;
    };
    this.#language = language;
  }

  /** Lets the reader open it. @param {() => void} onOpen */
  offer(onOpen) {
    const { open } = TABLE_WORDS[this.#language];
    const closed = h('details', { className: 'own-table' }, h('summary', {}, open));
    this.root.replaceChildren(closed);
    closed.addEventListener('toggle', () => closed.open && onOpen(), { once: true });
  }

  async open() {
    this.#panel ??= this.#make();
    const panel = await this.#panel;
    panel.open();
    return panel;
  }

  /** Files can be dropped anywhere on the figure. @param {HTMLElement} figure @param {import('./taking.js').Taking} taking what may take them, too */
  acceptDrops(figure, taking) {
    const hasFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
    figure.addEventListener('dragover', (event) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      figure.classList.add('dropping');
    });
    figure.addEventListener('dragleave', () => figure.classList.remove('dropping'));
    figure.addEventListener('drop', async (event) => {
      figure.classList.remove('dropping');
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      if (await taking.takes(file)) return;
      (await this.open()).readFile(file);
    });
  }
}
