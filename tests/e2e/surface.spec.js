// The 3-D view: seen, turned by mouse, keys and touch, put back, played, and idle otherwise.

import { expectNoViolations } from './axe.js';
import { button, openFigure, plot, status } from './figure.js';
import { expect, test } from './site.js';

/** @param {import('@playwright/test').Page} page @param {string} [more] */
async function openSurface(page, more = '') {
  await page.clock.install();
  const figure = await openFigure(page, `#objective=himmelblau&view=surface${more}`);
  await expect(plot(figure)).toHaveAttribute('aria-label', /Surface of the loss/);
  await plot(figure).scrollIntoViewIfNeeded();
  await atRest(page);
  return figure;
}

/** Long enough for the fine picture, by the page's clock. @param {import('@playwright/test').Page} page */
const atRest = (page) => page.clock.runFor(500);

/** A number that stands for the pixels of the lower canvas. @param {import('@playwright/test').Locator} figure @returns {Promise<number>} */
const seen = (figure) =>
  plot(figure)
    .locator('canvas')
    .first()
    .evaluate((element) => {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let hash = 0;
      for (const byte of data) hash = (Math.imul(hash, 31) + byte) | 0;
      return hash;
    });

/** @param {import('@playwright/test').Locator} figure */
async function middle(figure) {
  const box = await plot(figure).boundingBox();
  if (!box) throw new Error('no plot');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('a drag turns it, the link says so, and a reset puts every pixel back', async ({ page }) => {
  const figure = await openSurface(page);
  const before = await seen(figure);
  const { x, y } = await middle(figure);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 20, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/camera=-8,48,1/);
  expect(await seen(figure)).not.toBe(before);
  expect((await status(figure)).step).toBe(0);
  await button(figure, 'Reset the view').click();
  await atRest(page);
  expect(await seen(figure)).toBe(before);
  await expect(page).not.toHaveURL(/camera/);
});

test('a link with a camera shows what was seen', async ({ page }) => {
  const figure = await openSurface(page, '&camera=10,60,1.5');
  const linked = await seen(figure);
  await plot(figure).focus();
  await page.keyboard.press('ArrowRight');
  await atRest(page);
  expect(await seen(figure)).not.toBe(linked);
  await page.keyboard.press('ArrowLeft');
  await atRest(page);
  expect(await seen(figure)).toBe(linked);
});

test('keys turn, move, zoom, reset and play', async ({ page }) => {
  const figure = await openSurface(page);
  const before = await seen(figure);
  await plot(figure).focus();
  for (const key of ['ArrowLeft', 'ArrowUp', 'Shift+ArrowRight', '+', '-', '-']) {
    const last = await seen(figure);
    await page.keyboard.press(key);
    await expect.poll(() => seen(figure)).not.toBe(last);
  }
  await page.keyboard.press('0');
  await atRest(page);
  expect(await seen(figure)).toBe(before);
  await page.keyboard.press(' ');
  await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(2);
  await page.keyboard.press(' ');
  await atRest(page);
  expect(await seen(figure), 'the ball has moved').not.toBe(before);
  await expect(plot(figure)).toHaveAccessibleDescription(/paused, step/);
});

test('the wheel scrolls the page, and zooms when it is meant to', async ({ page }) => {
  const figure = await openSurface(page);
  const before = await seen(figure);
  const { x, y } = await middle(figure);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 60);
  await atRest(page);
  expect(await seen(figure)).toBe(before);
  await plot(figure).focus();
  await page.mouse.wheel(0, -120);
  await expect(page).toHaveURL(/camera=-32,40,1\.\d+/);
});

test('a click sets the start on the surface, and a double one does not', async ({ page }) => {
  const figure = await openSurface(page);
  const start = (await status(figure)).params;
  const { x, y } = await middle(figure);
  await page.mouse.dblclick(x + 20, y + 40);
  await atRest(page);
  expect((await status(figure)).params).toEqual(start);
  await page.mouse.click(x + 20, y + 40);
  await expect.poll(async () => (await status(figure)).params).not.toEqual(start);
  await expect(figure).toHaveAttribute('start', /,/);
});

