// The records of several runs over one axis.

/** @typedef {import('../rows.js').Rows} Rows */
/** @typedef {import('../rows.js').Axis} Axis */

/**
 * A row for each step that any of them has a row of; NaN where a run has none. All runs have the same batches, so a step is at
 * the same place on every axis.
 *
 * @param {Rows[]} records
 * @param {Exclude<keyof Rows['columns'], 'step' | 'samples'>} column
 * @param {Axis} axis
 * @param {number} train how many samples an epoch has
 */
export function merged(records, column, axis, train) {
  const along = /** @type {number[]} */ ([]);
  const values = records.map(() => /** @type {number[]} */ ([]));
  const places = records.map((rows) => rows.along(axis, train));
  const next = records.map(() => 0);
  for (;;) {
    const steps = records.map(({ columns }, k) => columns.step[next[k] ?? 0] ?? Infinity);
    const step = Math.min(...steps);
    if (step === Infinity) return { along, values };
    const first = steps.indexOf(step);
    along.push(places[first]?.[next[first] ?? 0] ?? 0);
    for (const [k, { columns }] of records.entries()) {
      const at = next[k] ?? 0;
      const here = steps[k] === step;
      values[k]?.push(here ? (columns[column][at] ?? Number.NaN) : Number.NaN);
      if (here) next[k] = at + 1;
    }
  }
}
