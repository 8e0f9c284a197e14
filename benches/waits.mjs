// Maps that a reader has to wait for: runs on data, and Rastrigin's basins.
import { ask } from './ask.mjs';
import { printTable } from './table.mjs';

/** @type {import('./bench.mjs').Section} */
export async function waits(bench) {
  /** @type {{ name: string, times: number[], differing: number }[]} */
  const rows = await ask(bench, 'waits.js', 'measure');
  printTable(
    'Maps that take long, one thread',
    bench.sites.map(({ name }) => name),
    rows.map(({ name, times, differing }) => ({
      name,
      times,
      note: differing === 0 ? '' : `${differing} cells differ`,
    })),
  );
}
