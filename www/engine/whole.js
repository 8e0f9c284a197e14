// The engine without Workers of its own, which is what runs in them.

import * as wasm from '#wasm';
import { count, EngineError, list } from './error.js';
import { FigureEngine, NOTHING } from './figure.js';
import { basinsSize, commonest, rateMapSize } from './maps.js';
import { loadMnist } from './mnist.js';
import { Module } from './module.js';
import { Network } from './network.js';
import { bestRate } from './rates.js';
import { Surface, still } from './surface.js';
import { verdict } from './verdict.js';
import { wasmPlace } from './wasm-url.js';

const module = new Module(wasm, () => wasmPlace('engine.wasm', new URL('engine.wasm', import.meta.url)));

/** What the present instance of the WebAssembly has of MNIST. */
const loaded = { generation: 0, some: false, all: false };

const NOT_MNIST = {
  en: 'The files of MNIST do not fit together: each image needs 28 × 28 bytes and a label from 0 to 9.',
  zh: 'MNIST 文件的内容不一致：每张图应有 28 × 28 个字节和一个 0 到 9 的标签。',
};

/**
 * Everything that can be asked. Methods take a configuration: `{ objective | formula, domain, start, … }`.
 * @extends {FigureEngine<typeof wasm>}
 * @implements {WorkerEngine}
 */
export class WholeEngine extends FigureEngine {
  /** @type {Catalog | undefined} */
  #catalog;

  /** What there is: every name, label, range and default. */
  catalog() {
    this.#catalog ??= /** @type {Catalog} */ (this.call((wasm) => wasm.catalog()));
    return this.#catalog;
  }

  /**
   * A run at its start. With the objective `network` it is the training of one, which can do more: see `Network`.
   * @param {Config} [config]
   * @override
   * @returns {any} a `Run`, or a `NetworkRun`
   */
  experiment(config = {}) {
    return config?.objective === 'network' ? Network.begin(module, config) : super.experiment(config);
  }

  /** A share of a training, for the Worker that holds it: see `crew.js`. @param {Float64Array} setup @param {Float32Array} columns */
  share(setup, columns) {
    return this.call((wasm) => wasm.NetworkShare.read(setup, columns));
  }

  /**
   * The training of a network that goes on from a checkpoint of one with the same configuration. Going back further than the
   * checkpoint, it uses the settings that `changes` tells, or without them those of this configuration from the start.
   * @param {Config} config
   * @param {Uint8Array} checkpoint
   * @param {RunChange[]} [changes] what `changes()` of the other gave
   * @returns {NetworkRun}
   */
  restore(config, checkpoint, changes) {
    return Network.restore(module, config, checkpoint, changes);
  }

  /**
   * What a safetensors or npz file of a network's weights holds.
   * @param {Uint8Array} bytes
   * @returns {Promise<WeightsFile>}
   */
  async readWeights(bytes) {
    const { describe } = await import('./weights/files.js');
    return describe(bytes);
  }

  /**
   * Fetches a data set that is not part of the engine: `mnist`, 12,000 + 2,000 digits, or with `all` 60,000 + 10,000. The
   * others are there.
   * @param {string} name
   * @param {{ all?: boolean, base?: string | URL, signal?: AbortSignal,
   *   onProgress?: (progress: { loaded: number, total: number }) => void }} [options]
   * @returns {Promise<void>}
   */
  async loadDataset(name, options = {}) {
    const { datasets } = this.catalog().network;
    if (!datasets.some((/** @type {{ name: string }} */ dataset) => dataset.name === name)) {
      const known = datasets.map((/** @type {{ name: string }} */ dataset) => dataset.name).join(', ');
      const messages = {
        en: `dataset “${name}” is not known; use one of ${known}.`,
        zh: `没有名为“${name}”的 dataset；有 ${known}。`,
      };
      throw new EngineError({ code: 'unknown-name', key: 'dataset', messages });
    }
    const already = loaded.generation === module.generation && (loaded.all || (loaded.some && !options.all));
    if (name !== 'mnist' || already) return;
    const { train, test } = await loadMnist(options);
    // All of it may have come in the meantime: it stays.
    if (loaded.generation === module.generation && loaded.all && !options.all) return;
    if (!this.call((wasm) => wasm.putMnist(train.labels, train.pixels, test.labels, test.pixels))) {
      throw new EngineError({ code: 'bad-data', key: 'dataset', messages: NOT_MNIST });
    }
    Object.assign(loaded, { generation: module.generation, some: true, all: options.all === true });
  }

