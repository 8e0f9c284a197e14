// What a figure has besides the figure: a comparison with other runs, a timeline, the update rule in numbers, and what can be
// taken along. Loaded when the figure is there.

import { addSheet } from '../../kit/sheet.js';
import { pause } from '../../kit/turns.js';
import { Comparison } from './comparison.js';
import { Insight } from './insight.js';
import { statusAt } from './past.js';
import { ScheduleCurve } from './schedule.js';
import style from './style.css';
import { Take } from './take.js';
import { Timeline } from './timeline.js';
import { Views } from './views.js';
import { isWhole } from './whole.js';

/** @typedef {import('../session.js').Session} Session */
/** @typedef {import('../state.js').Presentation} Presentation */
/** @typedef {import('./words.en.js').ExtraWords} ExtraWords */

/**
 * @typedef {object} Context
 * @property {Session} session
 * @property {'en' | 'zh'} language
 * @property {import('../words/en.js').Strings} words of the figure
 * @property {Presentation} presentation for which the figure was built
 * @property {() => import('../../views/plot.js').Plot | import('../../views/surface.js').SurfacePlot | undefined} plot
 * @property {() => import('../../views/palette.js').Palette} palette
 * @property {(step: number | null) => void} look shows another step; null for the present
 * @property {import('../figure.js').FigureActions} actions
 */

export class Extras {
  #context;
  #comparison;
  /** @type {Timeline | undefined} */
  #timeline;
  /** @type {ScheduleCurve | undefined} */
  #schedule;
  /** @type {Insight | undefined} */
  #insight;
  /** @type {Take | undefined} */
  #take;
  /** @type {import('../maps/panels.js').MapPanels | undefined} */
  #maps;
  /** @type {Views | undefined} */
  #views;

  /** @param {Context} context */
  static async make(context) {
    const { words } = await (context.language === 'zh' ? import('./words.zh.js') : import('./words.en.js'));
    await pause();
    const extras = new Extras(context, words);
    await pause();
    for (const follow of extras.#parts) {
      context.actions.guard(() => follow(context.presentation));
      await pause();
    }
    return extras;
  }

  /** @param {Context} context @param {ExtraWords} words */
  constructor(context, words) {
    this.#context = context;
    this.root = document.createElement('div');
    this.#comparison = new Comparison(context, words);
    if (isWhole(context)) {
      this.#timeline = new Timeline(context, words, (fork) => this.#comparison.addFork(fork));
      this.#schedule = new ScheduleCurve(context, words);
      this.#insight = new Insight(context, words);
      this.#take = new Take(context, words);
      this.#views = new Views(context, words);
      this.root.append(
        this.#timeline.root,
        this.#schedule.root,
        this.#comparison.root,
        this.#insight.root,
        this.#take.root,
      );
    } else this.root.append(this.#comparison.root);
  }

  /** The compared runs, the figure's own first. */
  get rows() {
    return this.#comparison.rows;
  }

  /** The maps come last; in the compact form one of them may stand beside the picture instead. */
  async addMaps() {
    const { actions, presentation } = this.#context;
    const { maps, beside } = presentation;
    const whole = isWhole(this.#context);
    if (beside || (!whole && maps.length === 0)) return;
    const { MapPanels } = await import('../maps/panels.js');
    this.#maps = await MapPanels.make(this.#context, maps, whole);
    if (!this.root.isConnected) return this.#maps.disconnect();
    if (this.#insight) this.#insight.root.after(this.#maps.root);
    else this.root.append(this.#maps.root);
    this.#maps.follow();
    actions.redraw();
  }

  /** Where a step stands on the axis of the chart, if not at its number. */
  get along() {
    return this.#comparison.along;
  }

  /** The run as a reader sees it who looks back at a step; null where that is the present. @param {number} step */
  statusAt(step) {
    return statusAt(this.#context.session, step);
  }

  /** After a change of settings. @param {Presentation} presentation */
  follow(presentation) {
    const shadow = this.root.getRootNode();
    if (shadow instanceof ShadowRoot) addSheet(shadow, style);
    for (const follow of this.#parts) follow(presentation);
  }

  /** What each part does then. @type {((presentation: Presentation) => void)[]} */
  get #parts() {
    return [
      (presentation) => this.#comparison.follow(presentation),
      (presentation) => this.#take?.follow(presentation),
      (presentation) => this.#views?.follow(presentation),
      () => this.#insight?.follow(),
      () => this.#timeline?.follow(),
      () => this.#maps?.follow(),
    ];
  }

  /** @param {import('../readouts.js').FigureState} state @param {import('../../views/plot.js').Moment} moment what is shown */
  update(state, moment) {
    const { step } = moment.status;
    const past = step < this.#context.session.status.step;
    this.#comparison.update(state, past ? step : null);
    this.#timeline?.update(step);
    this.#schedule?.update(step);
    this.#take?.update();
    this.#insight?.update(state === 'running', past);
    this.#maps?.draw(moment);
  }

  disconnect() {
    this.#comparison.disconnect();
    this.#insight?.disconnect();
    this.#maps?.disconnect();
    this.#views?.root.remove();
  }
}
