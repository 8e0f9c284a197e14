// The learning page: nothing sticks out or jumps, and a link to a section lands right, however late things come.

import { ids, LANGUAGES, OWN, SECTIONS } from './chapter.js';
import { comeLate } from './late.js';
import { skipQuestions } from './lesson.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */

test.beforeEach(({ page }) => skipQuestions(page));

/** From the next page on. @param {Page} page */
const recordShifts = (page) =>
  page.addInitScript(() => {
    Object.assign(window, { shifts: [] });
    /** An element and those around it. @param {any} node */
    const path = (node) => {
      const names = [];
      for (let at = node; at && names.length < 5; at = at.parentElement ?? at.getRootNode().host) {
        names.push(at.id ? `#${at.id}` : [at.localName, ...(at.classList ?? [])].join('.'));
      }
      return names.reverse().join(' ');
    };
    new PerformanceObserver((list) => {
      for (const { value, sources } of /** @type {any[]} */ (list.getEntries())) {
        const moved = sources.map((/** @type {any} */ { node, previousRect: from, currentRect: to }) => {
          return `${path(node)}: ${from.y} + ${from.height} → ${to.y} + ${to.height}`;
        });
        /** @type {any} */ (window).shifts.push([value, scrollY, ...moved]);
      }
    }).observe({ type: 'layout-shift', buffered: true });
    /** What is another height than it was at first. @type {Map<Element, { first: number, last: number }>} */
    const heights = new Map();
    document.addEventListener('DOMContentLoaded', () => {
      const observer = new ResizeObserver((entries) => {
        for (const { target } of entries) {
          const { height } = target.getBoundingClientRect();
          heights.set(target, { first: heights.get(target)?.first ?? height, last: height });
        }
      });
      for (const part of document.querySelectorAll('main > section > *, .opening > *')) observer.observe(part);
    });
    const grown = () =>
      [...heights]
        .filter(([, { first, last }]) => Math.abs(last - first) > 1)
        .map(([part, { first, last }]) => `${path(part)}: ${first} → ${last}`);
    Object.assign(window, { grown });
  });

/** @param {Page} page */
async function expectNoShift(page) {
  const shifts = await page.evaluate(() => /** @type {any} */ (window).shifts);
  const sum = shifts.reduce((/** @type {number} */ all, /** @type {number[]} */ [value = 0]) => all + value, 0);
  expect(sum, JSON.stringify(shifts, null, 1)).toBeLessThan(0.02);
  expect(await page.evaluate(() => /** @type {any} */ (window).grown())).toEqual([]);
}

/** Waits until no figure in the viewport, or so near that it loads, is still empty. @param {Page} page */
const rest = (page) =>
  page.evaluate(async () => {
    const own = '[id^="fig-"]:not(sgd-playground, sgd-network, sgd-graph)';
    /** What has a text once the engine has answered. @type {Record<string, string>} */
    const full = { 'sgd-playground': '.readouts', 'sgd-network': '.line .state', 'sgd-graph': '.node' };
    const coming = () =>
      Array.from(document.querySelectorAll('figure.live [id^="fig-"]')).some((figure) => {
        const { top, bottom, height } = figure.getBoundingClientRect();
        if (height === 0 || bottom < -350 || top > innerHeight + 350) return false;
        if (figure.id === 'fig-solve') return !figure.querySelector('td');
        if (figure.matches(own)) return !figure.hasAttribute('data-alive');
        const there = figure.shadowRoot?.querySelector(full[figure.localName] ?? '');
        return !there?.textContent;
      });
    const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    do await painted();
    while (coming());
    await painted();
  });

/** Scrolls as a reader does: a screen after another, until all figures have come. @param {Page} page */
async function read(page) {
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0; y < (await height()); y += 700) {
    await page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), y);
    await rest(page);
  }
  for (const id of await ids(page)) {
    const found = page.locator(`#${id}`);
    if (OWN.includes(id)) await expect(found, id).toHaveAttribute('data-alive', '');
    else await expect(found.locator('.figure:not(.waiting)'), id).toHaveCount(1);
  }
}

/** Each width, and at the narrowest and the widest both languages. @type {[width: number, language: string][]} */
const READ = [
  [320, ''],
  [320, 'zh/'],
  [360, 'zh/'],
  [412, ''],
  [768, 'zh/'],
  [1280, ''],
  [1440, ''],
  [1440, 'zh/'],
];

for (const [width, language] of READ) {
  test(`/${language} at ${width} pixels: nothing sticks out, and nothing jumps`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    // What comes late has its room all the same.
    await comeLate(page.context());
    await recordShifts(page);
    await page.goto(language);
    await read(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    const aside = await page.locator('main > section > .wide').evaluateAll(
      (figures) =>
        figures.filter((figure) => {
          const middle = (/** @type {Element | null} */ element) => {
            const { left = 0, right = 0 } = element?.getBoundingClientRect() ?? {};
            return (left + right) / 2;
          };
          return Math.abs(middle(figure) - middle(figure.parentElement?.querySelector('h2') ?? null)) > 1;
        }).length,
    );
    expect(aside, 'figures that do not stand in the middle of the text').toBe(0);
    const begins = await page
      .locator('main > h1, main > .lead, main > section > h2')
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().left));
    expect(new Set(begins).size, `the text begins at ${begins}`).toBe(1);
    await expectNoShift(page);
  });
}

for (const language of LANGUAGES) {
  test(`/${language} is never wider than its window`, async ({ page }) => {
    await page.goto(language);
    for (const width of [340, 360, 412, 600, 768, 900, 1024, 1199, 1200, 1280, 1366]) {
      await page.setViewportSize({ width, height: 800 });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(beyond, `at ${width} pixels`).toBeLessThanOrEqual(0);
    }
  });
}

test('a link to any section shows it at once, and it stays where it is', async ({ page }) => {
  for (const id of SECTIONS) {
    await page.goto('about:blank');
    await page.goto(`#${id}`);
    await rest(page);
    await expect(page.locator(`#${id} > h2`), id).toBeInViewport();
  }
});

for (const [language, width, id, other] of /** @type {const} */ ([
  ['zh/', 360, 'momentum', 'network'],
  ['', 412, 'rate', 'family'],
  ['', 1280, 'family', 'rate'],
])) {
  test(`/${language} at ${width} pixels, on a slow machine: a link to a section lands right at once, and so do the ways back`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await recordShifts(page);
    /** @param {string} section @param {number} [top] where it stays once all has come */
    const expectAt = async (section, top = 16) => {
      await rest(page);
      const found = await page.locator(`#${section}`).evaluate((element) => element.getBoundingClientRect().top);
      expect(Math.abs(found - top), `${section} at ${found}, not ${top}`).toBeLessThan(2);
    };
    await page.goto(`${language}#${id}`);
    await expectAt(id);
    await expectNoShift(page);
    const contents = page.locator('.contents');
    if (width < 1200) {
      await page.mouse.wheel(0, -1e6);
      await contents.locator('summary').click();
    }
    await contents.locator(`a[href="#${other}"]`).click();
    await expectAt(other);
    await page.goBack();
    await page.goForward();
    await expectAt(other);
    // Whoever has read on is not pulled back to where the link led.
    await page.evaluate(() => scrollBy({ top: 700, behavior: 'instant' }));
    await expectAt(other, 16 - 700);
    await page.reload();
    await expectAt(other, 16 - 700);
    await page.goto('about:blank');
    await page.goBack();
    await expectAt(other, 16 - 700);
  });
}
