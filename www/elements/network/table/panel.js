// A table of the reader's own: chosen, dropped or pasted, read in the training's Worker, and shown column by column before anything
// is learnt from it. What cannot be read changes nothing.

import { h, setText } from '../../kit/dom.js';
import { FileField } from '../../kit/file-field.js';
import { formatInteger } from '../../kit/format.js';
import { isEngineError } from '../../kit/refusal.js';
import { Preview } from './preview.js';
import { TABLE_WORDS } from './words.js';

/** @typedef {import('../session.js').Session} Session */

/** @typedef {(table: DataTable, standardise: boolean) => void} Take */

export class TablePanel {
  #session;
  #language;
  #words;
  #take;
  /** What is read, and how; another reading goes before it. @type {{ source: string | Uint8Array, options: ReadOptions } | null} */
  #read = null;
  #readings = 0;
  #area = h('textarea', { rows: 4, spellcheck: false, autocomplete: 'off' });
  #said = h('p', { className: 'quiet', role: 'status' });
  #told = h('p', { className: 'refusal', role: 'alert' });
  #place = h('div', {});
  #file;
  #details;

  /** @param {Session} session @param {'en' | 'zh'} language @param {Take} take */
  constructor(session, language, take) {
    this.#session = session;
    this.#language = language;
    this.#take = take;
    const words = TABLE_WORDS[language];
    this.#words = words;
    this.#file = new FileField(words.choose, words.choose, (file) => this.readFile(file));
    const read = h('button', { type: 'button', className: 'small' }, words.read);
    read.addEventListener('click', () => this.#readText());
    this.#details = h(
      'details',
      {},
      h('summary', {}, words.open),
      h('p', { className: 'quiet' }, h('strong', {}, words.stays), ' ', words.formats),
      h('div', { className: 'row' }, this.#file.root, h('span', { className: 'quiet' }, words.drop)),
      h('label', { className: 'csv' }, h('span', { className: 'quiet' }, words.paste), this.#area),
      h('div', { className: 'row' }, read),
      this.#told,
      this.#place,
    );
    this.root = h('div', { className: 'own-table' }, this.#details, this.#said);
  }

  open() {
    this.#details.open = true;
    this.#details.querySelector('summary')?.focus();
  }

  /** @param {File} file */
  async readFile(file) {
    this.#file.show(file.name);
    await this.#show(new Uint8Array(await file.arrayBuffer()), { name: file.name });
  }

  #readText() {
    this.#file.show('');
    return this.#show(this.#area.value, { name: this.#words.pasted });
  }

  /** @param {string | Uint8Array} source @param {ReadOptions} options */
  async #show(source, options) {
    this.#readings += 1;
    const reading = this.#readings;
    setText(this.#told, '');
    setText(this.#said, this.#words.reading);
    try {
      const table = await this.#session.training.readData(source, options);
      if (reading !== this.#readings) return;
      this.#read = { source, options };
      const rows = formatInteger(table.count);
      setText(this.#said, this.#words.understood(table.name, table.format, rows));
      this.#preview(table);
    } catch (error) {
      if (reading !== this.#readings) return;
      if (error instanceof DOMException && error.name === 'AbortError') return;
      setText(this.#said, '');
      const sentence = isEngineError(error) ? error.messages[this.#language] : String(error);
      setText(this.#told, this.#words.unchanged(sentence));
    }
  }

  /** @param {DataTable} table */
  #preview(table) {
    const preview = new Preview(table, this.#language, {
      change: (changes) => {
        if (this.#read) this.#show(this.#read.source, { ...this.#read.options, ...changes });
      },
      use: (standardise) => {
        this.#take(table, standardise);
        this.#close();
        this.#details.open = false;
        this.#details.querySelector('summary')?.focus();
        setText(this.#said, this.#words.taken(table.name));
      },
      close: () => this.#close(),
    });
    const focused = /** @type {ShadowRoot} */ (this.root.getRootNode()).activeElement?.getAttribute('data-part');
    this.#place.replaceChildren(preview.root);
    const again = focused && /** @type {HTMLElement | null} */ (this.#place.querySelector(`[data-part="${focused}"]`));
    if (again) again.focus();
  }

  #close() {
    this.#read = null;
    this.#place.replaceChildren();
    setText(this.#said, '');
  }
}
