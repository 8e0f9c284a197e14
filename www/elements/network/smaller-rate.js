// A learning rate by which a run that has diverged does not: found by trying, from the same weights with the same batches.

/** No reader waits longer for it, in milliseconds. */
const PATIENCE = 1500;
/** The rate is halved so often at most. */
const MOST_HALVES = 16;
/** At least so many updates are tried, and twice as many as the run had. */
const FEWEST = 50;

const WORDS = {
  en: (/** @type {string} */ rate, /** @type {string} */ steps) =>
    `Tried: with ${rate} the same run, from the start, stays finite for ${steps} steps.`,
  zh: (/** @type {string} */ rate, /** @type {string} */ steps) =>
    `已试过：学习率取 ${rate} 时，同样的训练从头开始，${steps} 步内都保持有限。`,
};

/**
 * Undefined where none was found in time, or where the run has been changed on its way.
 * @param {import('./session.js').Session} session @param {NetworkStatus} status @param {'en' | 'zh'} language
 */
export async function smallerRate({ training, config }, { overflow }, language) {
  const { learningRate } = config;
  try {
    const changes = await training.changes();
    if (!overflow || overflow.what === 'rule' || changes.length > 1) return undefined;
    const signal = AbortSignal.timeout(PATIENCE);
    const steps = Math.max(FEWEST, 2 * overflow.step);
    for (let halves = 1; halves <= MOST_HALVES; halves += 1) {
      const rate = Number((learningRate / 2 ** halves).toPrecision(3));
      const { status } = await training.trainSibling({ learningRate: rate }, steps, { signal });
      if (status.state !== 'diverged') return { rate, text: WORDS[language](String(rate), String(steps)) };
    }
  } catch {
    // It took too long, or the run is gone.
  }
  return undefined;
}
