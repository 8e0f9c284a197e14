// The step that a link leads to. A reader comes to it by the same updates as the run had, so it has to follow from the settings
// that the link holds, and to be near enough.

/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('./runner.js').Runner} Runner */
/** @typedef {'changed' | 'far'} Lacking why a link leads to the start */

/** A link leads to none that takes more updates. */
const MOST_STEPS = 1_000_000;
/** Nor to one of more updates × samples of a batch × parameters: some ten seconds. */
const MOST_WORK = 1e11;

/** Whether a step is too far to be taken again at once. @param {number} step @param {ResolvedNetwork} config */
function isFar(step, { batchSize, train, parameters }) {
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
async function lackingAt(step, { training, config }) {
  if (step === 0) return undefined;
  if (await hasChanged(training)) return 'changed';
  return isFar(step, config) ? 'far' : undefined;
}

export class Arrival {
  #runner;
  /** The step that the attributes named last. */
  #named = 0;
  /** The one that is on its way. */
  #coming = 0;
  /** Where the run rests, and why a link does not lead there. @type {{ step: number, lacking: Lacking | undefined }} */
  #rest = { step: 0, lacking: undefined };

  /** @param {Runner} runner */
  constructor(runner) {
    this.#runner = runner;
  }

  /** What the attributes name next is named anew. */
  forget() {
    this.#named = 0;
  }

  /** The run is gone. */
  clear() {
    this.#named = 0;
    this.#coming = 0;
    this.#rest = { step: 0, lacking: undefined };
  }

  /** The step that a link leads to; 0 for the start. */
  get linked() {
    const { step, lacking } = this.#rest;
    return this.#coming || (!lacking && step === this.#runner.status?.step ? step : 0);
  }

  /** Where a run has come to rest: gives why a link cannot lead there, and null where it rests no more. @param {Session} session */
  async rest(session) {
    const step = this.#runner.status?.step ?? 0;
    const lacking = await lackingAt(step, session).catch(() => undefined);
    if (step !== this.#runner.status?.step) return null;
    this.#rest = { step, lacking };
    return lacking;
  }

  /**
   * Goes to the step that the attributes name, where they do so anew; one that is too far is told.
   *
   * @param {number} step
   * @param {Session} session
   * @param {(step: number) => void} tellFar
   */
  async arrive(step, session, tellFar) {
    if (step === this.#named) return;
    this.#named = step;
    // Of another network it would be another step.
    if (step === 0 || session.problems.length > 0) return;
    if (isFar(step, session.config)) {
      tellFar(step);
      return;
    }
    this.#coming = step;
    const plays = this.#runner.clock.playing;
    await this.#runner.goTo(step);
    if (this.#coming !== step) return;
    // It is on its way until it is known whether a link leads there.
    await this.rest(session);
    if (this.#coming !== step) return;
    this.#coming = 0;
    if (plays && this.#runner.status?.step === step) this.#runner.play();
  }
}
