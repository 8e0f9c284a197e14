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
    this.gradientNorm = new Float64Array(256);
  }

  /** Takes over what `run` has done since. @param {Run} run */
  extend(run) {
    const trace = run.trace(this.length);
    this.#reserve(this.length + trace.length);
    this.params.set(trace.params, this.length * this.dim);
    this.loss.set(trace.loss, this.length);
    this.gradientNorm.set(trace.gradientNorm, this.length);
    this.length += trace.length;
  }

  /** The same rows up to one of them. @param {number} row */
  upTo(row) {
    return Object.assign(Object.create(History.prototype), this, { length: Math.min(row + 1, this.length) });
  }

  /**
   * The step at which the run has left the picture, once it is far away and going further; else null.
   *
   * @param {number[]} domain low, high for each parameter
   */
  leftAt(domain) {
    // In widths of the picture, from its middle.
    const away = (/** @type {number} */ row) => {
      let most = 0;
      for (let axis = 0; axis < this.dim; axis += 1) {
        const [low = 0, high = 1] = domain.slice(2 * axis);
        const at = this.params[row * this.dim + axis] ?? low;
        most = Math.max(most, Math.abs((at - low) / (high - low) - 0.5));
      }
      return most;
    };
    let row = this.length - 1;
    // From there hardly any run comes back.
    if (!(away(row) > 3 && away(row) > away(row - 1))) return null;
    while (away(row - 1) > 0.5) row -= 1;
    return row || null;
  }

  /** Takes back what comes after a row. @param {number} row */
  cut(row) {
    this.length = Math.min(row + 1, this.length);
    this.generation += 1;
  }

  clear() {
    this.length = 0;
    this.generation += 1;
  }

  /** @param {number} rows */
  #reserve(rows) {
    if (rows <= this.loss.length) return;
    const capacity = Math.max(rows, 2 * this.loss.length);
    const grown = (/** @type {Float64Array} */ old, /** @type {number} */ width) => {
      const values = new Float64Array(capacity * width);
      values.set(old.subarray(0, this.length * width));
      return values;
    };
    this.params = grown(this.params, this.dim);
    this.loss = grown(this.loss, 1);
    this.gradientNorm = grown(this.gradientNorm, 1);
  }
}
