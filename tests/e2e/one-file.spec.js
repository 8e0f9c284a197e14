// The one file needs no server and no network: not as a file of this machine, and not where a page has no origin.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dist } from '../../tools/places.mjs';
import { expect, test } from './site.js';

const script = await readFile(join(dist, 'sgd-playground.one.js'), 'utf8');
const FIGURES = `
  <sgd-playground objective="himmelblau" maps="basins" controls="none"></sgd-playground>
  <sgd-network data="xor" layers="3"></sgd-network>
  <sgd-graph></sgd-graph>`;

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').FrameLocator} FrameLocator */

/** All three compute, here and in Workers. @param {Page | FrameLocator} page */
async function expectFigures(page) {
  const [playground, network] = [page.locator('sgd-playground'), page.locator('sgd-network')];
  await playground.scrollIntoViewIfNeeded();
  await expect(playground.locator('canvas').first()).toBeVisible();
  await playground.evaluate((/** @type {any} */ figure) => figure.step());
  await expect.poll(() => playground.evaluate((/** @type {any} */ figure) => figure.run.status().step)).toBe(1);
  await expect(playground.getByText(/^minimum 1 at/)).toBeAttached();
  await network.scrollIntoViewIfNeeded();
  await expect(network.locator('.state')).not.toBeEmpty();
  await network.evaluate((/** @type {any} */ figure) => figure.play());
  const steps = () => network.evaluate(async (/** @type {any} */ figure) => (await figure.training.status()).step);
  await expect.poll(steps).toBeGreaterThan(5);
  const graph = page.locator('sgd-graph');
  await graph.scrollIntoViewIfNeeded();
  await expect.poll(() => graph.evaluate((/** @type {any} */ figure) => figure.walk !== undefined)).toBe(true);
}

/** Nothing is asked of any server. @param {Page} page */
async function watch(page) {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    if (request.url().startsWith('http')) asked.push(request.url());
  });
  return asked;
}

test('the one file works in a page that is opened from a folder', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'slides-'));
  await writeFile(join(folder, 'one.js'), script);
  await writeFile(
    join(folder, 'slides.html'),
    `<!doctype html><title>Slides</title><script src="one.js"></script>${FIGURES}`,
  );
  const asked = await watch(page);
  await page.goto(pathToFileURL(join(folder, 'slides.html')).href);
  await expectFigures(page);
  expect(asked).toEqual([]);
  await rm(folder, { recursive: true });
});

test('the one file works where a page has no origin', async ({ page }) => {
  const asked = await watch(page);
  const html = `<!doctype html><title>A note</title><script>${script}</script>${FIGURES}`;
  await page.evaluate((srcdoc) => {
    const frame = Object.assign(document.createElement('iframe'), { srcdoc, height: '700', width: '600' });
    frame.sandbox.add('allow-scripts');
    document.body.append(frame);
  }, html);
  await expectFigures(page.frameLocator('iframe'));
  expect(asked).toEqual([]);
});
