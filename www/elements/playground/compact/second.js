// The picture next to the main one: what the attribute asks for, or the losses where the loss has nothing of that kind.

import { h } from '../../kit/dom.js';
import { FIRST_WORDS } from '../../kit/language.js';
import { sentenceOf } from '../../kit/refusal.js';
import { equationsOf } from './frames.js';

/** @typedef {import('../figure.js').Figure} Figure */

export class Second {
  root = h('div', { className: 'second' });
  #figure;
  #rest;
  #kind = '';
  /** The 3-D view, once it is loaded. @type {import('../../views/surface.js').SurfacePlot | undefined} */
  #plot;
  /** The map, once it is loaded. @type {import('../maps/panels.js').MapPanels | undefined} */
  #maps;
  /** The equations of the five moves. @type {HTMLElement[]} */
  #equations = [];

  /** @param {Figure} figure @param {HTMLElement} rest where everything else stands */
  constructor(figure, rest) {
    this.#figure = figure;
    this.#rest = rest;
    const { context, moves } = figure;
    if (context.presentation.beside === 'none') this.root.hidden = true;
    if (context.presentation.beside === 'moves') this.#equations = Array.from(moves.root.children, addEquation);
  }

  /** After a change of settings. */
  follow() {
    const { session } = this.#figure.context;
    const kind = this.#fitting;
    if (kind !== this.#kind) {
      this.#kind = kind;
      this.#place(kind);
    }
    const equations = equationsOf(session);
    this.#equations.forEach((element, index) => {
      element.textContent = equations[index] ?? '';
    });
    this.#show();
    this.#maps?.follow();
  }

  /** @param {import('../../views/plot.js').Moment} moment */
  draw(moment) {
    this.#plot?.draw(moment);
    this.#maps?.draw(moment);
  }

  disconnect() {
    this.#plot?.disconnect();
    this.#maps?.disconnect();
  }

  get #fitting() {
    const { presentation, session } = this.#figure.context;
    const { beside } = presentation;
    const { dim, samples, kind } = session.config;
    const fits = { data: kind === 'model', cloud: samples > 1, surface: dim === 2 };
    return beside in fits && !fits[/** @type {keyof typeof fits} */ (beside)] ? 'chart' : beside;
  }

  /** @param {string} kind */
  #place(kind) {
    const { root, moves, dataCell } = this.#figure;
    const chart = root.querySelector('.chart');
    this.#rest.append(...this.root.children);
    const part = { chart, data: dataCell, moves: moves.root }[kind];
    if (part) this.root.append(part);
    else if (kind !== 'none') this.#load(kind);
    this.root.dataset.kind = kind;
  }

  /** @param {string} kind */
  async #load(kind) {
    try {
      await (kind === 'surface' ? this.#loadSurface() : this.#loadMap(kind));
    } catch (error) {
      const { language } = this.#figure.context;
      this.#figure.tell([FIRST_WORDS[language].failed(sentenceOf(error, language))], []);
    }
  }

  async #loadSurface() {
    const { context } = this.#figure;
    const { session, actions, language } = context;
    if (!this.#plot) {
      const [{ surfacePlot }, { createEngine }] = await Promise.all([
        import('../../views/surface.js'),
        import('../../../engine/engine.js'),
      ]);
      const events = { ...actions, onPaint: () => {}, config: () => session.taken };
      const plot = await surfacePlot(createEngine, language, events);
      if (this.#kind !== 'surface' || !this.root.isConnected) return plot.disconnect();
      this.#plot = plot;
    }
    this.root.replaceChildren(this.#plot.box);
    this.#show();
    actions.redraw();
  }

  /** The 3-D view shows what the main picture shows. */
  #show() {
    const { plot, palette } = this.#figure.context;
    const first = plot();
    if (!first?.scene || !this.#plot || this.#kind !== 'surface') return;
    this.#plot.box.setAttribute('aria-describedby', first.description.id);
    this.#plot.show(first.scene, palette());
  }

  /** @param {string} kind */
  async #loadMap(kind) {
    const { context } = this.#figure;
    if (!this.#maps) {
      const { MapPanels } = await import('../maps/panels.js');
      const maps = await MapPanels.make(context, [kind], false);
      if (this.#kind !== kind || !this.root.isConnected) return maps.disconnect();
      this.#maps = maps;
      this.#rest.append(maps.root);
    }
    this.root.replaceChildren(this.#maps.picture);
    this.#maps.follow();
    context.actions.redraw();
  }
}

/** @param {Element} cell of a move */
function addEquation(cell) {
  const equation = h('div', { className: 'equation' });
  cell.firstElementChild?.after(equation);
  return equation;
}
