// The compact form: it fits a window, its height depends on its width alone, and its two pictures are of one run.

import { expectNoViolations } from './axe.js';
import { button, loaded, openBody, status, takeSteps } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

/** What may stand beside, with a figure that has it, and one of another kind. @type {Record<string, [attributes: string, change: Record<string, string>]>} */
const BESIDE = {
  chart: ['objective="himmelblau" optimizer="sgd"', { objective: 'parabola' }],
  data: ['objective="line" seed="1"', { objective: 'bowl' }],
  moves: ['objective="one-weight" optimizer="sgd" seed="1"', { objective: 'line', optimizer: 'adam' }],
  surface: ['objective="ravine"', { compare: 'sgd@0.03,momentum@0.01,adam@0.1' }],
  cloud: ['objective="line" seed="1"', { 'batch-size': 'full' }],
  basins: ['objective="himmelblau" optimizer="sgd"', { objective: 'double-well' }],
  rates: ['objective="ravine" optimizer="momentum"', { optimizer: 'adam' }],
  none: ['objective="plateau"', { objective: 'rosenbrock' }],
};

/** The widths of a page, and how high a figure may be there, in the size of text. */
const WIDTHS = /** @type {const} */ ([
  [1182, 36],
  [720, 52],
  [360, 52],
  [320, 52],
]);

/** @param {Page} page @param {string} attributes @param {string} [style] of the page */
async function open(page, attributes, style = 'margin: 8px') {
  await openBody(page, `<main style="${style}"><h1>A page</h1><sgd-playground ${attributes}></sgd-playground></main>`);
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  return figure;
}

/** @param {Locator} figure */
const heightOf = (figure) => figure.evaluate((element) => element.getBoundingClientRect().height);

/** @param {Locator} figure @param {Record<string, string>} values */
const set = (figure, values) =>
  figure.evaluate((element, given) => {
    for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  }, values);

/** What sticks out of the frame, by its class; where the ball can be taken follows it with the next frame. @param {Locator} figure */
const outside = (figure) =>
  figure.evaluate((element) => {
    const frame = element.shadowRoot?.querySelector('.figure');
    if (!frame) return ['no frame'];
    const { left, right } = frame.getBoundingClientRect();
    return Array.from(frame.querySelectorAll(':not(.unseen, svg *)'))
      .filter((part) => part.checkVisibility() && getComputedStyle(part).clipPath === 'none')
      .filter((part) => part.getBoundingClientRect().right > right || part.getBoundingClientRect().left < left)
      .map((part) => part.className || part.localName);
  });

for (const [width, most] of WIDTHS) {
  for (const [beside, [attributes, change]] of Object.entries(BESIDE)) {
    test(`${beside} at ${width} px: as high after a run and with another loss`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      const figure = await open(page, `beside="${beside}" controls="learning-rate,momentum" ${attributes}`);
      const height = await heightOf(figure);
      expect(height).toBeLessThanOrEqual(most * 16);
      await expect.poll(() => outside(figure)).toEqual([]);
      await takeSteps(figure, 30);
      expect(await heightOf(figure)).toBe(height);
      await set(figure, change);
      await takeSteps(figure, 10);
      expect(await heightOf(figure)).toBe(height);
      await expect.poll(() => outside(figure)).toEqual([]);
      await expect(figure.locator('.second > *')).toHaveCount(beside === 'none' ? 0 : 1);
    });
  }
}

test('a curve, a map and a comparison are as high as one another in both languages', async ({ page }) => {
  const heights = [];
  for (const lang of ['en', 'zh']) {
    for (const objective of ['parabola', 'himmelblau', 'ravine']) {
      const figure = await open(
        page,
        `beside="chart" controls="learning-rate" lang="${lang}" objective="${objective}"`,
      );
      heights.push(await heightOf(figure));
    }
    const figure = await open(
      page,
      `beside="chart" controls="learning-rate" lang="${lang}" compare="sgd,adam,momentum"`,
    );
    await expect(figure.locator('.key li')).toHaveCount(3);
    heights.push(await heightOf(figure));
  }
  expect(new Set(heights).size).toBe(1);
});

