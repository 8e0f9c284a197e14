// The training of a network, as programs hold it.

import { count, EngineError, list } from './error.js';

/** @typedef {import('./module.js').Module<typeof import('#wasm')>} FullModule */

/** What a filled-in configuration tells that no one sets. */
const TOLD = ['task', 'train', 'test', 'inputs', 'outputs', 'parameters', 'domain'];

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
    const made = rest.data === undefined && !['digits', 'mnist'].includes(String(rest.dataset));
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

/** @implements {NetworkRun} */
export class Network {
  /** @type {import('#wasm').NetworkRun | undefined} */
  #run;
  #module;
  #generation;

  /** @param {FullModule} module @param {Config} config @param {Uint8Array} [checkpoint] to go on from */
  constructor(module, config, checkpoint) {
    this.#module = module;
    this.#generation = module.generation;
    const options = plainly(config);
    this.#run = module.call((wasm) =>
      checkpoint ? wasm.NetworkRun.restore(options, checkpoint) : new wasm.NetworkRun(options),
    );
  }

  /** @param {FullModule} module @param {Config} config @param {Uint8Array} checkpoint */
  static restore(module, config, checkpoint) {
    if (checkpoint instanceof Uint8Array) return new Network(module, config, checkpoint);
    const messages = {
      en: 'A checkpoint is a Uint8Array, as checkpoint() gives it.',
      zh: '检查点应为 checkpoint() 给出的 Uint8Array。',
    };
    throw new EngineError({ code: 'bad-type', key: 'checkpoint', messages });
  }

  /**
   * @template T
   * @param {(run: import('#wasm').NetworkRun) => T} f
   */
  #call(f) {
    const run = this.#run;
    if (run && this.#generation === this.#module.generation) return this.#module.call(() => f(run));
    throw new EngineError({
      code: 'unavailable',
      messages: {
        en: 'This run is gone: it was freed, or the engine was replaced after a fault. Make a new one.',
        zh: '这次运行已不存在：它被释放了，或者引擎出错后已更换。请新建一次。',
      },
    });
  }

  /** The configuration as it is now, with everything filled in. @returns {ResolvedNetwork} */
  get config() {
    return this.#call((run) => run.config());
  }

  /** One update, by the next batch. */
  step() {
    this.#call((run) => run.step());
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
    this.#call((run) => run.train(n, limit));
    return this.status();
  }

  /** Looks at the next sample of the coming batch; after the last of them the update is made. */
  stepSample() {
    this.#call((run) => run.stepSample());
    return this.status();
  }

  /** Changes live settings in mid-run; throws and changes nothing if one does not fit. @param {Config} changes */
  set(changes) {
    this.#call((run) => run.set(plainly(changes)));
    return this.status();
  }

  /** Gives a parameter, by its place in `parameters().values`, another value. @param {number} index @param {number} value */
  setParameter(index, value) {
    const k = count('parameter', index, 0);
    this.#call((run) => run.setParameter(k, Number(value)));
    return this.status();
  }

  /** Back to step `step`: the same first weights, the same batches. Settings stay as they are now. */
  rewind(step = 0) {
    const k = count('step', step, 0);
    this.#call((run) => run.rewind(k));
    return this.status();
  }

  /** How it stands. @returns {NetworkStatus} */
  status() {
    return this.#call((run) => run.status());
  }

  /** The record from row `from` on; row 0 is the start. @returns {NetworkTrace} */
  trace(from = 0) {
    const row = count('from', from, 0);
    return this.#call((run) => run.trace(row));
  }

  /** All parameters, and where each part of them is. @returns {NetworkParameters} */
  parameters() {
    return this.#call((run) => run.parameters());
  }

  /** The gradient of the last step's batch, penalties included; as `parameters().values`. */
  gradient() {
    return this.#call((run) => run.gradient());
  }

  /** Mean loss, and the part put into the right class, on all of `part`. @param {'train' | 'test'} [part] @returns {Score} */
  evaluate(part = 'test') {
    return this.#call((run) => run.evaluate(String(part)));
  }

  /**
   * What the network makes of rows of inputs: x1, x2 for points; pixels from 0 to 1 for pictures.
   * @param {ArrayLike<number>} inputs
   * @returns {Float32Array} rows × classes, probabilities; or rows × 1, values
   */
  predict(inputs) {
    const rows = list('inputs', inputs);
    return this.#call((run) => run.predict(rows));
  }

  /** What every unit makes of the points of a grid over the domain. @param {number} [width] cells to a side @returns {UnitMaps} */
  outputs(width = 20) {
    const side = count('width', width, 1, 512);
    return this.#call((run) => run.outputs(side));
  }

  /** Of each class (row) how many were put into each (column). @param {'train' | 'test'} [part] */
  confusion(part = 'test') {
    return this.#call((run) => run.confusion(String(part)));
  }

  /** `n` samples from number `from` on, with what the network makes of them. @param {'train' | 'test'} part @returns {SampleRows} */
  samples(part, from = 0, n = 1) {
    const [first, many] = [count('from', from, 0), count('count', n, 0)];
    return this.#call((run) => run.samples(String(part), first, many));
  }

  /** What `engine.restore` goes on from. */
  checkpoint() {
    return this.#call((run) => run.checkpoint());
  }

  /** Gives its memory back. */
  free() {
    this.#call((run) => run.free());
    this.#run = undefined;
  }
}
