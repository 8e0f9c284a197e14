// What stands in the frame of one `<sgd-playground>`: its parts, and how a session is shown by them.

import { h, hide, setText } from '../kit/dom.js';
import { formatInteger, formatNumber, formatReading, formatVector } from '../kit/format.js';
import { FIRST_WORDS } from '../kit/language.js';
import { Notices } from '../kit/notices.js';
import { explained, sentenceOf } from '../kit/refusal.js';
import { addSheet } from '../kit/sheet.js';
import { pause } from '../kit/turns.js';
import { curvePicture, loadCurve } from '../views/late-curve.js';
import { Legend } from '../views/legend.js';
import { mapPicture } from '../views/map.js';
import { optimizerStyle, readPalette } from '../views/palette.js';
import { Plot } from '../views/plot.js';
import { Controls } from './controls.js';
import { Moves } from './moves.js';
import { Readouts } from './readouts.js';
import { Transport } from './transport.js';

/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('./state.js').Presentation} Presentation */
/** @typedef {import('./readouts.js').FigureState} FigureState */

/**
 * @typedef {object} FigureActions
 * @property {(action: () => void) => void} guard does what touches the engine, and copes when it fails
 * @property {() => void} reset
 * @property {(step: number) => void} rewindHalf back to a step, with half the learning rate
 * @property {(step: number) => void} rewindTo
 * @property {(edits: import('./edits.js').Edits) => void} edit
 * @property {() => void} redraw
 * @property {() => void} toggle
 * @property {() => void} pause
 * @property {() => void} step
 * @property {() => void} move
 * @property {(speed: number, committed: boolean) => void} setSpeed
 * @property {(point: number[], committed: boolean) => void} setStart
 * @property {(name: string, text: string, committed: boolean) => void} change
 */

/**
 * @typedef {object} Arrangement the compact form of a figure
 * @property {HTMLElement[]} parts
 * @property {boolean} open whether all that stands behind "More" can be seen
 * @property {(presentation: Presentation) => void} follow after a change of settings
 * @property {(state: FigureState, moment: import('../views/plot.js').Moment) => void} update
 * @property {() => void} disconnect
 */

/** The text alternatives are renewed at most this often, in milliseconds. */
const DESCRIBE_EVERY = 500;

export class Figure {
  #shadow;
  #session;
  #words;
  #language;
  #actions;
  /** @type {Presentation} */
  #presentation;
  /** @type {FigureState} */
  #state = 'ready';
  /** @type {import('../views/palette.js').Palette} */
  #palette;
  #title = h('strong', {});
  #note = h('span', {});
  #body = h('div', { className: 'body' });
  stage = h('div', { className: 'plot-cell' });
  dataCell = h('div', { className: 'data-cell' });
  /** @type {import('../views/data.js').SampleView | undefined} */
  #data;
  /** Loaded with it. @type {import('../views/legend.js').DrawMark} */
  #drawDataMark = () => {};
  /** @type {Plot | import('../views/surface.js').SurfacePlot | undefined} */
  #plot;
  #view = '';
  /** The surface and the optimizer that the pictures show; they are set anew only when this changes. */
  #shown = '';
  #live = h('p', { className: 'unseen', role: 'status' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** The step that a reader looks back at. @type {number | null} */
  #past = null;
  /** What is loaded once the figure is there. @type {import('./extras/extras.js').Extras | undefined} */
  extras;
  #asked = { extras: /** @type {object | undefined} */ (undefined), chart: false };
  /** What the element has to tell. */
  #told = /** @type {Parameters<Figure['tell']>} */ ([[], []]);
  /** Loaded with the first run that diverges. @type {import('./divergence.js').Divergence | undefined} */
  #divergence;
  /** Loaded with the first run that has one. @type {import('./average.js').Average | undefined} */
  #average;
  /** @type {Arrangement | undefined} */
  #compact;
  /** @type {import('../views/chart.js').Chart | undefined} */
  #chart;
  chartPlace = h('div', { className: 'chart' });
  extrasPlace = h('div', { className: 'extras' });

