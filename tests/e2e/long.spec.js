// Runs as long as runs may be.

import { button, loaded, openBody, status } from './figure.js';
import { expect, test } from './site.js';

const SLOW = 'formula="x^2+3*y^2" optimizer="sgd" learning-rate="0.000001"';

test('at the most steps a figure stops, says so at once, and forgets it after a reset', async ({ page }) => {
  await openBody(page, `<sgd-playground ${SLOW}></sgd-playground>`);
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await figure.evaluate((element) => {
    Object.assign(window, { steps: [] });
    element.addEventListener('sgd-step', (event) => {
      /** @type {any} */ (window).steps.push(/** @type {CustomEvent} */ (event).detail.step);
    });
    /** @type {any} */ (element).run.train(999_997);
  });
  await button(figure, 'Play').click();
  await expect(figure.locator('.state')).toHaveText('paused');
  await expect(button(figure, 'Play')).toBeVisible();
  const notice = figure.locator('.notices');
  await expect(notice).toHaveText(/Stopped after 1000000 steps/);
  await expect(button(figure, 'Step')).toBeDisabled();
  expect((await status(figure)).step).toBe(1_000_000);
  await figure.evaluate((element) => /** @type {any} */ (element).step());
  const steps = await page.evaluate(() => /** @type {any} */ (window).steps);
  expect(new Set(steps).size).toBe(steps.length);
  await button(figure, 'Reset').click();
  await expect(notice).toBeEmpty();
  await expect(figure.locator('.state')).toHaveText('ready');
});

test('a run that has left the picture and takes no more steps is not said to go on', async ({ page }) => {
  await openBody(page, '<sgd-playground formula="x" optimizer="sgd" learning-rate="0.0001"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await figure.evaluate((element) => /** @type {any} */ (element).run.train(999_998));
  const notice = figure.locator('.notices');
  await button(figure, 'Step').click();
  await expect(notice).toContainText('You can play on.');
  await button(figure, 'Step').click();
  await expect(notice).toContainText(/Stopped after 1000000 steps.*The ball left the picture at step 50,000\.$/);
});
