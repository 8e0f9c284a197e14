// A training on one to four Workers.
import { cpus } from 'node:os';
import { verdict } from './table.mjs';

/** Units of the hidden layer. */
const SIZES = [512, 1024];
/** Two Workers against one, where there are two cores. */
const TARGET = 1.7;

/** @type {import('./bench.mjs').Section} */
export async function cores({ browser, sites, benches }) {
  for (const units of SIZES) {
    console.log(
      `\nTraining a 784-${units}-10 network on 128 digits a step, RMSprop, on ${cpus().length} cores: milliseconds a step\n`,
    );
    for (const { name, url } of sites) {
      // Workers come from where the page does.
      const tab = await browser.newPage();
      await tab.goto(`${url}example/`);
      const results = await tab.evaluate(
        async ({ script, url, units }) =>
          /** @type {typeof import('./cores.js')} */ (await import(script)).training(url, units),
        { script: `${benches}cores.js`, url, units },
      );
      await tab.close();
      const [one, two] = results;
      for (const { workers, ms, hash } of results) {
        const ratio = `${(one.ms / ms).toFixed(2)}×`;
        console.log(
          `${name.padEnd(10)} ${workers} Workers ${ms.toFixed(2).padStart(7)} ms ${ratio.padStart(7)}   parameters ${hash}`,
        );
      }
      const same = results.every(({ hash }) => hash === one.hash);
      console.log(
        `${name.padEnd(10)} the same parameters: ${same ? 'yes' : 'NO'}; target ${TARGET}×: ${verdict(one.ms / two.ms >= TARGET)}`,
      );
    }
  }
}
