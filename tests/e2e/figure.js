// What tests ask of a figure on a page.

import { expect } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('../../www/elements/playground/element.js').SgdPlayground} SgdPlayground */

/**
 * The figure at `path`, or on the playground's page with that hash, with its engine loaded.
 *
 * @param {Page} page
 * @param {string} [path]
 */
export async function openFigure(page, path = '') {
  await page.goto(path === '' || path.startsWith('#') ? `play/${path}` : path);
  const figure = page.locator('sgd-playground').first();
  await loaded(figure);
  return figure;
}

/** @param {Locator} figure */
export async function loaded(figure) {
  await expect(figure.locator('.line, .readouts').first()).toBeVisible();
}

/** An element of any kind: shown, and ready to be used. @param {Locator} figure */
export const ready = (figure) => expect(figure.getByRole('button', { name: /^(Reset|重置)$/ })).toBeVisible();

/**
 * A page of ours with any body, at the site's own address.
 *
 * @param {Page} page
 * @param {string} body
 */
export async function openBody(page, body) {
  const html = `<!doctype html><html lang="en"><title>A page</title>
    <script type="module" src="./sgd-playground.js"></script><body>${body}</body></html>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
}

/**
 * A `<sgd-network>` with these attributes, alone on a page of ours.
 *
 * @param {Page} page
 * @param {string} attributes
 */
export async function openNetwork(page, attributes) {
  const html = `<!doctype html><html lang="en"><title>A page</title>
    <meta name="viewport" content="width=device-width" />
    <script type="module" src="./sgd-network.js"></script>
    <body><main><h1>A page</h1><sgd-network ${attributes}></sgd-network></main></body></html>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
  const network = page.locator('sgd-network');
  await expect(network.locator('.readouts .state')).not.toBeEmpty();
  return network;
}

/** @param {Locator} figure @returns {Promise<Status>} */
export const status = (figure) =>
  figure.evaluate((element) => {
    const { run } = /** @type {SgdPlayground} */ (element);
    if (!run) throw new Error('the engine is not loaded');
    // Typed arrays don't survive the way to the test; lists do.
    return JSON.parse(
      JSON.stringify(run.status(), (_key, value) =>
        ArrayBuffer.isView(value) ? Array.from(/** @type {any} */ (value)) : value,
      ),
    );
  });

/** The parameters, row by row, from the start. @param {Locator} figure @returns {Promise<number[][]>} */
export const path = (figure) =>
  figure.evaluate((element) => {
    const trace = /** @type {SgdPlayground} */ (element).run?.trace();
    if (!trace) throw new Error('the engine is not loaded');
    const { params, dim, length } = trace;
    return Array.from({ length }, (_, row) => Array.from(params.slice(row * dim, (row + 1) * dim)));
  });

/** @param {Locator} figure @param {number} count */
export const takeSteps = (figure, count) =>
  figure.evaluate((element, steps) => {
    for (let step = 0; step < steps; step += 1) /** @type {SgdPlayground} */ (element).step();
  }, count);

/** @param {Locator} figure @param {string} name */
export const button = (figure, name) => figure.getByRole('button', { name, exact: true });

/** @param {Locator} figure */
export const plot = (figure) => figure.getByRole('application');
