// What a browser and a machine do to a page that works: hours away, clocks that jump, pages that come back, storage that is
// refused, figures without room, other screens, data that is damaged.

import { readFile } from 'node:fs/promises';
import { button, loaded, openBody, openFigure, path, ready, status, takeSteps } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {boolean} hidden */
const hide = (page, hidden) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

for (const [what, away] of /** @type {[string, (page: Page) => Promise<void>][]} */ ([
  [
    'an hour in a hidden tab',
    async (page) => {
      await hide(page, true);
      await page.clock.fastForward('01:00:00');
      await hide(page, false);
    },
  ],
  ['a machine that slept for a day', (page) => page.clock.fastForward('24:00:00')],
  [
    'a clock that is put back by an hour',
    (page) =>
      page.evaluate(() => {
        const { now } = Date;
        Date.now = () => now() - 3_600_000;
      }),
  ],
])) {
  test(`${what} costs a playing figure no step and makes it leap over none`, async ({ page }) => {
    await page.clock.install();
    const figure = await openFigure(page, '#objective=rosenbrock&speed=1');
    await button(figure, 'Play').click();
    await page.clock.runFor(300);
    const before = await path(figure);
    expect(before.length).toBeGreaterThan(3);
    await away(page);
    const { step } = await status(figure);
    await page.clock.runFor(500);
    const after = await path(figure);
    // Twenty steps a second: of the time away, 72,000 at least, it owes a frame or two, and the clock goes on meanwhile.
    expect(step - (before.length - 1)).toBeLessThan(40);
    expect(after.length - 1 - step).toBeGreaterThan(5);
    expect(after.length - 1 - step).toBeLessThan(60);
    expect(after.slice(0, before.length)).toEqual(before);
    await expect(figure.locator('.state')).toHaveText('running');
  });
}

test('a page that comes back from the back-forward cache goes on with the run that it had', async ({ page }) => {
  await openBody(
    page,
    '<sgd-playground objective="bowl" seed="1"></sgd-playground><sgd-network data="circle" seed="1"></sgd-network>',
  );
  const figure = page.locator('sgd-playground');
  const network = page.locator('sgd-network');
  await loaded(figure);
  await ready(network);
  await takeSteps(figure, 9);
  await page.evaluate(() => {
    Object.assign(window, { shows: 0 });
    addEventListener('pageshow', () => {
      /** @type {any} */ (window).shows += 1;
    });
  });
  const rows = await path(figure);
  // What a browser does with a page that it keeps: it is hidden and frozen, and comes back as it was.
  const session = await page.context().newCDPSession(page);
  await hide(page, true);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await hide(page, false);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  expect(await page.evaluate(() => /** @type {any} */ (window).shows)).toBe(1);
  expect(await path(figure)).toEqual(rows);
  await takeSteps(figure, 1);
  expect((await status(figure)).step).toBe(10);
  await network.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(network.locator('.readout.step dd').first()).not.toHaveText('0');
});

for (const [lang, place] of /** @type {const} */ ([
  ['en', ''],
  ['zh', 'zh/'],
])) {
  test(`${lang}: where storage is refused, the learning page teaches, and remembers as long as it is open`, async ({
    page,
  }) => {
    await page.addInitScript(() => {
      const refuse = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
        Object.defineProperty(window, name, { get: refuse });
      }
      for (const name of /** @type {const} */ (['open', 'has', 'delete', 'keys', 'match'])) {
        CacheStorage.prototype[name] = async () => refuse();
      }
      Object.assign(ServiceWorkerContainer.prototype, { register: async () => refuse() });
    });
    await page.goto(place);
    const question = page.locator('.prediction:visible').first();
    await question.scrollIntoViewIfNeeded();
    await question.getByRole('button').first().click();
    await expect(question.locator('[data-result=right]')).toBeVisible();
    const keep = page.locator('[data-live="keep"]');
    await keep.scrollIntoViewIfNeeded();
    await expect(keep).toHaveAttribute('data-alive', '');
    // What cannot be kept is not offered.
    await expect(keep).toBeEmpty();
    await expect(question.locator('[data-result=right]')).toBeVisible();
    await expect(page.getByText(lang === 'zh' ? '加载失败' : 'Loading failed')).toHaveCount(0);
  });
}

