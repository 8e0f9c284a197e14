// The first picture of the learning page: it rolls once it is seen, and from wherever a reader puts its start.

import { roll } from '../../www/site/chapter/hero/runs.js';
import { START } from '../../www/site/chapter/hero/scene.js';
import { sentence } from '../../www/site/chapter/hero/sentence.js';
import { words as en } from '../../www/site/chapter/hero-words.en.js';
import { words as zh } from '../../www/site/chapter/hero-words.zh.js';
import { load } from '../unit/built.js';
import { expectNoViolations } from './axe.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */

const LANGUAGES = { '': en, 'zh/': zh };
/** Longer than any roll, by the page's clock. */
const ROLL = 15_000;

test.use({ viewport: { width: 1440, height: 900 } });

const engine = await (await load('hero-page')).createEngine();

/** @param {Page} page */
const hero = (page) => page.locator('.hero');
/** @param {Page} page */
const relief = (page) => page.getByRole('application', { name: /relief|地形/ });
/** @param {Page} page */
const said = (page) => hero(page).getByRole('status');
/** @param {Page} page */
const seen = (page) => hero(page).locator('.seen');

/** The page, by a clock of its own, with the picture alive. @param {Page} page @param {string} [path] */
async function open(page, path = '') {
  await page.clock.install();
  await page.goto(path);
  await expect(hero(page)).toHaveAttribute('data-alive', '');
}

/** Where the start and the balls are, in pixels of the picture. @param {Page} page */
const places = (page) =>
  relief(page).evaluate((box) => {
    const { left, top } = box.getBoundingClientRect();
    const marks = Array.from(box.querySelectorAll('.start, .ball'), (mark) => mark.getBoundingClientRect());
    return marks.map((mark) => ({ x: mark.left - left, y: mark.top - top }));
  });

/** The ring, in pixels of the window. @param {Page} page */
async function ring(page) {
  const box = await relief(page).boundingBox();
  const [mark] = await places(page);
  if (!box || !mark) throw new Error('the picture is not there');
  return { box, x: box.x + mark.x, y: box.y + mark.y };
}

/** The point of the parameters at the start. @param {Page} page */
const start = async (page) => (await relief(page).getAttribute('data-start'))?.split(' ').map(Number) ?? [];

/** Lets the balls come to rest, and asks the engine whether what is said then is so. @param {Page} page @param {typeof en} [words] */
async function expectTrue(page, words = en) {
  await page.clock.runFor(ROLL);
  const truth = sentence(roll(engine, await start(page)), words);
  await expect(said(page)).toHaveText(truth);
  await expect(seen(page)).toHaveText(truth);
  await expect(seen(page)).toHaveCSS('opacity', '1');
}

for (const [language, words] of Object.entries(LANGUAGES)) {
  test(`/${language}: the balls roll once when they are seen, and what is said at the end is what happened`, async ({
    page,
  }) => {
    await open(page, language);
    await expect(hero(page)).toHaveClass(/rolling/);
    await expect(said(page)).toBeEmpty();
    expect(await start(page)).toEqual(START);
    await expectTrue(page, words);
    await expect(hero(page)).not.toHaveClass(/rolling/);
    const rested = await places(page);
    await page.clock.runFor(ROLL);
    expect(await places(page)).toEqual(rested);
    await page.getByRole('button', { name: words.again }).click();
    await expect(said(page)).toBeEmpty();
    await page.clock.runFor(500);
    expect(await places(page)).not.toEqual(rested);
    await expectTrue(page, words);
    expect(await places(page)).toEqual(rested);
  });

  test(`/${language}: axe has nothing against the first screen`, async ({ page }) => {
    await open(page, language);
    await page.clock.runFor(ROLL);
    await expectNoViolations(page, '.hero');
  });
}

test('the start is dragged with a mouse, and the balls roll from there', async ({ page }) => {
  await open(page);
  await expectTrue(page);
  const first = await seen(page).textContent();
  const { x, y } = await ring(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 30, y - 60);
  await page.mouse.move(x - 60, y - 160, { steps: 4 });
  await expect(hero(page)).not.toHaveClass(/rolling/);
  await page.mouse.up();
  const now = await ring(page);
  // As near as the net of heights allows.
  expect(Math.hypot(now.x - (x - 60), now.y - (y - 160))).toBeLessThan(3);
  await expect(hero(page)).toHaveClass(/rolling/);
  await expectTrue(page);
  expect(await seen(page).textContent()).not.toBe(first);
});

test('a start beside the relief is none, and a ball that leaves the picture stops and is told', async ({ page }) => {
  await open(page);
  await expectTrue(page);
  const before = await start(page);
  const { box } = await ring(page);
  await page.mouse.click(box.x + box.width - 5, box.y + box.height - 5);
  expect(await start(page)).toEqual(before);
  await relief(page).focus();
  // Into the corner on the left and far away.
  for (const [key, presses] of /** @type {const} */ ([
    ['Left', 12],
    ['Up', 12],
  ])) {
    for (let press = 0; press < presses; press += 1) await page.keyboard.press(`Shift+Arrow${key}`);
  }
  await expectTrue(page);
  await expect(said(page)).toContainText(/leaves? the picture/);
});

