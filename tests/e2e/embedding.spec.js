// Figures in other people's pages.

import { button, loaded, openBody, status, takeSteps } from './figure.js';
import { expect, test } from './site.js';

test('ten figures on one page load the WebAssembly once', async ({ page }) => {
  /** @type {string[]} */
  const loads = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.wasm')) loads.push(request.url());
  });
  const objectives = [
    'parabola',
    'double-well',
    'bowl',
    'ravine',
    'rosenbrock',
    'himmelblau',
    'saddle',
    'line',
    'logistic',
    'one-weight',
  ];
  await openBody(
    page,
    objectives.map((name) => `<sgd-playground objective="${name}" controls="none"></sgd-playground>`).join(''),
  );
  const figures = page.locator('sgd-playground');
  await expect(figures).toHaveCount(10);
  for (const [index, name] of objectives.entries()) {
    const figure = figures.nth(index);
    await figure.scrollIntoViewIfNeeded();
    await loaded(figure);
    await takeSteps(figure, 1);
    expect((await status(figure)).step, name).toBe(1);
    await expect(figure.locator('.notices p')).toHaveCount(0);
  }
  expect(loads).toHaveLength(1);
});

test('a classic script brings the elements to hosts that take no modules', async ({ page }) => {
  const html = `<!doctype html><html lang="en"><title>A page</title><body><sgd-playground></sgd-playground>
    <script src="classic.js"></script></body></html>`;
  await page.route('**/classic.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('classic.html');
  await loaded(page.locator('sgd-playground'));
});

test('the engine waits until a figure comes near the viewport', async ({ page }) => {
  /** @type {string[]} */
  const loads = [];
  page.on('request', (request) => {
    if (/engine|\.wasm/.test(request.url())) loads.push(request.url());
  });
  await openBody(page, '<div style="height: 5000px"></div><sgd-playground></sgd-playground>');
  await page.waitForLoadState('networkidle');
  expect(loads).toEqual([]);
  await page.locator('sgd-playground').scrollIntoViewIfNeeded();
  await loaded(page.locator('sgd-playground'));
  expect(loads.length).toBeGreaterThan(0);
});

test("the example post works from another origin than the script's", async ({ page, blog, site }) => {
  expect(new URL(blog).origin).not.toBe(new URL(site).origin);
  await page.goto(blog);
  const figures = page.locator('sgd-playground');
  await expect(figures).toHaveCount(2);
  for (const figure of await figures.all()) {
    await figure.scrollIntoViewIfNeeded();
    await loaded(figure);
    await button(figure, 'Play').click();
    await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(3);
  }
  await expect(figures.first().getByRole('slider')).toHaveCount(1);
});

test('embed.html takes its state from the hash or from the query', async ({ page }) => {
  for (const link of [
    'embed.html#objective=ravine&controls=none&theme=dark',
    'embed.html?objective=ravine&controls=none&theme=dark',
  ]) {
    await page.goto('about:blank');
    await page.goto(link);
    const figure = page.locator('sgd-playground');
    await loaded(figure);
    await expect(figure).toHaveAttribute('objective', 'ravine');
    await expect(figure.getByRole('slider')).toHaveCount(0);
    const paper = await figure.locator('.figure').evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(paper).toBe('rgb(22, 25, 29)');
  }
});

test('attributes are the state: scripts turn them, and the run follows without a restart where it can', async ({
  page,
}) => {
  await openBody(page, '<sgd-playground objective="bowl" optimizer="sgd"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await takeSteps(figure, 4);
  await figure.evaluate((element) => element.setAttribute('learning-rate', '0.3'));
  await expect(figure.locator('#learning-rate')).toHaveValue('0.3');
  expect((await status(figure)).step).toBe(4);
  await figure.evaluate((element) => element.setAttribute('objective', 'ravine'));
  await expect.poll(async () => (await status(figure)).step).toBe(0);
});

test('steps and until-loss end the playing, and autoplay begins it', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="bowl" steps="7" autoplay speed="10"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await expect(figure.locator('.state')).toHaveText('paused');
  expect((await status(figure)).step).toBe(7);
});

test('a figure that is taken out and put back works again', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="bowl"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await figure.evaluate((element) => {
    element.remove();
    document.body.append(element);
  });
  await loaded(figure);
  await takeSteps(figure, 2);
  expect((await status(figure)).step).toBe(2);
});

test('a page sets the colour of an arrow, and lights a symbol', async ({ page }) => {
  await openBody(
    page,
    `<style>sgd-playground { --sgd-gradient: rgb(1, 2, 3) } sgd-playground::part(alpha) { color: rgb(4, 5, 6) }</style>
     <sgd-playground objective="bowl" optimizer="momentum" learning-rate="0.05"></sgd-playground>`,
  );
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await expect(figure.locator('label[for="learning-rate"] var')).toHaveCSS('color', 'rgb(4, 5, 6)');
  await expect(figure.locator('label[for="momentum"] var')).toHaveAttribute('part', 'symbol beta');
  const legend = figure.locator('.legend li').filter({ hasText: 'downhill' }).locator('canvas');
  const colours = await legend.evaluate((/** @type {HTMLCanvasElement} */ canvas) => {
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return Array.from({ length: pixels.length / 4 }, (_, k) => pixels.slice(4 * k, 4 * k + 4).join());
  });
  expect(colours).toContain('1,2,3,255');
});
