// The loss around a network, as a reader asks for it: slices and how far to trust them, a line, and sharpness.

import { expectNoViolations } from './axe.js';
import { button, openNetwork } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('../../www/elements/network/element.js').SgdNetwork} SgdNetwork */

const CIRCLE = 'dataset="circle" layers="4" seed="3" optimizer="momentum" learning-rate="0.05" step-unit="batch"';

/** Lets it take steps, and the figure see them. @param {Locator} network @param {number} steps */
async function take(network, steps) {
  const before = Number((await network.locator('.readout.step dd').first().innerText()).replace(/\D/g, ''));
  await network.evaluate((element, n) => /** @type {SgdNetwork} */ (element).training?.train(n), steps - 1);
  await network.evaluate((element) => /** @type {SgdNetwork} */ (element).step());
  const shown = network.locator('.readout.step dd').first();
  await expect.poll(async () => Number((await shown.innerText()).replace(/\D/g, ''))).toBe(before + steps);
}

/** @param {Locator} network @param {string} name */
const section = (network, name) => network.getByRole('region', { name });

test('it waits until it is opened, and is drawn with the numbers that say how far to trust it', async ({ page }) => {
  const network = await openNetwork(page, CIRCLE);
  await expect(network.locator('.landscape')).toHaveCount(0);
  await network.getByText('The loss around this network').click();
  const slice = section(network, 'A slice through its loss');
  await expect(slice).toBeVisible();
  await expect(section(network, 'The line to another network')).toBeVisible();
  await slice.getByLabel('Directions').selectOption('pca');
  // Nothing has moved: a sentence says what is wrong.
  await button(slice, 'Draw the slice').click();
  await expect(slice.locator('.refusal')).toContainText('let the network take steps');
  await take(network, 200);
  await button(slice, 'Draw the slice').click();
  await expect(slice.locator('.slice-result')).toBeVisible();
  await expect(slice.locator('.refusal')).toBeEmpty();
  await expect(slice.locator('.facts')).toContainText(
    /The plane holds [\d.]+% of the path’s spread: [\d.]+% along x, [\d.]+% along y\./,
  );
  await expect(slice.locator('.facts')).toContainText(
    /farthest from the plane: [\d.]+, which is [\d.]+% of the path’s reach/,
  );
  await expect(slice.locator('.slice-result')).toContainText('over 250 training samples');
  await expect(slice.locator('.slice-map')).toHaveAccessibleName(/through the weights of step 200: from/);
  await expect(slice.getByRole('img', { name: /Along the path.*true .*plane/ })).toBeVisible();
  // Colours are there, and not only one.
  const colours = await slice
    .locator('.slice-map canvas')
    .first()
    .evaluate((element) => {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return new Set(Array.from({ length: pixels.length / 4 }, (_, k) => pixels[4 * k + 1])).size;
    });
  expect(colours).toBeGreaterThan(40);
  await expect(slice.locator('.stale')).toBeHidden();
  await take(network, 5);
  await expect(slice.locator('.stale')).toHaveText('This shows step 200; the network is at step 205 by now.');
  await button(slice, 'Draw it again').click();
  await expect(slice.locator('.stale')).toBeHidden();
  await button(network, 'Reset').click();
  await expect(slice.locator('.stale')).toContainText('before something was changed or taken back');
});

test('a slice tells how far it is, and is called off', async ({ page }) => {
  const network = await openNetwork(page, 'dataset="digits" layers="256,256" maps="slice" seed="1"');
  const slice = section(network, 'A slice through its loss');
  await button(slice, 'Draw the slice').click();
  const progress = slice.getByRole('progressbar');
  await expect(progress).toHaveAccessibleName(/Computing losses: [\d.]+%/);
  await expect
    .poll(() => progress.evaluate((element) => /** @type {HTMLProgressElement} */ (element).value))
    .toBeGreaterThan(0);
  await button(slice, 'Cancel').click();
  await expect(slice.locator('.refusal')).toHaveText('Called off.');
  await expect(slice.locator('.slice-result')).toBeHidden();
  await expect(button(slice, 'Draw the slice')).toBeFocused();
  // The Worker has left it, and answers again.
  expect((await network.evaluate((element) => /** @type {SgdNetwork} */ (element).training?.status()))?.step).toBe(0);
  await expect(progress).toBeHidden();
  // Another network: what was under way is not shown.
  await button(slice, 'Draw the slice').click();
  await expect(progress).toBeVisible();
  await network.evaluate((element) => element.setAttribute('layers', '4'));
  await expect(progress).toBeHidden();
  await expect(slice.locator('.slice-result')).toBeHidden();
});

test('other optimizers on the same plane, by keyboard', async ({ page }) => {
  const network = await openNetwork(page, `${CIRCLE} maps="slice"`);
  const slice = section(network, 'A slice through its loss');
  const add = button(slice, 'Add the paths of SGD, Adam, RMSprop');
  await expect(add).toBeDisabled();
  await take(network, 100);
  await slice.getByLabel('Directions').selectOption('checkpoints');
  await add.focus();
  await page.keyboard.press('Enter');
  const rows = slice.getByRole('row');
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(1)).toContainText('Momentum (this run)');
  await expect(rows.nth(3)).toContainText(/Adam\s*[\d.]+%/);
  await button(slice, 'Leave the other optimizers out').click();
  await expect(slice.locator('.paths')).toBeHidden();
  await expect(slice.locator('.slice-result')).toBeVisible();
});

