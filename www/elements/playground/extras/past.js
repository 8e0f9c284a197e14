// A figure's run as it stood at a step, from its record.

/** @typedef {import('../session.js').Session} Session */

/** Null where that is the present. @param {Session} session @param {number} step @returns {Status | null} */
export function statusAt({ status, history, run, config }, step) {
  if (step >= history.length - 1) return null;
  const { samples: all, batchSize } = config;
  const perEpoch = Math.max(1, batchSize === 'full' ? 1 : Math.ceil(all / batchSize));
  const epoch = Math.floor(step / perEpoch);
  const samples = epoch * all + (batchSize === 'full' ? 0 : (step % perEpoch) * batchSize);
  const params = history.params.slice(step * history.dim, (step + 1) * history.dim);
  // The record has only its length: no arrow and no tangent.
  const gradient = new Float64Array(history.dim).fill(Number.NaN);
  const rate = run.rateAt(step);
  const [loss = Number.NaN, gradientNorm = Number.NaN] = [history.loss[step], history.gradientNorm[step]];
  const { average: _, ...rest } = status;
  return { ...rest, step, epoch, samples, rate, params, loss, gradientNorm, gradient, slots: {}, batch: null };
}
