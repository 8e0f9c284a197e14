// The maps below a figure. Loaded when there are any to be seen.

import { addSheet } from '../../kit/sheet.js';
import { Basins } from './basins.js';
import { Cloud } from './cloud.js';
import { Rates } from './rates.js';
import style from './style.css';

/** @typedef {import('../extras/extras.js').Context} Context */
/** @typedef {import('../../views/plot.js').Moment} Moment */

export class MapPanels {
  root = document.createElement('div');
  #context;
  #panels;
  /** @type {HTMLElement | undefined} */
  #picture;
  /** The colours that the maps were drawn with. @type {unknown} */
  #palette;

  /**
   * @param {Context} context
   * @param {string[]} open those that are open from the start
   * @param {boolean} all whether the others are there, too
   */
  static async make(context, open, all) {
    const { words } = await (context.language === 'zh' ? import('./words.zh.js') : import('./words.en.js'));
    return new MapPanels(context, words, open, all);
  }

  /** @param {Context} context @param {import('./words.en.js').MapWords} words @param {string[]} open @param {boolean} all */
  constructor(context, words, open, all) {
    this.#context = context;
    const makers = { basins: Basins, rates: Rates, cloud: Cloud };
    this.#panels = Object.entries(makers)
      .filter(([name]) => all || open.includes(name))
      .map(([name, Maker]) => new Maker(context, words, open.includes(name)));
    this.root.className = 'maps';
    this.root.append(...this.#panels.map(({ panel }) => panel.root));
  }

  /** The picture of the first of them, apart from its words. */
  get picture() {
    this.#picture ??= this.#panels[0]?.panel.apart();
    return this.#picture ?? '';
  }

  /** After a change of settings. */
  follow() {
    const shadow = this.root.getRootNode();
    if (shadow instanceof ShadowRoot) addSheet(shadow, style);
    const palette = this.#context.palette();
    for (const panel of this.#panels) {
      if (palette !== this.#palette) panel.recolour();
      panel.follow();
    }
    this.#palette = palette;
  }

  /** @param {Moment} moment what the figure shows */
  draw(moment) {
    for (const panel of this.#panels) if ('draw' in panel) panel.draw(moment);
  }

  disconnect() {
    for (const panel of this.#panels) panel.disconnect();
  }
}
