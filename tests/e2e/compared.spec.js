// Networks that are compared: each in its own Worker, driven together, and what they have come to.

import { expectNoViolations } from './axe.js';
import { button, openNetwork } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('../../www/elements/network/element.js').SgdNetwork} SgdNetwork */

const CIRCLE = 'data="circle" layers="6" seed="3" learning-rate="0.05" step-unit="batch"';

/** How far each run is, when all rest and are evaluated. @param {Locator} network @returns {Promise<number[] | null>} */
const rested = (network) =>
  network.evaluate((element) => {
    const { comparison = [] } = /** @type {SgdNetwork} */ (element);
    return comparison.every(({ scores }) => scores) ? comparison.map(({ status }) => status.step) : null;
  });

/** Plays to a step at least, and pauses. @param {Locator} network @param {number} step */
async function playTo(network, step) {
  await network.evaluate((element) => /** @type {SgdNetwork} */ (element).play());
  const now = () =>
    network.evaluate((element) => /** @type {SgdNetwork} */ (element).comparison?.[0]?.status.step ?? 0);
  await expect.poll(now).toBeGreaterThan(step);
  await network.evaluate((element) => /** @type {SgdNetwork} */ (element).pause());
}

/** All that the trace of each compared run has. @param {Locator} network */
const traces = (network) =>
  network.evaluate(async (element) => {
    const { comparison = [] } = /** @type {SgdNetwork} */ (element);
    return Promise.all(
      comparison.map(async ({ training }) =>
        Object.entries(await training.trace()).map(([name, values]) => [name, Array.from(Object(values))]),
      ),
    );
  });

test('three optimizers have the traces that each has alone', async ({ page }) => {
  const network = await openNetwork(page, `${CIRCLE} compare="sgd,momentum,adam@0.01"`);
  await expect.poll(() => rested(network)).toEqual([0, 0, 0]);
  await playTo(network, 60);
  await expect.poll(() => rested(network)).not.toBeNull();
  const [steps = 0, ...others] = (await rested(network)) ?? [];
  expect(others).toEqual([steps, steps]);
  const together = await traces(network);
  const alone = [];
  for (const run of ['optimizer="sgd"', 'optimizer="momentum"', 'optimizer="adam" learning-rate="0.01"']) {
    const single = await openNetwork(page, `${run} ${CIRCLE}`);
    alone.push(
      await single.evaluate(async (element, n) => {
        const { training } = /** @type {SgdNetwork} */ (element);
        await training?.train(n);
        const trace = Object.entries((await training?.trace()) ?? {});
        return trace.map(([name, values]) => [name, Array.from(Object(values))]);
      }, steps),
    );
  }
  expect(together).toEqual(alone);
});

test('the transport drives all of them', async ({ page }) => {
  const network = await openNetwork(page, `${CIRCLE} compare="sgd,adam"`);
  await expect.poll(() => rested(network)).toEqual([0, 0]);
  await button(network, 'Step').click();
  await expect.poll(() => rested(network)).toEqual([1, 1]);
  await network.getByLabel('Each press').selectOption('epoch');
  await button(network, 'Step').click();
  await expect.poll(() => rested(network)).toEqual([25, 25]);
  const before = await traces(network);
  const timeline = network.getByRole('slider', { name: 'Timeline', exact: true });
  await timeline.fill('7');
  await expect.poll(() => rested(network)).toEqual([7, 7]);
  await timeline.fill('25');
  await expect.poll(() => rested(network)).toEqual([25, 25]);
  expect(await traces(network)).toEqual(before);
  await button(network, 'Reset').click();
  await expect.poll(() => rested(network)).toEqual([0, 0]);
  // A live setting of the figure's is one of the others', too, unless they have their own.
  await network.evaluate((element) => element.setAttribute('learning-rate', '0.02'));
  const rates = () =>
    network.evaluate((element) =>
      /** @type {SgdNetwork} */ (element).comparison?.map(({ config }) => config.learningRate),
    );
  await expect.poll(rates).toEqual([0.02, 0.02]);
  // Another seed is one for all.
  await network.evaluate((element) => element.setAttribute('seed', '9'));
  const seeds = () =>
    network.evaluate((element) => /** @type {SgdNetwork} */ (element).comparison?.map(({ config }) => config.seed));
  await expect.poll(seeds).toEqual([9, 9]);
});

