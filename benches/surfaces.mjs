// The engine's fields and descents against hand-written JavaScript.
import { ask } from './ask.mjs';
import { printTable, verdict } from './table.mjs';

const POLYNOMIAL = 1.5;
const TRANSCENDENTAL = 3;
const DESCENT = 3;
const TRANSCENDENTALS = ['rastrigin', 'ackley', 'log-goldstein-price'];
const TOLERANCE = 1e-9;

/** @param {string} name */
function target(name) {
  if (name.startsWith('descend')) return DESCENT;
  return TRANSCENDENTALS.includes(name) ? TRANSCENDENTAL : POLYNOMIAL;
}

/** @type {import('./bench.mjs').Section} */
export async function surfaces(bench) {
  /** @type {{ name: string, times: number[], difference: number }[]} */
  const rows = await ask(bench, 'surfaces.js', 'measure');
  printTable(
    `Chromium ${bench.browser.version()}: a 512×512 field of each surface, then 10,000 starts × 300 momentum steps (descend)`,
    [...bench.sites.map(({ name }) => name), 'JavaScript'],
    rows.map(({ name, times, difference }) => {
      const ratio = times[times.length - 1] / times[0];
      const agreement = difference <= TOLERANCE ? '' : `; results differ by ${difference.toExponential(1)}`;
      return { name, times, note: `  target ${target(name)}×: ${verdict(ratio >= target(name))}${agreement}` };
    }),
  );
}
