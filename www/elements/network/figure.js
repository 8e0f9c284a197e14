// What stands in the frame of one `<sgd-network>`: its parts, and how a training is shown by them.

import { namesIn } from '../kit/attributes.js';
import { h, hush, setText } from '../kit/dom.js';
import { plainNumber } from '../kit/format.js';
import { Notices } from '../kit/notices.js';
import { refusal } from '../kit/told.js';
import { readPalette } from '../views/palette.js';
import { anatomyOf } from './anatomy.js';
import { Architecture } from './architecture.js';
import { Around } from './around.js';
import { coloursOf } from './colours.js';
import { Columns } from './columns.js';
import { Comparing } from './comparing.js';
import { pointsIn } from './csv.js';
import { Curves } from './curves.js';
import { Detail } from './detail.js';
import { Diagram } from './diagram.js';
import { Digits } from './digits.js';
import { Divergence } from './divergence.js';
import { Fork } from './fork.js';
import { Looking } from './looking.js';
import { shadesOf } from './maps.js';
import { Numbers } from './numbers.js';
import { OwnTable } from './own-table.js';
import { Plane } from './plane.js';
import { Settings } from './settings.js';
import { isFile } from './state.js';
import { Taking } from './taking.js';
import { trainingText } from './texts.js';
import { Timeline } from './timeline.js';
import { Transport } from './transport.js';

/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('./session.js').Moment} Moment */
/** @typedef {import('./state.js').Look} Look */
/** @typedef {import('./diagram.js').Choice} Choice */
/** @typedef {typeof import('./compact/compact.js').Compact} CompactForm what is loaded where it is asked for */
/** @typedef {'ready' | 'running' | 'paused' | 'diverged'} FigureState */

/**
 * @typedef {object} Parts of a figure, to be placed
 * @property {HTMLElement} heading
 * @property {Notices} notices
 * @property {HTMLElement} remark
 * @property {Transport} transport
 * @property {Settings} settings
 * @property {HTMLElement} architecture
 * @property {Columns} columns
 * @property {Divergence} card
 * @property {Numbers} numbers
 * @property {Curves} curves
 * @property {Diagram} diagram
 * @property {Around} around
 * @property {Comparing} comparing
 * @property {Looking} looking
 * @property {HTMLElement} live
 */

/**
 * @typedef {object} FigureActions
 * @property {() => void} reset
 * @property {() => void} toggle
 * @property {() => void} pause
 * @property {() => void} step
 * @property {(step: number) => Promise<void>} goTo another step of the run
 * @property {(edits: Record<string, string | null>, committed: boolean) => void} edit attributes; null removes
 * @property {(table: DataTable, standardise: boolean) => void} takeTable learns from a table
 * @property {(bytes: Uint8Array) => Promise<LoadedWeights>} loadWeights
 * @property {(name: string) => string | undefined} asked what an attribute says
 * @property {(name: string, text: string, committed: boolean) => void} change a setting
 * @property {(index: number, value: number) => void} setParameter
 * @property {(glance?: boolean) => void} redraw asks for a frame where nothing moves; a glance reads only what is drawn on the pad
 */

/** Text alternatives and large pictures are renewed at most this often, in milliseconds. */
const SELDOM = 400;
/** A network of more parameters than this is not read every frame. */
const MANY = 20_000;
/** Cells of the maps across: while it plays, and at rest. */
const CELLS = { moving: 48, still: 90, wide: 20 };
/** More units than this have coarse maps. */
const WIDE = 64;

