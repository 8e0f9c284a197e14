// Runs in a page of the site: figures that train networks to the end of an epoch, alone and compared.
import { median } from '../www/site/bench/rounds.js';

const OPTIMIZERS = ['rmsprop', 'adam', 'momentum', 'sgd'];
const ROUNDS = 3;
const BASE = {
  data: 'mnist',
  layers: '512',
  'batch-size': '128',
  seed: '1',
  'step-unit': 'epoch',
  'learning-rate': '0.001',
};

/** @typedef {import('../www/elements/network/element.js').SgdNetwork} SgdNetwork */

/** @param {() => boolean} done */
const until = async (done) => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 10));
};

/** A figure with these settings, ready to begin. @param {Record<string, string>} settings @param {number} runs */
async function open(settings, runs) {
  const figure = /** @type {SgdNetwork} */ (document.createElement('sgd-network'));
  for (const [name, value] of Object.entries({ ...BASE, ...settings })) figure.setAttribute(name, value);
  document.body.prepend(figure);
  scrollTo(0, 0);
  await until(() => (figure.training?.config.parameters ?? 0) > 0 && (figure.comparison?.length ?? 1) === runs);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  return figure;
}

/** Seconds of an epoch of all its runs. @param {SgdNetwork} figure */
async function epoch(figure) {
  const steps = Math.ceil((figure.training?.config.train ?? 0) / 128);
  figure.reset();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  let own = 0;
  const hear = (/** @type {Event} */ event) => {
    own = /** @type {CustomEvent} */ (event).detail.step;
  };
  figure.addEventListener('sgd-step', hear);
  const begin = performance.now();
  figure.step();
  const there = () =>
    own === steps &&
    (figure.comparison ?? []).every(({ status }) => status.step === steps || status.state === 'diverged');
  await until(there);
  const seconds = (performance.now() - begin) / 1000;
  figure.removeEventListener('sgd-step', hear);
  return seconds;
}

/** The same trainings without a figure, in seconds: each on one core, each on all, and all at once on a core each. @param {string} site */
export async function plain(site) {
  const engine = await (await import(`${site}engine.js`)).createEngine();
  const cores = Math.min(4, navigator.hardwareConcurrency);
  const config = {
    objective: 'network',
    dataset: 'mnist',
    layers: '512',
    batchSize: 128,
    seed: 1,
    learningRate: 0.001,
  };
  const open = (/** @type {number} */ workers) =>
    Promise.all(OPTIMIZERS.map((optimizer) => engine.worker.experiment({ ...config, optimizer }, { workers })));
  const [single, shared] = [await open(1), await open(cores)];
  const epoch = (/** @type {import('../www/engine/training.js').Training} */ run) =>
    run.train(Math.ceil(run.config.train / 128));
  const seconds = async (/** @type {() => Promise<unknown>} */ work) => {
    const begin = performance.now();
    await work();
    return (performance.now() - begin) / 1000;
  };
  const inTurn = async (/** @type {typeof single} */ runs) => {
    for (const run of runs) await epoch(run);
  };
  /** @type {Record<'one' | 'all' | 'together', number[]>} */
  const times = { one: [], all: [], together: [] };
  for (const run of [...single, ...shared]) await run.train(20);
  for (let round = 0; round < ROUNDS; round++) {
    times.one.push(await seconds(() => inTurn(single)));
    times.all.push(await seconds(() => inTurn(shared)));
    const left = single.values();
    const work = async () => {
      for (const run of left) await epoch(run);
    };
    times.together.push(await seconds(() => Promise.all(Array.from({ length: cores }, work))));
  }
  for (const run of [...single, ...shared]) run.terminate();
  return { one: median(times.one), all: median(times.all), together: median(times.together) };
}

/** @param {string} site */
export async function comparison(site) {
  await import(`${site}sgd-network.js`);
  let longest = 0;
  /** @type {number[]} */
  const together = [];
  /** @type {number[]} */
  const apart = [];
  const watch = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, Math.round(duration));
  });
  for (let round = 0; round < ROUNDS; round++) {
    const all = await open({ optimizer: OPTIMIZERS[0], compare: OPTIMIZERS.slice(1).join(',') }, OPTIMIZERS.length);
    watch.observe({ type: 'longtask' });
    together.push(await epoch(all));
    watch.disconnect();
    all.remove();
    let sum = 0;
    for (const optimizer of OPTIMIZERS) {
      const one = await open({ optimizer }, 1);
      sum += await epoch(one);
      one.remove();
    }
    apart.push(sum);
  }
  return { together: median(together), apart: median(apart), longest };
}
