// The training of a network in a Worker of its own, as a program on a page holds it: deaths, edits, and calls called off.

import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/engine/training.js').Training} Training */

/** A training in the page, as `window.training`. @param {Page} page @param {Record<string, unknown>} [more] */
async function open(page, more) {
  await page.route('**/body.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"><title>A page</title>' }),
  );
  await page.goto('body.html');
  await page.evaluate(async (more) => {
    const { createEngine } = await import(/** @type {string} */ ('./engine.js'));
    const engine = await createEngine();
    const training = await engine.worker.experiment({ objective: 'network', dataset: 'circle', seed: 3, ...more });
    const restarts = /** @type {string[]} */ ([]);
    training.onRestart = (/** @type {Words} */ why) => restarts.push(why.en);
    Object.assign(window, { training, restarts, engine });
  }, more);
}

/**
 * @template T
 * @param {Page} page
 * @param {(context: { training: Training, restarts: string[], engine: any }) => T} f
 */
const inPage = (page, f) => page.evaluate(`(${f})(window)`);

/** @param {Page} page */
const kill = (page) => Promise.all(page.workers().map((worker) => worker.evaluate(() => self.close())));

test('it is the run of this thread, and goes on after a death in its first moments', async ({ page }) => {
  await open(page);
  await kill(page);
  await expect.poll(() => inPage(page, ({ restarts }) => restarts.length)).toBe(1);
  const same = await inPage(page, async ({ training, engine }) => {
    await training.train(40);
    const here = engine.experiment({ objective: 'network', dataset: 'circle', seed: 3 });
    here.train(40);
    const { values } = await training.parameters();
    return values.every((/** @type {number} */ w, /** @type {number} */ k) => w === here.parameters().values[k]);
  });
  expect(same).toBe(true);
});

test('what a reader has changed outlives the Worker', async ({ page }) => {
  await open(page, {
    dataset: 'own',
    data: [
      [1, 2, 0],
      [-1, -2, 1],
      [2, 1, 0],
      [-2, -1, 1],
    ],
  });
  await inPage(page, async ({ training }) => {
    await training.train(10);
    await training.set({ learningRate: 0.001 });
    await training.setParameter(0, 42);
  });
  await kill(page);
  await expect.poll(() => inPage(page, ({ restarts }) => restarts.length)).toBe(1);
  const found = await inPage(page, async ({ training }) => {
    const { values } = await training.parameters();
    const { rate, step } = await training.status();
    return { first: values[0], rate, step, told: training.config.learningRate };
  });
  expect(found).toEqual({ first: 42, rate: 0.001, step: 10, told: 0.001 });
});

test('a Worker that dies again and again is given up, and the next call has another', async ({ page }) => {
  await open(page);
  const long = inPage(page, async ({ training }) => {
    const onProgress = () => Object.assign(window, { alive: true });
    const error = await training.train(1e7, { onProgress }).catch((/** @type {any} */ error) => error.code);
    const { step } = await training.status();
    return { error, taken: (await training.train(5)).step - step };
  });
  for (let deaths = 1; deaths <= 2; deaths++) {
    // Until it trains, or trains again.
    await page.evaluate(() => Object.assign(window, { alive: false }));
    await page.waitForFunction(() => /** @type {any} */ (window).alive);
    const workers = page.workers();
    await Promise.all(workers.map((worker) => worker.evaluate(() => self.close()).catch(() => undefined)));
  }
  const found = await long;
  expect(found).toEqual({ error: 'unavailable', taken: 5 });
});

test('a start that is called off leaves the run that there is', async ({ page }) => {
  await open(page);
  const found = await inPage(page, async ({ training }) => {
    const controller = new AbortController();
    const busy = training.train(1e6, { ms: 400 });
    const start = training.start({ objective: 'network', layers: [7] }, { signal: controller.signal });
    controller.abort();
    const why = await start.catch((/** @type {Error} */ error) => error.name);
    await busy;
    const { parts } = await training.parameters();
    return { why, layers: training.config.layers, shape: parts[0]?.shape };
  });
  expect(found).toEqual({ why: 'AbortError', layers: [4, 2], shape: [2, 4] });
});

test('what cannot be sent or does not fit is refused, and the run goes on', async ({ page }) => {
  await open(page);
  const found = await inPage(page, async ({ training, engine }) => {
    const name = (/** @type {any} */ error) => (typeof error.code === 'string' ? error.code : error.name);
    const refused = [
      await training.set({ seed: () => 1 }).catch(name),
      await training.train(-3).catch(name),
      await training.train(2.5).catch(name),
      await training.start({ objective: 'network', layers: [0] }).catch(name),
      await engine.worker.experiment({ objective: 'rosenbrock' }).catch(name),
    ];
    const { step } = await training.train(3);
    training.terminate();
    return { refused, step, after: await training.step().catch(name) };
  });
  expect(found).toEqual({
    refused: ['DataCloneError', 'out-of-range', 'out-of-range', 'out-of-range', 'bad-shape'],
    step: 3,
    after: 'unavailable',
  });
});
