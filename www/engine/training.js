// The training of a network in a Worker of its own: the calls of a `NetworkRun`, as promises. A Worker that dies is started
// anew, and the run goes on from its last checkpoint.

import { count, EngineError } from './error.js';
import { needWorkers, openWorker, received, whyHere } from './open-worker.js';

/**
 * @typedef {object} Call
 * @property {number} id
 * @property {string} method
 * @property {unknown[]} args
 * @property {(value: any) => void} resolve
 * @property {(reason: unknown) => void} reject
 * @property {((progress: any) => void) | undefined} onProgress
 * @property {AbortSignal | undefined} signal
 */

/** @typedef {{ signal?: AbortSignal, onProgress?: (progress: any) => void }} Options */
/** @typedef {Options & { workers?: number }} StartOptions `workers`: how many may train it, itself among them */

const DIED = {
  en: 'The background engine stopped. It was started anew, and the run goes on from its last checkpoint.',
  zh: '后台引擎停止了，现已重新启动，并从最近的检查点继续运行。',
};
const GONE = {
  en: 'The background engine stopped twice on this. Change the settings, and try again.',
  zh: '后台引擎在此连续停止了两次。请更改设置后重试。',
};
const ENDED = {
  en: 'This training was ended; start another.',
  zh: '这次训练已经结束；请另外开始一次。',
};
const NO_NETWORK = {
  en: "Only a network trains in a Worker of its own: { objective: 'network', … }.",
  zh: "单独的 Worker 里训练的是网络：{ objective: 'network', … }。",
};
/** More Workers than this do not train one network. */
const MOST_WORKERS = 4;

/** How many Workers may train a network where nobody says it. */
/** The others are for the page and for other programs: two Workers on two cores that both are wanted elsewhere are slower than one. */
const cores = () => Math.min(Math.max(1, (globalThis.navigator?.hardwareConcurrency ?? 1) >> 1), MOST_WORKERS);

export class Training {
  /** @type {Worker | undefined} */
  #worker;
  /** Calls without an answer, in order. @type {Map<number, Call>} */
  #calls = new Map();
  #last = 0;
  /** Deaths since the last answer. */
  #deaths = 0;
  /** @type {{ config: Config, checkpoint: Uint8Array | undefined, changes: RunChange[] } | undefined} */
  #saved;
  #ended = false;
  /** What was asked for: after a death, names that have been loaded are loaded again. @type {Config} */
  #asked = {};
  #most = 1;
  /** Where others need the cores, too. */
  #limit = MOST_WORKERS;

  /** The configuration as it is now; empty before the start. @type {ResolvedNetwork} */
  config = /** @type {any} */ ({});
  /** How many Workers train it: more than one where the network is large, and more may train it. */
  workers = 1;
  /** How long its Worker has spent on updates since the start; those that were taken back included. */
  seconds = 0;
  /**
   * Since which step the run is not what follows from its configuration: a parameter was set by hand, or weights were loaded.
   * @type {{ by: 'hand' | 'file', step: number } | undefined}
   */
  strayed;
  /** Called when the Worker has died and the run goes on. @type {((why: Words) => void) | undefined} */
  onRestart;

  /** Why it trains on the page itself, where no Worker may start. @returns {Words | undefined} */
  get here() {
    return whyHere();
  }

  /** Everything there is: what `engine.catalog()` gives. @returns {Promise<Catalog>} */
  catalog() {
    return this.#call('catalog', []);
  }