test('a figure without any room waits, and is drawn when it gets some', async ({ page }) => {
  await openBody(
    page,
    `<style>.none { width: 0; height: 0; overflow: hidden }</style>
     <div class="none"><sgd-playground objective="himmelblau"></sgd-playground><sgd-network data="circle"></sgd-network><sgd-graph></sgd-graph></div>`,
  );
  const [figure, network, graph] = ['sgd-playground', 'sgd-network', 'sgd-graph'].map((name) => page.locator(name));
  if (!figure || !network || !graph) throw new Error('there are three');
  await page.waitForTimeout(300);
  await page.evaluate(() => document.querySelector('.none')?.classList.remove('none'));
  await loaded(figure);
  await takeSteps(figure, 3);
  for (const one of [network, graph]) {
    await one.scrollIntoViewIfNeeded();
    await ready(one);
  }
  // And once more, with what it has drawn.
  await page.evaluate(() => document.querySelector('div')?.classList.add('none'));
  await takeSteps(figure, 3);
  await page.evaluate(() => document.querySelector('div')?.classList.remove('none'));
  await figure.scrollIntoViewIfNeeded();
  await takeSteps(figure, 3);
  expect((await status(figure)).step).toBe(9);
  const drawn = await figure
    .locator('canvas')
    .first()
    .evaluate((canvas) => {
      const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
      return Math.min(width, height);
    });
  expect(drawn).toBeGreaterThan(100);
});

test('on another screen every canvas has its pixels again, and the run is the same', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="himmelblau"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await takeSteps(figure, 12);
  const rows = await path(figure);
  const densities = () =>
    figure.locator('.plot-cell canvas').evaluateAll((all) =>
      all.map((one) => {
        const canvas = /** @type {HTMLCanvasElement} */ (one);
        return Math.round((2 * canvas.width) / canvas.getBoundingClientRect().width) / 2;
      }),
    );
  const session = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 };
  for (const deviceScaleFactor of [2, 3, 1.5, 1]) {
    const size = { width, height: height + 10 * deviceScaleFactor };
    await session.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor, mobile: false });
    await expect.poll(async () => Math.max(...(await densities()))).toBe(deviceScaleFactor);
  }
  expect(await path(figure)).toEqual(rows);
});

/** @param {string} file */
const data = (file) => readFile(new URL(`../../dist/data/${file}`, import.meta.url));

for (const [lang, half, damaged] of /** @type {const} */ ([
  ['en', 'was cut off', 'is damaged'],
  ['zh', '不完整', '已损坏'],
])) {
  for (const [what, sentence, spoil] of /** @type {[string, string, (bytes: Buffer) => Buffer][]} */ ([
    ['half of a file', half, (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ['a beginning that is not that of gzip', half, (bytes) => Buffer.concat([Buffer.from([0, 0]), bytes.subarray(2)])],
    ['some bytes changed', damaged, (bytes) => Buffer.from(bytes).fill(7, 5000, 5100)],
  ])) {
    test(`${lang}: MNIST with ${what} is told, and the network that was there goes on`, async ({ page, problems }) => {
      await openBody(page, `<sgd-network lang="${lang}" data="circle" seed="3"></sgd-network>`);
      const network = page.locator('sgd-network');
      await ready(network);
      await page.route('**/data/mnist-*', async (route) => {
        const file = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
        await route.fulfill({ contentType: 'application/octet-stream', body: spoil(await data(file)) });
      });
      await network.evaluate((element) => element.setAttribute('data', 'mnist'));
      await expect(network.getByText(sentence).first()).toBeVisible();
      // The small digits stand in for the large ones, and can be learnt.
      const dataset = () => network.evaluate((element) => /** @type {any} */ (element).training.config.dataset);
      expect(await dataset()).toBe('digits');
      await network.evaluate((element) => element.setAttribute('data', 'circle'));
      await expect.poll(dataset).toBe('circle');
      await expect(network.getByText(sentence)).toHaveCount(0);
      problems.length = 0;
    });
  }
}
