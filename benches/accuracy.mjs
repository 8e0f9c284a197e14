// What networks of the engine have learnt in the end, beside what Keras' have, and the memory that it took.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tools/shell.mjs';
import { verdict } from './network.mjs';

/** Of all digits. */
const ACCURACY = 0.975;
/** Between the means over some seeds, ours and Keras'. */
const DIFFERENCE = 0.005;
/** The engine's memory, of what has to be in it. */
const MEMORY = 3;

/** @type {import('./bench.mjs').Section} */
export async function accuracy({ browser, site, benches }) {
  /**
   * In a page of its own, and thus an engine of its own.
   * @param {'allDigits' | 'someDigits' | 'longRun'} what
   * @param {unknown} [argument]
   */
  const ask = async (what, argument) => {
    const tab = await browser.newPage();
    await tab.goto(benches);
    const answer = await tab.evaluate(
      async ({ url, what, argument }) =>
        (await import(new URL('accuracy.js', location.href).href))[what](url, argument),
      { url: `${site}engine.js`, what, argument },
    );
    await tab.close();
    return answer;
  };

  console.log('\nA 784-512-10 network, batch 128, RMSprop at 0.001, five epochs\n');
  const all = await ask('allDigits');
  console.log(
    `60,000 digits: accuracy ${percent(all.accuracy)} of 10,000 others, after ${all.seconds.toFixed(1)} s ` +
      `(${((1000 * all.seconds) / all.steps).toFixed(2)} ms a step); ` +
      `target ${percent(ACCURACY)}: ${verdict(all.accuracy >= ACCURACY)}`,
  );
  printMemory(all.memory);

  const keras = JSON.parse(readFileSync(join(root, 'tests/golden/network_accuracy.json'), 'utf8'));
  const some = await ask('someDigits', keras.seeds);
  const mean =
    some.accuracy.reduce((/** @type {number} */ sum, /** @type {number} */ one) => sum + one) / keras.seeds.length;
  const difference = Math.abs(mean - keras.mean);
  console.log(`\n12,000 digits: accuracy of 2,000 others, for seeds ${keras.seeds.join(', ')}`);
  console.log(`  the engine     ${some.accuracy.map(percent).join('  ')}   mean ${percent(mean)}`);
  console.log(
    `  Keras ${keras.versions.keras}   ${keras.accuracy.map(percent).join('  ')}   mean ${percent(keras.mean)}`,
  );
  console.log(
    `  the means differ by ${(100 * difference).toFixed(2)} points; ` +
      `target ${100 * DIFFERENCE}: ${verdict(difference <= DIFFERENCE)}`,
  );
  printMemory(some.memory);

  /** @type {number[]} */
  const bytes = await ask('longRun');
  const [first, ...later] = bytes;
  console.log(
    `\nA small network, memory after 100 steps and after each 10,000 more: ${bytes.map(megabytes).join(', ')}\n` +
      `  target: the same from the first on: ${verdict(later.every((size) => size === first))}; ` +
      `from the second on: ${verdict(later.every((size) => size === later[0]))}`,
  );
}

/** @param {{ used: number, needed: number }} memory */
function printMemory({ used, needed }) {
  const ratio = used / needed;
  console.log(
    `  memory ${megabytes(used)}, ${ratio.toFixed(2)}× parameters, activations and digits (${megabytes(needed)}); ` +
      `target ${MEMORY}×: ${verdict(ratio <= MEMORY)}`,
  );
}

/** @param {number} part */
const percent = (part) => `${(100 * part).toFixed(2)} %`;

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
