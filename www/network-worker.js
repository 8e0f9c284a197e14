// A Worker in which one network trains. Calls `{ id, method, args }` are done in the order in which they come; `{ abort: id }`
// ends one that takes long. `training.js` is the other side.

// Not in one file with what pages load: an engine is there once for each address it is loaded from.
const engineScript = import('./engine.js');

/** Training goes on for so many milliseconds before others may speak. */
const SLICE = 25;
/** Checkpoints are sent so many milliseconds apart. */
const CHECKPOINTS = 1000;

/** Calls after which a checkpoint is due at once. */
const EDITS = ['set', 'setParameter', 'rewind'];

/** @type {NetworkRun | undefined} */
let run;
let saved = -Infinity;
/** @type {Set<number>} */
const aborted = new Set();
/** @type {Map<number, AbortController>} */
const loads = new Map();

/** Lets messages come in between; a timer would wait for longer than a slice lasts. */
const { port1, port2 } = new MessageChannel();
const pause = () =>
  new Promise((resume) => {
    port1.onmessage = resume;
    port2.postMessage(null);
  });

/** What can be called, besides the methods of a run. @type {Record<string, (id: number, ...args: any[]) => unknown>} */
const methods = {
  async catalog() {
    return (await engine()).catalog();
  },
  /** A new run. The one before stays if this one cannot be had. */
  start: (id, /** @type {Config} */ config, /** @type {Uint8Array | undefined} */ checkpoint) =>
    begin(id, config, (engine) => (checkpoint ? engine.restore(config, checkpoint) : engine.experiment(config))),
  async train(id, /** @type {number} */ steps, { untilLoss = undefined, ms = Infinity } = {}) {
    const training = present();
    if (!Number.isInteger(steps) || steps < 0) return training.train(steps);
    const end = performance.now() + ms;
    let status = training.status();
    const goal = status.step + steps;
    let pace = 1;
    while (status.step < goal && status.state !== 'diverged' && performance.now() < end) {
      const [before, begun] = [status.step, performance.now()];
      status = training.train(Math.min(goal - before, pace), { untilLoss });
      if (status.step - before < Math.min(goal - before, pace)) break;
      const spent = Math.max(0.1, performance.now() - begun);
      pace = Math.max(1, Math.floor(Math.min(pace * 2, (pace * SLICE) / spent)));
      postMessage({ id, progress: (status.step - goal + steps) / steps });
      await pause();
      if (aborted.has(id)) break;
    }
    save();
    return status;
  },
};

async function engine() {
  const { createEngine } = await engineScript;
  return /** @type {any} */ (await createEngine());
}

function present() {
  if (!run) throw new Error('no run has been started');
  return run;
}

/** @param {number} id @param {Config} config @param {(engine: any) => NetworkRun} make */
async function begin(id, config, make) {
  const it = await engine();
  if (config.dataset === 'mnist') {
    const controller = new AbortController();
    loads.set(id, controller);
    const onProgress = (/** @type {unknown} */ progress) => postMessage({ id, progress });
    const all = config.all === true || config.all === 'true' || config.all === '';
    await it.loadDataset('mnist', { all, signal: controller.signal, onProgress });
    loads.delete(id);
  }
  // What was called off in the meantime leaves the run that there is.
  if (aborted.has(id)) throw new DOMException('The start was called off.', 'AbortError');
  const next = make(it);
  run?.free();
  run = next;
  save(true);
  return { config: next.config, status: next.status() };
}

/** Sends a checkpoint, if it is time for one. */
function save(atOnce = false) {
  if (!run || (!atOnce && performance.now() - saved < CHECKPOINTS)) return;
  saved = performance.now();
  const checkpoint = run.checkpoint();
  postMessage({ checkpoint, config: run.config }, { transfer: [checkpoint.buffer] });
}

/** The calls so far. */
let line = Promise.resolve();

addEventListener('message', ({ data: { id, method, args, abort } }) => {
  if (abort !== undefined) {
    aborted.add(abort);
    loads.get(abort)?.abort();
    return;
  }
  line = line.then(() => answer(id, method, args));
});

/** @param {number} id @param {string} method @param {unknown[]} args */
async function answer(id, method, args) {
  if (aborted.delete(id)) return;
  try {
    const own = methods[method];
    const value = await (own ? own(id, ...args) : /** @type {any} */ (present())[method](...args));
    const changed = method === 'set' ? { config: present().config } : {};
    // What a reader has done must outlive the Worker; steps can be taken again.
    if (EDITS.includes(method)) save(true);
    else if (method === 'step' || method === 'stepSample') save();
    postMessage({ id, value, ...changed });
  } catch (error) {
    const { message, name, stack: _, ...rest } = /** @type {any} */ (error);
    // After a trap nothing in the memory can be trusted: this Worker is done for.
    const fatal = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    postMessage({ id, error: rest.messages ? { ...rest } : { name, message }, fatal });
  } finally {
    aborted.delete(id);
    loads.delete(id);
  }
}

// As long as this Worker lives it holds a lock, so that the page learns of its end, whatever ends it.
const lock = `sgd-network-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
if ('locks' in navigator) {
  navigator.locks.request(lock, () => {
    postMessage({ lock });
    return new Promise(() => {});
  });
}
