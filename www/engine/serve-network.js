// The training of one network, in a Worker, or where none may start on the page itself. Calls `{ id, method, args }` are done in the
// order in which they come; `{ abort: id }` ends one that takes long. `training.js` is the other side.

import { nextPace, SLICE } from './job.js';
import { setWasmUrl } from './wasm-url.js';

// Not the engine of pages, which starts Workers: bundlers would go round in a circle.
const whole = import('./whole.js');
// Who asks is told.
whole.catch(() => undefined);

/** Checkpoints are sent so many milliseconds apart. */
const CHECKPOINTS = 1000;

/** Calls after which a checkpoint is due at once. */
const EDITS = ['set', 'setParameter', 'rewind', 'load'];
/** Calls that change a run otherwise than by training. */
const CHANGES = [...EDITS, 'start', 'step', 'stepSample'];
/** Calls that take updates. */
const UPDATES = ['train', 'step', 'stepSample'];
/** Calls that need no parameters: they can be answered while those are with several Workers. */
const COUNTS = ['train', 'status', 'trace', 'catalog', 'readData'];
/** Workers end when they have had nothing to train for so many milliseconds. */
const IDLE = 5_000;
/** After so many failures a run goes on alone. */
const MOST_FAILURES = 3;

/**
 * @param {import('./here.js').Port} port
 * @param {import('./crew.js').Crew} [crew] other Workers, which may share the work
 * @returns {() => void} ends it
 */
