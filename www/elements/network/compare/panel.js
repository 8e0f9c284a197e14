// The runs that are compared: one chart with a curve of each, a table of where they stand, and what is the same for all.

import { h, setText } from '../../kit/dom.js';
import { formatInteger, formatNumber } from '../../kit/format.js';
import { addSheet } from '../../kit/sheet.js';
import { swatch } from '../../kit/swatch.js';
import { optimizerStyle } from '../../views/palette.js';
import { CurveChart } from '../chart.js';
import { runsBeside, runsText, withRuns } from '../compared.js';
import below from '../style/below.css';
import { addForm } from './form.js';
import { merged } from './merged.js';
import style from './style.css';
import { SweepPanel } from './sweep-panel.js';
import { CompareTable } from './table.js';
import { COMPARE_WORDS } from './words.js';

/** @typedef {import('./runs.js').Shown} Shown */
/** @typedef {'trainLoss' | 'testLoss' | 'trainAccuracy' | 'testAccuracy'} Column */

/**
 * @typedef {object} PanelContext
 * @property {ShadowRoot} shadow
 * @property {import('../session.js').Session} session
 * @property {import('../texts.js').Texts} texts
 * @property {import('../figure.js').FigureActions} actions
 * @property {boolean} free whether the reader may change settings
 */

/** @type {Column[]} */
const LOSSES = ['trainLoss', 'testLoss'];
/** @type {Column[]} */
const ACCURACIES = ['trainAccuracy', 'testAccuracy'];

export class Panel {
  #context;
  #words;
  #table;
  #losses;
  #accuracies;
  #column = h('select', {});
  #legend = h('ul', { className: 'compare-legend' });
  #fair = h('p', { className: 'quiet' });
  #notice = h('p', { className: 'refusal', role: 'status' });
  #none;
  #body;
  #shown = '';
  /** @type {SweepPanel | undefined} */
  #sweep;