test('the line to another network', async ({ page }) => {
  const network = await openNetwork(page, `${CIRCLE} maps="interpolation"`);
  const line = section(network, 'The line to another network');
  await expect(network.getByRole('region')).toHaveCount(1);
  await expect(line).toContainText('(seed 4)');
  await take(network, 300);
  await button(line, 'Train another and look').click();
  const told = line.getByRole('status').filter({ hasText: 'Train loss' });
  await expect(told).toContainText(/in between it rises to [\d.]+/);
  // The first is the loss that the figure shows.
  const here = await network.evaluate(async (/** @type {any} */ element) => {
    const { loss } = await element.training.evaluate('train');
    return Number(loss.toPrecision(3));
  });
  expect(Number(/Train loss ([\d.]+) here/.exec(await told.innerText())?.[1])).toBeCloseTo(here, 3);
  await expect(line.getByRole('img', { name: /Loss along the line.*place 1\.5: train/ })).toBeVisible();
  await expect(line.getByRole('img', { name: /Accuracy along the line/ })).toBeVisible();
});

test('sharpness rises to the edge while it plays', async ({ page }) => {
  const attributes =
    'dataset="spiral" noise="0.1" layers="8" optimizer="sgd" batch-size="full" learning-rate="0.3" seed="1" speed="10"';
  const network = await openNetwork(page, `${attributes} maps="sharpness"`);
  const sharpness = section(network, 'Sharpness and the edge of stability');
  await button(sharpness, 'Measure now').click();
  await expect(sharpness.getByRole('status').filter({ hasText: 'λ₁' })).toContainText(/Step 0: λ₁ = [\d.]+/);
  await expect(button(sharpness, 'Set plain SGD on all samples')).toBeDisabled();
  // One measurement is two dots at the left end of the axis; names stand further right.
  const drawn = await sharpness
    .locator('canvas')
    .last()
    .evaluate((element) => {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const width = (60 / canvas.clientWidth) * canvas.width;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, canvas.height).data ?? [];
      return pixels.some((value, k) => k % 4 === 3 && value > 0);
    });
  expect(drawn).toBe(true);
  await sharpness.getByLabel('Measure while it plays').check();
  await button(network, 'Play').click();
  const series = sharpness.getByRole('img', { name: /Sharpness\. updates \d+.*2\/α 6\.67, λ₁/ });
  const end = async () => Number(/updates (\d+)/.exec((await series.getAttribute('aria-label')) ?? '')?.[1] ?? 0);
  await expect(series).toBeVisible();
  await expect.poll(end).toBeGreaterThan(50);
  const before = await end();
  await expect.poll(end).toBeGreaterThan(before);
  await button(network, 'Pause').click();
  await button(network, 'Reset').click();
  await expect(series).toBeHidden();
});

test('Adam is measured as it sees the loss', async ({ page }) => {
  const network = await openNetwork(
    page,
    'dataset="circle" layers="4" seed="3" optimizer="adam" step-unit="batch" maps="sharpness"',
  );
  const sharpness = section(network, 'Sharpness and the edge of stability');
  await take(network, 20);
  await button(sharpness, 'Measure now').click();
  await expect(sharpness).toContainText('after the optimizer’s own scaling');
  await expect(sharpness).toContainText('the bound is 38');
});

test('a part that does not exist is told in the frame, and restricted controls show none', async ({ page }) => {
  const network = await openNetwork(page, `${CIRCLE} maps="slice,up"`);
  await expect(network.locator('.notices, [role=alert]').first()).toContainText(
    /maps.*slice,up.*slice, interpolation, sharpness/,
  );
  await expect(section(network, 'A slice through its loss')).toBeVisible();
  await network.evaluate((element) => element.removeAttribute('maps'));
  await network.evaluate((element) => element.setAttribute('controls', 'learning-rate'));
  await expect(network.getByText('The loss around this network')).toBeHidden();
  await network.evaluate((element) => element.setAttribute('maps', 'interpolation'));
  await expect(section(network, 'The line to another network')).toBeVisible();
});

test('everyone can read it, also at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  const network = await openNetwork(page, `${CIRCLE} maps="slice,interpolation,sharpness"`);
  await take(network, 50);
  const slice = section(network, 'A slice through its loss');
  await slice.getByLabel('Directions').selectOption('pca');
  await button(slice, 'Add the paths of SGD, Adam, RMSprop').click();
  await expect(slice.getByRole('row')).toHaveCount(5);
  await button(section(network, 'Sharpness and the edge of stability'), 'Measure now').click();
  await expect(section(network, 'Sharpness and the edge of stability')).toContainText('λ₁ =');
  await expectNoViolations(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
