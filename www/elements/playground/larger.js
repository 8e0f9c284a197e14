// The whole engine on the page in place of the smaller one: for the rules that only it has.

import { createWhole, WholeEngine } from '../../engine/whole.js';
import { withLibraries } from '../kit/libraries.js';

/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('../../engine/experiment.js').Experiment} Experiment */

/** All figures that need it share its WebAssembly. */
export const largerEngine = async () => new Larger(await createWhole());

export class Larger {
  /** @param {WholeEngine} engine */
  constructor(engine) {
    this.engine = engine;
    this.catalog = withLibraries(engine.catalog());
  }

  /** The runs of a session go on in this engine, each with its past. @param {Session} session */
  takeOver(session) {
    // It may have been asked for twice.
    if (session.engine instanceof WholeEngine) return;
    const { engine, catalog } = this;
    const live = catalog.settings.filter((setting) => setting.live).map(({ name }) => name);
    const moved = (/** @type {Run} */ run) => again(/** @type {Experiment} */ (run), engine, live);
    const run = moved(session.run);
    session.run.free();
    Object.assign(session, { engine, catalog, run, status: run.status() });
    for (const other of session.others) {
      const companion = /** @type {import('./extras/companion.js').Companion} */ (other);
      companion.replace(moved(companion.run));
    }
  }

  /** What a reader has opened and is at stays so, though the figure is built anew. @param {ShadowRoot} shadow @param {() => void} build */
  keepingPlace(shadow, build) {
    const details = () => Array.from(shadow.querySelectorAll('details'));
    const open = details().map((one) => one.open);
    const { id } = shadow.activeElement ?? {};
    build();
    details().forEach((one, index) => {
      one.open = open[index] ?? one.open;
    });
    if (id) shadow.getElementById(id)?.focus();
  }
}

/**
 * The same steps, taken by another engine: every engine computes the same numbers.
 * @param {Experiment} run
 * @param {WholeEngine} engine
 * @param {string[]} live the settings that can change in mid-run
 * @returns {Run}
 */
function again(run, engine, live) {
  const { step, nextMove } = run.status();
  const [[, from] = [], ...changes] = run.past;
  const copy = /** @type {Run} */ (engine.experiment(from));
  let at = 0;
  const walk = (/** @type {number} */ to) => {
    copy.train(to - at);
    at = to;
  };
  for (const [after, config] of changes) {
    walk(after);
    copy.set(Object.fromEntries(Object.entries(config).filter(([name]) => live.includes(name))));
  }
  walk(step);
  // In the middle of a step.
  while (copy.status().nextMove !== nextMove && copy.move());
  return copy;
}
