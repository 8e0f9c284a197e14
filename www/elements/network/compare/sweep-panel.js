// A sweep as a reader asks for it, and as a map of its cells: a press on one puts its settings into the figure.

import { h, setText } from '../../kit/dom.js';
import { formatInteger } from '../../kit/format.js';
import { Task } from '../landscape/task.js';
import { HeatMap } from './heat.js';
import { batchesAround, ratesAround, sweep, updatesIn, widthsAround, workersHere } from './sweep.js';

/** @typedef {import('./sweep.js').Across} Across */
/** @typedef {import('./sweep.js').Cell} Cell */
/** @typedef {import('./sweep.js').Step} Step */

/** Of data that are few. */
const USUAL = { epochs: 10, train: 2000 };
const MOST_EPOCHS = 1000;

export class SweepPanel {
  #context;
  #words;
  #task;
  #across = h('select', {});
  #epochs = h('input', { type: 'number', min: '1', max: String(MOST_EPOCHS), step: '1' });
  #column = h('select', {});
  #budget = h('p', { className: 'quiet' });
  #stale = h('p', { className: 'stale', role: 'status', hidden: true });
  #map;
  #result;
  /** What the cells were run with, apart from what they vary. */
  #ran = '';

  /** @param {import('./panel.js').PanelContext} context @param {import('./words.js').CompareWords} words */
  constructor(context, { sweep: words }) {
    this.#context = context;
    this.#words = words;
    const { session, texts, actions } = context;
    const option = (/** @type {[string, string]} */ [value, text]) => h('option', { value }, text);
    this.#across.append(...Object.entries(words.across).map(option));
    this.#column.append(...Object.entries(words.columns).map(option));
    this.#epochs.value = String(session.config.train <= USUAL.train ? USUAL.epochs : 1);
    this.#task = new Task({ language: texts.language, words }, () => this.#run());
    this.#task.name(words.run);
    this.#map = new HeatMap(words, (edits) => actions.edit(edits, true));
    for (const field of [this.#across, this.#epochs]) field.addEventListener('input', () => this.#announce());
    this.#column.addEventListener('change', () => this.#map.show(/** @type {any} */ (this.#column.value)));
    const field = (/** @type {string} */ name, /** @type {HTMLElement} */ control) =>
      h('label', { className: 'ask' }, h('span', {}, name), control);
    this.#result = h(
      'div',
      { className: 'sweep-result', hidden: true },
      field(words.shown, this.#column),
      this.#map.root,
    );
    this.root = h(
      'section',
      { className: 'sweep', 'aria-label': words.title },
      h('p', { className: 'heading' }, words.title),
      h(
        'div',
        { className: 'asks' },
        field(words.acrossField, this.#across),
        field(words.epochs, this.#epochs),
        this.#task.button,
      ),
      this.#budget,
      this.#task.root,
      this.#stale,
      this.#result,
    );
    this.#announce();
  }

  /** After a frame, or another setting. */
  draw() {
    const { session } = this.#context;
    this.#announce();
    this.#map.mark(session.config);
    const graded = session.dataset.task === 'classes';
    const accuracy = this.#column.querySelector('[value=testAccuracy]');
    if (accuracy instanceof HTMLOptionElement) accuracy.hidden = !graded;
    const stale = this.#ran !== '' && this.#ran !== this.#base(this.#map.across);
    setText(this.#stale, stale ? this.#words.stale : '');
    this.#stale.hidden = !stale;
  }

  disconnect() {
    this.#task.abort();
  }

  /** What all cells have in common. @param {Across} across */
  #base(across) {
    const { learningRate: _, batchSize, layers, activation, parameters: __, ...same } = this.#context.session.config;
    // One activation for each layer: it is the same however wide they are.
    return JSON.stringify({
      ...same,
      ...(across === 'batch' ? { layers, activation } : { batchSize, depth: layers.length }),
    });
  }

  /** Says what each cell costs. */
  #announce() {
    const { session } = this.#context;
    const { train, seed } = session.config;
    const epochs = this.#asked;
    const [n, samples, workers] = [epochs, epochs * train, workersHere()].map(formatInteger);
    const parts = [String(seed), n ?? '', samples ?? '', workers ?? ''];
    const across = /** @type {Across} */ (this.#across.value);
    setText(
      this.#budget,
      across === 'batch'
        ? this.#words.budgetBatch(...parts)
        : this.#words.budgetWidth(...parts, formatInteger(updatesIn(epochs, session.config))),
    );
  }

  get #asked() {
    return Math.min(MOST_EPOCHS, Math.max(1, Math.round(Number(this.#epochs.value)) || 1));
  }

  async #run() {
    const { session, actions } = this.#context;
    const { catalog, config, taken, table } = session;
    const across = /** @type {Across} */ (this.#across.value);
    const epochs = this.#asked;
    this.#epochs.value = String(epochs);
    const { settings, limits } = catalog.network;
    const rates = ratesAround(
      config,
      settings.find(({ name }) => name === 'learningRate'),
    );
    const columns = across === 'batch' ? batchesAround(config) : widthsAround(config, limits.neurons);
    const configs = rates.flatMap((rate) =>
      columns.map((column) => ({ ...taken, ...rate.config, ...column.config, ...(table && { data: table }) })),
    );
    actions.pause();
    this.#ran = this.#base(across);
    this.#map.begin(across, rates, columns);
    this.#map.show(/** @type {any} */ (this.#column.value));
    this.#result.hidden = false;
    this.draw();
    await this.#task.run((part) => {
      const { signal, onProgress } = part(this.#words.running, String(configs.length));
      return sweep(configs, {
        epochs,
        workers: workersHere(),
        signal,
        onProgress,
        onCell: (place, cell) => this.#map.put(place, cell),
      });
    });
  }
}
