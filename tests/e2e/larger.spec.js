// A rule that only the whole engine has: the figure takes that engine, and its run goes on.

import { loaded, openBody, path, status, takeSteps } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('../../www/elements/playground/element.js').SgdPlayground} SgdPlayground */

/** The WebAssembly that a page asks for, in order. @param {Page} page */
function engines(page) {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    const file = request.url().match(/\w+\.wasm$/);
    if (file) asked.push(file[0]);
  });
  return asked;
}

/** What the page was told of. @param {Page} page */
async function told(page) {
  await page.addInitScript(() => {
    Object.assign(window, { told: [] });
    document.addEventListener('sgd-error', (event) =>
      /** @type {any} */ (window).told.push(/** @type {CustomEvent} */ (event).detail),
    );
  });
  return () => page.evaluate(() => /** @type {any} */ (window).told);
}

/** @param {Locator} figure @param {string} name @returns {Promise<unknown>} */
const setting = (figure, name) =>
  figure.evaluate((element, key) => /** @type {SgdPlayground} */ (element).run?.config[key], name);

/** @param {Locator} figure @param {Record<string, string>} attributes */
const set = (figure, attributes) =>
  figure.evaluate((element, values) => {
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
  }, attributes);

const MOMENTUM = 'objective="rosenbrock" optimizer="momentum" learning-rate="0.0005"';

test('opens with it, without a word of refusal', async ({ page }) => {
  const asked = engines(page);
  const errors = await told(page);
  const one = `<sgd-playground ${MOMENTUM} convention="tfjs"></sgd-playground>`;
  await openBody(page, one + one);
  for (const figure of await page.locator('sgd-playground').all()) {
    await loaded(figure);
    expect(await setting(figure, 'convention')).toBe('tfjs');
    const rules = figure.locator('select#convention');
    await expect(rules).toHaveValue('tfjs');
    await expect(rules.locator('option:checked')).toHaveText('TensorFlow.js');
    for (const name of ['keras', 'torch']) await expect(rules.locator(`option[value=${name}]`)).toHaveCount(1);
    await expect(figure.locator('.refusal, .notices p').filter({ hasText: /\S/ })).toHaveCount(0);
    const { convention } = await figure.evaluate((element) => /** @type {SgdPlayground} */ (element).state);
    expect(convention).toBe('tfjs');
  }
  expect(await errors()).toEqual([]);
  expect(asked.filter((file) => file === 'engine.wasm')).toHaveLength(1);
});

test('changes to it in mid-run, with its path and its past', async ({ page }) => {
  const asked = engines(page);
  await openBody(page, `<sgd-playground ${MOMENTUM}></sgd-playground>`);
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await takeSteps(figure, 6);
  await set(figure, { 'learning-rate': '0.001' });
  await takeSteps(figure, 6);
  // Two of the five moves of a step.
  for (let move = 0; move < 2; move += 1) await figure.getByRole('button', { name: 'Next move', exact: true }).click();
  const before = await path(figure);
  const { nextMove } = await status(figure);
  expect(asked).not.toContain('engine.wasm');

  await figure.locator('summary', { hasText: 'More' }).first().click();
  await set(figure, { convention: 'tfjs' });
  await expect.poll(() => setting(figure, 'convention')).toBe('tfjs');
  expect(asked).toContain('engine.wasm');
  expect(await path(figure)).toEqual(before);
  expect((await status(figure)).nextMove).toBe(nextMove);
  await expect(figure.locator('.controls details').first()).toHaveAttribute('open');
  await expect(figure.locator('select#convention')).toHaveValue('tfjs');

  await takeSteps(figure, 5);
  expect((await path(figure)).slice(0, before.length)).toEqual(before);
  // The way back leads over the same steps, and forward again by the new rule.
  await figure.evaluate((element) => /** @type {SgdPlayground} */ (element).run?.rewind(9));
  expect(await path(figure)).toEqual(before.slice(0, 10));
});

test('follows properties and state, in Chinese and back', async ({ page }) => {
  await openBody(page, `<sgd-playground ${MOMENTUM} lang="zh"></sgd-playground>`);
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await figure.evaluate((element) => Object.assign(element, { convention: 'tfjs' }));
  await expect.poll(() => setting(figure, 'convention')).toBe('tfjs');
  await set(figure, { lang: 'en' });
  await expect(figure.getByRole('button', { name: 'Reset', exact: true })).toBeVisible();
  await expect(figure.locator('select#convention')).toHaveValue('tfjs');
  await figure.evaluate((element) => Object.assign(element, { state: { optimizer: 'momentum', convention: 'torch' } }));
  await expect.poll(() => setting(figure, 'convention')).toBe('torch');
});

