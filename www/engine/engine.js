/**
 * The engine: loss surfaces, optimizers and experiments, in WebAssembly. Runs in a page, in a Worker and in Node; it has
 * no DOM.
 */
import { remote } from './remote.js';
import { begin, WholeEngine } from './whole.js';

export { EngineError } from './error.js';
export { traceCsv, traceJson } from './trace-text.js';
export { setWasmUrl } from './wasm-url.js';

/** @implements {Engine} */
class FullEngine extends WholeEngine {
  /** The same calls in Workers, for what takes long: they return promises, and take `{ signal, onProgress, visible }` last. */
  get worker() {
    return remote;
  }

  /**
   * As in a Worker, and in one, where there are Workers.
   * @param {string | ArrayBuffer | ArrayBufferView} source
   * @param {ReadOptions} [options]
   * @override
   */
  async readData(source, options = {}) {
    return typeof Worker === 'undefined' ? super.readData(source, options) : remote.readData(source, options);
  }
}

/**
 * An engine. The WebAssembly is loaded once, however often this is called, from where the first call says, and once more after a
 * trap.
 * @param {{ wasm?: BufferSource | WebAssembly.Module | Response | URL | string }} [options] `wasm`: its bytes or address,
 *   where it is not beside this script
 * @returns {Promise<Engine>}
 */
export async function createEngine(options = {}) {
  return begin(FullEngine, options);
}
