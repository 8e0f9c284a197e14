// The step that a link leads to. A reader comes to it by the same updates as the run had, so it has to follow from the settings
// that the link holds, and to be near enough.

/** @typedef {import('./session.js').Session} Session */
/** @typedef {'changed' | 'far'} Lacking why a link leads to the start */

/** A link leads to none that takes more updates. */
const MOST_STEPS = 1_000_000;
/** Nor to one of more updates × samples of a batch × parameters: some ten seconds. */
const MOST_WORK = 1e11;

/** Whether a step is too far to be taken again at once. @param {number} step @param {ResolvedNetwork} config */
export function isFar(step, { batchSize, train, parameters }) {
  const samples = batchSize === 'full' ? train : Math.min(Number(batchSize), train);
  return step > MOST_STEPS || step * samples * parameters > MOST_WORK;
}

/**
 * Whether a second run cannot be the same as this one: it has not gone by one list of settings all along.
 *
 * @param {import('../../engine/training.js').Training} training
 */
export async function hasChanged(training) {
  if (training.strayed) return true;
  const changes = await training.changes();
  const lists = changes.map((change) => ('settings' in change ? JSON.stringify(change.settings) : ''));
  return new Set(lists).size > 1;
}

/** Why a link cannot lead to where a run stands; nothing where it can. @param {number} step @param {Session} session @returns {Promise<Lacking | undefined>} */
export async function lackingAt(step, { training, config }) {
  if (step === 0) return undefined;
  if (await hasChanged(training)) return 'changed';
  return isFar(step, config) ? 'far' : undefined;
}