test('the table has what the engine evaluates', async ({ page }) => {
  const network = await openNetwork(page, `${CIRCLE} compare="momentum,adam@0.01/layers=4-4"`);
  await expect.poll(() => rested(network)).toEqual([0, 0]);
  await playTo(network, 30);
  await expect.poll(() => rested(network)).not.toBeNull();
  const panel = network.locator('.comparing');
  await expect(panel.locator('.compare-legend')).toContainText('1 Momentum, layers 6, α = 0.05 (this figure)');
  await expect(panel.locator('.compare-legend')).toContainText('2 Adam, layers 4-4, α = 0.01');
  await expect(panel).toContainText('each run starts from its own, drawn from seed 3');
  const expected = await network.evaluate(async (element) => {
    const { comparison = [] } = /** @type {SgdNetwork} */ (element);
    return Promise.all(
      comparison.map(async ({ training, status, seconds }) => {
        const [train, test] = await Promise.all([training.evaluate('train'), training.evaluate('test')]);
        return [train.loss, test.loss, test.accuracy, status.step, status.samples, seconds].map(String);
      }),
    );
  });
  const rows = panel.getByRole('row');
  await expect(rows).toHaveCount(3);
  for (const [k, numbers] of expected.entries()) {
    const cells = rows.nth(k + 1).getByRole('cell');
    expect(await cells.evaluateAll((all) => all.map((cell) => /** @type {HTMLElement} */ (cell).title))).toEqual(
      numbers,
    );
    // What is read is the same, in seven digits.
    expect(Number(await cells.nth(0).innerText())).toBeCloseTo(Number(numbers[0]), 6);
  }
  await expectNoViolations(page);
});