export function serve(port, crew) {
  /** @type {Promise<import('./whole.js').WholeEngine> | undefined} */
  let loading;
  /** With the first call: before it the page may say where the WebAssembly is. */
  const loaded = () => (loading ??= whole.then(({ createWhole }) => createWhole()));
  /** @type {NetworkRun | undefined} */
  let run;
  let saved = -Infinity;
  /** How many Workers may train the run, this one among them, and how often one has failed. */
  let most = 1;
  let failures = 0;
  let ended = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let rest;
  /** Calls without an answer, and those of them that were called off. @type {Set<number>} */
  const open = new Set();
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
      return (await loaded()).catalog();
    },
    /** A file of a reader's own. */
    async readData(_id, /** @type {string | ArrayBuffer} */ source, /** @type {ReadOptions} */ options) {
      return (await import('./data/read.js')).readTable(source, options);
    },
    /** A new run. The one before stays if this one cannot be had. */
    start: (
      id,
      /** @type {Config} */ config,
      /** @type {Uint8Array | undefined} */ checkpoint,
      /** @type {number} */ workers,
      /** @type {RunChange[] | undefined} */ changes,
    ) =>
      begin(id, config, workers, (engine) =>
        checkpoint
          ? engine.restore(config, checkpoint, changes)
          : engine.experiment(/** @type {Config & { objective: 'network' }} */ (config)),
      ),
    /** Fewer Workers, or more again. What they had is together by now. */
    limit(_id, /** @type {number} */ workers) {
      if (workers < most) crew?.end();
      most = workers;
    },
    async train(id, /** @type {number} */ steps, { untilLoss = undefined, ms = Infinity } = {}) {
      const training = present();
      if (!Number.isInteger(steps) || steps < 0) return training.train(steps);
      const task = { id, steps, goal: training.status().step + steps, untilLoss, end: performance.now() + ms };
      for (;;) {
        const status =
          (await together(task)) ?? (await advance(task, training, save, () => !isAlone() && crew?.ready === true));
        if (status) return status;
      }
    },
    async trainSibling(id, /** @type {Config} */ changes, /** @type {number} */ steps) {
      const other = present().sibling(changes);
      try {
        const goal = other.status().step + steps;
        const status = await advance({ id, steps, goal, end: Infinity }, other);
        refuseAborted(id);
        return { config: other.config, status, path: other.path() };
      } finally {
        other.free();
      }
    },
    slice: (id, ...args) => finished(id, 'slice', args),
    interpolate: (id, ...args) => finished(id, 'interpolate', args),
    spectrum: (id, ...args) => finished(id, 'spectrum', args),
    rangeTest: (id, ...args) => finished(id, 'rangeTest', args),
    singularValues: (id, ...args) => finished(id, 'singularValues', args),
  };

  /** @typedef {{ id: number, steps: number, goal: number, untilLoss?: number | undefined, end: number }} Task until when to train */

  /**
   * Trains in pieces; undefined if that was interrupted.
   * @param {Task} task
   * @param {NetworkRun} training
   */
  async function advance(task, training, afterPiece = () => {}, isInterrupted = () => false) {
    const { id, steps, goal, untilLoss, end } = task;
    let status = training.status();
    let pace = 1;
    while (status.step < goal && status.state !== 'diverged' && performance.now() < end) {
      const [before, begun] = [status.step, performance.now()];
      const asked = Math.min(goal - before, pace);
      status = training.train(asked, { untilLoss });
      afterPiece();
      if (status.step - before < asked) break;
      pace = nextPace(pace, performance.now() - begun);
      port.postMessage({ id, progress: (status.step - goal + steps) / steps });
      await pause();
      if (ended || aborted.has(id)) break;
      if (isInterrupted()) return undefined;
    }
    return status;
  }

  /**
   * Trains with all Workers that are of use and there; undefined if that is only this one.
   * @param {Task} task
   */
  async function together({ id, steps, goal, untilLoss, end }) {
    const training = /** @type {import('./network.js').Network} */ (present());
    if (!crew || isAlone()) return undefined;
    clearTimeout(rest);
    let told = performance.now();
    const goesOn = () => {
      const now = performance.now();
      if (now - told > SLICE) {
        told = now;
        port.postMessage({ id, progress: 1 - (goal - training.status().step) / steps });
      }
      return now < end && now - saved < CHECKPOINTS && !aborted.has(id);
    };
    try {
      if (!crew.share(training, most)) return undefined;
      for (;;) {
        await crew.train(goal, untilLoss, goesOn);
        if (performance.now() - saved < CHECKPOINTS) return training.status();
        await crew.join();
        save();
        const { step, state, loss } = training.status();
        const done = step >= goal || state === 'diverged' || (untilLoss !== undefined && loss < untilLoss);
        if (done || !goesOn() || !crew.sharing) return training.status();
      }
    } catch {
      failed();
      return undefined;
    } finally {
      rest = setTimeout(() => {
        queue = queue.then(async () => {
          await gather();
          crew.end();
        });
      }, IDLE);
    }
  }

  /** Whether this Worker is to train the run without others. */
  const isAlone = () => most === 1 || failures === MOST_FAILURES;

  /** A Worker that takes part has failed: the run is where everything was together last. */
  function failed() {
    failures += 1;
    crew?.end();
  }

  /** Brings the parameters together, if they are with several Workers. */
  async function gather() {
    try {
      await crew?.join();
    } catch {
      failed();
    }
  }

  /** Does a job in pieces. @param {number} id @param {JobName} name @param {any[]} args */
  async function finished(id, name, args) {
    const job = present().begin(name, ...args);
    try {
      let pace = 1;
      for (;;) {
        refuseAborted(id);
        const begun = performance.now();
        const part = job.work(pace);
        if (part === 1) return job.finish();
        pace = nextPace(pace, performance.now() - begun);
        port.postMessage({ id, progress: part });
        await pause();
      }
    } finally {
      job.free();
    }
  }

  /** @param {number} id */
  function refuseAborted(id) {
    if (ended || aborted.has(id)) throw new DOMException('This was called off.', 'AbortError');
  }

  function present() {
    if (!run) throw new Error('no run has been started');
    return run;
  }

  /**
   * @param {number} id
   * @param {Config} config
   * @param {number} workers
   * @param {(engine: WorkerEngine) => NetworkRun} make
   */
  async function begin(id, config, workers, make) {
    const engine = await loaded();
    if (config.dataset === 'mnist') {
      const controller = new AbortController();
      loads.set(id, controller);
      const onProgress = (/** @type {unknown} */ progress) => port.postMessage({ id, progress });
      const all = config.all === true || config.all === 'true' || config.all === '';
      await engine.loadDataset('mnist', { all, signal: controller.signal, onProgress });
      loads.delete(id);
    }
    // What was called off in the meantime leaves the run that there is.
    refuseAborted(id);
    const next = make(engine);
    run?.free();
    run = next;
    most = workers;
    failures = 0;
    save(true);
    return { config: next.config, status: next.status() };
  }

  /** Sends a checkpoint, if it is time for one. */
  function save(atOnce = false) {
    if (!run || (!atOnce && performance.now() - saved < CHECKPOINTS)) return;
    saved = performance.now();
    const checkpoint = run.checkpoint();
    port.postMessage({ checkpoint, config: run.config, changes: run.changes() }, { transfer: [checkpoint.buffer] });
  }

  /** The calls so far. */
  let queue = Promise.resolve();

  port.addEventListener('message', ({ data: { id, method, args, abort, wasmUrl } }) => {
    if (wasmUrl) {
      setWasmUrl(wasmUrl);
      return;
    }
    if (abort !== undefined) {
      if (!open.has(abort)) return;
      aborted.add(abort);
      loads.get(abort)?.abort();
      return;
    }
    open.add(id);
    queue = queue.then(() => answer(id, method, args));
  });

  /** @param {number} id @param {string} method @param {unknown[]} args */
  async function answer(id, method, args) {
    try {
      refuseAborted(id);
      if (!COUNTS.includes(method)) await gather();
      if (CHANGES.includes(method)) crew?.part();
      const own = methods[method];
      const begun = performance.now();
      const value = await (own ? own(id, ...args) : /** @type {any} */ (present())[method](...args));
      const ms = UPDATES.includes(method) ? performance.now() - begun : 0;
      const changed = method === 'set' ? { config: present().config } : {};
      // What a reader has done must outlive the Worker; steps can be taken again.
      if (EDITS.includes(method)) save(true);
      else if (method === 'step' || method === 'stepSample') save();
      // A training that was called off has ended where it is; a start that was called off too late is the run now.
      const workers = crew?.sharing ? crew.size : 1;
      port.postMessage({ id, value, workers, ms, aborted: method !== 'start' && aborted.has(id), ...changed });
    } catch (error) {
      const { message, name, stack: _, ...rest } = /** @type {any} */ (error);
      // Without its engine, or after a trap, this Worker is done for.
      const fatal = await loaded().then(
        ({ trapped }) => trapped,
        () => true,
      );
      const sent = rest.messages ? { ...rest } : { name, message };
      port.postMessage({ id, error: sent, fatal, aborted: name === 'AbortError' && aborted.has(id) });
    } finally {
      open.delete(id);
      aborted.delete(id);
      loads.delete(id);
    }
  }
  return () => {
    ended = true;
    queue = queue.then(() => run?.free());
  };
}
