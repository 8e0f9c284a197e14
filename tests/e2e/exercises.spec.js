// Exercises of the learning page: the figure's own run says when they are done.

import { figureAt, openLesson, raceOf } from './lesson.js';
import { expect, test } from './site.js';

const FIGURE = `
  <figure class="live wide">
    <sgd-playground id="fig-ravine" objective="ravine" optimizer="sgd" learning-rate="0.038"
      controls="learning-rate"></sgd-playground>
    <figcaption>A ravine.</figcaption>
  </figure>`;

/** @param {string} figure @param {string} goal @param {string} solution */
const exercise = (figure, goal, solution) => `
  <aside class="showed">
    <p>What this section has shown.</p>
    <div class="exercise" id="try-lesson" data-figure="${figure}" data-goal='${goal}' data-solution="${solution}">
      <p>Do something.</p>
    </div>
  </aside>`;

const SLOW = exercise(
  'fig-ravine',
  '[["objective","=","ravine"],["learningRate","<=",0.02],["loss","<",1],["state","!=","diverged"]]',
  '#learning-rate=0.02',
);

/** @param {import('@playwright/test').Page} page */
const status = (page) => page.locator('.exercise').getByRole('status');

test('what the reader does in the figure is judged: not yet, and done; it stays done until it is forgotten', async ({
  page,
}) => {
  await openLesson(page, FIGURE + SLOW);
  const figure = await figureAt(page, 'fig-ravine');
  await expect(page.locator('.exercise')).toHaveAttribute('data-alive', '');
  await expect(status(page)).toBeEmpty();
  const mark = page.locator('.contents').getByRole('img', { name: 'done', exact: true });
  const rate = figure.getByRole('textbox', { name: 'Learning rate' });
  await rate.fill('0.03');
  await rate.press('Enter');
  await expect(status(page)).toHaveText('Not yet: the learning rate is 0.03.');
  await rate.fill('0.02');
  await rate.press('Enter');
  await expect(status(page)).toHaveText('Not yet: the loss is 23.63.');
  await expect(mark).toHaveCount(0);
  await figure.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(status(page)).toHaveText('Done.');
  await expect(mark).toHaveCount(1);

  await page.reload();
  await page.locator('.exercise').scrollIntoViewIfNeeded();
  await expect(status(page)).toHaveText('Done.');
  const tally = page.locator('.tally');
  await tally.scrollIntoViewIfNeeded();
  await expect(tally).toContainText('Exercises: 1 of 1 done');
  await tally.getByRole('button', { name: 'Forget it', exact: true }).click();
  await expect(status(page)).toBeEmpty();
  await expect(mark).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('a solution is shown in the figure, and not counted; changed by hand, it counts', async ({ page }) => {
  await openLesson(page, FIGURE + SLOW);
  const figure = await figureAt(page, 'fig-ravine');
  await page.getByRole('button', { name: 'Show a solution', exact: true }).click();
  await expect(figure).toHaveAttribute('learning-rate', '0.02');
  await expect(figure).toHaveAttribute('objective', 'ravine');
  await expect(figure).toBeInViewport();
  await expect(status(page)).toHaveText('This is one way to do it.');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  const rate = figure.getByRole('textbox', { name: 'Learning rate' });
  await rate.fill('0.019');
  await rate.press('Enter');
  await expect(status(page)).toHaveText('Done.');
});

test('what a search or a chip does is no attempt; what the reader does by hand is one', async ({ page }) => {
  const race = raceOf([
    ['objective=beale&compare=sgd,adam&fairness=best-rate', 'Beale', 'One valley.'],
    ['objective=ravine&compare=sgd,adam&fairness=best-rate', 'A ravine', 'Another.'],
  ]);
  await openLesson(page, race + exercise('fig-race', '[["loss","<",-1]]', '#objective=beale'));
  const figure = await figureAt(page, 'fig-race');
  await expect(page.locator('.exercise')).toHaveAttribute('data-alive', '');
  await expect(figure).toHaveAttribute('learning-rate', '0.03');
  await expect(status(page)).toBeEmpty();
  await page.locator('.chips button').nth(1).click();
  await expect
    .poll(() => figure.evaluate((element) => /** @type {any} */ (element).run.status().step))
    .toBeGreaterThan(2);
  await figure.evaluate((element) => /** @type {any} */ (element).pause());
  await expect(figure.locator('.line .state')).toHaveText('paused');
  await expect(status(page)).toBeEmpty();
  for (const name of ['Play', 'Pause']) await figure.getByRole('button', { name, exact: true }).click();
  await expect(status(page)).toContainText('Not yet: the loss is');
  // Set anew, it is for the reader to begin.
  await page.locator('.chips button').nth(0).click();
  await expect(status(page)).toBeEmpty();
});

test('the address of an exercise is copied, and leads to it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openLesson(page, FIGURE + SLOW);
  await page.getByRole('link', { name: 'Link', exact: true }).click();
  await expect(page.locator('.copies')).toHaveText('Copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/lesson\.html#try-lesson$/);
  await page.goto('about:blank');
  await page.goto(copied);
  await expect(page.locator('#try-lesson')).toBeInViewport();
});

test("a figure of the page's own is judged too", async ({ page }) => {
  const rates = `<figure class="live wide"><div id="fig-rates" data-live="rates"></div></figure>`;
  const goal = '[["objective","=","parabola"],["quickest","=",1]]';
  await openLesson(page, rates + exercise('fig-rates', goal, '#objective=parabola&amp;compare=sgd@0.5'));
  await expect(page.locator('#fig-rates')).toHaveAttribute('data-alive', '');
  await page.locator('#fig-rates input').first().fill('0.5');
  await page.locator('#fig-rates input').first().press('Enter');
  await page.locator('#fig-rates').getByRole('button', { name: 'Step', exact: true }).click();
  await expect(status(page)).toHaveText('Done.');
});

test('a network is judged by what it reads of the test set', async ({ page }) => {
  const network = `<figure class="live wide"><sgd-network id="fig-net" data="gaussians" layers="4" seed="1"
    learning-rate="0.1" controls="learning-rate"></sgd-network></figure>`;
  await openLesson(
    page,
    network + exercise('fig-net', '[["dataset","=","gaussians"],["accuracy",">",0.9]]', '#seed=1'),
  );
  const figure = await figureAt(page, 'fig-net');
  await figure.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(status(page)).toHaveText('Done.');
});

test('a graph is judged by what comes out of it', async ({ page }) => {
  const graph = `<figure class="live wide"><sgd-graph id="fig-graph" formula="x*x" start="3" controls="start"></sgd-graph></figure>`;
  await openLesson(
    page,
    graph + exercise('fig-graph', '[["formula","=","x*x"],["loss","<",0.01]]', '#formula=x*x&amp;start=0'),
  );
  await figureAt(page, 'fig-graph');
  await page.getByRole('button', { name: 'Show a solution', exact: true }).click();
  await expect(page.locator('#fig-graph')).toHaveAttribute('start', '0');
  await expect(status(page)).toHaveText('This is one way to do it.');
});