test('where two settings share a row their numbers are whole, and beside their names', async ({ page }) => {
  for (const width of [304, 320, 360, 540]) {
    await page.setViewportSize({ width: width + 16, height: 900 });
    for (const controls of ['learning-rate,momentum', 'learning-rate,batch-size']) {
      for (const lang of ['en', 'zh']) {
        const figure = await open(page, `beside="chart" objective="line" lang="${lang}" controls="${controls}"`);
        const fields = figure.locator('.bar .field:has(input.number)');
        await expect(fields).toHaveCount(2);
        const found = await fields.evaluateAll((all) =>
          all.map((field) => {
            const [number, label] = [field.querySelector('input.number'), field.querySelector('label')];
            if (!(number instanceof HTMLInputElement) || !label) return null;
            number.value = '-12.345';
            const words = document.createRange();
            words.selectNodeContents(label);
            const beside = words.getBoundingClientRect().right <= number.getBoundingClientRect().left;
            return { hidden: number.scrollWidth - number.clientWidth, beside };
          }),
        );
        const whole = { hidden: 0, beside: true };
        expect(found, `${controls} at ${width}, ${lang}`).toEqual([whole, whole]);
      }
    }
  }
});

test('the 3-D view is of the same run: a click there sets the start of both', async ({ page }) => {
  const figure = await open(page, 'beside="surface" objective="bowl" optimizer="sgd" controls="learning-rate"');
  const solid = figure.locator('.second .solid');
  await expect(solid).toBeVisible();
  const before = (await status(figure)).params;
  await expect(solid.locator('canvas').first()).toBeVisible();
  await expect
    .poll(async () => {
      await solid.click();
      return (await status(figure)).params;
    })
    .not.toEqual(before);
  await expect(figure.locator('.line')).toContainText(`(x, y)`);
  await button(figure, 'Step').click();
  expect((await status(figure)).step).toBe(1);
  await solid.press('Space');
  await expect(figure.locator('.line .state')).toHaveAttribute('data-state', 'running');
});

test('the five moves light one by one, with their equations and numbers', async ({ page }) => {
  const figure = await open(page, 'beside="moves" objective="one-weight" optimizer="sgd" seed="1" learning-rate="0.1"');
  const cells = figure.locator('.second .moves li');
  const said = ['sample 1 of 1', 'ŷ = −1.5', 'L = 20.25', 'dL/dw = −13.5', 'w → 0.35'];
  for (const [index, text] of said.entries()) {
    await button(figure, 'Next move').click();
    await expect(cells.nth(index)).toContainText(text);
    await expect(cells.nth(index)).toHaveClass(/latest/);
    await expect(figure.locator('.moves .made')).toHaveCount(index + 1);
  }
  await expect(cells.nth(3).locator('.equation')).toHaveText('dL/dw = 2 (ŷ − y) x');
  const order = await figure.locator('.transport button').allTextContents();
  expect(order).toEqual(['Reset', 'Next move', 'Play', 'Step']);
});

test('the line is the key of compared runs, and the exact table is behind More', async ({ page }) => {
  const figure = await open(page, 'beside="chart" objective="ravine" compare="sgd@0.03,momentum@0.01,momentum@0.02"');
  const key = figure.locator('.key li');
  await expect(key).toHaveText([/^ SGD /, /^ Momentum, α = 0.01 /, /^ Momentum, α = 0.02 /]);
  await takeSteps(figure, 5);
  const { loss } = await status(figure);
  const shown = Number(await key.first().locator('b').innerText());
  expect(shown).toBeCloseTo(loss, 2);
  const more = figure.locator('.further > summary');
  await expect(figure.locator('.comparison table')).toBeHidden();
  await more.click();
  await expect(figure.locator('.comparison tbody tr')).toHaveCount(3);
  await expect(figure.locator('.timeline')).toBeVisible();
});