  /**
   * A table of a reader's own: a text, or the bytes of a file. What each column is for is found out, where `options` do not say
   * it: docs/data.md has the rules.
   * @param {string | ArrayBuffer | ArrayBufferView} source
   * @param {ReadOptions} [options]
   * @returns {Promise<DataTable>}
   */
  async readData(source, options = {}) {
    return (await import('./data/read.js')).readTable(source, options);
  }

  /** The memory of the WebAssembly, in bytes. It grows, and never shrinks. */
  memory() {
    return this.call((wasm) => wasm.memorySize());
  }

  /**
   * Loss, gradient and Hessian (by rows) at a point.
   * @param {Config} config
   * @param {ArrayLike<number>} point
   * @returns {{ loss: number, gradient: Float64Array, hessian: Float64Array }}
   */
  gradient(config, point) {
    const at = list('point', point, false);
    return this.call((wasm) => wasm.gradient(config, at));
  }

  /**
   * The loss and its gradient, node by node of the computation graph: values forward, derivatives backward. Without a
   * point, at the start.
   * @param {Config} config
   * @param {ArrayLike<number>} [point]
   * @returns {Walk}
   */
  walk(config, point) {
    const at = point === undefined ? undefined : list('point', point, false);
    return this.call((wasm) => wasm.walk(config, at));
  }

  /**
   * Where the gradient is zero, inside the domain.
   * @param {Config} config
   * @returns {{ point: number[], loss: number, kind: 'minimum' | 'maximum' | 'saddle' | 'inflection' | 'degenerate' | 'continuum' }[]}
   */
  stationaryPoints(config) {
    return this.call((wasm) => wasm.stationaryPoints(config));
  }

  /**
   * Contour lines of that grid, at `levels` or at some that suit.
   * @param {Config & { width: number, height: number, levels?: ArrayLike<number> }} options
   * @returns {Contour[]}
   */
  contours({ width, height, levels, ...config } = NOTHING) {
    const size = [count('width', width), count('height', height)];
    const rising = levels && list('levels', levels).sort((a, b) => a - b);
    return this.call((wasm) => wasm.contours(config, size[0], size[1], rising));
  }

  /**
   * The loss of two parameters as a lit surface, to be painted from any side: see `Surface`.
   * @param {Config & { side?: number, colormap?: string, minima?: KnownMinimum[] }} config
   * @returns {LitSurface}
   */
  surface(config) {
    return new Surface(module, config);
  }

  /**
   * One picture of such a surface, as pixels; it needs no canvas.
   * @param {Config & { side?: number, colormap?: string, minima?: KnownMinimum[] }} config
   * @param {Partial<SurfaceLook>} [look]
   * @returns {{ width: number, height: number, pixels: Uint8ClampedArray }}
   */
  still(config, look) {
    return still(module, config, look);
  }

  /**
   * Where `steps` full-batch steps lead from each of many starts (rows of parameters); rows as well.
   * @param {Config} config
   * @param {ArrayLike<number>} starts
   * @param {number} steps
   * @returns {Float64Array}
   */
  descend(config, starts, steps) {
    const n = count('steps', steps, 0);
    const from = Float64Array.from(list('starts', starts));
    return this.call((wasm) => wasm.descend(config, from, n));
  }

  /**
   * The learning rate of the 1-3-10 ladder with which a run ends lowest after `steps` steps.
   * @param {Config} config
   * @param {{ steps?: number, signal?: AbortSignal, onProgress?: (part: number) => void }} [options]
   */
  bestRate(config, { steps = 200, ...options } = {}) {
    return bestRate(this, config, { steps: count('steps', steps), ...options });
  }

  /**
   * Basins of attraction: for each start at the centre of a cell, row 0 at the top, the minimum that a full-batch run leads
   * to, and in how many steps. `width`, `height` and `maxSteps` are those of the catalog (`maps.basins`) unless told otherwise.
   * @param {import('./maps.js').BasinsOptions} options
   * @returns {Basins}
   */
  basins(options = {}) {
    const { cells: _, ...map } = this.basinsRows(options, 0, basinsSize(options, this.catalog().maps).height);
    return map;
  }

  /**
   * Some rows of `basins`: what a Worker is asked for.
   * @param {import('./maps.js').BasinsOptions} options
   * @param {number} from @param {number} to
   * @returns {Basins & { cells: number }}
   */
  basinsRows(options, from, to) {
    const { config, width, height, maxSteps } = basinsSize(options, this.catalog().maps);
    const map = this.call((wasm) => wasm.basins(config, width, height, maxSteps, from, to));
    return { ...map, cells: map.steps.length };
  }

