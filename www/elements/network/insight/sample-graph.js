// The network's own graph on one sample, walked forward and backward in an `<sgd-graph>` that is loaded when it is asked for.

import { h } from '../../kit/dom.js';
import { graphElement } from '../../kit/graph.js';
import { Task } from '../landscape/task.js';

/** @typedef {HTMLElement & { walk: Walk | null }} GraphElement */

export class SampleGraph {
  #context;
  #task;
  #sample = h('input', { type: 'number', min: '0', step: '1', value: '0' });
  #place = h('div', { className: 'sample-graph' });
  /** @type {GraphElement | undefined} */
  #graph;

  /** @param {import('./insight.js').Context} context */
  constructor(context) {
    this.#context = context;
    const words = context.words.graph;
    this.#task = new Task(context, () => this.#ask());
    this.#task.name(words.walk);
    this.root = h(
      'section',
      { 'aria-label': words.title },
      h('p', { className: 'heading' }, words.title),
      h('p', { className: 'quiet' }, words.intro),
      h('div', { className: 'asks' }, h('label', { className: 'ask' }, h('span', {}, words.sample), this.#sample)),
      h('div', { className: 'row' }, this.#task.button),
      this.#task.root,
      this.#place,
    );
  }

  update() {}

  recolour() {}

  disconnect() {
    this.#task.abort();
  }

  async #ask() {
    const { session, language, pause } = this.#context;
    const walk = await this.#task.run(async () => {
      pause();
      // An empty field is no number 0.
      const sample = this.#sample.value.trim() === '' ? Number.NaN : Number(this.#sample.value);
      const [walk] = await Promise.all([session.training.walk('train', sample), graphElement.load()]);
      return walk;
    });
    if (!walk) return;
    this.#graph ??= /** @type {GraphElement} */ (document.createElement('sgd-graph'));
    const { host } = /** @type {ShadowRoot} */ (this.root.getRootNode());
    this.#graph.setAttribute('lang', language);
    const theme = host?.getAttribute('theme');
    if (theme) this.#graph.setAttribute('theme', theme);
    this.#graph.walk = walk;
    if (!this.#graph.isConnected) this.#place.append(this.#graph);
  }
}
