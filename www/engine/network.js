// The training of a network, as programs hold it.

import { count, EngineError, list } from './error.js';
import { Handle, RUN_GONE } from './handle.js';
import { Job } from './job.js';

/** @typedef {import('./module.js').Module<typeof import('#wasm')>} FullModule */

/** What a filled-in configuration tells that no one sets. */
const TOLD = ['task', 'train', 'test', 'inputs', 'outputs', 'parameters', 'domain', 'scaling'];

/**
 * A configuration as the engine takes it: without what only a filled-in one tells, and with texts for lists of names
 * (`['tanh', 'relu']` is `tanh,relu`) and for empty ones.
 * @param {Config} config
 * @returns {Config}
 */
function plainly(config) {
  if (config?.parameters !== undefined) {
    const { layers, activation, features, samples, ...rest } = config;
    for (const name of TOLD) delete rest[name];
    const made = rest.data === undefined && !['digits', 'mnist', 'table'].includes(String(rest.dataset));
    const isEmpty = (/** @type {unknown} */ list) => Array.isArray(list) && list.length === 0;
    return plainly({
      ...rest,
      layers: isEmpty(layers) ? 'none' : layers,
      ...(!isEmpty(activation) && { activation }),
      ...(!isEmpty(features) && { features }),
      ...(made && { samples }),
    });
  }
  const isNames = (/** @type {unknown} */ value) =>
    Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
  const entries = Object.entries(config ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, isNames(value) ? String(value) : value]));
}

/**
 * Makes a training of a configuration whose data may be a table, as readData gives it.
 * @template R
 * @param {typeof import('#wasm')} wasm
 * @param {Config} config
 * @param {(config: Config) => R} make
 */
function withTable(wasm, config, make) {
  const table = /** @type {DataTable | undefined} */ (config?.data);
  if (!(table?.values instanceof Float64Array)) return make(plainly(config));
  if (table.problem) throw new EngineError({ code: 'bad-data', key: 'data', messages: table.problem });
  const { data: _, ...rest } = config;
  wasm.putTable(table.values, table.width - 1, table.task === 'classes' ? table.classes.length : 0);
  try {
    return make(plainly({ ...rest, dataset: 'table' }));
  } finally {
    wasm.dropTable();
  }
}

/**
 * Paths as the engine takes them: steps and parameters in turn.
 * @param {unknown} paths
 */
function snapshots(paths) {
  if (Array.isArray(paths) && paths.every((path) => path?.params instanceof Float32Array)) {
    return paths.flatMap(({ step, params }) => [list('step', step ?? []), params]);
  }
  const messages = {
    en: 'paths is a list of paths, as path() gives them: { step, params }.',
    zh: 'paths 应为 path() 给出的路径的列表：{ step, params }。',
  };
  throw new EngineError({ code: 'bad-type', key: 'paths', messages });
}

/** @implements {NetworkRun} */
export class Network {
  #run;
  #module;

  /** @param {FullModule} module @param {(wasm: typeof import('#wasm')) => import('#wasm').NetworkRun} make */
  constructor(module, make) {
    this.#module = module;
    this.#run = new Handle(module, make, RUN_GONE);
  }

  /** At its start. @param {FullModule} module @param {Config} config */
  static begin(module, config) {
    return new Network(module, (wasm) => withTable(wasm, config, (plain) => new wasm.NetworkRun(plain)));
  }

  /** @param {FullModule} module @param {Config} config @param {Uint8Array} checkpoint to go on from @param {RunChange[]} [changes] */
  static restore(module, config, checkpoint, changes) {
    if (checkpoint instanceof Uint8Array) {
      const restore = (/** @type {typeof import('#wasm')} */ wasm) =>
        withTable(wasm, config, (plain) => wasm.NetworkRun.restore(plain, checkpoint));
      const run = new Network(module, restore);
      if (changes) run.#run.call((restored) => restored.takeChanges(changes));
      return run;
    }
    const messages = {
      en: 'A checkpoint is a Uint8Array, as checkpoint() gives it.',
      zh: '检查点应为 checkpoint() 给出的 Uint8Array。',
    };
    throw new EngineError({ code: 'bad-type', key: 'checkpoint', messages });
  }

  /** The configuration as it is now, with everything filled in. @returns {ResolvedNetwork} */
  get config() {
    return this.#run.call((run) => run.config());
  }

