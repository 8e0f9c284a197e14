// Chips, questions and exercises of the learning page.

import { figureAt, openLesson, raceOf } from './lesson.js';
import { expect, test } from './site.js';

const RAVINE = `
  <figure class="live wide">
    <ul class="chips" data-for="fig-ravine">
      <li><a href="./play/#objective=ravine&amp;optimizer=sgd&amp;learning-rate=0.038">Just below the bound</a></li>
      <li><a href="./play/#objective=ravine&amp;optimizer=sgd&amp;learning-rate=0.041">A little too fast</a></li>
      <li><a href="./play/#objective=plateau&amp;optimizer=sgd" data-still data-controls="momentum">A plateau</a></li>
    </ul>
    <sgd-playground id="fig-ravine" objective="ravine" optimizer="sgd" learning-rate="0.038" controls="learning-rate"></sgd-playground>
    <figcaption>
      <p>Every step leaps across, and lands a little lower.</p>
      <p>Every step leaps across, and lands a little higher, until the point has left the picture, and the run says so.</p>
      <p>The ground is flat.</p>
    </figcaption>
  </figure>`;

/** @param {import('@playwright/test').Locator} figure */
const stepOf = (figure) => figure.evaluate((element) => /** @type {any} */ (element).run.status().step);

for (const [width, height] of /** @type {const} */ ([
  [1440, 900],
  [360, 780],
])) {
  test(`a chip at ${width} pixels sets its figure, plays it, and shows its caption; nothing moves away`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openLesson(page, RAVINE);
    const figure = await figureAt(page, 'fig-ravine');
    const chips = page.locator('.chips button');
    await expect(chips).toHaveText(['Just below the bound', 'A little too fast', 'A plateau']);
    await expect(chips.nth(0)).toHaveAttribute('aria-pressed', 'true');
    await chips.nth(0).evaluate((chip) => chip.scrollIntoView({ block: 'start', behavior: 'instant' }));
    const places = () =>
      page.evaluate(() => [scrollY, ...Array.from(document.querySelectorAll('footer'), (end) => end.offsetTop)]);
    const before = await places();

    await chips.nth(1).click();
    await expect(chips.nth(1)).toHaveAttribute('aria-pressed', 'true');
    await expect(chips.nth(0)).toHaveAttribute('aria-pressed', 'false');
    await expect(figure).toHaveAttribute('learning-rate', '0.041');
    await expect.poll(() => stepOf(figure)).toBeGreaterThan(2);
    await expect(page.getByText('lands a little higher')).toBeVisible();
    await expect(page.getByText('lands a little lower')).toBeHidden();
    expect(await places()).toEqual(before);

    await chips.nth(2).focus();
    await page.keyboard.press('Enter');
    await expect(figure).toHaveAttribute('objective', 'plateau');
    await expect(figure).toHaveAttribute('controls', 'momentum');
    expect(await stepOf(figure)).toBe(0);

    // What the chip before has changed of how the figure stands on the page comes back.
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press(' ');
    await expect(figure).toHaveAttribute('controls', 'learning-rate');
    await expect(figure).toHaveAttribute('learning-rate', '0.038');
    await expect.poll(() => stepOf(figure)).toBeGreaterThan(2);
  });
}

test('no chip is pressed once a setting is another, and the caption says so; coming back presses it again', async ({
  page,
}) => {
  await openLesson(page, RAVINE);
  const figure = await figureAt(page, 'fig-ravine');
  const pressed = page.locator('.chips [aria-pressed="true"]');
  await page.locator('.chips button').nth(1).click();
  await expect(figure).toHaveAttribute('learning-rate', '0.041');
  const rate = figure.getByRole('textbox', { name: 'Learning rate' });
  await rate.fill('0.02');
  await rate.press('Enter');
  await expect(pressed).toHaveCount(0);
  await expect(page.getByText('lands a little higher')).toBeHidden();
  await expect(page.getByText('Settings of your own.')).toBeVisible();
  await rate.fill('0.038');
  await rate.press('Enter');
  await expect(pressed).toHaveText('Just below the bound');
  await expect(page.getByText('lands a little lower')).toBeVisible();
  await expect(page.getByText('Settings of your own.')).toBeHidden();
});

test('at best rates a chip gives the own run its best again, however often it is pressed, and stays pressed', async ({
  page,
}) => {
  const race = raceOf([
    ['objective=beale&compare=sgd,adam&fairness=best-rate', 'Beale', 'Each at its best.'],
    ['objective=beale&compare=sgd,adam&learning-rate=0.003', 'One rate', 'One for all.'],
  ]);
  await openLesson(page, race);
  const figure = await figureAt(page, 'fig-race');
  const own = figure.locator('.key li').first();
  const [best, same] = [page.locator('.chips button').nth(0), page.locator('.chips button').nth(1)];
  const races = async () => {
    await expect(own).toContainText('SGD, α = 0.03');
    await expect(best).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByText('Each at its best.')).toBeVisible();
  };
  await races();
  await best.click();
  await expect.poll(() => stepOf(figure)).toBeGreaterThan(2);
  await races();
  await same.click();
  await expect(own).toHaveText(/^ SGD [^,]*$/);
  await expect(same).toHaveAttribute('aria-pressed', 'true');
  await best.click();
  await expect.poll(() => stepOf(figure)).toBeGreaterThan(2);
  await races();
});

