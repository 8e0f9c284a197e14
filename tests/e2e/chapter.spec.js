// The learning page: by keyboard, by ear, without motion, without a network, on paper.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist } from '../../tools/places.mjs';
import { serve } from '../../tools/serve.mjs';
import { expectNoViolations } from './axe.js';
import { skipQuestions } from './lesson.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

const LANGUAGES = ['', 'zh/'];
const SECTIONS = 'solve step rate surface ravine batch momentum family chain network dimensions limits'.split(' ');
/** The page's own figures, and how a keyboard makes each go: what to press in it. */
const OWN = ['fig-solve', 'fig-rates', 'fig-gradient', 'fig-saddles', 'fig-loop'];

test.beforeEach(({ page }) => skipQuestions(page));

/** The figure of that id, brought near and filled. @param {Page} page @param {string} id */
async function figure(page, id) {
  const found = page.locator(`#${id}`);
  await found.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  if (OWN.includes(id)) await expect(found).toHaveAttribute('data-alive', '');
  else await expect(found.locator('.figure:not(.waiting) button').first()).toBeVisible();
  await unveil(page, id);
  return found;
}

/** Skips the question of a figure that waits for its answer. @param {Page} page @param {string} id */
async function unveil(page, id) {
  const skip = page.locator(`figure:has(#${id}) .veil button:visible`);
  if ((await skip.count()) > 0) await skip.click();
}

/** Every figure that is on the page. @param {Page} page */
const ids = (page) =>
  page.evaluate(() => Array.from(document.querySelectorAll('figure.live [id^="fig-"]'), ({ id }) => id));

/** Scrolls through the page until every figure is there. @param {Page} page */
async function seeAll(page) {
  for (const id of await ids(page)) await figure(page, id);
}

