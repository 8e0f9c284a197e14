// A run's record as text: for spreadsheets and for programs.

/**
 * One line for the start and one for each step; numbers in the shortest form that reads back as the same.
 *
 * @param {{ name: string, run: Run }[]} runs
 */
export function traceCsv(runs) {
  const quoted = (/** @type {string} */ text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const [first] = runs;
  if (!first) return '';
  const { variables } = first.run.config;
  const rows = runs.flatMap(({ name, run }) => {
    const { length, dim, params, loss, gradientNorm } = run.trace();
    return Array.from({ length }, (_, row) =>
      [quoted(name), row, ...params.subarray(row * dim, (row + 1) * dim), loss[row], gradientNorm[row]].join(','),
    );
  });
  return `${[['run', 'step', ...variables, 'loss', 'gradientNorm'].join(','), ...rows].join('\n')}\n`;
}

/** The same, with each run's configuration. @param {{ name: string, run: Run }[]} runs */
export function traceJson(runs) {
  const records = runs.map(({ name, run }) => {
    const { label: _, ...config } = run.config;
    const { length, dim, params, loss, gradientNorm } = run.trace();
    const points = Array.from({ length }, (_, row) => Array.from(params.subarray(row * dim, (row + 1) * dim)));
    return { name, config, params: points, loss: Array.from(loss), gradientNorm: Array.from(gradientNorm) };
  });
  return `${JSON.stringify(records)}\n`;
}
