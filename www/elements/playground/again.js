// The same run once more: from what it began with and what was changed since. Every engine computes the same numbers.

/** @typedef {import('./session.js').Session} Session */
/** @typedef {{ past: [number, Config][], step: number, nextMove: string }} Gone what is known of a run that is gone */

/** Steps in a piece: a few milliseconds. */
const PIECE = 5000;

const SAID = {
  en: {
    replaced: 'The engine stopped on an internal error and was started anew.',
    on: (/** @type {number} */ step) => `The run goes on from step ${step}.`,
    start: 'The run is back at its start.',
  },
  zh: {
    replaced: '计算引擎因内部错误停止，现已重新启动。',
    on: (/** @type {number} */ step) => `本次运行从第 ${step} 步继续。`,
    start: '本次运行回到起点。',
  },
};

/**
 * @param {Gone} gone
 * @param {FigureEngine} engine
 * @param {Catalog} catalog which settings can change in mid-run
 * @returns {Generator<void, Run>} in pieces
 */
export function* again({ past, step, nextMove }, engine, { settings }) {
  const live = settings.filter((setting) => setting.live).map(({ name }) => name);
  const [[, from] = [], ...changes] = past;
  const copy = /** @type {Run} */ (engine.experiment(from));
  let at = 0;
  const walk = function* (/** @type {number} */ to) {
    while (at < to) {
      const steps = Math.min(PIECE, to - at);
      copy.train(steps);
      at += steps;
      yield;
    }
  };
  for (const [after, config] of changes) {
    yield* walk(after);
    copy.set(Object.fromEntries(Object.entries(config).filter(([name]) => live.includes(name))));
  }
  yield* walk(step);
  // In the middle of a step.
  while (copy.status().nextMove !== nextMove && copy.move());
  return copy;
}

/** All of it at once. @param {Run} run @param {FigureEngine} engine @param {Catalog} catalog @returns {Run} */
export function copied(run, engine, catalog) {
  const { step, nextMove } = run.status();
  const { past } = /** @type {import('../../engine/experiment.js').Experiment} */ (run);
  const steps = again({ past, step, nextMove }, engine, catalog);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * The run of a new session becomes the one that a trap has taken away, as far as it had come.
 * @param {Session} session
 * @param {Session} lost
 * @param {'en' | 'zh'} language
 * @returns {Promise<string[]>} what is to be said of it
 */
export async function recover(session, lost, language) {
  const { replaced, on, start } = SAID[language];
  try {
    await retake(session, lost);
  } catch (error) {
    if (!session.engine.trapped) throw error;
    return [replaced, start];
  }
  const { step } = session.status;
  return [replaced, step > 0 ? on(step) : start];
}

/** @param {Session} session @param {Session} lost */
async function retake(session, { run, status, config }) {
  // It may have trapped on its way to other settings.
  if (JSON.stringify(session.config) !== JSON.stringify(config)) return;
  const { past } = /** @type {import('../../engine/experiment.js').Experiment} */ (run);
  const steps = again({ past, ...status }, session.engine, session.catalog);
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      session.run.free();
      Object.assign(session, { run: value, status: value.status() });
      session.history.extend(value);
      return;
    }
    await new Promise((go) => setTimeout(go));
  }
}