test('both languages have the same sections and figures, and links to each other', async ({ page }) => {
  /** @type {string[][]} */
  const found = [];
  for (const language of LANGUAGES) {
    await page.goto(language);
    expect(await page.locator('main > section').evaluateAll((all) => all.map(({ id }) => id))).toEqual(SECTIONS);
    expect(await page.locator('.contents a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))).toEqual(
      SECTIONS.map((id) => `#${id}`),
    );
    found.push(await ids(page));
  }
  expect(found[1]).toEqual(found[0]);
  await page.goto('#momentum');
  await expect(page.locator('.contents a[href="#momentum"]')).toHaveAttribute('aria-current', 'true');
  await page.getByRole('link', { name: '简体中文', exact: true }).click();
  await expect(page).toHaveURL(/zh\/#momentum$/);
  await expect(page.locator('#momentum h2')).toBeInViewport();
});

test('the list of contents follows the reading, beside the text or in a menu', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('');
  await expect(page.locator('.contents details')).toHaveAttribute('open');
  for (const id of ['rate', 'chain']) {
    await page.locator(`#${id} h2`).evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
    await expect(page.locator('.contents [aria-current]')).toHaveAttribute('href', `#${id}`);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(page.locator('.contents details')).not.toHaveAttribute('open');
});

test('every figure of an element is played by keyboard alone, and its words follow', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('');
  for (const id of await ids(page)) {
    if (OWN.includes(id)) continue;
    const found = await figure(page, id);
    const element = await found.evaluate(({ localName }) => localName);
    const words = () =>
      found.evaluate((host) =>
        Array.from(host.shadowRoot?.querySelectorAll('[aria-label], .unseen, [role="status"], .state') ?? [])
          .map((part) => `${part.getAttribute('aria-label')} ${part.textContent}`)
          .join('\n'),
      );
    const before = await words();
    const play = found.getByRole('button', { name: 'Play', exact: true });
    // From the button before it, as someone comes who has no mouse.
    const reset = found.getByRole('button', { name: 'Reset', exact: true });
    await reset.focus();
    for (let k = 0; k < 8 && !(await play.evaluate((button) => button.matches(':focus'))); k += 1) {
      await page.keyboard.press('Tab');
    }
    await expect(play, id).toBeFocused();
    await page.keyboard.press(element === 'sgd-graph' ? 'Enter' : ' ');
    await expect.poll(words, { message: `${id} says the same as before` }).not.toBe(before);
    if (element === 'sgd-graph') continue;
    await page.keyboard.press('Enter');
    await expect(found.getByRole('button', { name: 'Play', exact: true })).toBeFocused();
  }
});

test("the page's own figures are used by keyboard alone, and their words follow", async ({ page }) => {
  await page.goto('');
  const solve = await figure(page, 'fig-solve');
  await expect(solve.locator('.said').first()).toHaveText(/5 stationary points: 3 minima, 2 maxima/);
  const slides = solve.getByRole('application');
  const slope = solve.locator('.slope');
  const before = await slope.textContent();
  await slides.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(slope).not.toHaveText(before ?? '');
  await solve.getByRole('textbox').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('x^4 - x^2');
  await page.keyboard.press('Enter');
  await expect(solve.getByRole('img')).toHaveAccessibleName(/3 stationary points: 2 minima, 1 maximum/);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('x^');
  await page.keyboard.press('Enter');
  await expect(solve.locator('.refusal')).not.toBeEmpty();

  const gradient = await figure(page, 'fig-gradient');
  const slopes = await gradient.locator('.said').textContent();
  await gradient.getByRole('application').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(gradient.locator('.said')).not.toHaveText(slopes ?? '');

  const rates = await figure(page, 'fig-rates');
  const picture = rates.getByRole('img').nth(3);
  const start = await picture.getAttribute('aria-label');
  await rates.getByRole('button', { name: 'Play', exact: true }).focus();
  await page.keyboard.press(' ');
  await expect(picture).not.toHaveAccessibleName(start ?? '');
  await page.keyboard.press('Enter');
  await expect(rates.getByRole('button', { name: 'Play', exact: true })).toBeFocused();

  const saddles = await figure(page, 'fig-saddles');
  await saddles.getByRole('button', { name: 'Count', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(saddles.getByRole('status')).toHaveText(/Counted 10,000 points/);
  await expect(saddles.locator('tbody tr')).toHaveCount(6);
  await expect(saddles.getByRole('img')).toHaveAccessibleName(/2 dimensions: 1,4\d\d minima, 14\.\d+%/);

  const loop = await figure(page, 'fig-loop');
  const lit = loop.locator('.code [aria-current]');
  await expect(lit).toContainText('w, v = 2, 0');
  await loop.getByRole('button', { name: 'Next line', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(lit).toContainText('loss, gradient = look_at(w)');
  await page.keyboard.press('Enter');
  await expect(loop.locator('.fresh')).toHaveText(/gradient = 6.2$/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(loop.locator('[role="status"]')).toHaveText(/stands still.*for ever/);
  await loop.getByLabel('Momentum', { exact: false }).fill('0.9');
  await page.keyboard.press('Enter');
  await loop.getByRole('button', { name: 'To the end', exact: true }).click();
  await expect(loop.locator('[role="status"]')).toHaveText(/ended after 19 steps/);
  // First below, and below for good: at 0.9 without the look-ahead and with it.
  await loop.getByText('More').click();
  await expect(loop.getByRole('row', { name: /^0\.9 / })).toHaveText('0.919442637');
  await expect(loop.getByRole('row', { name: /^0\.99 / })).toHaveText('0.99115691299');
});

test('kinds of stationary points add up, and a tangent is told only where there is one', async ({ page }) => {
  for (const [path, inflection, undecided, none] of /** @type {const} */ ([
    ['', '1 inflection point', '1 undecided', 'At x = −1.2 the loss has no value.'],
    ['zh/', '其中 1 个是拐点', '其中 1 个无法判定', '在 x = −1.2 处，损失没有值。'],
  ])) {
    await page.goto(path);
    const solve = await figure(page, 'fig-solve');
    const ask = async (/** @type {string} */ formula) => {
      await solve.getByRole('textbox').fill(formula);
      await page.keyboard.press('Enter');
    };
    const said = solve.locator('.said').first();
    await ask('sqrt(x)');
    await expect(solve.locator('.slope')).toHaveText(none);
    await expect(solve.locator('.tangent')).toHaveAttribute('d', '');
    await expect(said).not.toContainText(undecided);
    await ask('x^4+y^4');
    await expect(said).toContainText(undecided);
    await ask('x^3');
    await expect(said).toContainText(inflection);
    await ask('x^4');
    await expect(said).toHaveText(/1 minimum, 0 maxima, 0 saddles\.$|1 个极小点，0 个极大点，0 个鞍点。$/);
  }
});

for (const width of [360, 1280]) {
  test(`a curve has whole labels and no line where there is no loss, ${width} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('');
    const solve = await figure(page, 'fig-solve');
    const curve = solve.locator('.curve');
    for (const [formula, label] of /** @type {const} */ ([
      ['1e-5*x^2', /×10⁻⁵/],
      ['1e-300*x^2', /×10⁻³⁰⁰/],
      ['1e6+x^2', /^10000\d\d$/],
      ['x^x', /^20$/],
    ])) {
      await solve.getByRole('textbox').fill(formula);
      await page.keyboard.press('Enter');
      await expect(curve.locator('.axes text').filter({ hasText: label }).first(), formula).toBeVisible();
      const cut = await curve.evaluate((svg) => {
        const frame = svg.getBoundingClientRect();
        return Array.from(svg.querySelectorAll('.axes text'), (text) => ({ text, box: text.getBoundingClientRect() }))
          .filter(({ box }) => box.left < frame.left || box.right > frame.right)
          .map(({ text }) => text.textContent);
      });
      expect(cut, formula).toEqual([]);
    }
    const path = (await curve.locator('.line').getAttribute('d')) ?? '';
    expect(Math.max(...Array.from(path.matchAll(/-?[\d.]+/g), ([place]) => Math.abs(Number(place))))).toBeLessThan(
      2000,
    );
  });
}

for (const { language, why, at } of [
  {
    language: '',
    why: (/** @type {string} */ text) => `“${text}” does not fit: use a number from `,
    at: ' At 1 no velocity',
  },
  { language: 'zh/', why: (/** @type {string} */ text) => `“${text}”不合适：应为 `, at: '动量为 1 时' },
]) {
  test(`/${language}: a field of the page's own figures says what fits in place of what does not`, async ({ page }) => {
    await page.goto(language);
    const rates = await figure(page, 'fig-rates');
    const walk = rates.locator('.walk').first();
    const rate = walk.getByRole('textbox');
    for (const text of ['abc', '-1', '0', '99', '']) {
      await rate.fill(text);
      await rate.press('Enter');
      await expect(walk.locator('.refusal')).toContainText(`${why(text)}0.000001`);
      await expect(walk.locator('.refusal')).toContainText('0.03');
      await expect(rate).toHaveValue(text);
      await expect(rate).toHaveAttribute('aria-invalid', 'true');
    }
    await rate.fill('0.5');
    await rate.press('Enter');
    await expect(walk.locator('.refusal')).toBeEmpty();
    await expect(rate).not.toHaveAttribute('aria-invalid');

    const loop = await figure(page, 'fig-loop');
    const momentum = loop.getByRole('textbox');
    for (const text of ['1', '2', '-0.5', '0.9999', '']) {
      await momentum.fill(text);
      await momentum.press('Enter');
      await expect(loop.locator('.refusal')).toContainText(`${why(text)}0`);
      await expect(loop.locator('.refusal')).toContainText('0.999');
      await expect(loop.locator('.refusal')).toContainText(at);
    }
    await loop.locator('.transport button').first().click();
    await expect(loop.locator('.refusal')).toBeEmpty();
    await expect(momentum).toHaveValue('0.1');

    const saddles = await figure(page, 'fig-saddles');
    await saddles.locator('summary').click();
    const seed = saddles.getByRole('textbox');
    for (const text of ['abc', '-3', '1.5']) {
      await seed.fill(text);
      await seed.press('Enter');
      await expect(saddles.locator('.refusal')).toContainText(`“${text}”`);
    }
  });
}

test('all that the loop says is of one place: a step, its weight and its loss', async ({ page }) => {
  await page.goto('');
  const loop = await figure(page, 'fig-loop');
  const [said, lines] = [loop.locator('[role="status"]'), loop.locator('.code .given')];
  const next = loop.getByRole('button', { name: 'Next line', exact: true });
  await expect(said).toHaveText('Step 0: w = 2.');
  for (let line = 0; line < 2; line += 1) await next.click();
  await expect(said).toHaveText('Step 0: w = 2, loss 2.859.');
  for (let line = 2; line < 5; line += 1) {
    await expect(said).toHaveText('Step 0: w = 2, loss 2.859.');
    await next.click();
  }
  // The program has moved, and has not looked yet.
  await expect(lines.nth(4)).toHaveText('w = 1.88');
  await expect(said).toHaveText('Step 1: w = 1.876.');
  await next.click();
  await expect(lines.nth(5)).toHaveText(/^loss = 2.17 /);
  await expect(said).toHaveText('Step 1: w = 1.876, loss 2.171.');
  // The test of the loop and the push leave the ball where it is.
  for (let line = 0; line < 2; line += 1) {
    await next.click();
    await expect(said).toHaveText('Step 1: w = 1.876, loss 2.171.');
  }
});

test('a number is equal or about equal, never both', async ({ page }) => {
  await page.goto('');
  const rates = await figure(page, 'fig-rates');
  const field = rates.getByRole('textbox').first();
  await field.fill('0.45');
  await field.press('Enter');
  const step = rates.getByRole('button', { name: 'Step', exact: true });
  const said = rates.locator('.walk').first().locator('.said');
  for (let k = 0; k < 12; k += 1) await step.click();
  await expect(said).toHaveText(/^Step \d+: w ≈ 0, loss ≈ 0$/);
});

test("exercises of the page's own figures are done by hand", async ({ page }) => {
  await page.goto('');
  const solve = await figure(page, 'fig-solve');
  await page.locator('#try-solve').scrollIntoViewIfNeeded();
  await expect(page.locator('#try-solve')).not.toHaveAttribute('data-done', '');
  await solve.getByRole('textbox').fill('x^4 - x^2');
  await page.keyboard.press('Enter');
  await expect(page.locator('#try-solve')).toHaveAttribute('data-done', '');
  const rates = await figure(page, 'fig-rates');
  await page.locator('#try-rate').scrollIntoViewIfNeeded();
  await expect(page.locator('#try-rate')).not.toHaveAttribute('data-done', '');
  await rates.getByRole('textbox').first().fill('0.5');
  await page.keyboard.press('Enter');
  await rates.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(page.locator('#try-rate')).toHaveAttribute('data-done', '');
});

test('a chip sets its figure and plays it; from each figure a link leads to the playground', async ({ page }) => {
  await page.goto('');
  const bound = await figure(page, 'fig-bound');
  await page.getByRole('button', { name: 'Just above it', exact: true }).click();
  await expect(bound).toHaveAttribute('learning-rate', '0.041');
  await expect(bound.locator('.state').first()).toHaveText(/running|diverged/);
  const open = page.locator('figure:has(#fig-bound) figcaption .current .open');
  await open.focus();
  await expect(open).toHaveAttribute('href', /play\/#objective=ravine&optimizer=sgd&learning-rate=0\.041/);
  await open.click();
  await expect(page.locator('sgd-playground').getByLabel('Learning rate', { exact: false }).first()).toHaveValue(
    '0.041',
  );
  await expect(page.locator('.notices p')).toHaveCount(0);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('nothing plays by itself, and nothing scrolls smoothly', async ({ page }) => {
    await page.clock.install();
    await page.goto('');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto');
    const bound = await figure(page, 'fig-bound');
    await page.getByRole('button', { name: 'Just above it', exact: true }).click();
    await expect(bound).toHaveAttribute('learning-rate', '0.041');
    await page.clock.runFor(2000);
    expect(await bound.evaluate((element) => /** @type {any} */ (element).run.status().step)).toBe(0);
  });
});

for (const language of LANGUAGES) {
  test(`/${language} has nothing that axe objects to`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.goto(language);
    await seeAll(page);
    await page.locator('.tally').scrollIntoViewIfNeeded();
    await page.locator('#fig-saddles button').first().click();
    await page.locator('#guess-rate button').first().click();
    await page.locator('#fig-loop button').nth(2).click();
    await expect(page.locator('#guess-rate [data-result]').first()).toBeVisible();
    // No figure has anything to say against how the page has set it.
    expect(await page.locator('figure.live .notices p').allInnerTexts()).toEqual([]);
    await expectNoViolations(page);
  });
}

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
  for (let y = 0; y < (await height()); y += 600) {
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
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 800 });
    // What comes late has its room all the same.
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 3 });
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

test.describe('without what a visit before has kept', () => {
  // A service worker would answer from its cache, past the routes of the test.
  test.use({ serviceWorkers: 'block' });

  test('a figure of the page that cannot be loaded says so in its place', async ({ page, problems }) => {
    await page.route(/\/(rates|prediction)-[^/]*\.js/, (route) => route.abort());
    for (const [path, sentence] of /** @type {const} */ ([
      ['', 'Loading failed'],
      ['zh/', '加载失败'],
    ])) {
      await page.goto(`${path}#rate`);
      const place = page.locator('#fig-rates');
      await place.scrollIntoViewIfNeeded();
      await expect(place.getByRole('alert')).toContainText(sentence);
      // The way to the playground is there all the same.
      await unveil(page, 'fig-rates');
      await page.locator('figure:has(#fig-rates) figcaption .current .open').hover();
    }
    // What the browser says of requests that were cut; no error has gone unheard.
    expect(problems.filter((problem) => !problem.startsWith('Failed to load resource'))).toEqual([]);
    problems.length = 0;
  });
});

test('after one visit the page works without a network, in both languages; data sets are not kept', async ({
  page,
  context,
  problems,
}) => {
  await page.goto('');
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== 'activated') await new Promise((done) => active?.addEventListener('statechange', done));
  });
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map(({ url }) => url);
  });
  expect(kept.some((url) => url.includes('engine.wasm'))).toBe(true);
  expect(kept.some((url) => url.includes('/data/') || url.includes('embed.html'))).toBe(false);
  await context.setOffline(true);
  for (const language of ['', 'zh/']) {
    await page.goto(`${language}#ravine`);
    const bound = await figure(page, 'fig-bound');
    await bound.locator('.transport button').nth(1).click();
    await expect
      .poll(() => bound.evaluate((element) => /** @type {any} */ (element).run?.status().step))
      .toBeGreaterThan(3);
    await figure(page, 'fig-rates');
  }
  // What a browser says about its own look for a newer service worker.
  problems.length = 0;
});