  /** One update, by the next batch. */
  step() {
    this.#run.call((run) => run.step());
    return this.status();
  }

  /**
   * Up to `steps` updates; fewer where the run diverges, or the loss of a batch falls below `untilLoss`.
   * @param {number} steps
   * @param {{ untilLoss?: number } | null} [options]
   */
  train(steps, options) {
    const n = count('steps', steps, 0);
    const { untilLoss } = options ?? {};
    const [limit] = untilLoss === undefined ? [] : list('untilLoss', [untilLoss]);
    this.#run.call((run) => run.train(n, limit));
    return this.status();
  }

  /** Looks at the next sample of the coming batch; after the last of them the update is made. */
  stepSample() {
    this.#run.call((run) => run.stepSample());
    return this.status();
  }

  /** Changes live settings in mid-run; throws and changes nothing if one does not fit. @param {Config} changes */
  set(changes) {
    this.#run.call((run) => run.set(plainly(changes)));
    return this.status();
  }

  /** Gives a parameter, by its place in `parameters().values`, another value. @param {number} index @param {number} value */
  setParameter(index, value) {
    const k = count('parameter', index, 0);
    this.#run.call((run) => run.setParameter(k, Number(value)));
    return this.status();
  }

  /** Back to step `step`: the same first weights, the same batches. Settings stay as they are now. */
  rewind(step = 0) {
    const k = count('step', step, 0);
    this.#run.call((run) => run.rewind(k));
    return this.status();
  }

  /** How it stands. @returns {NetworkStatus} */
  status() {
    return this.#run.call((run) => run.status());
  }

  /** The record from row `from` on; row 0 is the start. @returns {NetworkTrace} */
  trace(from = 0) {
    const row = count('from', from, 0);
    return this.#run.call((run) => run.trace(row));
  }

  /** All parameters, and where each part of them is. @returns {NetworkParameters} */
  parameters() {
    return this.#run.call((run) => run.parameters());
  }

  /** The gradient of the last step's batch, penalties included; as `parameters().values`. */
  gradient() {
    return this.#run.call((run) => run.gradient());
  }

  /**
   * Layers in the course of the training: how long gradients, weights and updates are, and the part of relu units that are dead. A row
   * for the start and one when the training is evaluated, at most 512. A run that was restored or loaded begins it anew.
   * @returns {LayerTrace}
   */
  layerTrace() {
    return this.#run.call((run) => run.layerTrace());
  }

  /**
   * Of each hidden layer the relu units, from 0, that are 0 on each of the first samples to train on, up to 2,000; null for units of
   * another activation.
   * @returns {(Uint32Array | null)[]}
   */
  deadUnits() {
    return this.#run.call((run) => run.deadUnits());
  }

  /**
   * A learning-rate range test (Smith 2017) on a copy of the run: from the present weights, or those of the `start`, the rate grows from
   * `from` to `to` by the same factor in each of so many `steps`, with the run's batches and optimizer, without its schedule.
   * @param {RangeTestOptions} [options]
   * @returns {RangeTest}
   */
  rangeTest(options) {
    return this.begin('rangeTest', options).run();
  }

  /**
   * The singular values of the coming step of a layer's weights, and of what the optimizer makes it from, largest first. The run stays
   * as it is. With Muon, of the momentum that is made orthogonal, and of what comes out; else of the gradient of the coming batch and
   * of the step. `layer` is from 0; the last is the output. One side of its matrix may have 512 numbers at most.
   * @param {number} [layer]
   * @returns {SingularValues}
   */
  singularValues(layer = 0) {
    return this.begin('singularValues', layer).run();
  }

  /**
   * How far the network's probabilities are to be believed: predictions on all of `part` in so many bins of equal width of their
   * confidence, 1 to 100, and the expected calibration error (Guo et al. 2017). Only of classes.
   * @param {'train' | 'test'} [part]
   * @param {number} [bins]
   * @returns {Calibration}
   */
  calibration(part = 'test', bins = 15) {
    return this.#run.call((run) => run.calibration(String(part), Number(bins)));
  }

