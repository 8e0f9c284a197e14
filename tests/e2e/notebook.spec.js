// A figure as the view of a model that a program has too, as notebooks show it.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dist } from '../../tools/places.mjs';
import { expect, test } from './site.js';

const script = await readFile(join(dist, 'sgd-playground.one.js'), 'utf8');

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Shows a figure of a model with these values, and leaves both in the page.
 * @param {Page} page
 * @param {string} tag
 * @param {Record<string, string | null>} values by name of an attribute
 */
async function show(page, tag, values) {
  await page.route('**/body.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>A notebook</title><div></div>' }),
  );
  await page.goto('body.html');
  await page.addScriptTag({ content: script });
  await page.evaluate(
    ([tag, values]) => {
      const names = Object.keys(values).map((name) => [name.replaceAll('-', '_'), name]);
      /** @type {Record<string, any>} */
      const state = { _tag: tag, _attributes: Object.fromEntries(names), status: '' };
      for (const [name = '', attribute = ''] of names) state[name] = values[attribute];
      /** @type {Map<string, Set<(message: any) => void>>} */
      const listeners = new Map();
      const model = {
        state,
        /** @type {any[]} */
        sent: [],
        get: (/** @type {string} */ name) => state[name],
        set: (/** @type {string} */ name, /** @type {unknown} */ value) => {
          state[name] = value;
          model.tell(`change:${name}`);
        },
        save_changes: () => {},
        send: (/** @type {any} */ content, /** @type {unknown} */ _, /** @type {ArrayBuffer[]} */ buffers = []) =>
          model.sent.push({ ...content, values: buffers.flatMap((buffer) => Array.from(new Float64Array(buffer))) }),
        on: (/** @type {string} */ event, /** @type {(message: any) => void} */ listener) =>
          listeners.set(event, (listeners.get(event) ?? new Set()).add(listener)),
        off: (/** @type {string} */ event, /** @type {(message: any) => void} */ listener) =>
          listeners.get(event)?.delete(listener),
        tell: (/** @type {string} */ event, /** @type {any} */ message = {}) => {
          for (const listener of listeners.get(event) ?? []) listener(message);
        },
        listening: () => Array.from(listeners.values()).some((each) => each.size > 0),
      };
      const el = document.querySelector('div');
      const end = /** @type {any} */ (globalThis).sgdPlayground.render({ model, el });
      Object.assign(globalThis, { model, end });
    },
    /** @type {const} */ ([tag, values]),
  );
  return page.locator(tag);
}

/** @param {Page} page @param {string} name */
const modelValue = (page, name) => page.evaluate((name) => /** @type {any} */ (globalThis).model.get(name), name);

/** @param {Page} page @param {string} action */
const tell = (page, action) =>
  page.evaluate((action) => /** @type {any} */ (globalThis).model.tell('msg:custom', { action }), action);

/** The record that was sent last: its columns, and their values. @param {Page} page */
const recordOf = (page) =>
  page.evaluate(() => {
    const { columns = [], values = [] } =
      /** @type {any} */ (globalThis).model.sent.findLast((/** @type {any} */ each) => each.event === 'trace') ?? {};
    const length = values.length / columns.length;
    return Object.fromEntries(
      columns.map((/** @type {string} */ name, /** @type {number} */ k) => [
        name,
        values.slice(k * length, (k + 1) * length),
      ]),
    );
  });

test('a model and its figure follow one another', async ({ page }) => {
  const settings = {
    objective: 'bowl',
    'learning-rate': '0.1',
    optimizer: null,
    controls: 'learning-rate',
    seed: null,
  };
  const figure = await show(page, 'sgd-playground', settings);
  await expect(figure.locator('canvas').first()).toBeVisible();
  await expect.poll(() => modelValue(page, 'status')).toBe('ready');
  await page.evaluate(() => {
    const { model } = /** @type {any} */ (globalThis);
    model.set('optimizer', 'adam');
    model.set('learning_rate', null);
  });
  await expect(figure).toHaveAttribute('optimizer', 'adam');
  await expect(figure).not.toHaveAttribute('learning-rate');
  await figure.getByRole('slider', { name: 'Learning rate' }).focus();
  await page.keyboard.press('ArrowRight');
  const rate = await figure.getAttribute('learning-rate');
  expect(rate).not.toBeNull();
  expect(await modelValue(page, 'learning_rate')).toBe(rate);
  expect(await modelValue(page, 'objective')).toBe('bowl');
});

test('a program can run a figure, and has the record of the run', async ({ page }) => {
  const figure = await show(page, 'sgd-playground', { objective: 'bowl', steps: '12' });
  await expect
    .poll(() =>
      page.evaluate(() =>
        /** @type {any} */ (globalThis).model.sent.some((/** @type {any} */ each) => each.event === 'shown'),
      ),
    )
    .toBe(true);
  await tell(page, 'step');
  await expect.poll(async () => (await recordOf(page)).step).toEqual([0, 1]);
  await tell(page, 'play');
  await expect.poll(async () => (await recordOf(page)).step?.length).toBe(13);
  expect(await modelValue(page, 'status')).toBe('paused');
  const { x, y, loss, gradient_norm } = await recordOf(page);
  const trace = await figure.evaluate((/** @type {any} */ each) => {
    const { params, loss, gradientNorm } = each.run.trace();
    return { params: Array.from(params), loss: Array.from(loss), gradientNorm: Array.from(gradientNorm) };
  });
  expect(x.flatMap((/** @type {number} */ value, /** @type {number} */ k) => [value, y[k]])).toEqual(trace.params);
  expect([loss, gradient_norm]).toEqual([trace.loss, trace.gradientNorm]);
  await tell(page, 'reset');
  await expect.poll(async () => (await recordOf(page)).step).toEqual([0]);
});

test('a network sends its record while it plays, and a view that ends leaves nothing behind', async ({ page }) => {
  const figure = await show(page, 'sgd-network', { data: 'xor', layers: '2', controls: 'none' });
  await expect.poll(() => modelValue(page, 'status')).toBe('ready');
  await tell(page, 'play');
  await expect.poll(() => modelValue(page, 'status')).toBe('running');
  await expect.poll(async () => (await recordOf(page)).train_loss?.length).toBeGreaterThan(3);
  expect(await modelValue(page, 'status')).toBe('running');
  await page.evaluate(() => /** @type {any} */ (globalThis).end());
  await expect(figure).toHaveCount(0);
  expect(await page.evaluate(() => /** @type {any} */ (globalThis).model.listening())).toBe(false);
});
