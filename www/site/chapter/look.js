// What a figure of the page shows at this moment, as exercises ask for it.

import { alive } from './alive.js';
import { seenIn } from './goal.js';
import { ELEMENTS } from './started.js';

/** @typedef {import('./goal.js').Seen} Seen */

/**
 * @param {HTMLElement} figure
 * @param {(seen: Seen) => boolean} scored whether the share of the test set that a network reads is worth being asked for
 * @returns {Promise<Seen | undefined>} undefined while there is nothing to be seen
 */
export async function look(figure, scored) {
  if (!figure.matches(ELEMENTS)) return (await alive(figure).catch(() => undefined))?.status?.();
  const { run, training, walk } = /** @type {any} */ (figure);
  if (run) return seenIn(run.config, run.status());
  if (training) return trained(training, scored);
  return walk && walked(/** @type {any} */ (figure));
}

/** @param {import('../../engine/training.js').Training} training @param {(seen: Seen) => boolean} scored */
async function trained(training, scored) {
  // Asked for together, they are of the same moment; only what else is met makes the score worth its time.
  const status = await training.status();
  const seen = seenIn(training.config, /** @type {any} */ (status));
  if (!scored(seen)) return seen;
  const [later, { accuracy }] = await Promise.all([training.status(), training.evaluate('test')]);
  return { ...seenIn(training.config, /** @type {any} */ (later)), accuracy };
}

/** @param {{ state: Record<string, string>, walk: Walk, position: number }} graph @returns {Seen} */
function walked({ state, walk, position }) {
  const inputs = walk.stations.filter(({ role }) => role === 'parameter');
  const params = inputs.flatMap(({ value }) => [...value]);
  return seenIn(state, { params, .../** @type {object} */ ({ step: position, loss: outputOf(walk) }) });
}

/** @param {Walk} walk */
const outputOf = ({ stations, output }) => stations[output]?.value[0];
