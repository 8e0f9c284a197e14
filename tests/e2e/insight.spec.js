// A closer look at a training, and why one diverged: what the reader sees, in both languages.

import { expectNoViolations } from './axe.js';
import { openNetwork } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

/** @param {Page} page @param {string} attributes @param {boolean} [look] */
async function opened(page, attributes, look = true) {
  const network = await openNetwork(page, `seed="1" ${attributes}`);
  if (look) {
    await network.locator('details.looking > summary').press('Enter');
    await expect(network.locator('.insight')).toBeVisible();
  }
  return network;
}

/** @param {Locator} network @param {string} name */
const section = (network, name) => network.locator('.insight section').and(network.getByRole('region', { name }));

/** @param {Locator} network @param {number} steps */
async function train(network, steps) {
  await network.evaluate(async (element, n) => {
    await /** @type {any} */ (element).training.train(n);
    /** @type {any} */ (element).pause();
  }, steps);
  await network
    .getByRole('button', { name: /^(Step|一步|单步)/ })
    .first()
    .press('Enter');
}

test('a range test draws its curve, is cancelled, and gives the rate', async ({ page }) => {
  const network = await opened(page, 'data="circle" layers="6" optimizer="adam"');
  const range = section(network, 'Which learning rate?');
  await range.getByLabel('From').fill('5');
  await range.getByLabel('To').fill('1');
  await range.getByRole('button', { name: 'Test the rates', exact: true }).press('Enter');
  await expect(range.locator('.refusal')).toContainText('to must be larger');
  await range.getByLabel('From').fill('0.0001');
  await range.getByLabel('To').fill('10');
  await range.getByRole('button', { name: 'Test the rates', exact: true }).press('Enter');
  await expect(range.getByText('falls most steeply at')).toBeVisible();
  const before = await network.evaluate((element) => /** @type {any} */ (element).training.status());
  expect(before.step).toBe(0);
  const use = range.getByRole('button', { name: /^Use the steepest/ });
  await use.press('Enter');
  await expect(network).toHaveAttribute('learning-rate', /^0\.\d+$|^\d/);
  await expect(range.locator('.refusal')).toContainText('The learning rate is');
  const taken = await network.getAttribute('learning-rate');
  const box = range.locator('.chart-box');
  await box.scrollIntoViewIfNeeded();
  const { width = 0, height = 0 } = (await box.boundingBox()) ?? {};
  await box.click({ position: { x: width * 0.4, y: height / 2 } });
  await expect(network).not.toHaveAttribute('learning-rate', String(taken));
  const found = await network.evaluate((element) => /** @type {any} */ (element).training.rangeTest({ steps: 20 }));
  expect(found.rate.length).toBe(found.loss.length);
  const aborted = await network.evaluate(async (element) => {
    const controller = new AbortController();
    const asked = /** @type {any} */ (element).training.rangeTest({ steps: 2000, signal: controller.signal });
    controller.abort();
    return asked.then(
      () => 'done',
      (/** @type {Error} */ error) => error.name,
    );
  });
  expect(aborted).toBe('AbortError');
  await expectNoViolations(page);
});

