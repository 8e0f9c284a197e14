// A training that several Workers share: the bits of one, for any number of them, and whoever of them dies.

import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/engine/training.js').Training} Training */

/** Wide enough for four Workers. */
const WIDE = { objective: 'network', dataset: 'digits', layers: [1024], batchSize: 800, seed: 1 };

/** The Workers that help. @param {Page} page */
const shares = (page) => page.workers().filter((worker) => worker.url().endsWith('share-worker.js'));

/** A machine with so many cores, whatever this one has. @param {Page} page @param {number} cores */
const withCores = (page, cores) =>
  page.addInitScript((cores) => {
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => cores });
  }, cores);

/** @param {Page} page */
async function open(page) {
  await page.route('**/body.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"><title>A page</title>' }),
  );
  await page.goto('body.html');
  await page.evaluate(async () => {
    const { createEngine } = await import(/** @type {string} */ ('./engine.js'));
    const engine = await createEngine();
    const hash = (/** @type {ArrayBufferView} */ { buffer }) => {
      let sum = 0;
      for (const byte of new Uint8Array(buffer)) sum = (Math.imul(sum, 31) + byte) | 0;
      return sum;
    };
    /** All that can be told of a training by its numbers. @param {Training} training */
    const told = async (training) => {
      const { values } = await training.parameters();
      const { batchLoss, testLoss } = await training.trace();
      const { step } = await training.status();
      return [step, ...[values, batchLoss, testLoss, await training.gradient()].map(hash)].join(' ');
    };
    /** Trains until so many Workers do it. @param {Training} training @param {number} workers */
    const until = async (training, workers) => {
      let steps = 0;
      while (training.workers !== workers && steps < 500) {
        await training.train(1);
        steps += 1;
      }
      return steps;
    };
    Object.assign(window, { engine, told, until });
  });
}

test('one, two, three and four Workers give the same bits', async ({ page }) => {
  await open(page);
  const found = await page.evaluate(async (config) => {
    const { engine, told, until } = /** @type {any} */ (window);
    const all = [];
    for (const workers of [2, 3, 4]) {
      const training = await engine.worker.experiment(config, { workers });
      // How soon they all are there is the machine's affair.
      await until(training, workers);
      await training.train(20);
      const { step } = await training.status();
      const alone = await engine.worker.experiment(config, { workers: 1 });
      await alone.train(step);
      all.push({ used: [alone.workers, training.workers], told: await told(training), alone: await told(alone) });
      training.terminate();
      alone.terminate();
    }
    return all;
  }, WIDE);
  expect(found.map(({ used }) => used)).toEqual([2, 3, 4].map((workers) => [1, workers]));
  for (const { told, alone } of found) expect(told).toBe(alone);
});

test('a limit leaves the others their cores, until it is lifted', async ({ page }) => {
  await open(page);
  const found = await page.evaluate(async (config) => {
    const { engine, told, until } = /** @type {any} */ (window);
    const training = await engine.worker.experiment(config, { workers: 3 });
    await until(training, 3);
    await training.limit(1);
    await training.train(5);
    const limited = training.workers;
    await training.limit(4);
    await until(training, 3);
    const { step } = await training.status();
    const alone = await engine.worker.experiment(config, { workers: 1 });
    await alone.train(step);
    const all = { limited, lifted: training.workers, told: await told(training), alone: await told(alone) };
    training.terminate();
    alone.terminate();
    return all;
  }, WIDE);
  expect([found.limited, found.lifted]).toEqual([1, 3]);
  expect(found.told).toBe(found.alone);
});

