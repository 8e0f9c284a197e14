// The network's own graph on one sample, walked forward and backward in an `<sgd-graph>` that is loaded when it is asked for.

import { h } from '../../kit/dom.js';
import { graphElement } from '../../kit/graph.js';
import { isEngineError } from '../../kit/refusal.js';
import { Task } from '../landscape/task.js';

/** A node for each number, or for each array. @type {readonly ['numbers', 'arrays']} */
const BY = ['numbers', 'arrays'];

/** @typedef {HTMLElement & { walk: Walk | null }} GraphElement */

export class SampleGraph {
  #context;
  #task;
  #sample = h('input', { type: 'number', min: '0', step: '1', value: '0' });
  /** By what it is walked, where there is a choice. */
  #by = h('select', {});
  #choice;
  #place = h('div', { className: 'sample-graph' });
  /** @type {GraphElement | undefined} */
  #graph;

  /** @param {import('./insight.js').Context} context */
  constructor(context) {
    this.#context = context;
    const words = context.words.graph;
    this.#task = new Task(context, () => this.#ask());
    this.#task.name(words.walk);
    this.#by.append(...BY.map((value) => h('option', { value }, words.by[value])));
    this.#by.addEventListener('change', () => this.#ask());
    this.#choice = h('label', { className: 'ask', hidden: true }, h('span', {}, words.by.title), this.#by);
    this.root = h(
      'section',
      { 'aria-label': words.title },
      h('p', { className: 'heading' }, words.title),
      h('p', { className: 'quiet' }, words.intro),
      h(
        'div',
        { className: 'asks' },
        h('label', { className: 'ask' }, h('span', {}, words.sample), this.#sample),
        this.#choice,
      ),
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

  /** The walk of a small network by its numbers; of a large one null. @param {import('../session.js').Session} session @param {number} sample */
  async #numbers({ training }, sample) {
    try {
      return await training.walk('train', sample, { by: 'numbers' });
    } catch (error) {
      if (isEngineError(error) && error.key === 'layers') return null;
      throw error;
    }
  }

  async #ask() {
    const { session, language, pause } = this.#context;
    const walk = await this.#task.run(async () => {
      pause();
      // An empty field is no number 0.
      const sample = this.#sample.value.trim() === '' ? Number.NaN : Number(this.#sample.value);
      const [numbers] = await Promise.all([this.#numbers(session, sample), graphElement.load()]);
      this.#choice.hidden = numbers === null;
      return numbers && this.#by.value === 'numbers' ? numbers : session.training.walk('train', sample);
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