test('singular values are drawn and listed, are those of the layer, and are said of Muon as of others', async ({
  page,
}) => {
  const network = await opened(page, 'data="digits" layers="12" optimizer="muon"');
  await train(network, 20);
  const part = section(network, 'How evenly does a step use its directions?');
  await part.getByRole('button', { name: 'Show the singular values', exact: true }).press('Enter');
  await expect(part.getByRole('status').last()).toContainText(
    /^Muon after 21 updates, layer 1: 64 inputs × 12 units\./i,
  );
  await expect(part).toContainText('what Muon makes of it');
  const asked = (/** @type {number} */ layer) =>
    network.evaluate(async (element, k) => {
      const { before, after } = await /** @type {any} */ (element).training.singularValues(k);
      return { before: Array.from(before), after: Array.from(after) };
    }, layer);
  const { before, after } = await asked(0);
  await part.getByText('All values').press('Enter');
  const rows = part.locator('tbody tr');
  await expect(rows).toHaveCount(12);
  const cells = await rows.nth(3).locator('td').allTextContents();
  expect(cells.map(Number)).toEqual([before[3], after[3]].map((value) => Number(value?.toPrecision(9))));
  expect((after[0] ?? 0) / (after[9] ?? 0)).toBeLessThan(3);
  expect((before[0] ?? 0) / (before[9] ?? 0)).toBeGreaterThan(5);
  await expect(part.getByRole('img')).toHaveAttribute('aria-label', /before \d+%, after \d+%/);
  await part.getByLabel('Layer').selectOption({ label: 'output' });
  await network.evaluate((element) => element.setAttribute('optimizer', 'sgd'));
  await part.getByRole('button', { name: 'Show them again', exact: true }).press('Enter');
  await expect(part).toContainText('12 inputs × 10 units');
  await expect(part).toContainText('the gradient of the coming batch');
  await expect(rows).toHaveCount(10);
  await expectNoViolations(page);
  // What waits for a training is called off before it has begun.
  const aborted = await network.evaluate(async (element) => {
    const { training } = /** @type {any} */ (element);
    const controller = new AbortController();
    const trained = training.train(500);
    const found = training.singularValues(0, { signal: controller.signal });
    controller.abort();
    const end = await found.then(
      () => 'done',
      (/** @type {Error} */ error) => error.name,
    );
    await trained;
    return end;
  });
  expect(aborted).toBe('AbortError');
});

test('a training that diverges says what overflowed, and which rate would have done', async ({ page }) => {
  const network = await opened(
    page,
    'data="plane" layers="8" optimizer="sgd" activation="relu" learning-rate="10"',
    false,
  );
  await network.evaluate((element) => /** @type {any} */ (element).training.train(500));
  await network.getByRole('button', { name: /^Step/ }).first().press('Enter');
  const card = network.locator('.diverged');
  await expect(card).toContainText(/In step \d+ .*overflow/);
  await expect(card).toContainText('A learning rate of 10 is too large here');
  await expect(card).toContainText(/Tried: with [\d.]+ the same run, from the start, stays finite for \d+ steps/);
  await card.getByRole('button', { name: /^Reset with a rate of/ }).press('Enter');
  await expect(card).toBeHidden();
  const rate = Number(await network.getAttribute('learning-rate'));
  expect(rate).toBeLessThan(10);
  const { state } = await network.evaluate((element) => /** @type {any} */ (element).training.train(50));
  expect(state).toBe('running');
});

test('layers are charted, and dead units named', async ({ page }) => {
  const network = await opened(page, 'data="circle" layers="6,4" activation="relu" optimizer="sgd"');
  const layers = section(network, 'The layers, step by step');
  await train(network, 40);
  await expect(layers.locator('.chart-box').nth(1)).toHaveAttribute('aria-label', /Update ÷ weights\. updates \d+: 1 /);
  await expect(layers.locator('[role=status]')).toContainText('Layer 2:');
  // The first unit is put to sleep.
  const index = await network.evaluate(async (element) => {
    const { training } = /** @type {any} */ (element);
    const { parts } = await training.parameters();
    const at = parts.find((/** @type {any} */ part) => part.name === 'b1').offset;
    await training.setParameter(at, -1000);
    return at;
  });
  expect(index).toBeGreaterThan(0);
  await network.getByRole('button', { name: /^Step/ }).first().press('Enter');
  await expect(layers.locator('[role=status]')).toContainText(
    /Layer 1: (?:1 of 6 units is|[2-6] of 6 units are) dead \([\d.]+%\): 1/,
  );
  await expectNoViolations(page);
});

