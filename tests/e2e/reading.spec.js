// The text of the learning page, as it is read: its letters, its terms, its lines.

import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */

const lit = (/** @type {Page} */ page) => page.locator('html').getAttribute('data-lit');

/** The background of what can be seen of a meaning, in the page. @param {Page} page @param {string} meaning */
const backgrounds = (page, meaning) =>
  page
    .locator(`.symbol.${meaning}`)
    .evaluateAll((all) => [...new Set(all.map((symbol) => getComputedStyle(symbol).backgroundColor))]);

test('a letter that is pointed at lights up wherever it stands, and no other does', async ({ page }) => {
  await page.goto('#momentum');
  const beta = page.locator('#momentum .symbol.beta').first();
  await beta.hover();
  await expect.poll(() => lit(page)).toBe('beta');
  const [colour, ...others] = await backgrounds(page, 'beta');
  expect(others).toEqual([]);
  expect(colour).not.toBe('rgba(0, 0, 0, 0)');
  expect(await backgrounds(page, 'alpha')).toEqual(['rgba(0, 0, 0, 0)']);
  await page.mouse.move(1, 1);
  await expect.poll(() => lit(page)).toBe(null);
  // Within a gradient, its weight is one of its own.
  await page.locator('#momentum .symbol.gradient .symbol.weight').first().hover();
  await expect.poll(() => lit(page)).toBe('weight');
});

test('a letter in the label of a slider, and the slider itself, light it up', async ({ page }) => {
  await page.goto('#momentum');
  const letter = page.locator('#fig-pairs label var', { hasText: 'β' });
  // The page goes to its place while it still comes: a figure that it leaves then is not built.
  await expect(async () => {
    await page.locator('#fig-pairs').evaluate((figure) => figure.scrollIntoView({ behavior: 'instant' }));
    await expect(letter).toBeVisible({ timeout: 2000 });
  }).toPass();
  await letter.hover();
  await expect.poll(() => lit(page)).toBe('beta');
  await page.mouse.move(1, 1);
  await page
    .locator('#fig-pairs')
    .getByRole('slider', { name: /Learning rate/ })
    .focus();
  await expect.poll(() => lit(page)).toBe('alpha');
  await page.locator('#fig-pairs').getByRole('button', { name: 'Reset', exact: true }).focus();
  await expect.poll(() => lit(page)).toBe(null);
});

const TERM = '#rate a.term[href="#term-learning-rate"]';

test('a term shows its definition again under the pointer, and a way to it', async ({ page }) => {
  await page.goto('#rate');
  const term = page.locator(TERM).first();
  await term.hover();
  const told = page.getByRole('note');
  await expect(told).toBeVisible();
  const definition = (await page.locator('#term-learning-rate').textContent()) ?? '';
  await expect(told.locator('p')).toHaveText(definition);
  await expect(term).toHaveAccessibleDescription(definition.replace(/\s+/g, ' ').trim());
  // It stays while it is pointed at, and goes when nothing is.
  await told.locator('p').hover();
  await expect(told).toBeVisible();
  await page.mouse.move(1, 1);
  await expect(told).toBeHidden();
  await term.hover();
  await told.getByRole('link').click();
  await expect(page).toHaveURL(/#term-learning-rate$/);
  await expect(page.locator('#term-learning-rate')).toBeInViewport();
  await expect(told).toBeHidden();
});

test('a term is told by keyboard', async ({ page }) => {
  await page.goto('#rate');
  await page.locator(TERM).first().focus();
  const told = page.getByRole('note');
  await expect(told).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(told.getByRole('link')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Escape');
  await expect(told).toBeHidden();
  await expect(page.locator(TERM).first()).toBeFocused();
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 320, height: 780 } });

  for (const language of ['', 'zh/']) {
    test(`/${language}: every term that is tapped is told within the window`, async ({ page }) => {
      await page.goto(language);
      // Behind a veil, and in the caption of a chip that is not pressed, nothing can be tapped.
      const terms = page.locator('main a.term[aria-describedby]:not([inert] *):visible');
      const told = page.getByRole('note');
      for (let k = 0; k < (await terms.count()); k += 1) {
        await terms.nth(k).tap();
        await expect(told).toBeVisible();
        const box = await told.boundingBox();
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
        expect(new URL(page.url()).hash).toBe('');
        await page.touchscreen.tap(2, 2);
        await expect(told).toBeHidden();
      }
      await terms.first().tap();
      await told.getByRole('link').tap();
      await expect(page).toHaveURL(/#term-/);
    });
  }

  test('a letter stays lit until the reader taps elsewhere', async ({ page }) => {
    await page.goto('#momentum');
    await page.locator('#momentum .symbol.velocity').first().tap();
    await expect.poll(() => lit(page)).toBe('velocity');
    await page.locator('#momentum h2').tap();
    await expect.poll(() => lit(page)).toBe(null);
  });
});

for (const language of ['', 'zh/']) {
  for (const width of [320, 360, 768]) {
    test(`/${language} at ${width}: no line begins with punctuation, and no formula is wider than its column`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 780 });
      await page.goto(language);
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('main > section { content-visibility: visible !important; }');
        document.adoptedStyleSheets.push(sheet);
      });
      expect(await page.evaluate(badLines)).toEqual([]);
      expect(await page.locator('math').count()).toBeGreaterThan(30);
      const over = await page
        .locator('math')
        .evaluateAll((all) =>
          all
            .filter((math) => math.scrollWidth > math.clientWidth || math.getBoundingClientRect().right > innerWidth)
            .map((math) => math.textContent),
        );
      expect(over).toEqual([]);
    });
  }
}

/** What stands before and after the start of each line that begins with punctuation. */
function badLines() {
  const found = [];
  const main = document.querySelector('main');
  if (!main) throw new Error('no text');
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (node.parentElement?.closest('math, svg')) continue;
    const text = node.textContent ?? '';
    const block = blockOf(node.parentElement);
    for (const { index, 0: mark } of text.matchAll(/[.,:;!?)\]%，。、：；！？）”’」』》]/gu)) {
      range.setStart(node, index);
      range.setEnd(node, index + mark.length);
      const { left, width } = range.getBoundingClientRect();
      if (width > 0 && left < block + 1)
        found.push(`${text.slice(Math.max(index - 15, 0), index)}⏎${text.slice(index, index + 15)}`);
    }
  }
  return found;

  /** Where the lines begin that an element is in. @param {Element | null} element */
  function blockOf(element) {
    let block = element;
    while (block && /^(inline|contents)/.test(getComputedStyle(block).display)) block = block.parentElement;
    if (!block) throw new Error('nothing has lines');
    const { paddingLeft, borderLeftWidth } = getComputedStyle(block);
    return block.getBoundingClientRect().left + Number.parseFloat(paddingLeft) + Number.parseFloat(borderLeftWidth);
  }
}
