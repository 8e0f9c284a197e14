// One training step against other people's, and against what this machine can do.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../tools/serve.mjs';
import { TARGET } from '../tools/setup.mjs';
import { npm, root, run, say } from '../tools/shell.mjs';

/** How many times as fast as the fastest of the others a step should be, and what part of the peak its products reach. */
const FASTER = 12;
const OF_PEAK = 0.7;
/** Between losses in f32 whose sums are taken in other orders. */
const TOLERANCE = 1e-4;
/** As engine.wasm is compiled. */
const PROFILE = 'engine';

/** The libraries, with the parts of TensorFlow.js that training takes. */
const LIBRARIES = `
  import '@tensorflow/tfjs-core/dist/register_all_gradients';
  import '@tensorflow/tfjs-backend-cpu';
  export * as tf from '@tensorflow/tfjs-core';
  export * as wasm from '@tensorflow/tfjs-backend-wasm';
  export { default as convnetjs } from 'convnetjs';
`;

/** @type {import('./bench.mjs').Section} */
export async function network({ browser, site, benches }) {
  install();
  await bundle();
  say('compiling the products alone');
  run('cargo', ['build', '--locked', `--profile=${PROFILE}`, '--package=kernels', '--lib', '--target', TARGET]);
  const compiled = await serve(join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), TARGET, PROFILE));
  try {
    const tab = await browser.newPage();
    await tab.goto(benches);
    const kernels = await tab.evaluate(
      async (url) => (await import(new URL('network.js', location.href).href)).kernels(url),
      `${compiled.url}kernels.wasm`,
    );
    const packages = `${benches}node_modules/`;
    const steps = await tab.evaluate(
      async (places) => (await import(new URL('network.js', location.href).href)).steps(places),
      {
        engine: `${site}engine.js`,
        libraries: `${packages}libraries.js`,
        tensorflow: `${packages}@tensorflow/tfjs-backend-wasm/dist/`,
      },
    );
    await tab.close();
    printSteps(steps);
    printProducts(kernels);
  } finally {
    await compiled.close();
  }
}

function install() {
  const folder = join(root, 'benches');
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtime >= statSync(join(folder, 'package-lock.json')).mtime) return;
  say('installing the libraries of benches/package-lock.json, which are compared');
  npm('ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
}

async function bundle() {
  const { build } = await import('rolldown');
  const folder = join(root, 'benches');
  const entry = join(folder, 'entry.js');
  await build({
    input: entry,
    platform: 'browser',
    plugins: [
      {
        name: 'libraries',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? LIBRARIES : null),
      },
    ],
    transform: { target: 'es2022' },
    logLevel: 'silent',
    output: { file: join(folder, 'node_modules/libraries.js'), minify: true, codeSplitting: false },
  });
}

/** @param {import('./network.js').Step[]} steps */
function printSteps([ours, ...others]) {
  console.log('\nOne training step of a 784-512-10 network, batch 128, SGD, one thread, in turns\n');
  for (const { name, ms, losses } of [ours, ...others]) {
    const differences = losses.map((loss, k) => Math.abs(loss - ours.losses[k]) / ours.losses[k]);
    const worst = Math.max(...differences);
    const agreement = worst <= TOLERANCE ? 'agrees' : 'DIFFERS';
    const loss = `loss ${losses[losses.length - 1].toFixed(6)} at step ${losses.length}`;
    const ratio = `${(ms / ours.ms).toFixed(2).padStart(7)}×`;
    console.log(
      `${name.padEnd(20)} ${ms.toFixed(2).padStart(8)} ms ${ratio}   ${loss}, ${agreement} (${worst.toExponential(1)})`,
    );
  }
  const fastest = others.reduce((a, b) => (a.ms < b.ms ? a : b));
  const ratio = fastest.ms / ours.ms;
  console.log(`\n${ratio.toFixed(2)}× as fast as ${fastest.name}; target ${FASTER}×: ${verdict(ratio >= FASTER)}`);
}

/** @param {import('./network.js').Kernels} kernels */
function printProducts({ peak, products }) {
  console.log(
    '\nIts matrix products, by the kernel of the engine; GFLOP/s (a multiplication and an addition are two)\n',
  );
  const all = {
    name: 'all of a step',
    operations: products.reduce((sum, { operations }) => sum + operations, 0),
    ms: products.reduce((sum, { ms }) => sum + ms, 0),
  };
  for (const { name, operations, ms } of [...products, all]) {
    const speed = operations / ms / 1e6;
    const part = `${((speed / peak) * 100).toFixed(0).padStart(4)} % of the peak`;
    console.log(`${name.padEnd(22)} ${ms.toFixed(3).padStart(7)} ms ${speed.toFixed(1).padStart(7)} ${part}`);
  }
  const part = all.operations / all.ms / 1e6 / peak;
  console.log(`\nPeak of simd128 here, from registers alone: ${peak.toFixed(1)} GFLOP/s.`);
  console.log(`Target ${OF_PEAK * 100} % of it: ${verdict(part >= OF_PEAK)}`);
}

/** @param {boolean} reached */
export const verdict = (reached) => (reached ? 'reached' : 'short');
