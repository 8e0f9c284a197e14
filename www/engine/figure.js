// What a figure asks of the engine. A program may ask more: see `engine.js`.

import { count, list } from './error.js';
import { Experiment } from './experiment.js';

export { Module } from './module.js';

/** @type {any} a call without its options: whatever is missing is named */
export const NOTHING = {};

/**
 * @template {import('./experiment.js').FigureGlue} T
 */
export class FigureEngine {
  #module;
  #verdict;
  #generation;

  /** @param {import('./module.js').Module<T>} module @param {typeof import('./verdict.js').verdict} [verdict] see `Experiment` */
  constructor(module, verdict) {
    this.#module = module;
    this.#verdict = verdict;
    this.#generation = module.generation;
  }

  /**
   * @protected
   * @template R
   * @param {(wasm: T) => R} f
   * @returns {R}
   */
  call(f) {
    return this.#module.call(f);
  }

  /** Whether WebAssembly has trapped since: a new engine works. */
  get trapped() {
    return this.#module.trapped || this.#generation !== this.#module.generation;
  }

  /** A configuration with everything filled in. @param {Config} [config] @returns {ResolvedConfig} */
  resolve(config = {}) {
    return this.call((wasm) => wasm.resolve(config));
  }

  /** A run at its start. @param {Config} [config] @returns {Run} */
  experiment(config = {}) {
    return new Experiment(this.#module, config, this.#verdict);
  }

  /** The minimum by its formula, for a line or one weight; else null. @param {Config} config @returns {KnownMinimum | null} */
  closedForm(config) {
    return this.call((wasm) => wasm.closedForm(config));
  }

  /**
   * The loss at the centres of the cells of a grid over the domain, row 0 at the top (the largest second variable). `into`
   * takes an array to write to: a fresh one of some megabytes costs more than the losses in it.
   * @param {Config & { width: number, height?: number, into?: Float64Array }} options
   * @returns {Float64Array}
   */
  field({ width, height = 1, into, ...config } = NOTHING) {
    const size = [count('width', width), count('height', height)];
    if (into !== undefined && !(into instanceof Float64Array)) list('into', null);
    return this.call((wasm) => wasm.field(config, size[0], size[1], into));
  }

  /**
   * Paints that grid into the top left of a canvas, a pixel a cell; without a canvas it tells only what it would. The losses
   * are kept until the contours are told.
   * @param {CanvasRenderingContext2D | undefined} context
   * @param {Config & { width: number, height: number, colormap?: string, contours?: boolean }} options
   * @returns {Painted}
   */
  paint(context, { width, height, colormap = 'viridis', contours = true, ...config }) {
    const size = [count('width', width), count('height', height)];
    return this.call((wasm) => wasm.paint(context, config, size[0], size[1], colormap, contours));
  }
}
