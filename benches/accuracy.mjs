// What networks of the engine have learnt in the end, beside what Keras' have.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tools/shell.mjs';
import { ask } from './ask.mjs';
import { verdict } from './table.mjs';

/** Of all digits. */
const ACCURACY = 0.975;
/** Between the means over some seeds, ours and Keras'. */
const DIFFERENCE = 0.005;

/** @type {import('./bench.mjs').Section} */
export async function accuracy(bench) {
  console.log('\nA 784-512-10 network, batch 128, RMSprop at 0.001, five epochs\n');
  const all = await ask(bench, 'accuracy.js', 'allDigits');
  console.log(
    `60,000 digits: accuracy ${percent(all.accuracy)} of 10,000 others, after ${all.seconds.toFixed(1)} s ` +
      `(${((1000 * all.seconds) / all.steps).toFixed(2)} ms a step); ` +
      `target ${percent(ACCURACY)}: ${verdict(all.accuracy >= ACCURACY)}`,
  );

  const keras = JSON.parse(readFileSync(join(root, 'tests/golden/network_accuracy.json'), 'utf8'));
  /** @type {number[]} */
  const some = await ask(bench, 'accuracy.js', 'someDigits', keras.seeds);
  const mean = some.reduce((sum, one) => sum + one) / keras.seeds.length;
  const difference = Math.abs(mean - keras.mean);
  console.log(`\n12,000 digits: accuracy of 2,000 others, for seeds ${keras.seeds.join(', ')}`);
  console.log(`  the engine     ${some.map(percent).join('  ')}   mean ${percent(mean)}`);
  console.log(
    `  Keras ${keras.versions.keras}   ${keras.accuracy.map(percent).join('  ')}   mean ${percent(keras.mean)}`,
  );
  console.log(
    `  the means differ by ${(100 * difference).toFixed(2)} points; ` +
      `target ${100 * DIFFERENCE}: ${verdict(difference <= DIFFERENCE)}`,
  );
}

/** @param {number} part */
const percent = (part) => `${(100 * part).toFixed(2)} %`;