  /**
   * The graph of the network on one sample of `part`, from 0, with its present parameters: values forward, and backward the gradient
   * of the loss, penalties included. Of at most 500,000 parameters; `by: 'numbers'` has a node for each number instead of one for each
   * array, 150 at most. `<sgd-graph>` shows it: `graph.walk = net.walk('train', 3)`.
   * @param {'train' | 'test'} [part]
   * @param {number} [sample]
   * @param {{ by?: 'arrays' | 'numbers' }} [options]
   * @returns {Walk}
   */
  walk(part = 'train', sample = 0, { by = 'arrays' } = {}) {
    return this.#run.call((run) => run.walk(String(part), Number(sample), String(by)));
  }

  /** Mean loss, and the part put into the right class, on all of `part`. @param {'train' | 'test'} [part] @returns {Score} */
  evaluate(part = 'test') {
    return this.#run.call((run) => run.evaluate(String(part)));
  }

  /**
   * What the network makes of rows of inputs: x1, x2 for points; pixels from 0 to 1 for pictures; what the file has for a table,
   * whose numbers are also answered in the file's units.
   * @param {ArrayLike<number>} inputs
   * @returns {Float32Array} rows × classes, probabilities; or rows × 1, values
   */
  predict(inputs) {
    const rows = list('inputs', inputs);
    return this.#run.call((run) => run.predict(rows));
  }

  /**
   * What every unit makes of the points of a grid over the domain. Of a table, on a plane through its inputs: `1,2` for two of
   * them by number, the others at their means, or `pca` for the first two principal components.
   * @param {number} [width] cells to a side
   * @param {string} [plane]
   * @returns {UnitMaps}
   */
  outputs(width = 20, plane = undefined) {
    const side = count('width', width, 1, 512);
    return this.#run.call((run) => run.outputs(side, plane));
  }

  /** Of each class (row) how many were put into each (column). @param {'train' | 'test'} [part] */
  confusion(part = 'test') {
    return this.#run.call((run) => run.confusion(String(part)));
  }

  /** `n` samples from number `from` on, with what the network makes of them. @param {'train' | 'test'} part @returns {SampleRows} */
  samples(part, from = 0, n = 1) {
    const [first, many] = [count('from', from, 0), count('count', n, 0)];
    return this.#run.call((run) => run.samples(String(part), first, many));
  }

  /**
   * The way that the parameters have gone: at the start, at equal distances, and now. Of at most 128 points, and 1.7 million
   * numbers, every other one goes when there is no more room: networks of up to 13,281 parameters have 64 to 128, 784-512-10
   * has 3 or 4, besides now. A run that was restored from a checkpoint begins it anew.
   * @returns {NetworkPath}
   */
  path() {
    return this.#run.call((run) => run.path());
  }

  /**
   * Whether the path is kept, from here on: it is unless this is called. One that is not kept takes no memory, and a slice along
   * it has now alone.
   * @param {boolean} keep
   */
  keepPath(keep) {
    this.#run.call((run) => run.keepPath(Boolean(keep)));
  }

  /**
   * Another run of the same network on the same data, at its start: with another `seed` other first weights and another order
   * of samples; with another `optimizer`, what is usual for that. Only what can change during a run can be another.
   * @param {Config} [changes]
   */
  sibling(changes = {}) {
    return new Network(this.#module, () => this.#run.call((run) => run.sibling(plainly(changes))));
  }

  /**
   * The loss on a plane through where the run is now, on up to `samples` samples, without penalties; and how far to trust it:
   * where the run's path is as seen from the plane, how far from it, and the true loss beside that on the plane.
   *
   * `directions`: `random` (normalised by `normalise`: `filter`, a neuron's incoming weights, `layer` or `none`), `pca` (the
   * principal components of all paths) or `checkpoints` (through the first, the middle and the last point of the path).
   * `paths`: those of other runs, as `path()` gives them. `x`, `y`: low and high of a coordinate, where they are not to fit the
   * paths.
   * @param {SliceOptions} [options]
   * @returns {NetworkSlice}
   */
  slice(options) {
    return this.begin('slice', options).run();
  }

  /**
   * Loss and accuracy along the line from where the run is now (0) to other `params` (1), a little beyond both.
   * @param {ArrayLike<number>} params
   * @param {InterpolationOptions} [options]
   * @returns {NetworkLine}
   */
  interpolate(params, options) {
    return this.begin('interpolate', params, options).run();
  }

  /**
   * The largest eigenvalues of the Hessian of the loss with its penalties, where the run is now: by Lanczos' method on
   * products of the Hessian with vectors, which follow from the graph. While rate × the largest is below `bound`, steps shrink on
   * a quadratic. `scaled`: of the Hessian after the optimizer's own scaling of gradients.
   * @param {SpectrumOptions} [options]
   * @returns {NetworkSpectrum}
   */
  spectrum(options) {
    return this.begin('spectrum', options).run();
  }

  /**
   * One of these in pieces: `work(units)` until it gives 1, then `finish()`.
   * @param {JobName} name
   * @param {any[]} args
   * @returns {Job<any>}
   */
  begin(name, ...args) {
    const job = this.#run.call((run) => {
      if (name === 'interpolate') return run.interpolate(Float32Array.from(list('params', args[0])), args[1]);
      if (name === 'spectrum') return run.spectrum(args[0]);
      if (name === 'rangeTest') return run.rangeTest(args[0]);
      if (name === 'singularValues') return run.singularValues(Number(args[0] ?? 0));
      const { paths = [], ...options } = args[0] ?? {};
      return run.slice(options, snapshots(paths));
    });
    return new Job(this.#module, job);
  }