test('calibration and the weights of a deeper layer', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 760 });
  const network = await opened(page, 'data="digits" layers="12,8" optimizer="adam" lang="zh"');
  await train(network, 60);
  const calibration = section(network, '把握与正确率相符吗？');
  await expect(calibration.locator('[role=status]')).toContainText('期望校准误差（ECE）');
  await expect(calibration.locator('.reliability .right').first()).toBeAttached();
  const told = await network.evaluate((element) => /** @type {any} */ (element).training.calibration('test', 15));
  await expect(calibration.locator('[role=status]')).toContainText(`${(100 * told.error).toFixed(1)}%`);
  const matrix = section(network, '一层的权重');
  await expect(matrix.getByText('12 个输入 × 8 个单元')).toBeVisible();
  await matrix.locator('canvas').press('ArrowRight');
  await expect(matrix.locator('.matrix-told')).toContainText('梯度');
  await matrix.locator('select').first().selectOption('3');
  await expect(matrix.getByText('8 个输入 × 10 个单元')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expectNoViolations(page);
});

test('the gradient stands beside each weight', async ({ page }) => {
  const network = await opened(page, 'data="circle" layers="3"', false);
  await network.evaluate((element) => /** @type {any} */ (element).training.train(5));
  await network.getByRole('button', { name: /^Neuron 1, Hidden 1/ }).press('Enter');
  await expect(network.locator('.detail .slope').first()).toHaveText(/^∂L\/∂w −?[\d.]/);
});

test('a setting changed in the middle of an epoch acts on the rest of it', async ({ page }) => {
  const network = await opened(
    page,
    'data="digits" layers="400,400" optimizer="sgd" batch-size="1" step-unit="epoch"',
    false,
  );
  const changed = await network.evaluate(async (element) => {
    const { training } = /** @type {any} */ (element);
    /** @type {any} */ (element).step();
    let status = await training.status();
    while (status.step === 0) status = await training.status();
    element.setAttribute('learning-rate', '0.0123');
    while (training.config.learningRate !== 0.0123) status = await training.status();
    return { epoch: status.epoch, changes: await training.changes() };
  });
  expect(changed.epoch).toBe(0);
  const step = changed.changes.at(-1).step;
  expect(step).toBeGreaterThan(0);
  await expect
    .poll(() =>
      network.evaluate((element) =>
        /** @type {any} */ (element).training.status().then((/** @type {any} */ s) => s.epoch),
      ),
    )
    .toBe(1);
});

test('a small network is walked number by number, or by its arrays', async ({ page }) => {
  const network = await opened(page, 'data="circle" layers="3" activation="tanh"');
  const part = section(network, 'Its computation graph');
  const walk = part.getByRole('button', { name: 'Walk this network’s graph for one sample', exact: true });
  const choice = part.getByLabel('A node for each');
  await expect(choice).toBeHidden();
  await walk.press('Enter');
  const graph = part.locator('sgd-graph');
  // 2·3 + 3 + 3·2 + 2 parameters.
  await expect(graph.locator('.node.parameter')).toHaveCount(17);
  const [names, slopes, wanted] = await network.evaluate(async (element) => {
    const graph = /** @type {any} */ (element.shadowRoot?.querySelector('sgd-graph'));
    const slopesOf = (/** @type {Walk} */ { stations }) =>
      stations.flatMap(({ role, gradient }) => (role === 'parameter' ? [...(gradient ?? [])] : []));
    const { training } = /** @type {any} */ (element);
    const names = graph.walk.stations.map((/** @type {{ name: string }} */ { name }) => name);
    return [names, slopesOf(graph.walk), slopesOf(await training.walk('train', 0))];
  });
  const meeting = await graph.evaluate((element) =>
    [...(element.shadowRoot?.querySelectorAll('.node') ?? [])].flatMap((node) => {
      const [name, label] = Array.from(node.querySelectorAll('g > text'), (text) => text.getBoundingClientRect());
      return name && label && label.width > 0 && name.right > label.left && name.left < label.left
        ? [node.textContent]
        : [];
    }),
  );
  expect(meeting, 'names that meet what stands beside them').toEqual([]);
  expect(names).toEqual(expect.arrayContaining(['W1[2,3]', 'b2[1]', 'x2', 'z1[3]', 'h1[2]', 'z2[2]']));
  expect(slopes).toHaveLength(17);
  for (const [k, slope] of slopes.entries()) expect(slope).toBeCloseTo(wanted[k] ?? Number.NaN, 10);
  await choice.selectOption('arrays');
  await expect(graph.locator('.node.parameter')).toHaveCount(4);
  await choice.selectOption('numbers');
  await expect(graph.locator('.node.parameter')).toHaveCount(17);
  await network.evaluate((element) => element.setAttribute('layers', '30'));
  await expect
    .poll(() => network.evaluate((element) => /** @type {any} */ (element).training.config.layers))
    .toEqual([30]);
  await walk.press('Enter');
  await expect(graph.locator('.node.parameter')).toHaveCount(4);
  await expect(choice).toBeHidden();
});

