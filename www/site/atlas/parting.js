// When two runs part: at the first step at which their points are further apart than a share of the way that they have gone.

/**
 * @typedef {object} Race
 * @property {Config} config of both
 * @property {Config[]} rules two: what each has of its own
 * @property {{ step: number, changes: Config }[]} [edits] settings that both change on the way, by the step after which
 * @property {number} steps at most
 * @property {number} [share] of the longer of the two ways
 */

/**
 * @param {Pick<Engine, 'experiment'>} engine
 * @param {Race} race
 * @returns {number | null} the step; null where they stay together
 */
export function partingStep(engine, { config, rules, edits = [], steps, share = 0.01 }) {
  const [a, b] = rules.map((rule) => traceOf(engine, { ...config, ...rule }, edits, steps));
  if (!a || !b) return null;
  return partingRow(a, b, share);
}

/** @typedef {{ dim: number, params: ArrayLike<number> }} Path */

/** The first row at which two paths are apart. @param {Path} a @param {Path} b @param {number} share @returns {number | null} */
export function partingRow(a, b, share) {
  const { dim } = a;
  const rows = Math.min(a.params.length, b.params.length) / dim;
  const [lengthOf, otherLengthOf] = [a, b].map(({ params }) => {
    let length = 0;
    return (/** @type {number} */ row) => {
      length += distance(params, row, params, row - 1, dim);
      return length;
    };
  });
  for (let row = 1; row < rows; row += 1) {
    const way = Math.max(lengthOf?.(row) ?? 0, otherLengthOf?.(row) ?? 0);
    if (distance(a.params, row, b.params, row, dim) > share * way) return row;
  }
  return null;
}

/** @param {ArrayLike<number>} p @param {number} i @param {ArrayLike<number>} q @param {number} j @param {number} dim */
function distance(p, i, q, j, dim) {
  const differences = Array.from({ length: dim }, (_, k) => (p[i * dim + k] ?? NaN) - (q[j * dim + k] ?? NaN));
  return Math.hypot(...differences);
}

/** @param {Pick<Engine, 'experiment'>} engine @param {Config} config @param {{ step: number, changes: Config }[]} edits @param {number} steps */
function traceOf(engine, config, edits, steps) {
  const run = engine.experiment(config);
  let done = 0;
  for (const { step, changes } of edits) {
    run.train(Math.min(step, steps) - done);
    done = Math.min(step, steps);
    run.set(changes);
  }
  run.train(steps - done);
  const trace = run.trace();
  run.free();
  return trace;
}