  /** Calls for the Workers that share the training: see `crew.js`. @template R @param {(run: import('#wasm').NetworkRun) => R} f */
  shared(f) {
    return this.#run.call(f);
  }

  /**
   * The network as a file. `safetensors` and `npz` also have what the optimizer remembers, the step, the record and the
   * configuration; `onnx` is the network alone, for points as they are, or pixels from 0 to 1.
   * @param {'safetensors' | 'npz' | 'onnx'} format
   * @returns {Promise<Uint8Array>}
   */
  async save(format) {
    const checkpoint = this.checkpoint();
    const about = this.#about();
    const { write } = await import('./weights/files.js');
    return write(format, about, checkpoint);
  }

  /**
   * What it learns from as a file, parted into what it is trained and tested on. `npz` has `x_train`, `y_train`, `x_test` and
   * `y_test`: a row a sample, a table's numbers as its file has them, pictures in grey levels, classes from 0. `csv` has a line a
   * sample.
   * @param {'npz' | 'csv'} format
   * @returns {Promise<Uint8Array>}
   */
  async saveData(format) {
    const { writeData } = await import('./weights/data.js');
    return writeData(format, this.config, (part) => this.#run.call((run) => run.data(part)));
  }

  /**
   * A Python script of the network as it is now. Beside `sgd-network.npz`, which is `save('npz')`, or `sgd-network.safetensors`,
   * which is `save('safetensors')`, and `sgd-network-data.npz`, which is `saveData('npz')`, it prints what `evaluate` gives, takes the
   * next steps with what the optimizer remembers, and writes the weights that come of it.
   * @param {'keras' | 'torch' | 'jax' | 'optax'} library `optax` is another name of `jax`
   * @param {{ steps?: number } | null} [options] `steps`: how many, up to 10 000; 20 unless told otherwise
   * @returns {string}
   */
  export(library, options) {
    const n = count('steps', options?.steps ?? 20, 0, 10_000);
    return this.#run.call((run) => run.script(String(library), n));
  }

  /**
   * Takes the weights of a safetensors or npz file, of its own or of PyTorch, Keras or Flax; of its own also what the optimizer
   * remembers, if it is the same one, the step, and the record. A file that does not fit throws, and changes nothing.
   * @param {Uint8Array} bytes
   * @returns {Promise<LoadedWeights>}
   */
  async load(bytes) {
    const { toCheckpoint } = await import('./weights/files.js');
    const fresh = () => {
      const run = this.sibling();
      try {
        return run.checkpoint();
      } finally {
        run.free();
      }
    };
    const { checkpoint, loaded } = toCheckpoint(bytes, this.#about(), fresh);
    this.#run.call((run) => run.load(checkpoint));
    return loaded;
  }

  #about() {
    const { config } = this;
    return this.#run.call((run) => ({ parts: run.parameters().parts, config, slots: run.slotNames() }));
  }

  /**
   * What was changed on the way, in order: first the settings of the start, then each change with the updates made before it. With it
   * `engine.restore` goes back behind a checkpoint by the settings of then.
   * @returns {RunChange[]}
   */
  changes() {
    return this.#run.call((run) => run.changes());
  }

  /** What `engine.restore` goes on from. */
  checkpoint() {
    return this.#run.call((run) => run.checkpoint());
  }

  /** Gives its memory back. */
  free() {
    this.#run.consume((run) => run.free());
  }
}