  /**
   * @param {ShadowRoot} shadow
   * @param {Session} session
   * @param {Presentation} presentation
   * @param {import('./words/en.js').Strings} words
   * @param {'en' | 'zh'} language
   * @param {FigureActions} actions
   * @param {((figure: Figure) => Arrangement) | undefined} arrange for the compact form
   */
  constructor(shadow, session, presentation, words, language, actions, arrange) {
    this.#shadow = shadow;
    this.#session = session;
    this.#presentation = presentation;
    this.#words = words;
    this.#language = language;
    this.#actions = actions;
    this.#palette = readPalette(shadow);
    const { controls: only } = presentation;
    const full = arrange !== undefined || !only || only.includes('moves');
    this.transport = new Transport(words, actions);
    this.transport.extend(full);
    this.notices = new Notices();
    this.legend = new Legend(words.lossScale, words.noValue);
    this.dataLegend = new Legend('');
    // Room for the view that is loaded later.
    this.dataCell.append(h('div', { className: 'plot data' }), this.dataLegend.root);
    this.readouts = new Readouts(words);
    this.moves = new Moves(words);
    this.controls = new Controls({ session, words, language, only, onChange: actions.change });
    this.title = h('p', { className: 'title' }, this.#title, ' ', this.#note);
    this.context = {
      session,
      language,
      words,
      presentation,
      actions,
      plot: () => this.#plot,
      palette: () => this.#palette,
      look: (/** @type {number | null} */ step) => {
        this.#past = step;
        actions.redraw();
      },
    };
    this.root = h('div', { className: 'figure', lang: language === 'zh' ? 'zh-Hans' : 'en' });
    this.#compact = arrange?.(this);
    this.root.append(...(this.#compact?.parts ?? this.#inFull()), this.#live);
    if (!this.#compact && full) this.#body.append(this.moves.root);
  }

  #inFull() {
    this.#body.append(
      h('div', { className: 'main' }, this.stage, this.legend.root),
      this.controls.root,
      h('div', { className: 'side' }, this.readouts.root, this.dataCell, this.chartPlace),
    );
    return [this.title, this.notices.root, this.transport.root, this.#body, this.extrasPlace];
  }

  /** Other controls; of the compact form they are another figure. @param {string[] | null} only */
  #offer(only) {
    const full = !only || only.includes('moves');
    this.controls.offer(only);
    this.transport.extend(full);
    if (full) this.#body.append(this.moves.root);
    else this.moves.root.remove();
  }

  /** What goes with all controls is not what goes with some. */
  #dropExtras() {
    this.extras?.disconnect();
    this.extrasPlace.replaceChildren();
    this.extras = this.#asked.extras = undefined;
  }

  /** The figure's own run, as pictures show it. */
  get #line() {
    const { colour, dash } = optimizerStyle(this.#session.optimizerIndex);
    return { history: this.#session.history, colour, dash, first: 0, along: this.extras?.along };
  }

  /** Looks back at a step; null for the present. @param {number | null} step */
  look(step) {
    this.#past = step;
  }

  /** The picture of the loss comes first. */
  async #loadChart() {
    if (this.#asked.chart) return;
    this.#asked.chart = true;
    const { Chart, style, fullSentences } = await import('./late.js');
    addSheet(this.#shadow, style);
    if (!this.root.isConnected) return;
    this.#chart = new Chart(this.#language);
    this.chartPlace.replaceWith(this.#chart.root);
    this.#chart.show(this.#palette);
    fullSentences(this.#session);
    this.refresh();
  }

  async #loadExtras() {
    const { compare, controls, maps } = this.#presentation;
    const wanted = this.#compact ? this.#compact.open : controls === null || maps.length > 0;
    // Runs that go along are theirs to let go of, too.
    if (this.#asked.extras || !(wanted || compare || this.#session.others.length)) return;
    const asked = {};
    this.#asked.extras = asked;
    const { Extras } = await import('./extras/extras.js');
    const extras = await Extras.make(this.context);
    if (!this.root.isConnected || asked !== this.#asked.extras) return;
    this.extras = extras;
    this.extrasPlace.append(extras.root);
    this.#adapt();
    await pause();
    if (!this.root.isConnected) return;
    this.frame(this.#state);
    await extras.addMaps();
  }

  /** After anything but the passing of steps: settings, language of the page, colours. */
  refresh() {
    this.#adapt();
    this.frame(this.#state);
  }

  #adapt() {
    const { config, objective } = this.#session;
    setText(this.#title, objective ? objective.label[this.#language] : this.#words.ownFormula);
    setText(this.#note, objective?.note[this.#language] ?? '');
    const shown = `${this.#session.surfaceKey} ${config.optimizer} ${this.#presentation.view}`;
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#showSurface();
    }
    this.controls.update();
    this.transport.showSpeed(this.#presentation.speed);
    this.#actions.guard(() => {
      this.extras?.follow(this.#presentation);
      this.#compact?.follow(this.#presentation);
    });
    this.#late(this.#loadChart());
    this.#late(this.#loadExtras());
  }

  /** What cannot be had is told; the figure goes on without it. @param {Promise<void>} load */
  #late(load) {
    load.catch(async (error) => {
      const why = sentenceOf(await explained(error), this.#language);
      this.tell([FIRST_WORDS[this.#language].failed(why)], []);
    });
  }

  #showSurface() {
    const { config, objective, optimizerIndex } = this.#session;
    this.#showPlot();
    const samples = this.#session.run.data();
    const minima = this.#session.minima();
    const { colour } = optimizerStyle(optimizerIndex);
    hide(this.dataCell, samples === null);
    if (samples) {
      const { inputs = [], target = '' } = objective?.data ?? {};
      const [x = '', second = target] = inputs;
      const names = { x, y: second };
      this.#late(this.#showSamples({ samples, names, best: minima[0]?.point ?? null, colour }));
    }
    this.#plot?.show(
      {
        key: this.#session.surfaceKey,
        domain: config.domain,
        variables: config.variables,
        samples: config.samples,
        minima,
        colour,
        paint: (context, picture) => this.#session.paint(context, picture),
        field: (width) => this.#session.field(width),
      },
      this.#palette,
    );
    this.#chart?.show(this.#palette);
    this.#showLegends(minima.length > 0, config.samples);
  }

  /** The view of samples is loaded when there are some. @param {Parameters<import('../views/data.js').SampleView['show']>[0]} scene */
  async #showSamples(scene) {
    const shown = this.#shown;
    const { SampleView, drawDataMark } = await import('../views/data.js');
    if (shown !== this.#shown) return;
    if (!this.#data) {
      this.#drawDataMark = drawDataMark;
      this.#showLegends(scene.best !== null, scene.samples.n);
      this.#data = new SampleView(this.#words.dataTitle);
      this.dataCell.firstElementChild?.replaceWith(this.#data.box);
    }
    this.#data.show(scene, this.#palette);
    this.frame(this.#state);
  }

  /** After steps or a change of state. @param {FigureState} state */
  frame(state) {
    const { history, config, moves, others } = this.#session;
    const past = this.#past === null ? null : this.extras?.statusAt(this.#past);
    const status = past ?? this.#session.status;
    const now = status === this.#session.status;
    const last = moves.at(-1);
    const partial = status.batch !== null && !status.batch.full;
    const batchGradient = now && partial && last?.move === 'backward' ? (last.gradient ?? null) : null;
    const { rate, velocityUnit } = status;
    // A fork that waits for its step has nothing to show yet.
    const going = others.map(({ line }) => line).filter((line) => line.history.length > 0);
    const lines = [this.#line, ...going];
    const shown = now ? history : history.upTo(status.step);
    const ends = now ? going : going.map((line) => ({ ...line, history: line.history.upTo(status.step) }));
    const { camera } = this.#presentation;
    const moment = { status, history: shown, lines, ends, rate, velocityUnit, batchGradient, camera };
    this.#plot?.draw(moment);
    if (status.average || this.#average) this.#late(this.#showAverage(moment));
    if (!this.dataCell.hidden) this.#data?.draw(status.params, status.batch?.indices ?? null);
    this.#chart?.draw(lines);
    this.readouts.update(status, now ? state : 'paused', config);
    this.moves.update(now ? moves : [], config.variables, config.kind === 'model' ? config.samples : 0);
    this.transport.update(
      state === 'running',
      this.#session.over,
      this.#session.finished,
      this.#words.moves[status.nextMove],
    );
    this.extras?.update(state, moment);
    this.#compact?.update(state, moment);
    this.#showState(state);
    this.tell(...this.#told);
    this.#timer ??= setTimeout(() => this.#describe(), DESCRIBE_EVERY);
  }

  /** The colours of the page have changed. */
  recolour() {
    this.#takeColours();
    this.refresh();
  }

  #takeColours() {
    this.#palette = readPalette(this.#shadow);
    this.#shown = '';
  }

  /** The frame after it shows the rest. @param {Presentation} presentation */
  present(presentation) {
    const { theme, controls } = this.#presentation;
    this.#presentation = this.context.presentation = presentation;
    this.#size();
    if (theme !== presentation.theme) this.#takeColours();
    if (!this.#compact && String(controls) !== String(presentation.controls)) {
      this.#offer(presentation.controls);
      if (!controls !== !presentation.controls) this.#dropExtras();
    }
    this.#adapt();
  }

  /** The lowest loss that is painted is a known minimum's, not that of the pixel nearest to it. @param {Painted} painted */
  #showScale(painted) {
    const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = this.#session.config.domain;
    const seen = this.#session.minima().filter(({ point }) => {
      const [x = 0, y = 0] = Array.from(point);
      return x >= x0 && x <= x1 && y >= y0 && y <= y1;
    });
    this.legend.showScale({ ...painted, low: Math.min(painted.low, ...seen.map(({ loss = Infinity }) => loss)) });
  }

  #size() {
    const { height } = this.#presentation;
    if (this.#plot) this.#plot.box.style.height = height === null ? '' : `${height}px`;
  }

  /**
   * Says in the frame what could not be followed, where no field does.
   *
   * @param {string[]} remarks
   * @param {import('../kit/attributes.js').Rejected[]} rejected
   */
  tell(remarks, rejected) {
    this.#told = [remarks, rejected];
    const [words, language] = [this.#words, this.#language];
    const { problems, status, history, config } = this.#session;
    const { view } = this.#presentation;
    const sentences = [...remarks];
    for (const { name, value, expects } of rejected) sentences.push(words.rejected(name, value, expects));
    for (const problem of problems) {
      if (!this.controls.shows(problem.key)) sentences.push(this.#session.refusal(problem, language));
    }
    if (view !== 'auto' && view !== this.#view) sentences.push(words.viewMisfit(view, this.#view));
    if (status.message && status.state !== 'diverged') sentences.push(status.message[language]);
    const left = history.leftAt(config.domain);
    if (left !== null && this.#state === 'paused')
      sentences.push(words.left(formatInteger(left), !this.#session.finished));
    this.notices.update(sentences);
  }

  disconnect() {
    clearTimeout(this.#timer);
    this.#plot?.disconnect();
    this.#data?.disconnect();
    this.#chart?.disconnect();
    this.extras?.disconnect();
    this.#compact?.disconnect();
  }

  #showPlot() {
    const { dim } = this.#session.config;
    const view = dim === 1 ? 'curve' : this.#presentation.view === 'surface' ? 'surface' : 'map';
    if (view === this.#view) return;
    this.#view = view;
    if (view === 'curve' && !curvePicture) {
      this.#late(this.#awaitCurve());
      return;
    }
    const curve = view === 'curve' && curvePicture;
    const picture = curve ? curve() : mapPicture((painted) => this.#showScale(painted));
    if (curve) this.legend.showScale(null);
    const label = curve ? this.#words.curveTitle : this.#words.mapTitle;
    this.#place(
      new Plot(
        picture,
        { onStart: this.#actions.setStart, onToggle: this.#actions.toggle, onResize: this.#actions.guard },
        { label, keys: this.#words.plotKeys, outside: this.#words.outside },
      ),
    );
    if (view === 'surface') this.#late(this.#loadSurface());
  }

  /** Until it is there, the picture before it is seen, at rest. */
  async #awaitCurve() {
    this.#plot?.disconnect();
    if (this.#plot) this.#plot.box.inert = true;
    this.#plot = undefined;
    await loadCurve();
    if (this.#view !== 'curve' || !this.root.isConnected) return;
    this.#view = this.#shown = '';
    this.refresh();
  }

  /** @param {Plot | import('../views/surface.js').SurfacePlot} plot */
  #place(plot) {
    this.#plot?.disconnect();
    this.#plot = plot;
    this.#size();
    this.stage.replaceChildren(plot.box, plot.description);
    if (this.#divergence) this.stage.append(this.#divergence.root);
  }

  /** Until the 3-D view is there, the map is. */
  async #loadSurface() {
    const onPaint = (/** @type {Painted} */ painted) => this.#showScale(painted);
    const config = () => this.#session.taken;
    const { surfacePlot } = await import('../views/surface.js');
    const plot = await surfacePlot(wholeEngine, this.#language, { ...this.#actions, onPaint, config });
    if (this.#view !== 'surface' || !this.root.isConnected) return plot.disconnect();
    this.#place(plot);
    this.#shown = '';
    this.refresh();
  }

  /** @param {boolean} minimum whether one is known @param {number} samples */
  #showLegends(minimum, samples) {
    // A step may see some of several samples; of one there is an error to be seen.
    const [batches, alone] = [samples > 1, samples === 1];
    const { catalog, optimizerIndex } = this.#session;
    const velocity = catalog.optimizers[optimizerIndex]?.slots.includes('velocity') ?? false;
    const curve = this.#view === 'curve';
    const colours = { ...this.#palette, run: optimizerStyle(optimizerIndex).colour };
    const said = { ...this.#words.legend, ...this.#plot?.legend };
    const labelled = (/** @type {(import('../views/legend.js').Mark | false)[]} */ marks) =>
      marks.filter((mark) => mark !== false).map((mark) => ({ mark, label: said[mark] }));
    const marks = labelled([
      'ball',
      'gradient',
      batches && 'batch',
      velocity && 'velocity',
      curve && 'tangent',
      minimum && !curve && 'minimum',
    ]);
    this.legend.update(marks, colours);
    if (samples > 0)
      this.dataLegend.update(
        labelled(['fit', alone && 'error', minimum && 'best', batches && 'chosen']),
        colours,
        this.#drawDataMark,
      );
  }

  /** @param {FigureState} state */
  #showState(state) {
    if (state !== this.#state) {
      this.#state = state;
      setText(this.#live, this.#positionText());
    }
    if (state === 'diverged') this.#late(this.#showDivergence());
    else this.#divergence?.hide();
  }

  async #showDivergence() {
    if (!this.#divergence) {
      const { Divergence } = await import('./divergence.js');
      this.#divergence ??= new Divergence(this.#words.reset, this.#language, this.#actions);
      this.stage.append(this.#divergence.root);
      if (this.#state !== 'diverged' || !this.root.isConnected) return;
    }
    this.#actions.guard(() => this.#divergence?.show(this.#session));
  }

  /** @param {import('../views/plot.js').Moment} moment */
  async #showAverage(moment) {
    const { Average } = await import('./average.js');
    this.#average ??= new Average(this, this.#language);
    this.#average.show(this.#plot, moment, this.#session.config.variables);
  }

  #positionText() {
    const { status, config } = this.#session;
    const params = `${config.variables.join(', ')} ${formatVector(status.params)}`;
    const state = this.#words.states[this.#state];
    return this.#words.describe.position(state, formatInteger(status.step), params, formatReading(status.loss));
  }

  #describe() {
    this.#timer = undefined;
    const { config, objective, catalog, optimizerIndex } = this.#session;
    const { describe, ownFormula } = this.#words;
    const name = objective ? objective.label[this.#language] : `${ownFormula} ${config.formula}`;
    const optimizer = catalog.optimizers[optimizerIndex]?.label[this.#language] ?? config.optimizer;
    const subject = describe.objective(name, optimizer, formatNumber(config.learningRate));
    this.#plot?.describe(`${subject} ${this.#positionText()}`);
    this.#chart?.describe();
  }
}

/** What paints the 3-D view: the engine of figures does not. */
async function wholeEngine() {
  const { createEngine } = await import('../../engine/engine.js');
  return createEngine();
}