test('what cannot be compared is told in a sentence, and the rest is compared', async ({ page }) => {
  const network = await openNetwork(page, `${CIRCLE} optimizer="sgd"`);
  const told = network.evaluate(
    (element) =>
      new Promise((resolve) => {
        /** @type {[unknown, string][]} */
        const all = [];
        element.addEventListener('sgd-error', (event) => {
          const { key, message } = /** @type {CustomEvent} */ (event).detail;
          all.push([key, message]);
          if (all.length === 4) resolve(all);
        });
      }),
  );
  await network.evaluate((element) =>
    element.setAttribute('compare', 'adamm,adam@fast,momentum/samples=300,momentum/wheels=4,rmsprop'),
  );
  const errors = /** @type {[unknown, string][]} */ (await told);
  expect(errors.every(([key]) => key === 'compare')).toBe(true);
  const notice = network.locator('.compare > .refusal');
  await expect(notice).toContainText('“adamm” was left out.');
  await expect(notice).toContainText('“adam@fast” was left out. Learning rate');
  await expect(notice).toContainText('“samples” is the same for all runs');
  await expect(notice).toContainText('There is no setting called “wheels”');
  await expect.poll(() => rested(network)).toEqual([0, 0]);
  await expect(network.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
  await network.evaluate((element) => element.setAttribute('compare', '@0.1,@0.2,@0.3,@0.4,@0.6,@0.7,@0.8'));
  await expect(notice).toContainText('At most 6 runs');
  await expect.poll(() => rested(network)).toEqual([0, 0, 0, 0, 0, 0]);
});

test('a reader adds a run and leaves it out; the figure’s own goes on', async ({ page }) => {
  const network = await openNetwork(page, CIRCLE);
  await button(network, 'Step').click();
  await network.getByText('Compare runs').click();
  const panel = network.locator('.comparing');
  await expect(panel).toContainText('Nothing is compared yet');
  await panel.getByLabel('Optimizer').selectOption('adam');
  await panel.getByLabel('Learning rate', { exact: true }).fill('0.01');
  await panel.getByLabel('Hidden layers', { exact: true }).fill('4, 4');
  await button(panel, 'Add a run').click();
  await expect.poll(() => rested(network)).toEqual([1, 1]);
  await expect(network).toHaveAttribute('compare', '@0.05,adam@0.01/layers=4-4');
  await button(panel, 'Add a run').click();
  await expect(panel.locator('.asks .refusal')).toHaveText('This run is compared already.');
  await button(panel, 'Leave out Adam, layers 4-4, α = 0.01').click();
  await expect(panel).toContainText('Nothing is compared yet');
  await expect(network).not.toHaveAttribute('compare');
  expect((await network.evaluate((element) => /** @type {SgdNetwork} */ (element).training?.status()))?.step).toBe(1);
});

test('a sweep is called off, and a cell of one gives its settings to the figure', async ({ page }) => {
  const network = await openNetwork(page, `${CIRCLE} batch-size="8" optimizer="sgd"`);
  await network.getByText('Compare runs').click();
  const section = network.getByRole('region', { name: 'A sweep: many runs, two settings', exact: true });
  await expect(section).toContainText('10 epochs, 2,500 samples');
  await section.getByLabel('Epochs for each cell').fill('1000');
  await button(section, 'Run the sweep').click();
  const progress = section.getByRole('progressbar');
  await expect(progress).toHaveAccessibleName(/Training 25 networks: [\d.]+%/);
  await button(section, 'Cancel').click();
  await expect(section.locator('.task .refusal')).toHaveText('Called off.');
  await expect(progress).toBeHidden();
  await section.getByLabel('Epochs for each cell').fill('2');
  await button(section, 'Run the sweep').click();
  await expect(section.locator('.heat > .quiet')).toContainText('Best: learning rate', { timeout: 60_000 });
  await expect(section.locator('.heat-cell')).toHaveCount(25);
  await expect(section.locator('.heat-cell[aria-current]')).toHaveAccessibleName(/^Learning rate 0.05, batch size 8: /);
  // A cell is a run as the engine makes it alone.
  const cell = section.getByRole('button', { name: /^Learning rate 0.15, batch size 16: / });
  const alone = await network.evaluate(async (element) => {
    const own = /** @type {SgdNetwork} */ (element).training;
    const url = new URL('./engine.js', location.href).href;
    const engine = await /** @type {typeof import('../../www/engine/engine.js')} */ (await import(url)).createEngine();
    const run = await engine.worker.experiment({ ...own?.config, learningRate: 0.15, batchSize: 16 });
    await run.train(2 * Math.ceil(250 / 16));
    const { loss } = await run.evaluate('test');
    run.terminate();
    return String(loss);
  });
  expect(await cell.getAttribute('title')).toBe(`32 updates, 500 samples. ${alone}`);
  await cell.click();
  await expect(network).toHaveAttribute('learning-rate', '0.15');
  await expect(network).toHaveAttribute('batch-size', '16');
  const config = () => network.evaluate((element) => /** @type {SgdNetwork} */ (element).training?.config);
  await expect.poll(async () => (await config())?.batchSize).toBe(16);
  await expect(section.locator('.heat-cell[aria-current]')).toHaveAccessibleName(
    /^Learning rate 0.15, batch size 16: /,
  );
  await expect(section.locator('.stale')).toBeHidden();
  await expectNoViolations(page);
  await network.evaluate((element) => element.setAttribute('seed', '4'));
  await expect(section.locator('.stale')).toContainText('with other settings');
});

test('a sweep of widths', async ({ page }) => {
  const network = await openNetwork(page, `${CIRCLE} optimizer="adam"`);
  await network.getByText('Compare runs').click();
  const section = network.getByRole('region', { name: 'A sweep: many runs, two settings', exact: true });
  await section.getByLabel('Learning rate against').selectOption('width');
  await section.getByLabel('Epochs for each cell').fill('1');
  await expect(section).toContainText('1 epoch, 25 updates, 250 samples');
  await button(section, 'Run the sweep').click();
  await expect(section.locator('.heat > .quiet')).toContainText('Best: learning rate', { timeout: 60_000 });
  await section.getByLabel('Shown').selectOption('testAccuracy');
  await expect(section.locator('.heat-cell').first()).toContainText('%');
  await section
    .getByRole('button', { name: /layers 24: / })
    .first()
    .click();
  await expect(network).toHaveAttribute('layers', '24');
});

test('the paths of compared runs are on one slice, and why others are not is said', async ({ page }) => {
  const network = await openNetwork(page, `${CIRCLE} compare="sgd,momentum,adam@0.01,adam@0.01/layers=4" maps="slice"`);
  await expect.poll(() => rested(network)).toEqual([0, 0, 0, 0]);
  await playTo(network, 20);
  await expect.poll(() => rested(network)).not.toBeNull();
  const slice = network.getByRole('region', { name: 'A slice through its loss', exact: true });
  await expect(slice).toContainText('No plane through these weights can show Adam, layers 4, α = 0.01');
  await slice.getByLabel('Directions').selectOption('pca');
  await button(slice, 'Draw the slice').click();
  const rows = slice.getByRole('row');
  await expect(rows).toHaveCount(4);
  // What the table says of their ends is the loss that the network has there, over all 250 samples.
  const losses = await network.evaluate(async (element) => {
    const { comparison = [] } = /** @type {SgdNetwork} */ (element);
    return Promise.all(comparison.map(async ({ training }) => (await training.evaluate('train')).loss));
  });
  for (const k of [0, 1, 2]) {
    const cells = rows.nth(k + 1).getByRole('cell');
    expect(Number(await cells.nth(1).innerText())).toBeCloseTo(losses[k] ?? 0, 2);
    await expect(cells.nth(2)).not.toHaveText('NaN');
  }
  await button(slice, 'Leave the compared runs out').click();
  await expect(slice.locator('.paths')).toBeHidden();
});

test('on a phone the form is no wider than the page', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 760 });
  const network = await openNetwork(page, `${CIRCLE} compare="adam@0.01"`);
  await expect(network.getByLabel('Optimizer').last()).toBeAttached();
  await expect(network.locator('.compare .asks').first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('from a step back the run goes on with another rate, and the run as it was goes along', async ({ page }) => {
  const network = await openNetwork(page, CIRCLE);
  await network.evaluate(async (element) => {
    const { training } = /** @type {SgdNetwork} */ (element);
    await training?.train(40);
    await training?.train(0);
  });
  await button(network, 'Step').click();
  /** The test loss at each step of the record. @param {number} place of the run */
  const losses = (place) =>
    network.evaluate(async (element, place) => {
      const { training, comparison } = /** @type {SgdNetwork} */ (element);
      const { testLoss = [], step = [] } = (await (comparison?.[place]?.training ?? training)?.trace()) ?? {};
      return Object.fromEntries(Array.from(step, (at, k) => [at, testLoss[k]]));
    }, place);
  await expect(network.locator('.timeline')).toContainText('step 41 of 41');
  const before = await losses(0);
  await network.getByRole('slider', { name: 'Timeline', exact: true }).fill('20');
  await expect(network.locator('.timeline')).toContainText('step 20 of 41');
  const fork = network.locator('.timeline-fork');
  await fork.getByLabel('Its new value').fill('-3');
  await button(fork, 'Go on from step 20, and keep this run').click();
  await expect(fork.locator('.refusal')).toContainText('Learning rate is a number from');
  await fork.getByLabel('Its new value').fill('0.01');
  await button(fork, 'Go on from step 20, and keep this run').click();
  await expect.poll(() => rested(network)).toEqual([20, 20]);
  await expect(network.locator('.compare-legend')).toContainText('2 α = 0.05');
  await network.getByLabel('Each press').selectOption('epoch');
  await button(network, 'Step').click();
  await expect.poll(() => rested(network)).toEqual([25, 25]);
  await button(network, 'Step').click();
  await expect.poll(() => rested(network)).toEqual([50, 50]);
  // The kept run is the run as it was, and the other has parted from it.
  const [own, kept] = [await losses(0), await losses(1)];
  const common = Object.keys(before).filter((step) => step in kept && Number(step) > 20);
  expect(common.length).toBeGreaterThan(0);
  for (const step of common) expect(kept[step]).toBe(before[step]);
  expect(own[50]).not.toBe(kept[50]);
  const rates = await network.evaluate((element) =>
    /** @type {SgdNetwork} */ (element).comparison?.map(({ config }) => config.learningRate),
  );
  expect(rates).toEqual([0.01, 0.05]);
  // A second fork of a run that has changed on the way cannot be.
  await fork.getByLabel('Its new value').fill('0.3');
  await fork.getByRole('button').click();
  await expect(fork.locator('.refusal')).toContainText('no second run can be the same');
  await button(network.locator('.comparing'), 'Leave out α = 0.05').click();
  await expect(network).not.toHaveAttribute('compare');
});

test('a fork changes whatever can change at a step: the rule, its convention, a schedule, a switch, the batches', async ({
  page,
}) => {
  const network = await openNetwork(page, `${CIRCLE} compare="sgd@0.05,adam@0.01"`);
  await expect.poll(() => rested(network)).toEqual([0, 0]);
  const fork = network.locator('.timeline-fork');
  const setting = fork.getByLabel('Setting to change');
  const offered = () =>
    setting.locator('option').evaluateAll((all) => all.map((option) => option.getAttribute('value')));
  // Of SGD: no knobs of others, and no layers or seed, which need another network.
  expect(await offered()).toEqual(
    expect.arrayContaining(['learningRate', 'optimizer', 'schedule', 'batchSize', 'l2', 'weightDecay']),
  );
  for (const name of ['layers', 'seed', 'beta1', 'decaySteps']) expect(await offered()).not.toContain(name);
  await network.getByLabel('Each press').selectOption('epoch');
  await button(network, 'Step').click();
  await expect.poll(() => rested(network)).toEqual([25, 25]);
  const losses = (/** @type {number} */ place) =>
    network.evaluate(async (element, place) => {
      const { training, comparison } = /** @type {SgdNetwork} */ (element);
      const { testLoss = [] } = (await (comparison?.[place]?.training ?? training)?.trace()) ?? {};
      return Array.from(testLoss);
    }, place);
  const before = await losses(0);
  await setting.selectOption('optimizer');
  await fork.getByLabel('Its new value').selectOption('rmsprop');
  await button(fork, 'Go on from step 25, and keep this run').click();
  await expect.poll(() => rested(network)).toEqual([25, 25, 25]);
  const configs = () =>
    network.evaluate((element) =>
      /** @type {SgdNetwork} */ (element).comparison?.map(({ config }) => [config.optimizer, config.learningRate]),
    );
  expect(await configs()).toEqual([
    ['rmsprop', 0.05],
    ['adam', 0.01],
    ['sgd', 0.05],
  ]);
  const kept = await losses(2);
  expect(kept).toEqual(before.slice(0, kept.length));
  // Of RMSprop more can change; to go on the run must have gone by one list of settings.
  expect(await offered()).toEqual(expect.arrayContaining(['convention', 'rho', 'momentum', 'centered']));
  await button(network, 'Reset').click();
  await expect.poll(() => rested(network)).toEqual([0, 0, 0]);
  await button(network, 'Step').click();
  await expect.poll(() => rested(network)).toEqual([25, 25, 25]);
  for (const [name, value] of [
    ['convention', 'torch'],
    ['centered', 'true'],
    ['schedule', 'cosine'],
  ]) {
    await setting.selectOption(name ?? '');
    await expect(fork.getByLabel('Its new value')).toHaveJSProperty('localName', 'select');
    await fork.getByLabel('Its new value').selectOption(value ?? '');
  }
  await setting.selectOption('batchSize');
  await fork.getByLabel('Its new value').fill('2.5');
  await button(fork, 'Go on from step 25, and keep this run').click();
  await expect(fork.locator('.refusal')).toContainText('Batch size is a whole number from 1 to');
  await fork.getByLabel('Its new value').fill('5');
  await button(fork, 'Go on from step 25, and keep this run').click();
  await expect.poll(() => rested(network)).toEqual([25, 25, 25, 25]);
  await expect(network.locator('.compare')).toContainText('Their batches differ in size');
  const sizes = await network.evaluate((element) =>
    /** @type {SgdNetwork} */ (element).comparison?.map(({ config }) => config.batchSize),
  );
  expect(new Set(sizes?.slice(0, 1))).toEqual(new Set([5]));
  expect(sizes?.[3]).not.toBe(5);
});

test('what is said of fairness is true after a weight was set by hand', async ({ page }) => {
  const network = await openNetwork(page, `${CIRCLE} compare="sgd,adam@0.01"`);
  await expect.poll(() => rested(network)).toEqual([0, 0]);
  const panel = network.locator('.compare');
  await expect(panel).toContainText('All runs start from the same weights (seed 3)');
  await button(network, 'Step').click();
  await expect.poll(() => rested(network)).toEqual([1, 1]);
  await network.evaluate((element) => /** @type {SgdNetwork} */ (element).training?.setParameter(0, 2));
  await button(network, 'Step').click();
  await expect(panel).toContainText('A weight of run 1 was set by hand at step 1');
  await expect(panel).not.toContainText('from the same weights');
  await button(network, 'Reset').click();
  await expect(panel).toContainText('All runs start from the same weights (seed 3)');
  await network.evaluate(async (element) => {
    const { training } = /** @type {SgdNetwork} */ (element);
    const bytes = await training?.save('npz');
    if (bytes) await training?.load(bytes);
  });
  await button(network, 'Step').click();
  await expect(panel).toContainText('Run 1 goes on from weights of a file');
});
