// Data in the plane: what the network says everywhere, its points, the sample that is looked at, and points of one's own.

import { h, setText } from '../kit/dom.js';
import { classColour, css, tracePoint } from './colours.js';
import { Looked } from './looked.js';
import { OutputView } from './output.js';
import { PointsEditor } from './points.js';
import { Axes } from './table/axes.js';
import { tableCsv, usualPlane } from './table/seen.js';

/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('./colours.js').Colours} Colours */

export class Plane {
  #texts;
  #output;
  /** @type {PointsEditor | null} */
  #editor = null;
  #legend = h('ul', { className: 'point-legend' });
  #looked = h('p', { className: 'looked follows', role: 'status' });
  /** @type {Session | undefined} */
  #session;
  #axes;
  /** What the reader asks for; null for the usual one. @type {string | null} */
  #plane = null;
  #legendShown = '';
  #sample;

  /** @param {import('./texts.js').Texts} texts @param {{ edit: (edits: Record<string, string | null>, committed: boolean) => void }} actions @param {boolean} editable whether points can be one's own */
  constructor(texts, actions, editable) {
    this.#texts = texts;
    this.#sample = new Looked(texts.words);
    this.#output = new OutputView(texts.words);
    /** The plane itself. */
    this.picture = this.#output.box;
    this.#axes = new Axes(
      texts.language,
      (plane) => actions.edit({ plane }, true),
      () => this.#save(),
    );
    this.root = h('div', { className: 'plane' }, this.#output.root, this.#axes.root, this.#legend, this.#looked);
    if (!editable) return;
    this.#editor = new PointsEditor(texts.words, this.#output, actions);
    this.root.append(this.#editor.root);
  }

  /** @param {Session} session @param {Colours} colours */
  build(session, colours) {
    this.#session = session;
    // It has its room before there are points.
    this.#drawLegend(colours);
    const { config, dataset } = session;
    this.#output.build(dataset.task === 'values', config.domain);
    this.#output.show(null);
    this.#axes.build(session.inputNames);
    this.#editor?.build(session, config.dataset === 'own');
  }

  /** @param {Session} session @param {string | null} plane */
  refresh(session, plane) {
    this.#session = session;
    this.#plane = plane;
    this.#editor?.refresh(session);
  }

  /** @param {{ layer: number, unit: number, name: string } | null} neuron */
  show(neuron) {
    this.#output.show(neuron);
  }

  /** In parts, as the figure's frames. @param {import('./session.js').Moment} moment @param {Colours} colours @param {Uint32Array} shades */
  *draw({ outputs, points, status, looked }, colours, shades) {
    yield* this.#output.draw(outputs, points, status.sample?.index ?? null, colours, shades);
    yield;
    if (points) this.#editor?.take(points);
    const session = this.#session;
    if (outputs?.plane && session?.table) {
      const { inputs, train, test } = session.config;
      this.#axes.show(this.#plane ?? usualPlane(inputs), outputs, Math.max(train, test));
    }
    this.#drawLegend(colours);
    setText(this.#looked, this.#sample.text(status, looked, this.#session?.dataset.task === 'values'));
  }

  /** Makes the points the reader's own, if they are of classes. */
  makeOwn() {
    return this.#editor?.start() ?? false;
  }

  /** @param {string} text */
  describe(text) {
    this.#output.describe(this.#editor?.active ? `${this.#texts.words.own.picture}. ${text}` : text);
  }

  /** The rows that are learnt from, as a file to keep. */
  #save() {
    const table = this.#session?.table;
    if (!table) return;
    const address = URL.createObjectURL(new Blob([tableCsv(table)], { type: 'text/csv' }));
    h('a', { href: address, download: `${table.name.replace(/\.\w+$/, '')}-rows.csv` }).click();
    // A browser that is slow to begin still finds it.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  disconnect() {
    this.#output.disconnect();
  }

  /** What the marks mean: shape and colour are the class; hollow points are held back. @param {Colours} colours */
  #drawLegend(colours) {
    const session = this.#session;
    if (!session) return;
    const { words } = this.#texts;
    const { task, outputs } = session.config;
    const shown = JSON.stringify([outputs, task, colours.dark, session.generation]);
    if (shown === this.#legendShown) return;
    this.#legendShown = shown;
    const item = (/** @type {number} */ label, /** @type {boolean} */ hollow, /** @type {string} */ text) => {
      const canvas = h('canvas', { width: 28, height: 28, className: 'mark', 'aria-hidden': 'true' });
      const context = canvas.getContext('2d');
      if (context) {
        context.scale(2, 2);
        context.beginPath();
        tracePoint(context, label, 7, 7, 4.2);
        const colour = label < 0 ? colours.palette.muted : css(classColour(colours, label));
        context.fillStyle = hollow ? colours.palette.paper : colour;
        context.strokeStyle = colour;
        context.lineWidth = 1.3;
        context.fill();
        context.stroke();
      }
      return h('li', {}, canvas, text);
    };
    const labels = task === 'classes' ? Array.from({ length: outputs }, (_, label) => label) : [];
    const named = labels.map((label) => item(label, false, words.classNamed(session.className(label))));
    this.#legend.replaceChildren(...named, item(-1, false, words.trainPoints), item(-1, true, words.testPoints));
  }
}
