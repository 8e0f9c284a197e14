// The record of a training as charts read it: one row for each evaluation, from the start on.

/** @typedef {'updates' | 'epochs' | 'samples'} Axis */

const COLUMNS = /** @type {const} */ ([
  'step',
  'samples',
  'batchLoss',
  'trainLoss',
  'testLoss',
  'trainAccuracy',
  'testAccuracy',
]);

/** @type {readonly Axis[]} */
export const AXES = ['updates', 'epochs', 'samples'];

/** @typedef {'log' | 'linear'} LossScale */

/** @type {readonly LossScale[]} */
export const LOSS_SCALES = ['log', 'linear'];

export class Rows {
  length = 0;
  /** Counts how often rows were taken back. */
  generation = 0;
  /** @type {Record<typeof COLUMNS[number], number[]>} */
  columns = { step: [], samples: [], batchLoss: [], trainLoss: [], testLoss: [], trainAccuracy: [], testAccuracy: [] };

  /** From which row on the record is wanted: the last known one again, to see whether it is still where it was. */
  get from() {
    return Math.max(0, this.length - 1);
  }

  /**
   * Takes over a record that was asked for from `from` on.
   *
   * @param {NetworkTrace} trace
   * @param {number} from
   * @returns {boolean} false where the record has been thinned since, and all of it is needed
   */
  extend(trace, from) {
    const known = this.columns.step[from];
    if (from > 0 && (trace.length === 0 || known !== trace.step[0])) return false;
    this.cut(from);
    for (const name of COLUMNS) this.columns[name].push(...trace[name].subarray(0, trace.length));
    this.length = from + trace.length;
    return true;
  }

  /** @param {number} length */
  cut(length) {
    for (const name of COLUMNS) this.columns[name].length = Math.min(length, this.length);
    this.length = Math.min(length, this.length);
  }

  clear() {
    this.cut(0);
    this.generation += 1;
  }

  /** Where each row stands on an axis. @param {Axis} axis @param {number} train how many samples an epoch has */
  along(axis, train) {
    if (axis === 'updates') return this.columns.step;
    const { samples } = this.columns;
    return axis === 'samples' ? samples : samples.map((seen) => seen / Math.max(1, train));
  }
}
