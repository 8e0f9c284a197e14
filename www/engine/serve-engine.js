// The engine behind a port, in a Worker, or where no Worker may start on the page itself: takes `{ id, method, args }`, and answers with what the method gives, or with why it does not.
// `pool.js` is the other side: it sends the next call when it has the answer to the one before.

import { setWasmUrl } from './wasm-url.js';

// Not the engine of pages, which starts Workers: bundlers would go round in a circle.
const whole = import('./whole.js');
// Who asks is told.
whole.catch(() => undefined);

/** @param {import('./here.js').Port} port @returns {() => void} ends it */
export function serve(port) {
  /** @type {Promise<import('./whole.js').WholeEngine> | undefined} */
  let loading;
  /** With the first call: before it the page may say where the WebAssembly is. */
  const loaded = () => (loading ??= whole.then(({ createWhole }) => createWhole()));
  /** @type {Map<number, AbortController>} */
  const underWay = new Map();

  port.addEventListener('message', async ({ data }) => {
    const { id, method, args, abort, into, at } = data;
    if (data.wasmUrl) {
      setWasmUrl(data.wasmUrl);
      return;
    }
    if (abort) {
      underWay.get(id)?.abort();
      return;
    }
    const controller = new AbortController();
    underWay.set(id, controller);
    const onProgress = (/** @type {number} */ part) => port.postMessage({ id, progress: part });
    try {
      const engine = /** @type {any} */ (await loaded());
      const last = args.at(-1);
      const options = { ...last, signal: controller.signal, onProgress };
      // What is asynchronous takes its options last; all else is done at once.
      const value = await (method === 'bestRate' ? engine.bestRate(args[0], options) : engine[method](...args));
      port.postMessage({ id, value: into ? shared(value, into, at) : value });
    } catch (error) {
      const { message, name, ...rest } = /** @type {any} */ (error);
      // Without its engine, or after a trap, this Worker is done for: the page takes another.
      const fatal = await loaded().then(
        ({ trapped }) => trapped,
        () => true,
      );
      port.postMessage({ id, error: rest.messages ? rest : { name, message }, fatal });
    } finally {
      underWay.delete(id);
    }
  });
  return () => {
    for (const controller of underWay.values()) controller.abort();
  };
}

/**
 * What a call gives, with its arrays in memory that the page has, too.
 *
 * @param {Record<string, any>} value
 * @param {Record<string, SharedArrayBuffer>} into
 * @param {number} at the place of the first number
 */
function shared(value, into, at) {
  const rest = { ...value };
  for (const [name, buffer] of Object.entries(into)) {
    new value[name].constructor(buffer).set(value[name], at);
    delete rest[name];
  }
  return rest;
}
