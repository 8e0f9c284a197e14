// Which learning rate suits a run: the ladder is tried rung by rung.

/**
 * @typedef {object} Tried
 * @property {number} rate
 * @property {number} loss after all steps; infinite where the run has diverged
 * @property {number} steps taken until it was at rest, or all of them
 * @property {string} state
 */

/**
 * Runs `steps` steps at every rate of the 1-3-10 ladder. The best rate is the one whose loss is lowest in the end; among
 * those that have come to rest at one loss, the one that was there first.
 *
 * @param {WorkerEngine} engine
 * @param {Config} config
 * @param {{ steps?: number, signal?: AbortSignal, onProgress?: (part: number) => void }} [options]
 * @returns {Promise<{ best: number | null, tried: Tried[] }>} `best` is null where every rate diverges
 */
export async function bestRate(engine, config, { steps = 200, signal, onProgress } = {}) {
  const { learningRates } = engine.catalog();
  /** @type {Tried[]} */
  const tried = [];
  for (const [index, rate] of learningRates.entries()) {
    const run = engine.experiment({ ...config, learningRate: rate });
    const { state, loss, step } = run.train(steps);
    run.free();
    tried.push({ rate, loss: state === 'diverged' ? Infinity : loss, steps: step, state });
    onProgress?.((index + 1) / learningRates.length);
    // Lets the page, or a message that calls it off, come in between.
    await new Promise((resume) => setTimeout(resume));
    signal?.throwIfAborted();
  }
  const finite = tried.filter(({ loss }) => Number.isFinite(loss));
  const first = finite.reduce(
    (/** @type {Tried | null} */ best, next) => (best && !better(next, best) ? best : next),
    null,
  );
  return { best: first?.rate ?? null, tried };
}

/** Losses nearer than this to each other, in relation to their size or to 1, are one loss. */
const SAME = 1e-12;

/** @param {Tried} a @param {Tried} b */
function better(a, b) {
  const same = Math.abs(a.loss - b.loss) <= SAME * Math.max(1, Math.abs(a.loss));
  return same ? a.steps < b.steps : a.loss < b.loss;
}
