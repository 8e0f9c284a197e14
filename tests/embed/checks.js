// What has to be true of the figure of a fixture, whatever page it stands in: it comes up with the attributes of the snippet,
// plays, and trains a network in a Worker.
import { expect } from '@playwright/test';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('../../www/elements/playground/element.js').SgdPlayground} SgdPlayground */
/** @typedef {import('../../www/elements/network/element.js').SgdNetwork} SgdNetwork */

/** A page of a large tool takes its time on a busy machine. */
const PATIENT = { timeout: 20_000 };

/** @param {Locator} figure */
const config = (figure) =>
  figure.evaluate((element) => {
    const { objective, optimizer, learningRate } = /** @type {SgdPlayground} */ (element).run?.config ?? {};
    return { objective, optimizer, learningRate };
  });

/** @param {Locator} figure */
const steps = (figure) =>
  figure.evaluate((element) => /** @type {SgdPlayground} */ (element).run?.status().step ?? Number.NaN);

/** @param {Page} page what is wrong with it, as it comes: errors, and requests to other machines @returns {string[]} */
export function problemsOf(page) {
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() === 'error' && !url.endsWith('/favicon.ico')) problems.push(`${message.text()} (${url})`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') problems.push(`asked for ${request.url()}`);
  });
  return problems;
}

/** @param {Locator} figure */
export async function expectFigure(figure) {
  await figure.scrollIntoViewIfNeeded(PATIENT);
  await expect(figure.getByRole('button', { name: 'Reset', exact: true })).toBeVisible(PATIENT);
  await expect
    .poll(() => config(figure), PATIENT)
    .toEqual({ objective: 'beale', optimizer: 'adam', learningRate: 0.05 });
  await figure.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => steps(figure), PATIENT).toBeGreaterThan(3);
  await figure.getByRole('button', { name: 'Pause', exact: true }).click();
}

/** Networks have a script of their own, which comes when a page has one, and Workers. @param {Locator} figure */
export async function expectWorker(figure) {
  await figure.evaluate((element) => {
    element.after(Object.assign(document.createElement('sgd-network'), { state: { data: 'circle' } }));
  });
  const network = figure.locator('xpath=following-sibling::sgd-network');
  await network.evaluate((element) => customElements.whenDefined(element.localName));
  await network.scrollIntoViewIfNeeded(PATIENT);
  await expect(network.getByRole('button', { name: 'Reset', exact: true })).toBeVisible(PATIENT);
  // By a key: what a program has at the edge of its pages may lie over it.
  await network.getByRole('button', { name: 'Step', exact: true }).press('Enter');
  const trained = () =>
    network.evaluate(async (element) => (await /** @type {SgdNetwork} */ (element).training?.status())?.step);
  await expect.poll(trained, PATIENT).toBeGreaterThan(0);
  await network.evaluate((element) => element.remove());
}

/** A framework's state sets an attribute, and hears an event. @param {Page} page @param {Locator} figure */
export async function expectBinding(page, figure) {
  await page.locator('#rate').fill('0.1');
  await expect.poll(async () => (await config(figure)).learningRate, PATIENT).toBe(0.1);
  await expect(page.locator('output').last()).toHaveText('paused');
}

/** A slider that is dragged, 60 changes in a second, while the figure plays. @param {Page} page @param {Locator} figure */
export async function expectManyUpdates(page, figure) {
  await figure.getByRole('button', { name: 'Play', exact: true }).click();
  const before = await steps(figure);
  await page.locator('#rate').evaluate(async (slider) => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
    for (let count = 1; count <= 60; count += 1) {
      set?.call(slider, String((1 + (count % 20)) / 100));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(done));
    }
  });
  await expect.poll(async () => (await config(figure)).learningRate, PATIENT).toBe(0.01);
  await expect.poll(() => steps(figure), PATIENT).toBeGreaterThan(before);
}

/** The element that the server's markup had is the one that the framework went on with. @param {Page} page */
export const watchFirst = (page) =>
  page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      const first = document.querySelector('sgd-playground');
      if (!first) return;
      Object.assign(window, { first });
      observer.disconnect();
    });
    observer.observe(document, { childList: true, subtree: true });
  });

/** @param {Page} page the response as it was sent has the markup @param {Locator} figure */
export async function expectHydrated(page, figure) {
  const sent = await (await page.request.get(page.url())).text();
  expect(sent).toContain('<sgd-playground objective="beale" optimizer="adam" learning-rate="0.05">');
  expect(await figure.evaluate((element) => element === /** @type {any} */ (window).first)).toBe(true);
}