test('arrow keys move the start as one sees it, and the space bar rolls again', async ({ page }) => {
  await open(page);
  await expectTrue(page);
  await relief(page).focus();
  const { x, y } = await ring(page);
  await page.keyboard.press('Shift+ArrowRight');
  expect((await ring(page)).x).toBeGreaterThan(x + 20);
  await page.keyboard.press('Shift+ArrowUp');
  expect((await ring(page)).y).toBeLessThan(y - 10);
  await expectTrue(page);
  const scrolled = await page.evaluate(() => scrollY);
  await page.keyboard.press('Space');
  await expect(said(page)).toBeEmpty();
  await expectTrue(page);
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 780 } });
  test('a tap sets the start, a finger drags the ring, and a swipe scrolls the page', async ({ page }) => {
    await open(page);
    await expectTrue(page);
    const before = await start(page);
    const { box } = await ring(page);
    const client = await page.context().newCDPSession(page);
    /** @param {string} type @param {{ x: number, y: number }[]} touchPoints */
    const touch = (type, touchPoints) =>
      client.send('Input.dispatchTouchEvent', { type: /** @type {'touchStart'} */ (type), touchPoints });
    const drag = async (
      /** @type {{ x: number, y: number }} */ from,
      /** @type {number[]} */ [right = 0, down = 0],
    ) => {
      await touch('touchStart', [from]);
      for (const part of [0.2, 0.5, 1])
        await touch('touchMove', [{ x: from.x + part * right, y: from.y + part * down }]);
      await touch('touchEnd', []);
    };
    await page.touchscreen.tap(box.x + box.width * 0.6, box.y + box.height * 0.5);
    await expect.poll(() => start(page)).not.toEqual(before);
    await expectTrue(page);
    const tapped = await start(page);
    const { x, y } = await ring(page);
    await drag({ x, y }, [-40, 70]);
    const dragged = await start(page);
    expect(dragged).not.toEqual(tapped);
    await expectTrue(page);
    await drag({ x: box.x + box.width * 0.7, y: box.y + box.height * 0.8 }, [0, -200]);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
    expect(await start(page)).toEqual(dragged);
  });
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('nothing rolls: the whole ways are there, of any start', async ({ page }) => {
    await open(page);
    await expect(hero(page)).not.toHaveClass(/rolling/);
    const still = await places(page);
    await page.clock.runFor(ROLL);
    expect(await places(page)).toEqual(still);
    await relief(page).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(hero(page)).not.toHaveClass(/rolling/);
    await expectTrue(page);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  for (const [width, file, ratio] of /** @type {const} */ ([
    [1440, 'hero-wide.webp', 1152 / 560],
    [360, 'hero-tall.webp', 360 / 380],
  ])) {
    test(`there is a picture with the ways and the sentence, at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      const loaded = page.waitForResponse((response) => response.url().endsWith(file));
      await page.goto('');
      expect((await loaded).status()).toBe(200);
      await expect(page.getByRole('img', { name: /four valleys/ })).toBeVisible();
      await expect(hero(page).locator('svg path.trail:visible')).toHaveCount(3);
      await expect(seen(page)).toHaveText(sentence(roll(engine, START), en));
      const { width: across = 0, height = 1 } = (await hero(page).locator('.relief').boundingBox()) ?? {};
      expect(across / height).toBeCloseTo(ratio, 2);
    });
  }
});

test('it stays the still picture while it is out of view, and asks for nothing at rest', async ({ page }) => {
  await page.clock.install();
  await page.addInitScript(() => {
    const request = window.requestAnimationFrame.bind(window);
    Object.assign(window, { frames: 0 });
    window.requestAnimationFrame = (callback) => {
      /** @type {any} */ (window).frames += 1;
      return request(callback);
    };
  });
  const framesInAWhile = async () => {
    const frames = () => page.evaluate(() => /** @type {any} */ (window).frames);
    const before = await frames();
    await page.clock.runFor(1000);
    return (await frames()) - before;
  };
  await page.goto('#family');
  await expect(page.locator('#family h2')).toBeInViewport();
  await page.clock.runFor(ROLL);
  await expect(hero(page)).not.toHaveAttribute('data-alive');
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await expect(hero(page)).toHaveAttribute('data-alive', '');
  await expect.poll(framesInAWhile).toBeGreaterThan(5);
  await page.evaluate(() => scrollTo({ top: 1500, behavior: 'instant' }));
  await expect.poll(framesInAWhile).toBe(0);
  await expect(said(page)).toBeEmpty();
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await expect.poll(framesInAWhile).toBeGreaterThan(5);
  await expectTrue(page);
  expect(await framesInAWhile()).toBe(0);
});

for (const width of [360, 768, 1440]) {
  test(`nothing jumps when it comes to life, at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(() => {
      const shifts = /** @type {string[]} */ ([]);
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of /** @type {any[]} */ (list.getEntries()))
          if (entry.value > 0)
            shifts.push(...entry.sources.map((/** @type {any} */ { node }) => node?.className ?? node?.nodeName));
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await open(page);
    await expectTrue(page);
    await page.getByRole('button', { name: en.again }).click();
    await expectTrue(page);
    expect(await page.evaluate(() => /** @type {any} */ (window).shifts)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}

test('on a phone the names of the balls stay in the window, before and after they have rolled', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  for (const path of ['', 'zh/']) {
    await page.goto(path);
    const inside = () =>
      page.locator('.hero .ball b').evaluateAll((names) =>
        names.every((name) => {
          const { left, right } = name.getBoundingClientRect();
          return left >= 0 && right <= innerWidth;
        }),
      );
    expect(await inside()).toBe(true);
    await expect(page.locator('.hero .seen')).not.toBeEmpty();
    await expect(page.locator('.hero .again')).toBeVisible();
    expect(await inside()).toBe(true);
  }
});
