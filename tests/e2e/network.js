// A network on a page: what tests ask of it, and do to it.

import { expect } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('../../www/elements/network/element.js').SgdNetwork} SgdNetwork */
/** @typedef {import('../../www/engine/training.js').Training} Training */

/** @param {Locator} network */
export async function begun(network) {
  await expect(network.locator('.readouts .state')).not.toBeEmpty();
  return network;
}

/** An element of its own on an empty page. @param {Page} page @param {string} attributes @param {string} [after] */
export async function openNetwork(page, attributes, after = '') {
  const html = `<!doctype html><html lang="en"><title>A page</title>
    <script type="module" src="./sgd-network.js"></script>
    <body><main><h1>A page</h1><sgd-network ${attributes}></sgd-network></main>${after}</body></html>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
  return begun(page.locator('sgd-network'));
}

/** @param {Locator} network @returns {Promise<NetworkStatus>} */
export const status = (network) =>
  network.evaluate(async (element) => {
    const { sample, ...rest } = (await /** @type {SgdNetwork} */ (element).training?.status()) ?? {};
    return /** @type {any} */ ({ ...rest, sample: sample ? { ...sample, prediction: null } : null });
  });

/** @param {Locator} network @returns {Promise<number[]>} */
export const parameters = (network) =>
  network.evaluate(async (element) => {
    const found = await /** @type {SgdNetwork} */ (element).training?.parameters();
    return Array.from(found?.values ?? []);
  });

/** @param {Locator} network @returns {Promise<ResolvedNetwork>} */
export const config = (network) => network.evaluate((element) => /** @type {any} */ (element).training.config);

/** @param {Locator} network @param {string} name @param {string} text */
export async function type(network, name, text) {
  const field = network.locator(name);
  await field.fill(text);
  await field.press('Enter');
}
