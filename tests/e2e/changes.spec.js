// What a change of one attribute leaves alone: the control that has the focus, and whatever need not change.
import { loaded, openBody } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Locator} Locator */

/** Remembers a figure's elements, and which of them has the focus. @param {Locator} figure @param {string} selector of those that are to stay */
const remember = (figure, selector) =>
  figure.evaluate((element, kept) => {
    const shadow = /** @type {ShadowRoot} */ (element.shadowRoot);
    Object.assign(window, { kept: [...shadow.querySelectorAll(kept)], focused: shadow.activeElement });
  }, selector);

/** What is no longer there of what was remembered, and whether the focus is where it was. @param {Locator} figure */
const lost = (figure) =>
  figure.evaluate((element) => {
    const { kept, focused } = /** @type {any} */ (window);
    const shadow = /** @type {ShadowRoot} */ (element.shadowRoot);
    const gone = kept.filter((/** @type {Element} */ each) => each.getRootNode() !== shadow);
    return { gone: gone.map(String), stays: focused !== null && shadow.activeElement === focused };
  });

/** @param {Locator} figure @param {string} name @param {string | null} value */
const set = (figure, name, value) =>
  figure.evaluate(
    (element, [key, text]) => {
      if (text === null) element.removeAttribute(/** @type {string} */ (key));
      else element.setAttribute(/** @type {string} */ (key), text);
    },
    /** @type {const} */ ([name, value]),
  );

/** Nothing of these is made anew. */
const PARTS = '.figure, .body, .main *, .transport, .readouts *, .chart *, .controls';

test('another theme, height or set of controls leaves the focused control and its neighbours alone', async ({
  page,
}) => {
  await openBody(
    page,
    '<sgd-playground objective="rosenbrock" controls="optimizer,learning-rate,momentum" seed="1"></sgd-playground>',
  );
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await expect(figure.locator('.chart canvas').first()).toBeVisible();
  await figure.locator('#learning-rate').focus();
  await remember(figure, `${PARTS}, .legend *, #learning-rate, .transport *`);
  await set(figure, 'theme', 'dark');
  await set(figure, 'height', '300');
  await expect(figure.locator('.main .plot')).toHaveCSS('height', '300px');
  expect(await lost(figure)).toEqual({ gone: [], stays: true });

  await set(figure, 'controls', 'moves,learning-rate,batch-size,schedule');
  await expect(figure.getByRole('button', { name: 'Next move' })).toBeVisible();
  await expect(figure.locator('.moves')).toBeVisible();
  await expect(figure.locator('#optimizer')).toHaveCount(0);
  await expect(figure.locator('.controls label').filter({ visible: true })).toHaveText([/Learning rate/, /Schedule/]);
  expect(await lost(figure)).toEqual({ gone: [], stays: true });

  await set(figure, 'controls', null);
  await expect(figure.locator('.timeline')).toBeVisible();
  await expect(figure.locator('.views')).toBeVisible();
  await expect(figure.locator('#optimizer')).toBeVisible();
  expect(await lost(figure)).toEqual({ gone: [], stays: true });

  await set(figure, 'controls', 'learning-rate');
  await expect(figure.locator('.timeline, .views, .moves, .controls details:visible')).toHaveCount(0);
  await expect(figure.getByRole('button', { name: 'Next move' })).toHaveCount(0);
  await expect(figure.locator('.controls label')).toHaveCount(1);
  expect(await lost(figure)).toEqual({ gone: [], stays: true });
});

test('controls that come later stand in the order of all, and do what they say', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="line" controls="momentum" seed="1"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await set(figure, 'controls', 'momentum,optimizer,start,batch-size,learning-rate');
  const names = figure.locator('.controls :is(input:not([type="range"]), select, textarea)');
  await expect(names).toHaveCount(5);
  const ids = await names.evaluateAll((fields) => fields.map(({ id }) => id));
  expect(ids).toEqual(['optimizer', 'learning-rate', 'momentum', 'batch-size', 'start']);
  await figure.locator('#optimizer').selectOption('adam');
  await expect(figure).toHaveAttribute('optimizer', 'adam');
});

test('a comparison goes on while controls come and go', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="bowl" compare="sgd,adam" seed="1"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await expect(figure.locator('.comparison tbody tr')).toHaveCount(2);
  await set(figure, 'controls', 'learning-rate');
  await expect(figure.locator('.timeline')).toHaveCount(0);
  await expect(figure.locator('.comparison tbody tr')).toHaveCount(2);
  await set(figure, 'controls', null);
  await expect(figure.locator('.timeline')).toBeVisible();
  await expect(figure.locator('.comparison')).toHaveCount(1);
  await expect(figure.locator('.comparison tbody tr')).toHaveCount(2);
});

const OTHERS = /** @type {const} */ ([
  {
    tag: 'sgd-network',
    markup: '<sgd-network data="circle" layers="4" controls="learning-rate,l2" seed="1"></sgd-network>',
    field: '#learning-rate',
    kept: '.figure, .transport *, .centre, .curves, #learning-rate',
    controls: 'optimizer,learning-rate,batch-size',
    labels: [/Optimizer/, /Learning rate/, /Batch size/],
  },
  {
    tag: 'sgd-graph',
    markup: '<sgd-graph formula="x*sin(x) + x^2" start="2" controls="example,start"></sgd-graph>',
    field: '#start-0',
    kept: '.figure, .view *, .panel, .transport *, #start-0',
    controls: 'formula,start',
    labels: [/Formula/, /x/],
  },
]);

for (const { tag, markup, field, kept, controls, labels } of OTHERS) {
  test(`another theme or set of controls leaves the focused control of <${tag}> alone`, async ({ page }) => {
    await openBody(page, markup);
    const figure = page.locator(tag);
    await expect(figure.locator(field)).toBeVisible();
    await figure.locator(field).focus();
    await remember(figure, kept);
    await set(figure, 'theme', 'dark');
    await set(figure, 'controls', controls);
    const shown = figure.locator('.field label').filter({ visible: true });
    await expect(shown).toHaveText([...labels]);
    expect(await lost(figure)).toEqual({ gone: [], stays: true });
    await set(figure, 'controls', tag === 'sgd-graph' ? null : 'learning-rate');
    await expect(shown).toHaveCount(tag === 'sgd-graph' ? 3 : 1);
    expect(await lost(figure)).toEqual({ gone: [], stays: true });
  });
}