test('a new version takes over at the next navigation, unless several tabs show the old one', async ({
  page,
  context,
}) => {
  // Three times all files of the site.
  test.setTimeout(120_000);
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  await cp(dist, folder, { recursive: true, filter: (file) => !file.endsWith('.gz') });
  const { url, close } = await serve(folder);
  const versions = () =>
    page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('sgd-playground ')));
  await page.goto(url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(async () => (await versions()).length).toBe(1);
  const [old] = await versions();
  const other = await context.newPage();
  await other.goto(url);
  // Another build: one page says something else, and the list has its new hash, and is another.
  const script = join(folder, 'service-worker.js');
  const text = await readFile(script, 'utf8');
  const listed = text.replace(/"zh\/":"\w+"/, '"zh/":"0123456789abcdef"');
  await writeFile(script, listed.replace(/BUILD = '\w+'/, "BUILD = 'fedcba9876543210'"));
  const chinese = join(folder, 'zh/index.html');
  await writeFile(chinese, (await readFile(chinese, 'utf8')).replaceAll('下山的路', '新的一版'));
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  const waiting = () => page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));
  await expect.poll(waiting).toBe(true);
  // While two tabs show the old version, both go on with it.
  await page.goto(`${url}zh/`);
  await expect(page.locator('h1')).toHaveText('下山的路');
  await other.close();
  await page.goto(`${url}zh/`);
  await expect(page.locator('h1')).toHaveText('新的一版');
  await expect.poll(versions).not.toContain(old);
  await close();
  await rm(folder, { recursive: true });
});