for (const [lang, title, walk, start, sample, refusal] of /** @type {const} */ ([
  [
    'en',
    'Its computation graph',
    'Walk this network’s graph for one sample',
    'At the start',
    'Sample, from 0',
    'use a whole number from 0',
  ],
  ['zh', '它的计算图', '用一个样本走一遍这个网络的计算图', '尚未开始', '样本，从 0 起', '的整数'],
])) {
  test(`the network's own graph is walked on one sample (${lang})`, async ({ page }) => {
    const network = await opened(page, `lang="${lang}" data="circle" layers="4,3" activation="tanh" l2="0.01"`);
    const part = section(network, title);
    await part.getByLabel(sample).fill('7');
    await part.getByRole('button', { name: walk }).press('Enter');
    const graph = part.locator('sgd-graph');
    await expect(graph.locator('.progress')).toHaveText(start);
    await expect(graph.locator('.settings')).toBeHidden();
    const [shown, told] = await network.evaluate(async (element) => {
      const numbers = (/** @type {Walk} */ { stations }) =>
        stations.map(({ name, value, gradient }) => ({ name, value: [...value], gradient: gradient && [...gradient] }));
      const graph = element.shadowRoot?.querySelector('sgd-graph');
      const walked = await /** @type {any} */ (element).training.walk('train', 7);
      return [numbers(/** @type {any} */ (graph).walk), numbers(walked)];
    });
    expect(shown).toEqual(told);
    expect(told?.map(({ name }) => name)).toContain('W3');
    await graph.locator('.view').focus();
    await page.keyboard.press('End');
    await expect(graph.locator('.node.parameter.graded')).toHaveCount(6);
    const meeting = await graph.evaluate((element) =>
      [...(element.shadowRoot?.querySelectorAll('.node .row') ?? [])].flatMap((row) => {
        const boxes = Array.from(row.querySelectorAll('text'), (text) => text.getBoundingClientRect());
        const line = (/** @type {DOMRect} */ a, /** @type {DOMRect} */ b) => Math.abs(a.y - b.y) < a.height / 2;
        return boxes.filter((a) => boxes.some((b) => a.x < b.x && line(a, b) && a.right > b.x)).map(({ x }) => x);
      }),
    );
    expect(meeting, 'numbers that meet the next').toEqual([]);
    await part.getByLabel(sample).fill('9999');
    await part.getByRole('button', { name: walk }).press('Enter');
    await expect(part.locator('.refusal, [role=status], [role=alert]').filter({ hasText: refusal })).toBeVisible();
    await expect(graph.locator('.node.parameter')).toHaveCount(6);
    const problem = await graph.evaluate((element) => {
      try {
        /** @type {any} */ (element).walk = { stations: [{}], output: 0 };
        return '';
      } catch (error) {
        return /** @type {any} */ (error).code;
      }
    });
    expect(problem).toBe('bad-shape');
    await expect(graph.locator('.node.parameter')).toHaveCount(6);
  });
}
