// Maps of many runs below a figure, and the Workers that make them.

import { expectNoViolations } from './axe.js';
import { openFigure, status } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('@playwright/test').Page} Page */

/** Waits for the finest picture. @param {Locator} panel */
async function finest(panel) {
  await panel.scrollIntoViewIfNeeded();
  const done = () => panel.evaluate((root) => root.dataset.cells === root.dataset.finest);
  await expect.poll(done).toBe(true);
}

/** @param {Locator} panel what its canvases show */
const pixels = (panel) =>
  panel.evaluate((root) => Array.from(root.querySelectorAll('canvas'), (canvas) => canvas.toDataURL()).join());

/** What a function of the engine gives, in a page of the site. @param {Page} page @param {(engine: any) => any} f @returns {Promise<any>} */
const ask = (page, f) =>
  page.evaluate(
    `import(new URL('/engine.js', location.href).href).then(({ createEngine }) => createEngine()).then(${f})`,
  );

test('basins come in steps, say where runs end, and follow the learning rate', async ({ page }) => {
  const link = 'play/#objective=himmelblau&optimizer=momentum&learning-rate=0.005&maps=basins';
  const figure = await openFigure(page, link);
  const panel = figure.locator('.basins');
  await finest(panel);
  const shares = await panel.locator('.map-legend li').allInnerTexts();
  expect(shares.filter((text) => /^minimum \d at /.test(text))).toHaveLength(4);
  await expect(panel.locator('.statement')).toContainText('learning rate 0.005');
  const before = await pixels(panel);
  await figure.evaluate((element) => element.setAttribute('learning-rate', '0.02'));
  await expect(panel.locator('.statement')).toContainText('learning rate 0.02');
  await finest(panel);
  expect(await pixels(panel)).not.toBe(before);
  expect(await panel.locator('.map-legend li').allInnerTexts()).not.toEqual(shares);
});

for (const [address, said] of [
  ['play/', 'minimum 1 at the kink (0, 0): 100%'],
  ['zh/play/', '极小点 1，位于尖点 (0, 0)：100%'],
]) {
  test(`a minimum at a kink is told apart (${address})`, async ({ page }) => {
    const formula = encodeURIComponent('abs(x) + y^2');
    const figure = await openFigure(page, `${address}#objective=formula&formula=${formula}&maps=basins`);
    const panel = figure.locator('.basins');
    await finest(panel);
    await expect(panel.locator('.map-legend li')).toHaveText([said]);
  });
}

test('the run is seen on its basins, and its start can be moved there', async ({ page }) => {
  const figure = await openFigure(page, 'play/#objective=himmelblau&optimizer=momentum&maps=basins');
  const panel = figure.locator('.basins');
  await finest(panel);
  const before = await pixels(panel);
  await figure.evaluate((/** @type {any} */ element) => element.step());
  await expect.poll(() => pixels(panel)).not.toBe(before);
  const plot = panel.getByRole('application');
  const { width = 0, height = 0 } = (await plot.boundingBox()) ?? {};
  await plot.click({ position: { x: width * 0.75, y: height * 0.25 } });
  const [x = 0, y = 0] = (await status(figure)).params;
  expect(x).toBeGreaterThan(1);
  expect(y).toBeGreaterThan(1);
});

test('a cell of the map of rates is read and run, by mouse and by keyboard', async ({ page }) => {
  const figure = await openFigure(page, 'play/#objective=ravine&optimizer=sgd&maps=rates');
  const panel = figure.locator('.rates');
  await panel.scrollIntoViewIfNeeded();
  await expect(panel).toHaveAttribute('data-cells', '120');
  await expect(panel.locator('.statement')).toContainText('theory is exact');
  await expect(panel.locator('.statement')).toContainText('α = 0.0614, β = 0.566');
  const map = panel.getByRole('application');
  const { width = 0, height = 0 } = (await map.boundingBox()) ?? {};
  await map.hover({ position: { x: width * 0.5, y: height * 0.5 } });
  await expect(panel.locator('.map-readout')).toContainText(/α = .*, β = 0\.\d+: at rest after \d+ steps/);
  await map.click({ position: { x: width * 0.5, y: height * 0.5 } });
  await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(1);
  await expect(figure).toHaveAttribute('optimizer', 'momentum');
  const momentum = Number(await figure.getAttribute('momentum'));
  expect(momentum).toBeGreaterThan(0.3);
  expect(momentum).toBeLessThan(0.7);

  await map.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowUp');
  await expect(panel.locator('.map-readout')).toContainText(/α = /);
  const rate = await figure.getAttribute('learning-rate');
  await page.keyboard.press('Enter');
  expect(await figure.getAttribute('learning-rate')).not.toBe(rate);
});

test('an optimizer without momentum has no such map, and a loss without data no cloud', async ({ page }) => {
  const figure = await openFigure(page, 'play/#objective=bowl&optimizer=adam&maps=rates,cloud');
  const panel = figure.locator('.rates');
  await panel.scrollIntoViewIfNeeded();
  await expect(panel.locator('.map-problem')).toContainText('Adam has no momentum');
  await expect(figure.locator('.cloud')).toBeHidden();
});