test('the step in the line is that of the run that is furthest', async ({ page }) => {
  const figure = await open(page, 'beside="chart" objective="himmelblau" compare="sgd@0.01,momentum@0.003"');
  await expect(figure.locator('.key li')).toHaveCount(2);
  await takeSteps(figure, 60);
  expect((await status(figure)).step).toBeLessThan(60);
  await expect(figure.locator('.line dl > div', { hasText: 'Step' }).locator('dd')).toHaveText('60');
});

test('a search for the best rates is seen while it goes on', async ({ page }) => {
  const figure = await open(page, 'beside="chart" objective="rosenbrock" compare="sgd,adam" fairness="best-rate"');
  await expect(figure.locator('.pictures > .search')).toBeVisible();
  await expect(figure.locator('.key li')).toHaveCount(2);
  await expect(figure.locator('.pictures > .search')).toBeHidden();
});

for (const [width] of WIDTHS) {
  test(`a search lies between the axes of the first picture, ${width} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 780 });
    const searching = 'beside="data" objective="logistic" seed="1" compare="momentum,sgd,adam" fairness="best-rate"';
    const figure = await open(page, searching);
    // In one look, with the longest name: it is gone when the search is.
    const seen = await figure.evaluate(async (element) => {
      const within = (/** @type {string} */ selector) => element.shadowRoot?.querySelector(selector);
      while (!within('.pictures > .search')?.checkVisibility()) await new Promise(requestAnimationFrame);
      const [search, plot] = ['.pictures > .search', '.pictures > .plot-cell .plot'].map((selector) =>
        within(selector)?.getBoundingClientRect().toJSON(),
      );
      const { textContent = '', scrollWidth = 0, clientWidth = 0 } = within('.pictures > .search') ?? {};
      return { search, plot, textContent, cut: scrollWidth - clientWidth };
    });
    expect(seen.textContent).toContain('Momentum');
    expect(seen.cut).toBe(0);
    // The axes have 46 pixels at the left, and 36 below.
    expect(seen.search.left).toBeGreaterThanOrEqual(seen.plot.left + 45);
    expect(seen.search.right).toBeLessThanOrEqual(seen.plot.right + 1);
    expect(seen.search.top).toBeGreaterThanOrEqual(seen.plot.top - 1);
    expect(seen.search.bottom).toBeLessThanOrEqual(seen.plot.bottom - 35);
  });
}

test('another picture is put beside a run that goes on', async ({ page }) => {
  const figure = await open(page, 'beside="chart" objective="line" seed="1" controls="batch-size"');
  await takeSteps(figure, 7);
  const before = await status(figure);
  for (const [beside, part] of [
    ['data', '.data-cell'],
    ['cloud', '.cloud'],
    ['moves', '.moves'],
    ['chart', '.chart'],
  ]) {
    await set(figure, { beside: beside ?? '' });
    await expect(figure.locator(`.second > ${part}`)).toBeVisible();
    expect(await status(figure)).toEqual(before);
  }
  await figure.evaluate((element) => element.removeAttribute('beside'));
  await expect(figure.locator('.readouts')).toBeVisible();
  expect(await status(figure)).toEqual(before);
  await set(figure, { beside: 'chart' });
  await expect(figure.locator('.second > .chart')).toBeVisible();
  expect(await status(figure)).toEqual(before);
});

test('a start is taken from the basins, and a pair from the rates', async ({ page }) => {
  const figure = await open(page, 'beside="basins" objective="himmelblau" optimizer="sgd" controls="learning-rate"');
  const plot = figure.locator('.second').getByRole('application');
  const { width = 0, height = 0 } = (await plot.boundingBox()) ?? {};
  await plot.click({ position: { x: width * 0.75, y: height * 0.25 } });
  const [x = 0, y = 0] = (await status(figure)).params;
  expect(x).toBeGreaterThan(1);
  expect(y).toBeGreaterThan(1);
  await set(figure, { beside: 'rates', objective: 'ravine', optimizer: 'momentum' });
  const map = figure.locator('.second .rate-map');
  await expect(figure.locator('details.rates')).toHaveAttribute('data-cells', /\d/);
  await map.click();
  await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(1);
  await expect(figure).toHaveAttribute('momentum', /^0\.\d/);
});

test('what is wrong is seen, and moves nothing', async ({ page }) => {
  const figure = await open(page, 'beside="chart" objective="bowl" controls="learning-rate"');
  const height = await heightOf(figure);
  await set(figure, { start: 'nowhere' });
  await expect(figure.locator('.pictures .notices')).toContainText('Start');
  await figure.getByLabel('Learning rate', { exact: false }).first().fill('99');
  await expect(figure.locator('.bar .refusal')).toBeVisible();
  expect(await heightOf(figure)).toBe(height);
  await set(figure, { beside: 'everything' });
  await expect(figure.locator('.notices')).toContainText('chart, data, moves');
});

test('what is said lies between the axes of the first picture', async ({ page }) => {
  const figure = await open(page, 'beside="chart" objective="ravine" optimizer="sgd"');
  await set(figure, { start: 'nowhere' });
  const notice = figure.locator('.notices p');
  await expect(notice).toBeVisible();
  for (const beside of ['chart', 'none', 'basins', 'surface']) {
    await set(figure, { beside });
    for (const [width] of WIDTHS) {
      await page.setViewportSize({ width, height: 780 });
      const plot = figure.locator('.pictures > .plot-cell .plot');
      await expect(async () => {
        const [box, inside] = [await notice.boundingBox(), await plot.boundingBox()];
        const told = `${beside} at ${width}`;
        expect(box?.x, told).toBeGreaterThanOrEqual((inside?.x ?? NaN) - 1);
        expect((box?.x ?? 0) + (box?.width ?? 0), told).toBeLessThanOrEqual(
          (inside?.x ?? 0) + (inside?.width ?? 0) + 1,
        );
        expect((box?.y ?? 0) + (box?.height ?? 0), told).toBeLessThanOrEqual(
          (inside?.y ?? 0) + (inside?.height ?? 0) + 1,
        );
      }).toPass();
    }
  }
});

test('a run that diverges says why within its picture', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  const figure = await open(page, 'beside="chart" objective="ravine" optimizer="sgd" learning-rate="1"');
  const height = await heightOf(figure);
  await figure.evaluate((element) => {
    const { run } = /** @type {import('./figure.js').SgdPlayground} */ (element);
    run?.train(5000);
  });
  await button(figure, 'Step').click();
  const card = figure.locator('.diverged');
  await expect(card).toBeVisible();
  const [box, cell] = [await card.boundingBox(), await figure.locator('.plot-cell').first().boundingBox()];
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((cell?.y ?? 0) + (cell?.height ?? 0));
  expect(await heightOf(figure)).toBe(height);
});

test('a ball that is far out makes the page no longer', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  const figure = await open(page, 'beside="chart" objective="parabola" optimizer="sgd" learning-rate="3" start="-2"');
  await takeSteps(figure, 5);
  await expect(figure.locator('.outside')).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBe(360);
});

test('a figure in full loads nothing of it', async ({ page }) => {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const figure = await open(page, 'objective="bowl"');
  await expect(figure.locator('.chart canvas').first()).toBeVisible();
  expect(asked.filter((path) => path.includes('compact'))).toEqual([]);
  await set(figure, { beside: 'chart' });
  await expect(figure.locator('.second')).toBeVisible();
  expect(asked.some((path) => path.includes('compact'))).toBe(true);
});

for (const width of [1182, 360]) {
  test(`axe has nothing against it at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    for (const attributes of [
      'beside="moves" objective="one-weight" seed="1" controls="learning-rate"',
      'beside="rates" objective="ravine" optimizer="momentum" controls="learning-rate,momentum"',
      'beside="surface" objective="ravine" compare="sgd@0.03,momentum@0.01,adam@0.1" controls="learning-rate"',
    ]) {
      const figure = await open(page, attributes);
      await takeSteps(figure, 3);
      await expect(figure.locator('.second > *')).toHaveCount(1);
      await expectNoViolations(page);
    }
    const figure = page.locator('sgd-playground');
    await figure.locator('.further > summary').click();
    await expect(figure.locator('.take')).toBeVisible();
    await expectNoViolations(page);
  });
}
