// The whole engine on the page in place of the smaller one: for the rules that only it has.

import { createWhole, WholeEngine } from '../../engine/whole.js';
import { withLibraries } from '../kit/libraries.js';
import { copied } from './again.js';

/** @typedef {import('./session.js').Session} Session */

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
    const moved = (/** @type {Run} */ run) => copied(run, engine, catalog);
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