  /** @param {PanelContext} context */
  constructor(context) {
    const { shadow, texts, free } = context;
    addSheet(shadow, below);
    addSheet(shadow, style);
    const words = COMPARE_WORDS[texts.language];
    this.#context = context;
    this.#words = words;
    this.#losses = new CurveChart(words.charts.loss, texts.words.logarithmic);
    this.#accuracies = new CurveChart(words.charts.accuracy, null);
    this.#column.append(
      ...[...LOSSES, ...ACCURACIES].map((column) => h('option', { value: column }, words.curves[column])),
    );
    this.#column.addEventListener('change', () => this.#redraw());
    this.#table = new CompareTable(words, free ? (run) => this.#remove(run) : null);
    this.#legend.setAttribute('aria-label', words.legend);
    const choice = h('label', { className: 'axis' }, h('span', {}, words.shown), this.#column);
    this.#none = h('p', { className: 'quiet' }, words.none);
    this.#body = h(
      'div',
      { className: 'compare-body' },
      h('div', { className: 'compare-chart' }, choice, this.#legend, this.#losses.root, this.#accuracies.root),
      h('div', { className: 'compare-numbers' }, this.#table.root, this.#fair),
    );
    this.root = h('div', { className: 'compare' }, this.#none, this.#body, this.#notice);
    if (!free) return;
    this.#sweep = new SweepPanel(context, words);
    this.root.append(
      addForm(context, words, (run) => this.#add(run)),
      this.#sweep.root,
    );
  }

  /** @type {Parameters<Panel['draw']> | undefined} */
  #last;

  /** @param {import('../comparing.js').Now} now @param {import('../state.js').Look} look @param {import('../colours.js').Colours} colours */
  draw(now, look, colours) {
    this.#last = [now, look, colours];
    const { session, texts } = this.#context;
    const { runs } = session;
    this.#sweep?.draw();
    const compares = (runs?.list.length ?? 0) > 0;
    this.#body.hidden = !compares;
    this.#none.hidden = compares || look.compare !== '';
    const refused = runs?.refused ?? [];
    setText(
      this.#notice,
      refused.map(({ text, messages }) => this.#words.refused(text, messages[texts.language])).join(' '),
    );
    if (!runs || !compares) return;
    const all = runs.shown(now.status, texts.language);
    this.#name(all);
    this.#drawCurves(all, look, colours);
    this.#table.draw(all, now.playing, session.dataset.task === 'classes');
    setText(this.#fair, this.#sentences(all).join(texts.language === 'zh' ? '' : ' '));
    if (!now.playing) this.#losses.describe();
    if (!now.playing) this.#accuracies.describe();
  }

  disconnect() {
    this.#losses.disconnect();
    this.#accuracies.disconnect();
    this.#sweep?.disconnect();
  }

  #redraw() {
    if (this.#last) this.draw(...this.#last);
  }

  /** @param {Shown[]} all */
  #name(all) {
    const shown = JSON.stringify(all.map(({ name, look }) => [name, look]));
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#legend.replaceChildren(
      ...all.map(({ name, look, own }, k) =>
        h(
          'li',
          {},
          swatch(optimizerStyle(look)),
          h('b', {}, String(k + 1)),
          ` ${name}${own ? ` ${this.#words.own}` : ''}`,
        ),
      ),
    );
  }

  /** @param {Shown[]} all @param {import('../state.js').Look} look @param {import('../colours.js').Colours} colours */
  #drawCurves(all, { axis, lossScale }, { palette }) {
    const { session, texts } = this.#context;
    const graded = session.dataset.task === 'classes';
    for (const option of this.#column.options)
      option.hidden = !graded && ACCURACIES.includes(/** @type {Column} */ (option.value));
    if (!graded && ACCURACIES.includes(/** @type {Column} */ (this.#column.value))) this.#column.value = 'trainLoss';
    const column = /** @type {Column} */ (this.#column.value);
    const { along, values } = merged(
      all.map(({ rows }) => rows),
      column,
      axis,
      session.config.train,
    );
    const curves = all.map(({ look }, k) => {
      const { colour, dash } = optimizerStyle(look);
      return { label: String(k + 1), colour, text: palette.ink, width: 2, dash, values: values[k] ?? [] };
    });
    const isLoss = LOSSES.includes(column);
    this.#losses.root.hidden = !isLoss;
    this.#accuracies.root.hidden = isLoss;
    const chart = isLoss ? this.#losses : this.#accuracies;
    chart.draw(curves, along, texts.words.axes[axis], palette, { linear: lossScale === 'linear' });
  }

  /** What is the same for all, and what the numbers are. @param {Shown[]} all */
  #sentences(all) {
    const words = this.#words;
    const { session } = this.#context;
    const configs = all.map(({ config }) => config);
    const alike = (/** @type {string} */ name) => new Set(configs.map((config) => String(config[name]))).size === 1;
    const seed = String(session.config.seed);
    const { few } = session.catalog.network.mnist;
    const exact = session.config.train <= (few[0] ?? 0);
    const most = session.catalog.network.limits.evaluated;
    const strayed = all.findIndex(({ training }) => training.strayed);
    const { by, step } = all[strayed]?.training.strayed ?? {};
    const [together, each] = alike('batchSize') ? [words.fair, words.fairEach] : [words.fairSizes, words.fairSizesEach];
    const fair = alike('layers') && alike('initializer') ? together(seed) : each(seed);
    return [
      by ? words.strayed[by](String(strayed + 1), formatInteger(step ?? 0), seed) : fair,
      alike('learningRate') ? words.sameRate(formatNumber(session.config.learningRate)) : '',
      words.seconds,
      exact ? words.exact : words.part(String(most)),
      words.moving,
    ].filter(Boolean);
  }

  /** @param {Record<string, string>} added @returns {string} why it cannot be; empty where it can */
  #add(added) {
    const list = this.#asked;
    if (list.some((run) => runsText([run]) === runsText([added]))) return this.#words.same;
    this.#edit([...list, added]);
    return '';
  }

  /** @param {Shown} run */
  #remove(run) {
    this.#edit(this.#asked.filter((asked) => JSON.stringify(asked) !== run.text));
  }

  /** What the figure is asked to compare itself with. */
  get #asked() {
    return runsBeside(this.#context.actions.asked);
  }

  /** Another list; the figure's own run stays what it is. @param {Record<string, string>[]} list */
  #edit(list) {
    const { actions, session } = this.#context;
    actions.edit(withRuns(list, actions.asked, session.config.learningRate), true);
  }
}
