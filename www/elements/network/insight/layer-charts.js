// Each layer over the steps: how long its gradient is, how far an update moves its weights, and how many of its units are dead.

import { h, setText } from '../../kit/dom.js';
import { percent } from '../../kit/percent.js';
import { OKABE_ITO } from '../../views/okabe-ito.js';
import { CurveChart } from '../chart.js';
import { Asked } from './asked.js';

/** Of layers that come one after another. */
const HUES = [6, 1, 4, 2, 0, 3];
const DASHES = [[], [7, 4], [2, 3]];
/** Units that are named. */
const NAMED = 12;
/** ‖ΔW‖/‖W‖ that is usual. */
const USUAL = 1e-3;

/** @typedef {{ trace: LayerTrace, dead: (Uint32Array | null)[] | null }} Found */

export class LayerCharts {
  #context;
  #words;
  #gradient;
  #update;
  #dead;
  #facts = h('p', { role: 'status' });
  #asked;
  /** @type {Found | undefined} */
  #found;
  #playing = false;

  /** @param {import('./insight.js').Context} context */
  constructor(context) {
    this.#context = context;
    const words = context.words.layers;
    this.#words = words;
    this.#gradient = new CurveChart(words.gradient, context.logarithmic);
    this.#update = new CurveChart(words.update, context.logarithmic);
    this.#dead = new CurveChart(words.dead, null);
    this.#asked = new Asked(
      () => this.#ask(),
      (found) => this.#show(found),
    );
    const charts = h('div', { className: 'charts' }, this.#gradient.root, this.#update.root, this.#dead.root);
    this.root = h(
      'section',
      { 'aria-label': words.title },
      h('p', { className: 'heading' }, words.title),
      h('p', { className: 'quiet' }, words.healthy),
      charts,
      this.#facts,
      h('p', { className: 'quiet' }, words.cadence),
    );
  }

  /** @param {import('./insight.js').Now} now */
  update({ status: { step }, playing }) {
    this.#playing = playing;
    this.#asked.update(`${this.#context.session.generation} ${step} ${playing}`, playing);
  }

  async #ask() {
    const { training } = this.#context.session;
    const [trace, dead] = await Promise.all([training.layerTrace(), this.#playing ? null : training.deadUnits()]);
    return { trace, dead };
  }

  recolour() {
    if (this.#found) this.#show(this.#found);
  }

  disconnect() {
    this.#asked.end();
    for (const chart of [this.#gradient, this.#update, this.#dead]) chart.disconnect();
  }

  /** @param {Found} found */
  #show(found) {
    this.#found = found;
    const { trace, dead } = found;
    const { palette } = this.#context.colours();
    const steps = Array.from(trace.step);
    const last = trace.layers.length - 1;
    /** @param {keyof LayerColumns} name @param {boolean} positive only what a logarithmic scale has */
    const curves = (name, positive) =>
      trace.layers.flatMap((layer, k) => {
        const values = Array.from(layer[name], (x) => (positive && !(x > 0) ? Number.NaN : x));
        if (values.every(Number.isNaN)) return [];
        const colour = OKABE_ITO[HUES[k % HUES.length] ?? 0] ?? '';
        const label = k === last ? this.#words.output : String(k + 1);
        return [{ label, text: palette.ink, colour, width: 2, dash: DASHES[k % DASHES.length] ?? [], values }];
      });
    const usual = { label: '10⁻³', text: palette.muted, colour: palette.muted, width: 1, dash: [2, 4] };
    const updates = curves('updateRatio', true);
    this.#gradient.draw(curves('gradientNorm', true), steps, this.#words.steps, palette);
    this.#update.draw(
      updates.length > 0 ? [...updates, { ...usual, values: steps.map(() => USUAL) }] : [],
      steps,
      this.#words.steps,
      palette,
    );
    const parts = curves('dead', false);
    this.#dead.root.hidden = parts.length === 0;
    if (parts.length > 0) this.#dead.draw(parts, steps, this.#words.steps, palette);
    for (const chart of [this.#gradient, this.#update, this.#dead]) chart.describe();
    if (dead) setText(this.#facts, this.#deadText(dead));
  }

  /** @param {(Uint32Array | null)[]} dead */
  #deadText(dead) {
    const { layers } = this.#context.session.config;
    const sentences = dead.flatMap((units, k) => {
      const all = layers[k] ?? 0;
      if (!units) return [];
      if (units.length === 0) return [this.#words.noneDead(String(k + 1), String(all))];
      const named = Array.from(units.subarray(0, NAMED), (unit) => String(unit + 1)).join(this.#words.comma);
      const more = units.length > NAMED ? '…' : '';
      return [
        this.#words.someDead(
          String(k + 1),
          String(units.length),
          String(all),
          percent(units.length / all),
          named + more,
        ),
      ];
    });
    return sentences.length > 0 ? sentences.join(this.#words.space) : this.#words.noRelu;
  }
}