test('on paper there are pictures and no controls', async ({ page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    window.print = () => Object.assign(window, { printed: true });
  });
  await page.goto('');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.contents')).toBeHidden();
  await expect(page.locator('.prediction').first()).toBeHidden();
  // What has not been loaded takes no room; its caption says what it is about.
  await expect(page.locator('#fig-race')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.locator('.paper').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Print with all figures', exact: true }).click();
  await page.waitForFunction(() => 'printed' in window, undefined, { timeout: 90_000 });
  await page.emulateMedia({ media: 'print' });
  for (const id of await ids(page)) await expect(page.locator(`#${id}`), id).toBeVisible();
  await expect(page.locator('#fig-bound canvas').first()).toBeVisible();
  await expect(page.locator('#fig-bound .transport')).toBeHidden();
});

test('printing goes on where a figure of the page cannot be loaded', async ({ page, problems }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    window.print = () => Object.assign(window, { printed: true });
  });
  await page.route('**/rates-*.js', (route) => route.abort());
  await page.goto('');
  await page.locator('.paper').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Print with all figures', exact: true }).click();
  await page.waitForFunction(() => 'printed' in window, undefined, { timeout: 90_000 });
  expect(problems.filter((problem) => !problem.startsWith('Failed to load resource'))).toEqual([]);
  problems.length = 0;
});
