// The loss around a network, below its figure: a slice, a line to another network, and how sharply the loss bends. Loaded when a
// reader opens it.

import { h } from '../../kit/dom.js';
import { addSheet } from '../../kit/sheet.js';
import { pause } from '../../kit/turns.js';
import below from '../style/below.css';
import { Line } from './line.js';
import { Sharpness } from './sharpness.js';
import { Slice } from './slice.js';
import style from './style.css';

/** @typedef {'slice' | 'interpolation' | 'sharpness'} MapName */
/** @typedef {import('./slice.js').Directions} Directions */

/**
 * @typedef {object} Context
 * @property {import('../session.js').Session} session
 * @property {'en' | 'zh'} language
 * @property {import('./words.en.js').LandscapeWords} words
 * @property {string} logarithmic what a logarithmic scale is called
 * @property {() => import('../colours.js').Colours} colours
 * @property {(edits: Record<string, string | null>) => void} edit attributes
 * @property {() => void} pause stops a run that plays
 * @property {Directions | null} directions of a slice; null for the usual ones
 * @property {boolean} follows whether the slice is drawn by itself
 * @property {boolean} free whether the reader may change settings
 */

/**
 * @typedef {object} Now where the run is
 * @property {NetworkStatus} status
 * @property {boolean} playing
 * @property {number} version what was shown of another version is no longer so: another run, or steps that were taken back
 */

/**
 * @typedef {object} Section
 * @property {HTMLElement} root
 * @property {(now: Now) => void} update
 * @property {() => void} abandon what is under way is no longer wanted
 * @property {() => void} recolour
 * @property {() => void} disconnect
 */

/** @type {Record<MapName, new (context: Context) => Section>} */
const SECTIONS = { slice: Slice, interpolation: Line, sharpness: Sharpness };

export class Landscape {
  /** @type {Section[]} */
  #sections;
  #session;
  #version = 0;
  #generation;
  #step = 0;

  /** @param {Omit<Context, 'words'>} context @param {MapName[]} names @param {ShadowRoot} shadow */
  static async make(context, names, shadow) {
    const { words } = await (context.language === 'zh' ? import('./words.zh.js') : import('./words.en.js'));
    await pause();
    const landscape = new Landscape({ ...context, words }, names, shadow);
    await pause();
    return landscape;
  }

  /** @param {Context} context @param {MapName[]} names @param {ShadowRoot} shadow */
  constructor(context, names, shadow) {
    addSheet(shadow, below);
    addSheet(shadow, style);
    this.#session = context.session;
    this.#generation = context.session.generation;
    this.#sections = names.map((name) => new SECTIONS[name](context));
    this.root = h('div', { className: 'landscape' }, h('p', { className: 'quiet' }, context.words.intro));
    this.root.append(...this.#sections.map(({ root }) => root));
  }

  /** After a frame. @param {NetworkStatus} status @param {boolean} playing */
  update(status, playing) {
    const { generation } = this.#session;
    if (generation !== this.#generation || status.step < this.#step) this.touched();
    this.#generation = generation;
    this.#step = status.step;
    for (const section of this.#sections) section.update({ status, playing, version: this.#version });
  }

  /** Where there is one. */
  get slice() {
    return this.#sections.find((section) => section instanceof Slice);
  }

  /** Something was changed that no step tells. */
  touched() {
    this.#version += 1;
  }

  /** What is under way is no longer wanted: the Worker does one thing after the other. */
  abandon() {
    for (const section of this.#sections) section.abandon();
  }

  recolour() {
    for (const section of this.#sections) section.recolour();
  }

  disconnect() {
    for (const section of this.#sections) section.disconnect();
  }
}
