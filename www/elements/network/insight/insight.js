// A closer look at a training: its layers, the learning rates that suit it, the singular values of a step, its
// probabilities, its weights, its graph. Loaded when a reader opens it.

import { h } from '../../kit/dom.js';
import { addSheet } from '../../kit/sheet.js';
import landscapeStyle from '../landscape/style.css';
import { Calibrated } from './calibrated.js';
import { LayerCharts } from './layer-charts.js';
import { Matrix } from './matrix.js';
import { RateRange } from './rate-range.js';
import { SampleGraph } from './sample-graph.js';
import { SingularValues } from './singular.js';
import style from './style.css';

/**
 * @typedef {object} Context
 * @property {import('../session.js').Session} session
 * @property {'en' | 'zh'} language
 * @property {import('./words.en.js').InsightWords} words
 * @property {string} logarithmic what a logarithmic scale is called
 * @property {() => import('../colours.js').Colours} colours
 * @property {() => Uint32Array} shades from negative to positive
 * @property {(layer: number, unit: number) => string} unitName
 * @property {(edits: Record<string, string | null>) => void} edit attributes
 * @property {() => void} pause stops a run that plays
 */

/** @typedef {{ status: NetworkStatus, playing: boolean }} Now where the run is */

/**
 * @typedef {object} Section
 * @property {HTMLElement} root
 * @property {(now: Now) => void} update
 * @property {() => void} recolour
 * @property {() => void} disconnect
 */

export class Insight {
  /** @type {Section[]} */
  #sections;

  /** @param {Omit<Context, 'words'>} context @param {ShadowRoot} shadow */
  static async make(context, shadow) {
    const { words } = await (context.language === 'zh' ? import('./words.zh.js') : import('./words.en.js'));
    return new Insight({ ...context, words }, shadow);
  }

  /** @param {Context} context @param {ShadowRoot} shadow */
  constructor(context, shadow) {
    addSheet(shadow, landscapeStyle);
    addSheet(shadow, style);
    this.#sections = [LayerCharts, RateRange, SingularValues, Calibrated, Matrix, SampleGraph].map(
      (Part) => new Part(context),
    );
    this.root = h('div', { className: 'landscape insight' }, ...this.#sections.map(({ root }) => root));
  }

  /** After a frame. @param {Now} now */
  update(now) {
    for (const section of this.#sections) section.update(now);
  }

  recolour() {
    for (const section of this.#sections) section.recolour();
  }

  disconnect() {
    for (const section of this.#sections) section.disconnect();
  }
}