test('runs that are compared have a core each before one has several', async ({ page }) => {
  await withCores(page, 4);
  const html = `<!doctype html><html lang="en"><title>A page</title><script type="module" src="./sgd-network.js"></script>
    <sgd-network data="digits" layers="1024" batch-size="800" seed="1" step-unit="batch"></sgd-network>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
  const network = page.locator('sgd-network');
  const workersAfterAStep = () =>
    network.evaluate(async (element) => {
      const { training } = /** @type {import('../../www/elements/network/element.js').SgdNetwork} */ (element);
      await training?.train(1);
      return training?.workers;
    });
  await expect.poll(workersAfterAStep).toBe(2);
  const runs = () =>
    network.evaluate(
      (element) =>
        /** @type {import('../../www/elements/network/element.js').SgdNetwork} */ (element).comparison?.length,
    );
  await network.evaluate((element) => element.setAttribute('compare', '@0.1,@0.2,@0.3,@0.4'));
  await expect.poll(runs).toBe(4);
  await expect.poll(workersAfterAStep).toBe(1);
  await network.evaluate((element) => element.removeAttribute('compare'));
  await expect.poll(workersAfterAStep).toBe(2);
});

test('when one of them dies in mid-run, the run is as if nothing had been', async ({ page }) => {
  await open(page);
  await page.evaluate(async (config) => {
    const { engine, until } = /** @type {any} */ (window);
    const training = await engine.worker.experiment(config, { workers: 2 });
    await until(training, 2);
    Object.assign(window, { training });
  }, WIDE);
  const [share, ...others] = shares(page);
  if (!share) throw new Error('nobody helps');
  expect(others).toEqual([]);
  const rest = page.evaluate(async (config) => {
    const { engine, training, told, until } = /** @type {any} */ (window);
    await training.train(60);
    // Another has taken its place, or does: how soon is the machine's affair.
    await until(training, 2);
    await training.train(10);
    const [found, used, { step }] = [await told(training), training.workers, await training.status()];
    const alone = await engine.worker.experiment(config, { workers: 1 });
    await alone.train(step);
    return { found, used, expected: await told(alone) };
  }, WIDE);
  // An error that nobody catches is what a browser tells of a Worker that it has ended.
  await share.evaluate(() => {
    setTimeout(() => {
      throw new Error('it dies');
    });
  });
  const { found, used, expected } = await rest;
  expect(used).toBe(2);
  expect(found).toBe(expected);
});

test('half as many Workers as there are cores train a large network', async ({ page }) => {
  await withCores(page, 7);
  await open(page);
  const used = await page.evaluate(async (config) => {
    const training = await /** @type {any} */ (window).engine.worker.experiment(config);
    // They join while it trains.
    await training.train(1e6, { ms: 5000 });
    return training.workers;
  }, WIDE);
  expect(used).toBe(3);
  expect(shares(page)).toHaveLength(2);
  // When it has nothing to do for a while, they go.
  await expect.poll(() => shares(page).length).toBe(0);
  const again = await page.evaluate(async (config) => {
    const training = await /** @type {any} */ (window).engine.worker.experiment(config, { workers: 1 });
    await training.train(20);
    return training.workers;
  }, WIDE);
  expect(again).toBe(1);
});

test('on two cores one Worker trains it, unless a program asks for two', async ({ page }) => {
  await withCores(page, 2);
  await open(page);
  const used = await page.evaluate(async (config) => {
    const training = await /** @type {any} */ (window).engine.worker.experiment(config);
    await training.train(40);
    return training.workers;
  }, WIDE);
  expect(used).toBe(1);
  expect(shares(page)).toHaveLength(0);
});

test('where a Worker may start no other, it goes on alone', async ({ page }) => {
  await page.route('**/network-worker.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `globalThis.Worker = undefined; ${await response.text()}` });
  });
  await open(page);
  const [alone, refused] = await page.evaluate(async (config) => {
    const { engine, told } = /** @type {any} */ (window);
    const all = [];
    for (const workers of [1, 2]) {
      const training = await engine.worker.experiment(config, { workers });
      for (let step = 0; step < 12; step += 1) await training.train(1);
      all.push(`${training.workers}: ${await told(training)}`);
    }
    return all;
  }, WIDE);
  expect(refused).toBe(alone);
  expect(shares(page)).toHaveLength(0);
});

for (const [lang, text] of /** @type {const} */ ([
  ['en', 'trains on 2 cores'],
  ['zh', '用 2 个核心训练'],
])) {
  test(`a figure says in ${lang} how many cores train`, async ({ page }) => {
    await withCores(page, 4);
    await page.route('**/body.html', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><html lang="${lang}"><title>A page</title><script type="module" src="sgd-network.js"></script>
          <sgd-network dataset="digits" layers="1024" batch-size="800" step-by="batch"></sgd-network>`,
      }),
    );
    await page.goto('body.html');
    const figure = page.locator('sgd-network');
    const line = figure.getByText(text);
    await expect(figure.locator('.state')).toBeVisible();
    await expect(line).toBeHidden();
    await figure.evaluate((element) => /** @type {any} */ (element).play());
    await expect(line).toBeVisible();
    await figure.evaluate((element) => /** @type {any} */ (element).pause());
    await expect(line).toBeHidden();
  });
}

test('a small network stays on one', async ({ page }) => {
  await open(page);
  const used = await page.evaluate(async () => {
    const training = await /** @type {any} */ (window).engine.worker.experiment(
      { objective: 'network', dataset: 'digits', seed: 1 },
      { workers: 4 },
    );
    await training.train(200);
    return training.workers;
  });
  expect(used).toBe(1);
  expect(shares(page)).toHaveLength(0);
});
