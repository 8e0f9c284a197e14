// Four networks that are compared in one figure, against the same four one after the other; and what the page does meanwhile.
import { cpus, loadavg } from 'node:os';
import { verdict } from './table.mjs';

/** Together against one after the other, on two cores. */
const TARGET = 1.8;
/** No task of the page may take longer, in milliseconds. */
const LONGEST = 50;

/** @type {import('./bench.mjs').Section} */
export async function compared({ browser, sites, benches }) {
  console.log(
    `\nFour 784-512-10 networks for an epoch of 12,000 digits each, compared in a figure, on ${cpus().length} cores; load ${loadavg()[0].toFixed(1)}\n`,
  );
  for (const { name, url } of sites) {
    const tab = await browser.newPage();
    await tab.goto(`${url}example/`);
    const { together, apart, longest } = await tab.evaluate(
      async ({ script, url }) => /** @type {typeof import('./compared.js')} */ (await import(script)).comparison(url),
      { script: `${benches}compared.js`, url },
    );
    const plain = await tab.evaluate(
      async ({ script, url }) => /** @type {typeof import('./compared.js')} */ (await import(script)).plain(url),
      { script: `${benches}compared.js`, url },
    );
    await tab.close();
    const ratio = apart / together;
    const times = (/** @type {number} */ seconds) =>
      `${seconds.toFixed(1)} s, ${(seconds / plain.together).toFixed(2)}×`;
    console.log(
      `${name.padEnd(10)} without figures, against all at once on a core each, ${plain.together.toFixed(1)} s: one after the other on a core ${times(plain.one)}; on all cores ${times(plain.all)}`,
    );
    console.log(
      `${name.padEnd(10)} one after the other ${apart.toFixed(1)} s, compared ${together.toFixed(1)} s: ${ratio.toFixed(2)}×; target ${TARGET}×: ${verdict(ratio >= TARGET)}`,
    );
    console.log(
      `${name.padEnd(10)} longest task of the page meanwhile ${longest} ms; target ${LONGEST} ms: ${verdict(longest <= LONGEST)}`,
    );
  }
}