test('the gradient cloud shrinks with the batch size, and follows the ball', async ({ page }) => {
  const figure = await openFigure(page, 'play/#objective=line&optimizer=sgd&batch-size=2&seed=1&maps=cloud');
  const panel = figure.locator('.cloud');
  await panel.scrollIntoViewIfNeeded();
  await expect(panel).toHaveAttribute('data-size', '2');
  const spread = async () => {
    const text = await panel.locator('.statement').innerText();
    return Number(/are ([\d.]+) away/.exec(text)?.[1]);
  };
  const wide = await spread();
  const { found, sizes } = await ask(page, (engine) => {
    const cloud = engine.gradientCloud({ objective: 'line', seed: 1, batchSize: 2 });
    return { found: Array.from(cloud.found), sizes: Array.from(cloud.sizes) };
  });
  expect(wide).toBeCloseTo(found[sizes.indexOf(2)], 1);
  await figure.evaluate((element) => element.setAttribute('batch-size', '20'));
  await expect(panel).toHaveAttribute('data-size', '20');
  expect(await spread()).toBeLessThan(wide / 2.5);
  const before = await panel.locator('.statement').innerText();
  await figure.evaluate((/** @type {any} */ element) => element.step());
  await expect(panel.locator('.statement')).not.toHaveText(before);
});

test('a wrong name of a map is said in the frame', async ({ page }) => {
  const figure = await openFigure(page, 'play/#objective=bowl&maps=basin');
  await expect(figure.locator('.notices')).toContainText('maps="basin"');
  await expect(figure.locator('.notices')).toContainText('basins, rates, cloud');
});

test('Workers give what the engine gives, in tiles', async ({ page }) => {
  await page.goto('example/');
  const same = await ask(page, async (engine) => {
    const config = { objective: 'himmelblau', optimizer: 'adam', width: 90, height: 70, maxSteps: 120 };
    const parts = /** @type {number[]} */ ([]);
    const far = await engine.worker.basins(config, { onProgress: (/** @type {number} */ part) => parts.push(part) });
    const near = engine.basins(config);
    const rates = {
      objective: 'line',
      seed: 2,
      optimizer: 'nesterov',
      maxSteps: 60,
      learningRates: [1e-3, 1, 20],
      momenta: [0, 0.9, 12],
    };
    const curve = { objective: 'double-well', width: 300, maxSteps: 50 };
    const text = (/** @type {any} */ map) =>
      JSON.stringify(map, (_, value) => (ArrayBuffer.isView(value) ? Array.from(/** @type {any} */ (value)) : value));
    return {
      basins: text(far) === text(near),
      rates: text(await engine.worker.rateMap(rates)) === text(engine.rateMap(rates)),
      curve: text(await engine.worker.basins(curve)) === text(engine.basins(curve)),
      parts,
    };
  });
  expect(same).toMatchObject({ basins: true, rates: true, curve: true });
  expect(same.parts.length).toBeGreaterThan(1);
  expect(same.parts).toEqual([...same.parts].sort((a, b) => a - b));
});

test('what is called off ends at once; the newest that is seen comes first', async ({ page }) => {
  await page.goto('example/');
  const order = await ask(page, async (engine) => {
    const config = { objective: 'rastrigin', optimizer: 'adam', width: 200, height: 200, maxSteps: 400 };
    await engine.worker.resolve({});
    const done = /** @type {string[]} */ ([]);
    const controller = new AbortController();
    const job = (/** @type {string} */ name, /** @type {object} */ how) =>
      engine.worker.basins(config, how).then(
        () => done.push(name),
        (/** @type {Error} */ error) => done.push(`${name}: ${error.name}`),
      );
    const jobs = [
      job('called off', { signal: controller.signal, onProgress: () => controller.abort() }),
      job('old', {}),
      job('unseen', { visible: () => false }),
      job('new', {}),
    ];
    await Promise.all(jobs);
    const refused = await engine.worker.basins({ ...config, width: 0 }).catch((/** @type {any} */ error) => error.code);
    const late = await engine.worker
      .basins(config, { signal: AbortSignal.abort() })
      .catch((/** @type {any} */ e) => e.name);
    return { done, refused, late };
  });
  expect(order).toEqual({
    done: ['called off: AbortError', 'new', 'old', 'unseen'],
    refused: 'out-of-range',
    late: 'AbortError',
  });
});

test('where a page is isolated, maps are in memory that it shares', async ({ page }) => {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    headers['cross-origin-opener-policy'] = 'same-origin';
    headers['cross-origin-embedder-policy'] = 'require-corp';
    await route.fulfill({ response, headers });
  });
  await page.goto('example/');
  const result = await ask(page, async (engine) => {
    const config = { objective: 'himmelblau', optimizer: 'momentum', width: 64, height: 48, maxSteps: 100 };
    const [far, near] = [await engine.worker.basins(config), engine.basins(config)];
    return {
      isolated: crossOriginIsolated,
      shared: far.label.buffer instanceof SharedArrayBuffer,
      same: String(far.label) === String(near.label) && String(far.steps) === String(near.steps),
    };
  });
  expect(result).toEqual({ isolated: true, shared: true, same: true });
});

test('they have nothing that axe objects to', async ({ page }) => {
  const figure = await openFigure(page, 'zh/play/#objective=line&optimizer=momentum&seed=1&maps=basins,rates,cloud');
  await finest(figure.locator('.basins'));
  await expectNoViolations(page);
});
