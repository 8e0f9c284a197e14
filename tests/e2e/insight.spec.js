// A closer look at a training, and why one diverged: what the reader sees, in both languages.

import { expectNoViolations } from './axe.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

/** @param {Page} page @param {string} attributes @param {boolean} [look] */
async function opened(page, attributes, look = true) {
  const html = `<!doctype html><html lang="en"><title>A page</title>
    <script type="module" src="./sgd-network.js"></script>
    <body><main><h1>A page</h1><sgd-network seed="1" ${attributes}></sgd-network></main></body></html>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
  const network = page.locator('sgd-network');
  await expect(network.locator('.readouts .state')).not.toBeEmpty();
  if (look) {
    await network.locator('details.looking > summary').press('Enter');
    await expect(network.locator('.insight')).toBeVisible();
  }
  return network;
}

/** @param {Locator} network @param {string} name */
const section = (network, name) => network.locator('.insight section').and(network.getByRole('region', { name }));

test('a range test draws its curve, is cancelled, and gives the rate', async ({ page }) => {
  const network = await opened(page, 'data="circle" layers="6" optimizer="adam"');
  const range = section(network, 'Which learning rate?');
  await range.getByLabel('From').fill('5');
  await range.getByLabel('To').fill('1');
  await range.getByRole('button', { name: 'Test the rates' }).press('Enter');
  await expect(range.locator('.refusal')).toContainText('to is the larger one');
  await range.getByLabel('From').fill('0.0001');
  await range.getByLabel('To').fill('10');
  await range.getByRole('button', { name: 'Test the rates' }).press('Enter');
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
