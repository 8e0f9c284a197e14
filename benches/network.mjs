// One training step against other people's, and against what this machine can do.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { serve } from '../tools/serve.mjs';
import { TARGET } from '../tools/setup.mjs';
import { npm, root, run, say } from '../tools/shell.mjs';
import { STATED } from '../tools/stated.mjs';
import { ask } from './ask.mjs';
import { noiseFolder } from './noise.mjs';
import { verdict } from './table.mjs';

/** How many times as fast as others a step on MNIST should be, and what part of the peak the dense products reach. */
const FASTER = /** @type {Record<string, number>} */ ({ 'jax-js, wasm': 4, 'TensorFlow.js, wasm': 12 });
const OF_PEAK = 0.75;
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
  export * as jax from '@jax-js/jax';
`;

/** @type {import('./bench.mjs').Section} */
export async function network(bench) {
  install();
  await bundle();
  say('compiling the products alone');
  run('cargo', ['build', '--locked', `--profile=${PROFILE}`, '--package=kernels', '--lib', '--target', TARGET]);
  const compiled = await serve(join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), TARGET, PROFILE));
  const noise = await serve(noiseFolder());
  try {
    /** @type {import('./network.js').Kernels} */
    const kernels = await ask(bench, 'network.js', 'kernels', `${compiled.url}kernels.wasm`);
    const packages = `${bench.benches}node_modules/`;
    const places = {
      libraries: `${packages}libraries.js`,
      tensorflow: `${packages}@tensorflow/tfjs-backend-wasm/dist/`,
    };
    /** @type {Steps} */
    const digits = await ask(bench, 'network.js', 'steps', places);
    printSteps('MNIST’s digits', digits, kernels.peak, FASTER);
    printSteps(
      'random inputs',
      await ask(bench, 'network.js', 'steps', { ...places, data: noise.url }),
      kernels.peak,
      {},
    );
    printProducts(kernels);
    if (bench.state) state(bench, digits.steps.slice(bench.sites.length), digits.steps[0].ms, kernels.peak);
  } finally {
    await Promise.all([compiled.close(), noise.close()]);
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

/** @typedef {Awaited<ReturnType<typeof import('./network.js').steps>>} Steps */

/** @param {string} inputs @param {Steps} measured @param {number} peak @param {Record<string, number>} targets */
function printSteps(inputs, { steps, zeros }, peak, targets) {
  const [ours] = steps;
  console.log(
    `\nOne training step of a 784-512-10 network on ${inputs}, ${(100 * zeros).toFixed(0)} % of them zero; batch 128, SGD, one thread, ` +
      `in turns; peak ${peak.toFixed(1)} GFLOP/s\n`,
  );
  for (const { name, ms, losses } of steps) {
    const worst = Math.max(...losses.map((loss, k) => Math.abs(loss - ours.losses[k]) / ours.losses[k]));
    const agreement = worst === 0 ? 'the same' : worst <= TOLERANCE ? 'agrees' : 'DIFFERS';
    const loss = `loss ${losses[losses.length - 1].toFixed(6)} at step ${losses.length}`;
    const ratio = `${(ms / ours.ms).toFixed(2).padStart(7)}×`;
    const target = targets[name] ? `; target ${targets[name]}×: ${verdict(ms / ours.ms >= targets[name])}` : '';
    console.log(
      `${name.padEnd(20)} ${ms.toFixed(2).padStart(8)} ms ${ratio}   ${loss}, ${agreement} (${worst.toExponential(1)})${target}`,
    );
  }
}

/**
 * Writes down what the page of benchmarks states.
 * @param {import('./bench.mjs').Bench} bench
 * @param {import('./network.js').Step[]} others
 * @param {number} ms ours
 * @param {number} peak
 */
function state({ browser }, others, ms, peak) {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'benches/package.json'), 'utf8'));
  const names = /** @type {Record<string, string>} */ ({
    'jax-js, wasm': `jax-js ${dependencies['@jax-js/jax']}, WebAssembly`,
    'TensorFlow.js, wasm': `TensorFlow.js ${dependencies['@tensorflow/tfjs-core']}, WebAssembly`,
    'TensorFlow.js, cpu': `TensorFlow.js ${dependencies['@tensorflow/tfjs-core']}, JavaScript`,
    ConvNetJS: `ConvNetJS ${dependencies.convnetjs}`,
  });
  const [{ model }] = cpus();
  const stated = {
    date: new Date().toISOString().slice(0, 10),
    browser: `Chromium ${browser.version()}`,
    machine: model.replace(/\(R\)|\(TM\)| Processor/g, '').trim(),
    cores: cpus().length,
    peak: Number(peak.toFixed(1)),
    steps: [
      { name: 'sgd-playground', ms: Number(ms.toFixed(2)) },
      ...others
        .filter(({ name }) => names[name])
        .map(({ name, ms }) => ({ name: names[name], ms: Number(ms.toFixed(2)) })),
    ],
  };
  writeFileSync(STATED, `${JSON.stringify(stated, null, 2)}\n`);
  say(`${STATED} is written`);
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
