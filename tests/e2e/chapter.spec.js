// The learning page: by keyboard, by ear, without motion; what its own figures say.

import { expectNoViolations } from './axe.js';
import { figure, ids, LANGUAGES, OWN, SECTIONS, seeAll } from './chapter.js';
import { skipQuestions } from './lesson.js';
import { expect, test } from './site.js';

test.beforeEach(({ page }) => skipQuestions(page));

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
