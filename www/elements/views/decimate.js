// A series of any length as a bounded number of points. Each bucket of consecutive steps keeps its lowest and its highest
// loss, in their order: a spike is never averaged away. Appending is cheap; when the buckets run out, neighbours merge.

/** Buckets at most; a chart is narrower than twice that in pixels. */
export const BUCKETS = 800;

export class Decimated {
  /** Steps per bucket. */
  #stride = 1;
  /** Per bucket: step and loss of the lowest, step and loss of the highest. @type {number[]} */
  #rows = [];
  #length = 0;
  /** Steps, increasing. @type {number[]} */
  steps = [];
  /** The losses there. @type {number[]} */
  losses = [];

  get length() {
    return this.#length;
  }

  clear() {
    this.#stride = 1;
    this.#rows = [];
    this.#length = 0;
    this.steps = [];
    this.losses = [];
  }

  /**
   * Takes over the rows of `loss` from the first new one up to `length`.
   *
   * @param {Float64Array} loss by step
   * @param {number} length
   */
  extend(loss, length) {
    const changed = Math.floor(this.#length / this.#stride);
    for (let step = this.#length; step < length; step += 1) this.#add(step, loss[step] ?? Number.NaN);
    this.#length = length;
    const merged = this.#rows.length / 4 > BUCKETS;
    while (this.#rows.length / 4 > BUCKETS) this.#merge();
    this.#write(merged ? 0 : changed);
  }

  /** @param {number} step @param {number} loss */
  #add(step, loss) {
    const at = 4 * Math.floor(step / this.#stride);
    const rows = this.#rows;
    if (at >= rows.length) rows.push(step, loss, step, loss);
    else this.#combine(at, step, loss, step, loss);
  }

  #merge() {
    const old = this.#rows;
    this.#rows = [];
    this.#stride *= 2;
    for (let at = 0; at < old.length; at += 8) {
      this.#rows.push(...old.slice(at, at + 4));
      const [lowStep, low, highStep, high] = old.slice(at + 4, at + 8);
      if (lowStep === undefined || low === undefined || highStep === undefined || high === undefined) continue;
      this.#combine(this.#rows.length - 4, lowStep, low, highStep, high);
    }
  }

  /**
   * @param {number} at
   * @param {number} lowStep
   * @param {number} low
   * @param {number} highStep
   * @param {number} high
   */
  #combine(at, lowStep, low, highStep, high) {
    const rows = this.#rows;
    if (low < (rows[at + 1] ?? Infinity)) [rows[at], rows[at + 1]] = [lowStep, low];
    if (high > (rows[at + 3] ?? -Infinity)) [rows[at + 2], rows[at + 3]] = [highStep, high];
  }

  /** Writes the points of the buckets from number `first` on. @param {number} first */
  #write(first) {
    // A bucket gives one point or two: find where the first rewritten one begins.
    const from = first * this.#stride;
    let end = this.steps.length;
    while (end > 0 && (first === 0 || (this.steps[end - 1] ?? 0) >= from)) end -= 1;
    this.steps.length = end;
    this.losses.length = end;
    const rows = this.#rows;
    for (let at = 4 * first; at < rows.length; at += 4) {
      const [lowStep = 0, low = 0, highStep = 0, high = 0] = [rows[at], rows[at + 1], rows[at + 2], rows[at + 3]];
      if (lowStep < highStep) this.#point(lowStep, low);
      this.#point(highStep, high);
      if (highStep < lowStep) this.#point(lowStep, low);
    }
  }

  /** @param {number} step @param {number} loss */
  #point(step, loss) {
    this.steps.push(step);
    this.losses.push(loss);
  }
}