test('runs are not called by settings of the rule before', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="ravine" compare="momentum:keras,momentum:torch"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  const names = figure.locator('.comparison tbody tr th');
  await expect(names).toHaveText([/Momentum/, /Momentum \(PyTorch\)$/]);
  await set(figure, { compare: 'muon:keras,muon:torch' });
  await expect(names).toHaveText([/Muon/, /Muon \(PyTorch\)$/]);
  await set(figure, { compare: 'asgd:torch,asgd:torch' });
  await expect(names).toHaveText([/ASGD( this run)?$/, /ASGD$/]);
});

test('compares with it', async ({ page }) => {
  const compare = 'momentum:keras@0.0005,momentum:tfjs@0.0005';
  await openBody(page, `<sgd-playground objective="rosenbrock" compare="${compare}"></sgd-playground>`);
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  const rows = figure.locator('.comparison tbody th');
  await expect(rows).toHaveText([/Momentum/, /Momentum \(TensorFlow\.js\)/]);
  await expect(figure.locator('.comparison .refusal')).toHaveText('');
});

test('joins a comparison that is under way, whose runs go on', async ({ page }) => {
  await openBody(page, `<sgd-playground ${MOMENTUM} compare="adam@0.01"></sgd-playground>`);
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  const steps = figure.locator('.comparison tbody tr td:nth-of-type(2)');
  await expect(steps).toHaveCount(2);
  await takeSteps(figure, 8);
  const before = await path(figure);
  await set(figure, { compare: 'adam@0.01,momentum:tfjs' });
  await expect(steps).toHaveText(['8', '8', '8']);
  expect(await path(figure)).toEqual(before);
});

test('says what there is where no engine has it', async ({ page }) => {
  const errors = await told(page);
  await openBody(page, `<sgd-playground ${MOMENTUM}></sgd-playground>`);
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await takeSteps(figure, 7);
  const before = await path(figure);
  await set(figure, { convention: 'nobody' });
  const sentence = figure.locator('.refusal, .notices').filter({ hasText: '“nobody” is not known' });
  await expect(sentence.first()).toContainText('tfjs');
  expect(await path(figure)).toEqual(before);
  expect(await setting(figure, 'convention')).toBe('keras');
  expect(await errors()).toMatchObject([{ key: 'convention', value: 'nobody' }]);
  // What comes next is followed at once.
  await set(figure, { 'learning-rate': '0.002' });
  expect(await setting(figure, 'learningRate')).toBe(0.002);
});

test('goes on without it where the whole engine cannot be had, and says why', async ({ page, problems }) => {
  await page.route('**/engine.wasm', (route) => route.fulfill({ status: 404, body: 'none' }));
  await openBody(page, `<sgd-playground ${MOMENTUM}></sgd-playground>`);
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await takeSteps(figure, 7);
  const before = await path(figure);
  await set(figure, { convention: 'tfjs' });
  await expect(figure.locator('.notices')).toContainText('engine.wasm (404)');
  expect(await path(figure)).toEqual(before);
  await set(figure, { 'learning-rate': '0.002' });
  expect(await setting(figure, 'learningRate')).toBe(0.002);
  problems.length = 0;
});

test('shows the average of an optimizer that has one, and lets go of it with that optimizer', async ({ page }) => {
  await openBody(
    page,
    '<sgd-playground objective="himmelblau" optimizer="schedule-free-adamw" learning-rate="0.3"></sgd-playground>',
  );
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await takeSteps(figure, 12);
  const { average, params } = await status(figure);
  expect(average).not.toEqual(params);
  const [x = 0, y = 0] = Object.values(average ?? []);
  const readout = figure.locator('.readout.average');
  await expect(readout.locator('dt')).toHaveText('average (x, y)');
  await expect(async () => {
    const shown = (await readout.locator('dd').first().textContent()) ?? '';
    const numbers = shown.replaceAll('−', '-').match(/-?[\d.]+/g) ?? [];
    expect(Number(numbers[0])).toBeCloseTo(x, 2);
    expect(Number(numbers[1])).toBeCloseTo(y, 2);
  }).toPass();
  await expect(figure.locator('.legend li.average')).toHaveText('average');
  await set(figure, { optimizer: 'adam' });
  await expect(figure.locator('.legend li.average')).toHaveCount(0);
  await expect(readout).toBeHidden();
});

test('its longer lists stay within a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto('zh/play/#objective=rosenbrock&optimizer=asgd&learning-rate=0.001');
  const longest = page.locator('sgd-playground').locator('.extras option', { hasText: 'scikit-learn' }).first();
  await expect(longest).toBeAttached();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});