  /**
   * What becomes of a full-batch run from the start with each pair of learning rate and momentum, row 0 the largest
   * momentum. Ranges are [low, high, count]: rates in equal ratios, momenta in equal steps.
   * @param {import('./maps.js').RateMapOptions} options
   * @returns {RateMap}
   */
  rateMap(options = {}) {
    const { cells: _, ...map } = this.rateMapRows(options, 0, rateMapSize(options, this.catalog().maps).height);
    return { ...map, theory: this.rateTheory(options, commonest(map.label)) };
  }

  /**
   * Some rows of `rateMap`.
   * @param {import('./maps.js').RateMapOptions} options
   * @param {number} from @param {number} to
   * @returns {Omit<RateMap, 'theory'> & { cells: number }}
   */
  rateMapRows(options, from, to) {
    const { config, across, up, maxSteps } = rateMapSize(options, this.catalog().maps);
    const map = this.call((wasm) => wasm.rateMap(config, across, up, maxSteps, from, to));
    return { ...map, cells: map.steps.length };
  }

  /**
   * What theory says of that map about one of its minima: null where it is flat, or there is none of that number.
   * @param {import('./maps.js').RateMapOptions} options
   * @param {number} minimum
   * @returns {RateTheory | null}
   */
  rateTheory(options, minimum) {
    const { config, up } = rateMapSize(options, this.catalog().maps);
    return minimum < 0 ? null : this.call((wasm) => wasm.rateTheory(config, up, minimum));
  }

  /**
   * By which rule these maps take a run to be at rest: at a step whose slope and length, each by the width of the domain's
   * sides, have (slope / steep)² + (length / still)² ≤ 1, and which goes on being so until the run is looked at, every
   * `look` steps, within `near` of a minimum.
   * @param {Config} config
   * @returns {{ steep: number, still: number, near: number, look: number }}
   */
  quiet(config) {
    return this.call((wasm) => wasm.quiet(basinsSize(config, this.catalog().maps).config));
  }

  /**
   * The gradients of mini-batches beside that of all samples, at a point or at the start; null for a formula.
   * @param {Config} config
   * @param {ArrayLike<number>} [point]
   * @returns {GradientCloud | null}
   */
  gradientCloud(config, point) {
    const at = point === undefined ? undefined : list('point', point, false);
    return this.call((wasm) => wasm.gradientCloud(config, at));
  }

  /**
   * A program that takes the same steps with that library, and prints each: its number, the loss, the parameters. In Python;
   * for TensorFlow.js in JavaScript, in float32.
   * @param {Config & { steps?: number }} config `steps`: how many, up to 10 000; 100 unless told otherwise
   * @param {'keras' | 'torch' | 'jax' | 'optax' | 'sklearn' | 'tfjs'} library `optax` is another name of `jax`
   * @returns {string}
   */
  export({ steps, ...config } = NOTHING, library) {
    const n = count('steps', steps ?? 100, 0, 10_000);
    return this.call((wasm) => wasm.script(config, String(library), n));
  }

  /**
   * The update rule of a configuration in letters, for one parameter w: terms, each after those that it is made of, and the
   * lines of the rule in order, a letter and which term it becomes.
   * @param {Config} config
   * @returns {Pick<Rule, 'terms' | 'lines'>}
   */
  rule(config) {
    return this.call((wasm) => wasm.rule({ formula: 'x^2', ...config }));
  }

  /**
   * What a pasted line of another library is here, with that library's defaults filled in. Nothing is evaluated.
   * @param {string | { library: string, rule: string, settings?: Record<string, unknown> }} from
   * @returns {FromLibrary}
   */
  fromLibrary(from) {
    return this.call((wasm) => wasm.fromLibrary(from));
  }
}

/** Where it is not beside this script, its bytes or address: whoever calls first says so. @typedef {{ wasm?: BufferSource | WebAssembly.Module | Response | URL | string }} Options */

/**
 * @template {WholeEngine} T
 * @param {new (...parts: ConstructorParameters<typeof WholeEngine>) => T} kind
 * @param {Options} options
 */
export async function begin(kind, options) {
  await module.ready(options.wasm);
  return new kind(module, verdict);
}

/** An engine in a Worker. */
export const createWhole = () => begin(WholeEngine, {});
