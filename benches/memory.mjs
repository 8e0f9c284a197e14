// The memory of a training: how much of it has to be.
import { ask } from './ask.mjs';
import { verdict } from './table.mjs';

/** The WebAssembly's memory, of what has to be in it. */
const TARGETS = { some: 2.5, all: 1.3 };

/** @type {import('./bench.mjs').Section} */
export async function memory(bench) {
  console.log(
    '\nMemory of a 784-512-10 network, batch 128, RMSprop, in MB: parameters + activations + digits are needed\n',
  );
  for (const [digits, target] of Object.entries(TARGETS)) {
    for (const { name, url } of bench.sites) {
      const all = digits === 'all';
      const { begin, loaded, trained, parameters, activations, data, steps } = await ask(
        bench,
        'memory.js',
        'digits',
        url,
        all,
      );
      const needed = parameters + activations + data;
      const ratio = trained / needed;
      console.log(
        `${all ? '60,000' : '12,000'} digits, ${name}: ${inMB(trained)} after ${steps} steps, ${ratio.toFixed(2)}× the ${inMB(needed)} needed; ` +
          `target ${target}×: ${verdict(ratio <= target)}`,
      );
      console.log(
        `  needed: parameters ${inMB(parameters)}, activations ${inMB(activations)}, digits ${inMB(data)}; ` +
          `taken: at the start ${inMB(begin)}, for digits ${inMB(loaded - begin)}, for the training ${inMB(trained - loaded)}`,
      );
    }
  }
  console.log('\nA small network, after 100 steps and after each 10,000 more; it should stay the same\n');
  for (const { name, url } of bench.sites) {
    /** @type {number[]} */
    const bytes = await ask(bench, 'memory.js', 'longRun', url);
    const constant = bytes.every((size) => size === bytes[0]);
    console.log(`${name}: ${bytes.map(inMB).join(', ')}: ${verdict(constant)}`);
  }
}

/** @param {number} bytes */
const inMB = (bytes) => (bytes / 2 ** 20).toFixed(1);
