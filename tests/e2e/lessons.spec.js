// Chips, questions and exercises of the learning page.

import { figureAt, openLesson } from './lesson.js';
import { expect, test } from './site.js';

// What a service worker has kept would answer past the routes of the tests.
test.use({ serviceWorkers: 'block' });

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

test('no chip is pressed once a setting is another; the caption stays, and coming back presses it again', async ({
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
  await expect(page.getByText('lands a little higher')).toBeVisible();
  await rate.fill('0.038');
  await rate.press('Enter');
  await expect(pressed).toHaveText('Just below the bound');
  await expect(page.getByText('lands a little lower')).toBeVisible();
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