  /**
   * A new run in place of the one before; if it is refused, that one stays.
   * @param {Config} config
   * @param {StartOptions} [options] `onProgress`: `{ loaded, total }` in bytes, while a data set is fetched; `workers`: how many
   *   may train it, half as many as there are cores and 4 at most unless said otherwise
   * @returns {Promise<NetworkStatus>}
   */
  async start(config, { workers, ...options } = {}) {
    const most = workers === undefined ? cores() : count('workers', workers, 1, MOST_WORKERS);
    const { config: resolved, status } = await this.#call(
      'start',
      [config, undefined, Math.min(most, this.#limit)],
      options,
    );
    this.config = resolved;
    this.#asked = config;
    this.#most = most;
    this.seconds = 0;
    this.strayed = undefined;
    return status;
  }

  /**
   * Up to `steps` updates, or for `ms` milliseconds. A signal ends it where it is.
   * @param {number} steps
   * @param {Options & { ms?: number, untilLoss?: number }} [options] `onProgress`: the part that is done
   * @returns {Promise<NetworkStatus>}
   */
  train(steps, { signal, onProgress, ...options } = {}) {
    return this.#call('train', [steps, options], { signal, onProgress });
  }

  /** From now on at most so many Workers train it: others need the cores, too. @param {number} workers @returns {Promise<void>} */
  limit(workers) {
    this.#limit = count('workers', workers, 1, MOST_WORKERS);
    return this.#call('limit', [Math.min(this.#most, this.#limit)]);
  }

  /** @param {Config} changes @returns {Promise<NetworkStatus>} */
  set(changes) {
    return this.#call('set', [changes]);
  }

  /** @returns {Promise<NetworkStatus>} */
  step() {
    return this.#call('step', []);
  }

  /** @returns {Promise<NetworkStatus>} */
  stepSample() {
    return this.#call('stepSample', []);
  }

  /** @param {number} index @param {number} value @returns {Promise<NetworkStatus>} */
  async setParameter(index, value) {
    const status = await this.#call('setParameter', [index, value]);
    this.strayed ??= { by: 'hand', step: status.step };
    return status;
  }

  /** @returns {Promise<NetworkStatus>} */
  async rewind(step = 0) {
    const status = await this.#call('rewind', [step]);
    if (step === 0) this.seconds = 0;
    // What was done later, and at the start, is undone.
    if (step === 0 || step < (this.strayed?.step ?? 0)) this.strayed = undefined;
    return status;
  }

  /** @returns {Promise<NetworkStatus>} */
  status() {
    return this.#call('status', []);
  }

  /** @returns {Promise<NetworkTrace>} */
  trace(from = 0) {
    return this.#call('trace', [from]);
  }

  /** @returns {Promise<NetworkParameters>} */
  parameters() {
    return this.#call('parameters', []);
  }

  /** @returns {Promise<Float32Array>} */
  gradient() {
    return this.#call('gradient', []);
  }

  /** @returns {Promise<LayerTrace>} */
  layerTrace() {
    return this.#call('layerTrace', []);
  }

  /** @returns {Promise<(Uint32Array | null)[]>} */
  deadUnits() {
    return this.#call('deadUnits', []);
  }

  /** @param {RangeTestOptions & Options} [options] `onProgress`: the part that is done @returns {Promise<RangeTest>} */
  rangeTest({ signal, onProgress, ...options } = {}) {
    return this.#call('rangeTest', [options], { signal, onProgress });
  }

  /** @param {number} [layer] @param {Options} [options] `onProgress`: the part that is done @returns {Promise<SingularValues>} */
  singularValues(layer, options) {
    return this.#call('singularValues', [layer], options);
  }

  /** @param {'train' | 'test'} part @param {number} [bins] @returns {Promise<Calibration>} */
  calibration(part, bins) {
    return this.#call('calibration', [part, bins]);
  }

  /** @param {'train' | 'test'} [part] @param {number} [sample] @param {{ by?: 'arrays' | 'numbers' }} [options] @returns {Promise<Walk>} */
  walk(part, sample, options) {
    return this.#call('walk', [part, sample, options]);
  }

  /** @param {'train' | 'test'} part @returns {Promise<Score>} */
  evaluate(part) {
    return this.#call('evaluate', [part]);
  }

  /** @param {ArrayLike<number>} inputs @returns {Promise<Float32Array>} */
  predict(inputs) {
    return this.#call('predict', [inputs]);
  }

  /** @param {number} width @param {string} [plane] @returns {Promise<UnitMaps>} */
  outputs(width, plane) {
    return this.#call('outputs', [width, plane]);
  }

  /** A table of a reader's own, read in this training's Worker. @param {string | ArrayBuffer | ArrayBufferView} source @param {ReadOptions} [options] @returns {Promise<DataTable>} */
  readData(source, options) {
    return this.#call('readData', [source, options]);
  }

  /** @param {'train' | 'test'} part @returns {Promise<Uint32Array>} */
  confusion(part) {
    return this.#call('confusion', [part]);
  }

  /** @param {'train' | 'test'} part @param {number} from @param {number} count @returns {Promise<SampleRows>} */
  samples(part, from, count) {
    return this.#call('samples', [part, from, count]);
  }

  /** @returns {Promise<NetworkPath>} */
  path() {
    return this.#call('path', []);
  }

  /**
   * Trains another run of the same network on the same data for so many steps; this one waits. `changes` as for
   * `NetworkRun.sibling`.
   * @param {Config} changes
   * @param {number} steps
   * @param {Options} [options] `onProgress`: the part that is done
   * @returns {Promise<{ config: ResolvedNetwork, status: NetworkStatus, path: NetworkPath }>}
   */
  trainSibling(changes, steps, options) {
    return this.#call('trainSibling', [changes, steps], options);
  }

  /** @param {SliceOptions & Options} [options] `onProgress`: the part that is done @returns {Promise<NetworkSlice>} */
  slice({ signal, onProgress, ...options } = {}) {
    return this.#call('slice', [options], { signal, onProgress });
  }

  /** @param {ArrayLike<number>} params @param {InterpolationOptions & Options} [options] @returns {Promise<NetworkLine>} */
  interpolate(params, { signal, onProgress, ...options } = {}) {
    return this.#call('interpolate', [params, options], { signal, onProgress });
  }

  /** @param {SpectrumOptions & Options} [options] @returns {Promise<NetworkSpectrum>} */
  spectrum({ signal, onProgress, ...options } = {}) {
    return this.#call('spectrum', [options], { signal, onProgress });
  }

  /** @returns {Promise<RunChange[]>} */
  changes() {
    return this.#call('changes', []);
  }

  /** @returns {Promise<Uint8Array>} */
  checkpoint() {
    return this.#call('checkpoint', []);
  }

  /** @param {'safetensors' | 'npz' | 'onnx'} format @returns {Promise<Uint8Array>} */
  save(format) {
    return this.#call('save', [format]);
  }

  /** @param {'npz' | 'csv'} format @returns {Promise<Uint8Array>} */
  saveData(format) {
    return this.#call('saveData', [format]);
  }

  /** @param {'keras' | 'torch' | 'jax' | 'optax'} library @param {{ steps?: number }} [options] @returns {Promise<string>} */
  export(library, options) {
    return this.#call('export', [library, options]);
  }

  /** @param {Uint8Array} bytes @returns {Promise<LoadedWeights>} */
  async load(bytes) {
    const [loaded, { step }] = await Promise.all([this.#call('load', [bytes]), this.status()]);
    this.strayed = { by: 'file', step };
    return loaded;
  }

  /** Ends it. Calls without an answer are refused. */
  terminate() {
    this.#ended = true;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#saved = undefined;
    this.#refuse(new DOMException('The training was ended.', 'AbortError'));
  }

  /**
   * @param {string} method
   * @param {unknown[]} args
   * @param {Options} [options]
   * @returns {Promise<any>}
   */
  async #call(method, args, { signal, onProgress } = {}) {
    needWorkers();
    if (this.#ended) throw new EngineError({ code: 'unavailable', messages: ENDED });
    signal?.throwIfAborted();
    this.#last += 1;
    const id = this.#last;
    // Whether it came in time the Worker says: what is done by then is done.
    const abort = () => this.#worker?.postMessage({ abort: id });
    signal?.addEventListener('abort', abort);
    const answer = new Promise((resolve, reject) => {
      this.#worker ??= this.#revive();
      // What cannot be sent is refused here, and waits for no answer.
      this.#worker.postMessage({ id, method, args });
      this.#calls.set(id, { id, method, args, resolve, reject, onProgress, signal });
    });
    return answer.finally(() => signal?.removeEventListener('abort', abort));
  }

  #open() {
    return openWorker(
      'network-worker.js',
      () => new Worker(new URL('network-worker.js', import.meta.url), { type: 'module' }),
      (worker, message) => this.#onMessage(worker, message),
      (worker) => this.#die(worker),
    );
  }

  /** @param {Worker} worker @param {any} message */
  #onMessage(worker, { id, value, error, fatal, aborted, progress, checkpoint, changes, config, lock, workers, ms }) {
    if (worker !== this.#worker) return;
    if (lock) {
      // It is free when the Worker is no more.
      navigator.locks.request(lock, () => this.#die(worker));
      return;
    }
    if (config) this.config = config;
    if (workers) this.workers = workers;
    if (ms) this.seconds += ms / 1000;
    if (checkpoint) {
      this.#saved = { config, checkpoint, changes };
      return;
    }
    const call = this.#calls.get(id);
    if (progress !== undefined) {
      call?.onProgress?.(progress);
      return;
    }
    if (id === 0) {
      this.#onRevived(worker, value, error);
      return;
    }
    if (fatal && call && this.#deaths === 0) {
      this.#die(worker);
      return;
    }
    this.#calls.delete(id);
    if (aborted && call?.signal?.aborted) {
      this.#deaths = 0;
      call.reject(call.signal.reason);
    } else if (!error) {
      this.#deaths = 0;
      call?.resolve(value);
    } else {
      call?.reject(received(error));
      if (error.messages) this.#deaths = 0;
      else if (fatal) this.#die(worker);
    }
  }

  /** The start that follows a death: only what was asked for tells whether it has helped. @param {Worker} worker @param {any} value @param {any} error */
  #onRevived(worker, value, error) {
    if (!error) {
      this.config = value.config;
      return;
    }
    // The run cannot be had again now: whoever waits is told why, and the next call tries once more.
    worker.terminate();
    this.#worker = undefined;
    this.#refuse(received(error));
  }

  /** A Worker that has died is followed by another, unless that has just been tried: then by the next call. @param {Worker} worker */
  #die(worker) {
    if (worker !== this.#worker) return;
    worker.terminate();
    this.#worker = undefined;
    this.#deaths += 1;
    if (this.#deaths > 1) {
      this.#refuse(new EngineError({ code: 'unavailable', messages: GONE }));
      return;
    }
    const waiting = Array.from(this.#calls.values());
    if (!this.#saved && waiting.length === 0) return;
    const next = this.#revive();
    this.#worker = next;
    if (this.#saved) this.onRestart?.(DIED);
    for (const { id, method, args, signal } of waiting) {
      next.postMessage({ id, method, args });
      if (signal?.aborted) next.postMessage({ abort: id });
    }
  }

  /** A new Worker, which goes on from the last checkpoint. */
  #revive() {
    const worker = this.#open();
    const saved = this.#saved;
    if (saved) {
      // `data` is not told by a configuration that is filled in.
      const config = this.#asked.data === undefined ? saved.config : { ...saved.config, data: this.#asked.data };
      worker.postMessage({
        id: 0,
        method: 'start',
        args: [config, saved.checkpoint, Math.min(this.#most, this.#limit), saved.changes],
      });
    }
    return worker;
  }

  /** @param {unknown} reason */
  #refuse(reason) {
    const calls = Array.from(this.#calls.values());
    this.#calls.clear();
    for (const { reject } of calls) reject(reason);
  }
}

/**
 * The training of a network in a Worker of its own.
 * @param {Config} config
 * @param {StartOptions} [options]
 */
export async function startTraining(config, options) {
  if (config?.objective !== 'network') {
    throw new EngineError({ code: 'bad-shape', key: 'objective', messages: NO_NETWORK });
  }
  const training = new Training();
  try {
    await training.start(config, options);
  } catch (error) {
    training.terminate();
    throw error;
  }
  return training;
}