export class Figure {
  #session;
  #texts;
  #actions;
  /** @type {Look} */
  #look;
  #shadow;
  #columns;
  /** @type {InstanceType<CompactForm> | undefined} */
  #compact;
  #colours;
  #shades;
  #title = h('strong', {});
  #note = h('span', {});
  /** What is worth knowing and no cause for alarm. */
  #remark = h('p', { className: 'quiet', role: 'status', hidden: true });
  #live = h('p', { className: 'unseen', role: 'status' });
  /** What the small images of neurons are. */
  #small = h('span', {});
  /** What is drawn of the data: a plane with points, or images. @type {Plane | Digits | undefined} */
  #view;
  #kind = '';
  /** @type {Moment | null} */
  #moment = null;
  /** @type {NetworkParameters | null} */
  #parameters = null;
  /** @type {import('./anatomy.js').Anatomy | undefined} */
  #anatomy;
  #generation = -1;
  /** What the network was built for. */
  #built = '';
  /** @type {Choice | null} */
  #choice = null;
  /** @type {FigureState} */
  #state = 'ready';
  #last = 0;
  /** The plane that the points are drawn on. @type {string | null} */
  #drawnPlane = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {ShadowRoot} shadow
   * @param {Session} session
   * @param {Look} look
   * @param {import('./texts.js').Texts} texts
   * @param {FigureActions} actions
   * @param {CompactForm} [Form] the compact one, where that is asked for
   */
  constructor(shadow, session, look, texts, actions, Form) {
    this.#shadow = shadow;
    this.#session = session;
    this.#look = look;
    this.#texts = texts;
    this.#actions = actions;
    this.#colours = coloursOf(readPalette(shadow));
    this.#shades = shadesOf(this.#colours);
    const { common, words, language } = texts;
    const only = this.#only;
    this.transport = new Transport(
      common,
      words,
      {
        ...actions,
        setUnit: (unit) => actions.edit({ 'step-unit': unit }, true),
        setSpeed: (speed, committed) => actions.edit({ speed: speed === 1 ? null : String(speed) }, committed),
      },
      only === null,
    );
    this.notices = new Notices();
    this.numbers = new Numbers(common, words);
    this.curves = new Curves(words, only === null, (choice) => actions.edit(choice, true));
    this.timeline = new Timeline(words, actions.goTo);
    this.fork = new Fork(session, texts, actions);
    this.timeline.root.append(this.fork.root);
    if (only === null && !Form) this.curves.root.append(this.timeline.root);
    this.card = new Divergence(session, texts, {
      reset: actions.reset,
      restartAt: (rate) => {
        actions.edit({ 'learning-rate': plainNumber(rate) }, true);
        actions.reset();
      },
    });
    const change = (/** @type {string} */ name, /** @type {string} */ text, /** @type {boolean} */ committed) => {
      // Points of one's own begin with those that are there.
      const taken = name === 'dataset' && text === 'own' && this.#view instanceof Plane && this.#view.makeOwn();
      if (taken) return;
      if (name === 'dataset' && text === 'table') this.#openTable();
      else actions.change(name, text, committed);
    };
    this.settings = new Settings({ session, common, words, language, only, onChange: change });
    const { activations } = session.catalog.network;
    const edit = (/** @type {Record<string, string | null>} */ edits) => actions.edit(edits, true);
    this.architecture = new Architecture({ words, activations, edit, asked: (name) => this.#asked(name) });
    this.architecture.root.hidden = !this.#offers('layers');
    this.diagram = new Diagram(words, {
      select: (choice) => this.#select(choice),
      preview: (choice) => this.#preview(choice),
      toggle: (feature) => this.#toggle(feature),
    });
    const setParameter = (/** @type {number} */ index, /** @type {number} */ value) => {
      this.around.touched();
      actions.setParameter(index, value);
    };
    this.detail = new Detail(words, { set: setParameter, close: () => this.#select(null) }, only?.length !== 0);
    const legend = h('p', { className: 'quiet' }, words.linkLegend, ...this.#scale(), ' ', this.#small);
    const centre = h(
      'div',
      { className: 'centre' },
      this.architecture.root,
      this.diagram.root,
      legend,
      this.detail.root,
    );
    centre.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.#choice) return;
      event.preventDefault();
      this.#select(null);
    });
    const { curves, numbers, notices, transport, settings, diagram, card } = this;
    this.#columns = new Columns(centre, card.root, {
      curves: curves.root,
      settings: settings.root,
      numbers: numbers.root,
    });
    this.around = new Around(
      shadow,
      session,
      texts,
      { ...look, controls: only },
      {
        colours: () => this.#colours,
        edit,
        pause: actions.pause,
        placeSlice: (slice) => this.#compact?.placeSlice(slice),
      },
    );
    this.comparing = new Comparing(shadow, session, texts, actions, only === null);
    this.looking = new Looking(shadow, {
      session,
      language,
      logarithmic: words.logarithmic,
      colours: () => this.#colours,
      shades: () => this.#shades,
      unitName: (layer, unit) => this.#anatomy?.unitName(layer, unit) ?? '',
      edit,
      pause: actions.pause,
    });
    this.looking.root.hidden = only !== null;
    this.taking = new Taking(session, language, actions, () => this.root);
    this.taking.root.hidden = only !== null;
    const heading = h('p', { className: 'title' }, this.#title, ' ', this.#note);
    this.ownTable = new OwnTable(session, language, actions.takeTable);
    if (this.#offers('data')) this.ownTable.offer(() => this.#openTable());
    const parts = { heading, notices, remark: this.#remark, transport, settings, columns: this.#columns };
    if (Form) {
      const architecture = this.architecture.root;
      const others = {
        architecture,
        card,
        numbers,
        curves,
        diagram,
        around: this.around,
        comparing: this.comparing,
        looking: this.looking,
        live: this.#live,
      };
      this.#compact = new Form(shadow, { ...parts, ...others }, look, words.further);
    }
    this.root = h('div', { className: 'figure network-figure', lang: language === 'zh' ? 'zh-Hans' : 'en' });
    this.root.classList.toggle('compact', this.#compact !== undefined);
    if (this.#offers('data') && !Form) this.ownTable.acceptDrops(this.root, this.taking);
    this.root.append(...(this.#compact?.children ?? this.#spread(heading)));
  }

  /** The plane of a table that is asked for; null for the usual one, also where there are no such inputs. */
  get #plane() {
    const { plane } = this.#look;
    const { inputs, dataset } = this.#session.config;
    if (plane === null || dataset !== 'table') return null;
    const fits = plane === 'pca' || plane.split(',').every((k) => Number(k) >= 1 && Number(k) <= inputs);
    return fits ? plane : null;
  }

  async #openTable() {
    await this.ownTable.open();
    this.settings.update(this.#session.config.train);
  }

  /** Everything at once. @param {HTMLElement} heading */
  #spread(heading) {
    // What is learnt comes first, also where everything stands in one column.
    const top = h('div', { className: 'top' }, this.settings.take('dataset'), this.transport.root);
    return [
      heading,
      this.notices.root,
      this.#remark,
      top,
      this.ownTable.root,
      this.#columns.root,
      this.comparing.root,
      this.looking.root,
      this.around.root,
      this.taking.root,
      this.#live,
    ];
  }

  /** The settings to offer; null for all. In the compact form those that are named stand above the pictures, the others below. */
  get #only() {
    const { beside, controls } = this.#look;
    return beside && controls?.length !== 0 ? null : controls;
  }

  /** What one step is where the reader has not chosen. */
  get unit() {
    return this.#look.unit ?? (this.#session.dataset.kind === 'images' ? 'batch' : 'epoch');
  }

  /**
   * What the coming frame has to bring.
   *
   * @param {boolean} moving whether another follows at once
   * @param {boolean} [glance]
   * @returns {import('./session.js').Needs}
   */
  needs(moving, glance = false) {
    const { dataset, config } = this.#session;
    const fresh = this.#generation !== this.#session.generation;
    const now = performance.now();
    const seldom = (!moving && !glance) || fresh || now - this.#last > SELDOM;
    if (seldom) this.#last = now;
    const large = (this.#parameters?.values.length ?? 0) > MANY;
    const images = dataset.kind === 'images';
    const units = config.layers.reduce((sum, layer) => sum + layer, 0);
    const cells = units > WIDE ? CELLS.wide : moving ? CELLS.moving : CELLS.still;
    const parameters = (!large && !glance) || seldom;
    return {
      parameters,
      gradient: parameters && this.#choice !== null,
      width: images || (glance && !fresh) ? 0 : cells,
      confusion: images && seldom,
      samples: null,
      predict: null,
      points: !images && (fresh || this.#plane !== this.#drawnPlane),
      ...(this.#plane !== null && { plane: this.#plane }),
      looked: true,
      ...(this.#view instanceof Digits ? this.#view.needs(seldom) : {}),
    };
  }

  /** What takes long before it is shown, each in a task of its own. */
  get ahead() {
    return [
      () => this.settings.offer(this.#only),
      () => this.#build(),
      () => this.settings.update(this.#session.config.train),
    ];
  }

  /** Gives the parts of the diagram their places, once it is laid out. */
  arrange() {
    this.diagram.place();
  }

  /** After anything but the passing of steps. @param {Look} look */
  refresh(look) {
    const { theme, controls } = this.#look;
    this.#look = look;
    if (String(controls) !== String(look.controls)) this.settings.offer(this.#only);
    if (look.theme !== theme) this.recolour();
    this.around.choose(look.directions);
    this.comparing.follow(look, this.#colours);
    const { language } = this.#texts;
    const { config, dataset, problems } = this.#session;
    setText(this.#title, dataset.label[language]);
    setText(this.#note, dataset.note[language]);
    this.#build();
    this.settings.update(config.train);
    const refused = problems.filter(({ key }) => key === 'layers' || key === 'activation' || key === 'features');
    this.architecture.update(config, refused.map((problem) => this.#refusal(problem)).join(' '));
    if (this.#view instanceof Plane) this.#view.refresh(this.#session, this.#plane);
    if (this.#plane !== this.#drawnPlane && dataset.kind === 'table' && this.#moment) this.#actions.redraw();
    if (this.#moment) this.#drawNumbers(this.#moment);
    this.#timer ??= setTimeout(() => this.#describe(), SELDOM);
  }

  /**
   * Shows a moment, in parts that can each be drawn in a task of its own.
   * @param {Moment} moment
   * @param {FigureState} state
   */
  *frame(moment, state) {
    this.#generation = this.#session.generation;
    if (moment.points) this.#drawnPlane = this.#plane;
    this.#moment = moment;
    this.#state = state;
    if (moment.parameters) this.#parameters = moment.parameters;
    yield* this.diagram.draw(moment.parameters, moment.outputs, this.#colours, this.#shades);
    yield;
    if (this.#view instanceof Plane) yield* this.#view.draw(moment, this.#colours, this.#shades);
    else if (this.#view) yield* this.#view.draw(moment, this.#parameters, this.#colours, this.#shades);
    if (moment.gradient) this.detail.tell(Number.isNaN(moment.status.loss) ? null : moment.gradient);
    if (moment.parameters && this.#anatomy) this.detail.update(moment.parameters, this.#anatomy.unitName);
    yield;
    this.#drawNumbers(moment);
    this.card.show(moment.status);
    this.#showRemark();
    yield;
    this.around.update(moment.status, state === 'running');
    this.comparing.update(moment.status, state === 'running');
    this.looking.update({ status: moment.status, playing: state === 'running' });
    this.#timer ??= setTimeout(() => this.#describe(), SELDOM);
  }

  /** The state alone has changed. @param {FigureState} state */
  restate(state) {
    this.#state = state;
    if (this.#moment) this.#drawNumbers(this.#moment);
    if (this.#moment) this.card.show(this.#moment.status);
  }

  recolour() {
    this.#colours = coloursOf(readPalette(this.#shadow));
    this.#shades = shadesOf(this.#colours);
    this.around.recolour();
    this.comparing.follow(this.#look, this.#colours);
    this.looking.recolour();
    this.#actions.redraw();
  }

  /** Says in the frame what could not be followed, where no field does. @param {string[]} remarks @param {import('../kit/attributes.js').Rejected[]} rejected */
  tell(remarks, rejected) {
    const { common } = this.#texts;
    const sentences = [
      ...remarks,
      ...rejected.map(({ name, value, expects }) => common.rejected(name, value, expects)),
    ];
    for (const problem of this.#session.problems) {
      const inFrame = ['layers', 'activation', 'features'].includes(problem.key) && this.#offers('layers');
      const hinted = problem.key === 'data' && this.#lacking;
      if (problem.key === 'data' && isFile(problem.value)) {
        sentences.push(problem.messages[this.#texts.language]);
        continue;
      }
      if (!inFrame && !hinted && !this.settings.shows(problem.key)) sentences.push(this.#refusal(problem));
    }
    this.notices.update(sentences);
    this.#showRemark();
  }

  /** What the engine has to say about the run. */
  #showRemark() {
    const { message, state } = this.#moment?.status ?? {};
    const remark = message && state !== 'diverged' && this.#session.draft === null;
    setText(this.#remark, remark ? message[this.#texts.language] : '');
    this.#remark.hidden = !remark;
  }

  disconnect() {
    clearTimeout(this.#timer);
    this.diagram.disconnect();
    this.curves.disconnect();
    this.around.disconnect();
    this.comparing.disconnect();
    this.looking.disconnect();
    this.#view?.disconnect();
  }

  /** @param {string} attribute */
  #offers(attribute) {
    return this.#only?.includes(attribute) ?? true;
  }

  /** What the reader's points lack; empty where something else is wrong with them, null where they can be learnt from. */
  get #lacking() {
    const { draft } = this.#session;
    if (draft === null) return null;
    const points = pointsIn(draft);
    const readable = points.length === draft.split(/[;\n]/).filter((row) => row.trim() !== '').length;
    const classes = new Set(points.map((point) => point.class)).size;
    return readable && classes < 2 ? this.#texts.words.own.draft : '';
  }

  #scale() {
    const { words } = this.#texts;
    return /** @type {const} */ (['negative', 'positive']).map((sign) =>
      h('span', { className: `sign ${sign}` }, words[sign]),
    );
  }

  /** @param {import('./session.js').Problem} problem */
  #refusal(problem) {
    return refusal(problem, this.#session.catalog.network.settings, this.#texts.language);
  }

  /** The parts that depend on which data and which network these are. */
  #build() {
    const session = this.#session;
    const { dataset, config } = session;
    const { words } = this.#texts;
    const kind = dataset.kind === 'images' ? 'images' : 'plane';
    if (kind !== this.#kind) {
      this.#kind = kind;
      setText(this.#small, kind === 'images' ? words.smallImages : words.smallMaps);
      this.#view?.disconnect();
      const offers = this.#offers('data');
      this.#view =
        kind === 'images'
          ? new Digits(words, { redraw: this.#actions.redraw, image: (...shown) => this.diagram.drawImage(...shown) })
          : new Plane(this.#texts, { edit: this.#actions.edit }, offers);
      this.#columns.place(this.#view);
    }
    if (this.#view) this.#compact?.place(this.#view, dataset.task === 'classes');
    const { layers, features } = config;
    const built = JSON.stringify([session.generation, dataset.name, layers, features]);
    if (built === this.#built) return this.diagram.place();
    this.#built = built;
    this.#parameters = null;
    const toggles = this.#offers('features');
    this.#anatomy = anatomyOf(session, words, toggles);
    this.diagram.build(this.#anatomy, toggles);
    this.#choice = null;
    this.detail.show(null, null, this.#anatomy.unitName);
    this.#view?.build(session, this.#colours);
  }

  /** @param {Moment} moment */
  #drawNumbers({ status }) {
    const over = this.#session.ended(status);
    this.transport.update(this.#state === 'running', over, this.unit, this.#look.speed, this.#lacking);
    hush(this.root.querySelectorAll('.follows'), this.#state === 'running');
    const cores = this.#state === 'running' ? this.#session.training.workers : 1;
    this.numbers.update(status, this.#state, this.#parameters?.values.length ?? 0, cores);
    this.timeline.update(status.step, this.#session);
    this.fork.update(status.step);
    const { axis, lossScale } = this.#look;
    this.curves.draw(this.#session.rows, axis, lossScale, this.#session.config.train, this.#colours);
  }

  /** @param {Choice | null} choice */
  #select(choice) {
    const fresh = choice !== null && this.#choice === null;
    this.#choice = choice;
    this.#display(choice);
    // The gradient is not read where no weight is.
    if (fresh) this.#actions.redraw();
  }

  /** @param {Choice | null} choice */
  #preview(choice) {
    this.#display(choice ?? this.#choice);
  }

  /** @param {Choice | null} choice */
  #display(choice) {
    const anatomy = this.#anatomy;
    if (!anatomy) return;
    this.diagram.mark(choice);
    // A glance opens no panel: what stands below would jump.
    if (choice === this.#choice || this.#choice) this.detail.show(choice, this.#parameters, anatomy.unitName);
    const answer = choice && choice.layer === anatomy.columns.length - 1 && this.#session.dataset.task === 'values';
    const neuron = choice && !answer ? { ...choice, name: anatomy.unitName(choice.layer, choice.unit) } : null;
    if (this.#view instanceof Plane) this.#view.show(neuron);
  }

  /** What an attribute says that the engine may be yet to hear; nothing where that was refused. @param {string} name */
  #asked(name) {
    const refused = this.#session.problems.some(({ key }) => key === name);
    return refused ? undefined : this.#actions.asked(name);
  }

  /** @param {string} feature */
  #toggle(feature) {
    const { config, catalog } = this.#session;
    const asked = this.#asked('features');
    const used = asked === undefined ? config.features : namesIn(asked);
    const wanted = catalog.network.features
      .map(({ name }) => name)
      .filter((name) => used.includes(name) !== (name === feature));
    this.#actions.edit({ features: wanted.join(',') || 'none' }, true);
  }

  #describe() {
    this.#timer = undefined;
    const status = this.#moment?.status;
    if (!status) return;
    const text = trainingText(status, this.#session, this.#texts);
    this.diagram.describe();
    this.curves.describe();
    this.#view?.describe(text);
    if (this.#state !== 'running')
      setText(this.#live, this.#texts.words.stands(this.#texts.common.states[this.#state], text));
  }
}
