// The page of benchmarks: each result goes into its row of the table.
import { trusted } from '../../engine/trusted.js';
import { readyToCopy } from '../copy.js';

/**
 * @typedef {import('./measure.js').Message} Message
 * @typedef {import('./measure.js').Result} Result
 */

/** Above which results differ: f64, and in a network f32. */
const TOLERANCE = 1e-9;
const TOLERANCE_F32 = 1e-4;
const CELLS = ['engine', 'by-hand', 'ratio'];

export class BenchPage {
  #button = /** @type {HTMLButtonElement} */ (find('start'));
  #progress = find('progress');
  #table = /** @type {HTMLTableElement} */ (document.querySelector('table[data-differs]'));
  #rows = /** @type {HTMLTableRowElement[]} */ (Array.from(this.#table.querySelectorAll('tr[data-contest]')));
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Result[]} */
  #results = [];
  #machine = '';

  constructor() {
    for (const row of this.#rows) {
      row.append(...CELLS.map((name) => Object.assign(document.createElement('td'), { className: name })));
    }
    this.#empty();
    readyToCopy();
    this.#button.disabled = false;
    this.#button.addEventListener('click', () => (this.#worker ? this.#end('stopped') : this.#start()));
  }

  #start() {
    this.#empty();
    this.#button.textContent = this.#button.dataset.stop ?? '';
    find('cores').textContent = String(navigator.hardwareConcurrency);
    this.#worker = new Worker(trusted(new URL('bench.js', import.meta.url)), { type: 'module' });
    this.#tell(0);
    let done = 0;
    this.#worker.addEventListener('message', (/** @type {MessageEvent<Message>} */ { data }) => {
      if ('machine' in data) this.#showMachine(data.machine.peak);
      if ('result' in data) this.#show(data.result);
      if ('failed' in data) this.#note(data.failed.name, data.failed.failure[language()] ?? '');
      if ('result' in data || 'failed' in data) this.#tell(++done);
      if ('done' in data) this.#end('done');
    });
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#end('failed', event.message);
    });
  }

  /** @param {number} done */
  #tell(done) {
    const total = this.#rows.length;
    this.#progress.textContent = filled(this.#progress.dataset.running, { done: Math.min(done + 1, total), total });
  }

  /** @param {'done' | 'stopped' | 'failed'} how @param {string} [why] */
  #end(how, why = '') {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#button.textContent = this.#button.dataset.again ?? '';
    this.#progress.textContent = `${this.#progress.dataset[how]}${why}`;
    if (this.#results.length > 0) this.#report();
  }

  #empty() {
    this.#results = [];
    find('report').hidden = true;
    for (const row of this.#rows) {
      row.querySelector('.note')?.remove();
      row.style.removeProperty('--ratio');
      for (const cell of row.querySelectorAll('td')) cell.textContent = '–';
    }
  }

  /** @param {number} peak */
  #showMachine(peak) {
    find('peak').textContent = peak.toFixed(1);
    this.#machine = Array.from(document.querySelectorAll('.machine div'), (one) =>
      textsOf(one.children).join(': '),
    ).join('\n');
  }

  /** @param {Result} result */
  #show(result) {
    const { name, engine, byHand, difference } = result;
    this.#results.push(result);
    const row = this.#rowOf(name);
    const ratio = byHand / engine;
    const texts = [inMilliseconds(engine), inMilliseconds(byHand), `${ratio.toFixed(1)} ×`];
    row.querySelectorAll('td').forEach((cell, k) => {
      cell.textContent = texts[k];
    });
    row.style.setProperty('--ratio', String(ratio));
    const most = Math.max(...this.#results.map((one) => one.byHand / one.engine));
    this.#table.style.setProperty('--most', String(most));
    if (difference > (name === 'step' ? TOLERANCE_F32 : TOLERANCE)) {
      this.#note(name, filled(this.#table.dataset.differs, { difference: difference.toExponential(1) }));
    }
  }

  /** @param {string} name @param {string} text */
  #note(name, text) {
    const note = Object.assign(document.createElement('span'), { className: 'note', textContent: text });
    this.#rowOf(name).cells[0].append(note);
  }

  /** What the table shows, and where. */
  #report() {
    const heads = textsOf(this.#table.tHead?.rows[0].cells ?? []);
    const lines = [heads, ...this.#results.map(({ name }) => textsOf(this.#rowOf(name).cells))];
    find('report-text').textContent = [
      `sgd-playground, ${new Date().toISOString().slice(0, 10)}`,
      navigator.userAgent,
      this.#machine,
      '',
      this.#table.caption?.textContent?.trim(),
      ...lines.map(([what, ...numbers]) => `${numbers.map((text) => text.padStart(10)).join(' ')}   ${what}`),
    ].join('\n');
    find('report').hidden = false;
  }

  /** @param {string} name */
  #rowOf(name) {
    const row = this.#rows.find(({ dataset }) => dataset.contest === name);
    if (!row) throw new Error(`no row for ${name}`);
    return row;
  }
}

/** @param {string} id */
const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {Iterable<Element>} elements */
const textsOf = (elements) => Array.from(elements, ({ textContent }) => textContent?.trim() ?? '');

/** @param {number} time */
const inMilliseconds = (time) => time.toFixed(time < 10 ? 2 : time < 100 ? 1 : 0);

const language = () => (document.documentElement.lang.startsWith('zh') ? 'zh' : 'en');

/** @param {string | undefined} text @param {Record<string, unknown>} values */
const filled = (text, values) => (text ?? '').replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