test('from each caption a link leads to the page that shows the figure alone, as it is now', async ({ page }) => {
  await openLesson(page, RAVINE);
  await figureAt(page, 'fig-ravine');
  const open = page.locator('.open:visible');
  await expect(open).toHaveText('Open in the playground');
  await page.locator('.chips button').nth(1).click();
  await open.hover();
  await expect(open).toHaveAttribute('href', /play\/#objective=ravine&optimizer=sgd&learning-rate=0\.041$/);
  await openLesson(page, RAVINE, 'zh/');
  await expect(open).toHaveAttribute('href', /\/zh\/play\//);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('a chip sets its figure, and nothing plays', async ({ page }) => {
    await page.clock.install();
    await openLesson(page, RAVINE);
    const figure = await figureAt(page, 'fig-ravine');
    await page.locator('.chips button').nth(1).click();
    await expect(figure).toHaveAttribute('learning-rate', '0.041');
    await page.clock.runFor(2000);
    expect(await stepOf(figure)).toBe(0);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('chips are links, and all captions show', async ({ page }) => {
    await openLesson(page, RAVINE);
    await expect(page.locator('.chips a')).toHaveCount(3);
    for (const caption of await page.locator('figcaption > p').all()) await expect(caption).toBeVisible();
  });
});

const QUESTION = `
  <div class="prediction" id="guess-ravine" data-veils="fig-ravine" data-rule="least" data-plays="#learning-rate=0.039"
    data-ask='{"what":"steps","of":{"objective":"parabola","optimizer":"sgd"},"untilLoss":0.01,"most":500}'>
    <p><span class="tag">Predict</span> Which rate gets below a loss of 0.01 in the fewest steps?</p>
    <ul>
      <li data-of='{"learningRate":0.03}'>0.03</li>
      <li data-of='{"learningRate":0.3}'>0.3</li>
      <li data-of='{"learningRate":0.97}'>0.97</li>
    </ul>
  </div>`;

/** The caption says why. */
const EXPLAINED = RAVINE.replace(
  '</figcaption>',
  '<p class="why">Two of them tie, since each step leaves the same share of the distance.</p></figcaption>',
);

test('a figure is veiled until its question is answered; then the answer plays in it, and stays answered', async ({
  page,
}) => {
  await openLesson(page, QUESTION + EXPLAINED);
  const figure = await figureAt(page, 'fig-ravine');
  const question = page.locator('#guess-ravine');
  const frame = page.locator('figure.live');
  await expect(frame).toHaveClass(/veiled/);
  await expect(page.locator('.veil')).toContainText('Answer the question above');
  // What is behind the veil is out of reach, for a keyboard too.
  expect(await figure.evaluate((element) => element.closest('[inert]') !== null)).toBe(true);
  await expect(page.locator('.why')).toBeHidden();
  const height = () => question.evaluate((element) => element.getBoundingClientRect().height);
  const before = await height();

  await question.getByRole('button', { name: '0.97', exact: true }).click();
  await expect(question.getByRole('status')).toHaveText('Not so. 0.03: 53 steps; 0.3: 4 steps; 0.97: 53 steps.');
  await expect(question.locator('[data-result="right"]')).toHaveText('0.3');
  await expect(question.locator('[data-result="wrong"]')).toHaveText('0.97');
  await expect(page.locator('.why')).toBeVisible();
  await expect(page.getByText('lands a little lower')).toBeHidden();
  await expect(page.locator('.veil')).toBeHidden();
  await expect(figure).toHaveAttribute('objective', 'ravine');
  await expect(figure).toHaveAttribute('learning-rate', '0.039');
  expect(await height()).toBe(before);
  // It plays when it can be seen.
  await figure.evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
  await expect.poll(() => stepOf(figure)).toBeGreaterThan(2);
  // A chip has its own caption.
  await page.locator('.chips button').nth(1).click();
  await expect(page.getByText('lands a little higher')).toBeVisible();
  await expect(page.locator('.why')).toBeHidden();

  await question.getByRole('button', { name: '0.3 ✓', exact: true }).click();
  await expect(question.getByRole('status')).toHaveText(/^Right\./);
  await page.reload();
  await expect(page.locator('.veil')).toBeHidden();
  await expect(question.getByRole('status')).toHaveText(/^Right\./);
  await expect(question.locator('[aria-pressed="true"]')).toHaveText('0.3');
  // The first guess counts.
  const tally = page.locator('.tally');
  await tally.scrollIntoViewIfNeeded();
  await expect(tally).toContainText('Predictions: 0 of 1 right');

  await tally.getByRole('button', { name: 'Forget it', exact: true }).click();
  await expect(tally).toContainText('counted here');
  await expect(question.getByRole('status')).toBeEmpty();
  await expect(question.locator('[data-result="right"]')).toHaveCount(0);
  await expect(frame).toHaveClass(/veiled/);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('by keyboard a veil is lifted without an answer, and the figure is next; the question can be answered later', async ({
  page,
}) => {
  await openLesson(page, QUESTION + EXPLAINED);
  await figureAt(page, 'fig-ravine');
  const question = page.locator('#guess-ravine');
  await question.getByRole('button', { name: '0.97', exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.veil')).toBeHidden();
  await page.keyboard.press('Tab');
  await expect(page.locator('.chips button').first()).toBeFocused();
  await expect(page.locator('.why')).toBeHidden();
  await page.reload();
  await figureAt(page, 'fig-ravine');
  await expect(page.locator('.veil')).toBeHidden();
  await question.getByRole('button', { name: '0.3', exact: true }).press('Enter');
  await expect(question.getByRole('status')).toHaveText(/^Right\./);
});

test("an answer plays in a figure of the page's own, which stays at its first chip", async ({ page }) => {
  const rates = `<figure class="live wide">
    <ul class="chips" data-for="fig-rates">
      <li><a href="./play/#objective=parabola&amp;compare=sgd@0.03">A parabola</a></li>
      <li><a href="./play/#objective=double-well&amp;compare=sgd@0.02">Two valleys</a></li>
    </ul>
    <div id="fig-rates" data-live="rates"></div>
    <figcaption><p>One valley.</p><p>Two.</p></figcaption></figure>`;
  const question = QUESTION.replace('fig-ravine', 'fig-rates').replace(/data-plays="[^"]*"/, '');
  await openLesson(page, question + rates);
  await page.locator('#guess-ravine').getByRole('button', { name: '0.97', exact: true }).click();
  await expect(page.locator('#fig-rates')).toContainText('Step 2');
  await expect(page.locator('.chips [aria-pressed="true"]')).toHaveText('A parabola');
});

test('where nothing may be kept, questions are answered all the same', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await openLesson(page, QUESTION + EXPLAINED);
  const question = page.locator('#guess-ravine');
  await question.getByRole('button', { name: '0.3', exact: true }).click();
  await expect(question.getByRole('status')).toHaveText(/^Right\./);
  await expect(page.locator('.veil')).toBeHidden();
});

for (const [width, language] of /** @type {const} */ ([
  [1440, ''],
  [360, ''],
  [1440, 'zh/'],
  [360, 'zh/'],
])) {
  test(`/${language} at ${width} pixels: every question is answered in its own room`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(language);
    const count = await page.locator('.prediction').count();
    expect(count).toBeGreaterThan(5);
    for (let k = 0; k < count; k += 1) {
      const question = page.locator('.prediction').nth(k);
      const id = (await question.getAttribute('id')) ?? '';
      await question.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
      const height = () => question.evaluate((element) => element.getBoundingClientRect().height);
      await expect(question, id).toHaveAttribute('data-alive', '');
      const before = await height();
      const choices = await question.getByRole('button').all();
      for (const [n, choice] of choices.entries()) {
        await choice.click();
        await expect(choice, `${id}: ${n}`).toHaveAttribute('aria-pressed', 'true');
        const right = (await choice.getAttribute('data-result')) === 'right';
        await expect(question.getByRole('status').locator('b'), id).toHaveText(
          language === '' ? (right ? 'Right.' : 'Not so.') : right ? '猜对了。' : '不是这样。',
        );
        expect(await height(), `${id}: ${await question.getByRole('status').textContent()}`).toBe(before);
      }
      await expect(question.locator('[data-result="right"]'), id).toHaveCount(1);
    }
    await expect(page.locator('.veiled')).toHaveCount(0);
  });
}

test('who is invited to a figure finds it open', async ({ page }) => {
  await page.goto('');
  await page.getByRole('link', { name: 'draw a digit' }).click();
  await expect(page.locator('figure:has(#fig-network)')).not.toHaveClass(/veiled/);
  await expect(page.locator('#fig-network')).toBeInViewport();
});

test('an answer is walked through in the graph', async ({ page }) => {
  await page.goto('#chain');
  const question = page.locator('#guess-chain');
  const graph = await figureAt(page, 'fig-graph');
  await question.getByRole('button', { name: 'Zero', exact: true }).click();
  await expect(graph).toHaveAttribute('formula', '(relu(3w+b)-2)^2');
  await graph.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await expect(graph.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
});
