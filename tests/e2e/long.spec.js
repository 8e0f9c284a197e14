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

for (const { language, step, on, ended } of [
  {
    language: 'en',
    step: 'Step',
    on: /^The ball left the picture at step 50,000\. You can play on\.$/,
    ended: /^Stopped after 1000000 steps; reset to go on\.\s*The ball left the picture at step 50,000\.$/,
  },
  {
    language: 'zh',
    step: '单步',
    on: /^第 50,000 步已离开画面，按“播放”可继续。$/,
    ended: /^已走满 1000000 步，停下来了；重置后可以再来。\s*第 50,000 步已离开画面。$/,
  },
]) {
  test(`${language}: a run that has left the picture and takes no more steps is not said to go on`, async ({
    page,
  }) => {
    const setting = `formula="x" optimizer="sgd" learning-rate="0.0001" lang="${language}"`;
    await openBody(page, `<sgd-playground ${setting}></sgd-playground>`);
    const figure = page.locator('sgd-playground');
    await loaded(figure);
    await figure.evaluate((element) => /** @type {any} */ (element).run.train(999_998));
    const notice = figure.locator('.notices');
    await button(figure, step).click();
    await expect(notice).toHaveText(on);
    await button(figure, step).click();
    await expect(notice).toHaveText(ended);
  });
}
