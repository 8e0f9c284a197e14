// The trace of a run as the views read it: flat arrays that grow with the run, filled with only the rows that are new.

export class History {
  /** Rows so far; row 0 is the start. */
  length = 0;
  /** Counts how often rows were taken back, so that a view knows when to draw its trail anew. */
  generation = 0;

  /** @param {number} dim parameters per row */
  constructor(dim) {
    this.dim = dim;
    this.params = new Float64Array(256 * dim);
    this.loss = new Float64Array(256);
  }

  /** Takes over what `run` has done since. @param {Run} run */
  extend(run) {
    const trace = run.trace(this.length);
    this.#reserve(this.length + trace.length);
    this.params.set(trace.params, this.length * this.dim);
    this.loss.set(trace.loss, this.length);
    this.length += trace.length;
  }

  clear() {
    this.length = 0;
    this.generation += 1;
  }

  /** @param {number} rows */
  #reserve(rows) {
    if (rows <= this.loss.length) return;
    const capacity = Math.max(rows, 2 * this.loss.length);
    const { params, loss } = this;
    this.params = new Float64Array(capacity * this.dim);
    this.params.set(params.subarray(0, this.length * this.dim));
    this.loss = new Float64Array(capacity);
    this.loss.set(loss.subarray(0, this.length));
  }
}