test('nothing is asked for while nothing moves', async ({ page }) => {
  await openSurface(page);
  await page.evaluate(() => {
    Object.assign(window, { count: 0 });
    const count = () => {
      /** @type {any} */ (window).count += 1;
    };
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => {
      count();
      return request(callback);
    };
    const { putImageData } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.putImageData = function (/** @type {any[]} */ ...all) {
      count();
      return putImageData.apply(this, /** @type {any} */ (all));
    };
  });
  await page.clock.runFor(2000);
  expect(await page.evaluate(() => /** @type {any} */ (window).count)).toBe(0);
});

test('two buttons switch between map and surface, and the place keeps its size', async ({ page }) => {
  const figure = await openFigure(page, '#objective=himmelblau');
  await button(figure, 'Surface').click();
  await expect(plot(figure)).toHaveAttribute('aria-label', /Surface of the loss/);
  await expect(page).toHaveURL(/view=surface/);
  const solid = await plot(figure).boundingBox();
  await button(figure, 'Map').click();
  await expect(plot(figure)).toHaveAttribute('aria-label', /Map of the loss/);
  const flat = await plot(figure).boundingBox();
  expect(flat?.height).toBeCloseTo(solid?.height ?? 0, 0);
  expect(flat?.width).toBeCloseTo(solid?.width ?? 0, 0);
  await figure.getByLabel('Formula').fill('x^2');
  await expect(button(figure, 'Surface')).toBeHidden();
});

test('a loss of one parameter says that it has no surface', async ({ page }) => {
  const figure = await openFigure(page, '#formula=x^2&view=surface');
  await expect(figure.getByText('The view “surface” does not fit this loss; “curve” is shown instead.')).toBeVisible();
});

test('a camera that is none is told', async ({ page }) => {
  const figure = await openSurface(page, '&camera=north');
  await expect(figure.getByText('camera="north" is not one of its values')).toBeVisible();
});

test('the picture can be taken as PNG; SVG says why not', async ({ page }) => {
  const figure = await openSurface(page);
  await figure.locator('.take > summary').click();
  const download = page.waitForEvent('download');
  await button(figure, 'PNG').click();
  expect((await download).suggestedFilename()).toMatch(/\.png$/);
  await button(figure, 'SVG').click();
  await expect(figure.getByText('take it as PNG')).toBeVisible();
});

test('it has nothing that axe objects to', async ({ page }) => {
  await openSurface(page, '&compare=adam,momentum');
  await expectNoViolations(page);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  test('a finger turns it sideways, two zoom', async ({ page }) => {
    const figure = await openSurface(page);
    expect(await plot(figure).evaluate((element) => getComputedStyle(element).touchAction)).toBe('pan-y');
    const { x, y } = await middle(figure);
    const client = await page.context().newCDPSession(page);
    const touch = (/** @type {string} */ type, /** @type {{ x: number, y: number, id: number }[]} */ touchPoints) =>
      client.send('Input.dispatchTouchEvent', { type: /** @type {'touchStart'} */ (type), touchPoints });
    await touch('touchStart', [{ x, y, id: 0 }]);
    for (const way of [10, 30, 60]) await touch('touchMove', [{ x: x + way, y, id: 0 }]);
    await touch('touchEnd', []);
    await expect(page).toHaveURL(/camera=-?\d/);
    const turned = await seen(figure);
    await touch('touchStart', [{ x: x - 20, y, id: 0 }]);
    await touch('touchStart', [
      { x: x - 20, y, id: 0 },
      { x: x + 20, y, id: 1 },
    ]);
    for (const way of [30, 50, 70]) {
      await touch('touchMove', [
        { x: x - way, y, id: 0 },
        { x: x + way, y, id: 1 },
      ]);
    }
    await touch('touchEnd', []);
    await expect.poll(() => seen(figure)).not.toBe(turned);
    await expect(page).toHaveURL(/camera=-?[\d.]+,[\d.]+,[2-5]/);
  });
});
