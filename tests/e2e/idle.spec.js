// Nothing runs while nothing moves, and a frame draws only what moved. (How long frames take: `npm run bench`.)

import { button, loaded, openBody, openFigure, status } from './figure.js';
import { expect, test } from './site.js';

test.beforeEach(async ({ page }) => {
  await page.clock.install();
  await page.addInitScript(() => {
    const counts = { frames: 0, paintings: 0 };
    Object.assign(window, { counts });
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      request((now) => {
        counts.frames += 1;
        callback(now);
      });
    const { putImageData } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.putImageData = function (/** @type {any[]} */ ...all) {
      if (all[0].height > 1) counts.paintings += 1;
      return putImageData.apply(this, /** @type {any} */ (all));
    };
  });
});

/** @param {import('@playwright/test').Page} page @returns {Promise<{ frames: number, paintings: number }>} */
const counts = (page) => page.evaluate(() => ({ .../** @type {any} */ (window).counts }));

/** How many frames were asked for in a while, by the page's clock. @param {import('@playwright/test').Page} page */
async function framesInAWhile(page) {
  const before = (await counts(page)).frames;
  await page.clock.runFor(400);
  return (await counts(page)).frames - before;
}

test('no frame is requested before play and after pause', async ({ page }) => {
  const figure = await openFigure(page);
  expect(await framesInAWhile(page)).toBe(0);
  await button(figure, 'Play').click();
  expect(await framesInAWhile(page)).toBeGreaterThan(5);
  await button(figure, 'Pause').click();
  expect(await framesInAWhile(page)).toBe(0);
});

test('no frame is requested when a run has ended by itself', async ({ page }) => {
  const figure = await openFigure(page, '#objective=bowl&optimizer=sgd&learning-rate=0.5&speed=10');
  await button(figure, 'Play').click();
  await expect(figure.locator('.state')).toHaveText('converged');
  expect(await framesInAWhile(page)).toBe(0);
});

test('no frame is requested while the figure is off the screen, and it goes on when it is back', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="rosenbrock"></sgd-playground><div style="height: 5000px"></div>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await button(figure, 'Play').click();
  await page.evaluate(() => window.scrollTo(0, 4000));
  // It learns from the browser, some time after, that it cannot be seen.
  await expect.poll(() => framesInAWhile(page)).toBe(0);
  expect(await framesInAWhile(page)).toBe(0);
  const { step } = await status(figure);
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(step);
});

test('a hidden tab runs nothing', async ({ page }) => {
  const figure = await openFigure(page);
  await button(figure, 'Play').click();
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  expect(await framesInAWhile(page)).toBe(0);
});

test('the surface is painted when it changes, not when the ball moves', async ({ page }) => {
  const figure = await openFigure(page, '#objective=himmelblau&speed=10');
  const painted = (await counts(page)).paintings;
  expect(painted).toBeGreaterThan(0);
  await button(figure, 'Play').click();
  await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(60);
  expect((await counts(page)).paintings).toBe(painted);
  await figure.getByLabel('Objective').selectOption('beale');
  await expect.poll(async () => (await counts(page)).paintings).toBe(painted + 1);
});
