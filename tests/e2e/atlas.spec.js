// The atlas of libraries: its tables, the filter, the race and the form for a pasted line.

import { load } from '../unit/built.js';
import { expectNoViolations } from './axe.js';
import { loaded, status, takeSteps } from './figure.js';
import { expect, test } from './site.js';

const { createEngine } = await load('atlas pages');
const optimizers = (await createEngine()).catalog().optimizers.map(({ name }) => name);

for (const { address, all, some, none } of [
  { address: 'atlas/', all: /^\d+ entries$/, some: /^\d+ of \d+ entries$/, none: 'Nothing found.' },
  { address: 'zh/atlas/', all: /^共 \d+ 条$/, some: /^\d+ 条中的 \d+ 条$/, none: '没有找到。' },
]) {
  test(`${address} has a table for each rule, and finds a library in it`, async ({ page }) => {
    await page.goto(address);
    const sections = page.locator('section.rule');
    const rules = page.locator('select[name="rule"] option');
    await expect(sections).toHaveCount(await rules.count());
    expect(await rules.evaluateAll((all) => all.map((option) => option.getAttribute('value')))).toEqual(optimizers);
    const found = page.locator('#found');
    await expect(found).toHaveText(all);
    // What differs is marked with a sign and a line, too.
    const unlike = page.locator('#momentum tbody', { has: page.locator('[data-library="torch"]') });
    await expect(unlike.locator('.unlike').first()).toHaveText('≠');
    await expect(unlike.locator('math .differs').first()).toBeVisible();
    await expect(page.locator('#momentum tbody').first().locator('.unlike')).toHaveCount(0);

    await page.locator('select[name="library"]').selectOption('tfjs');
    await expect(page).toHaveURL(/#library=tfjs$/);
    await expect(found).toHaveText(some);
    await expect(page.locator('#momentum tr[data-library="tfjs"]')).toBeVisible();
    await expect(page.locator('#momentum tr[data-library="keras"]')).toBeHidden();
    await expect(page.locator('#lion')).toBeHidden();

    const search = page.locator('input[type="search"]');
    await search.fill('adam');
    await search.blur();
    await expect(page).toHaveURL(/#library=tfjs&search=adam$/);
    await expect(page.locator('#momentum')).toBeHidden();
    await expect(page.locator('#adam tr[data-library="tfjs"]')).toBeVisible();
    await search.fill('no such thing');
    await expect(found).toHaveText(none);
    await search.fill('');
    await search.blur();
    await expect(page).toHaveURL(/#library=tfjs$/);
    await page.goBack();
    await expect(search).toHaveValue('adam');
  });
}

test('links lead to a rule, to a library, and to both', async ({ page }) => {
  await page.goto('atlas/#adam');
  await expect(page.locator('#adam h2')).toBeInViewport();
  await expect(page.locator('#found')).toHaveText(/^\d+ entries$/);
  await page.goto('about:blank');
  await page.goto('atlas/#nadam&library=torch');
  await expect(page.locator('select[name="library"]')).toHaveValue('torch');
  await expect(page.locator('#nadam tr[data-library="torch"]')).toBeInViewport();
  await expect(page.locator('#nadam tr[data-library="keras"]')).toBeHidden();
  // A rule of the list keeps the filter.
  await page.locator('.rules').getByRole('link', { name: 'Adamax', exact: true }).click();
  await expect(page).toHaveURL(/#adamax&library=torch$/);
  await expect(page.locator('#adamax tr[data-library="torch"]')).toBeInViewport();
  await expect(page.locator('#adamax tr[data-library="keras"]')).toBeHidden();
});

test('a race says at which step two libraries part, and a dropped rate parts them', async ({ page }) => {
  await page.goto('atlas/');
  const race = page.locator('#race');
  await race.scrollIntoViewIfNeeded();
  const figure = race.locator('sgd-playground');
  await figure.scrollIntoViewIfNeeded();
  await loaded(figure);
  const told = page.locator('#parting');
  await expect(told).toHaveText(/Keras and PyTorch stay together: within 1,000 steps/);
  await race.getByRole('button', { name: 'Drop the rate' }).click();
  await expect(told).toHaveText(/The rate changes after step \d+\. Keras and PyTorch part at step \d+/);
  // From the start the rate is the old one again.
  await figure.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(told).toHaveText(/^Keras and PyTorch stay together/);
  await expect(figure).toHaveAttribute('learning-rate', '0.01');

  // Another rule does not go on from where the last one has come to.
  await takeSteps(figure, 5);
  await race.locator('select[name="rule"]').selectOption('nadam');
  await expect.poll(async () => (await status(figure)).step).toBe(0);
  await expect(figure).toHaveAttribute('compare', /^nadam:keras,nadam:torch$/);
  await expect(told).toHaveText(/Keras and PyTorch part at step \d+/);
  await expect(race.locator('select[name="first"] option[value="tfjs"]')).toBeDisabled();
  // One library has it: there is nothing to race it against.
  await expect(race.locator('select[name="rule"] option[value="asgd"]')).toBeDisabled();
});

test('a pasted line becomes a figure, or a sentence that says where it is wrong', async ({ page }) => {
  await page.goto('atlas/');
  const line = page.getByRole('textbox', { name: /as it stands in your program/ });
  await line.fill('torch.optim.Adam(net.parameters(), lr=0.02, betas=(0.8, 0.999))');
  const became = page.locator('#became');
  await expect(became).toContainText('Adam of PyTorch');
  await expect(became.locator('dd')).toHaveText(['0.02', '0.8', '0.999', '1e-8']);
  const open = became.getByRole('link', { name: 'Open it in the playground', exact: true });
  await expect(open).toHaveAttribute('href', /play\/#optimizer=adam&convention=torch&learning-rate=0\.02&beta-1=0\.8$/);

  await line.fill('torch.optim.Adam(net.parameters(), lr=0.02, beta=3)');
  const refusal = page.locator('#line-refusal');
  await expect(refusal).toContainText('no argument “beta”');
  await expect(refusal).toContainText('(At character 45.)');
  await expect(line).toHaveAttribute('aria-invalid', 'true');
  await expect(became).toBeEmpty();

  await page.getByRole('button', { name: 'TensorFlow.js', exact: true }).click();
  await expect(became).toContainText('adam of TensorFlow.js');
  await expect(refusal).toBeEmpty();
  await open.click();
  await expect(page).toHaveURL(/\/play\/#.*convention=tfjs/);
});

for (const [address, width] of /** @type {const} */ ([
  ['atlas/', 1280],
  ['zh/atlas/', 360],
])) {
  test(`${address} at ${width} pixels has nothing that axe objects to, and nothing sticks out`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(address);
    await page.locator('#line').fill('torch.optim.SGD(params, lr=0.1, momentun=0.9)');
    await expect(page.locator('#line-refusal')).not.toBeEmpty();
    await expectNoViolations(page);
    for (const narrow of [320, width]) {
      await page.setViewportSize({ width: narrow, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(narrow);
    }
  });
}

test('printed, there are the tables and no forms', async ({ page }) => {
  await page.goto('atlas/');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#adam table')).toBeVisible();
  for (const hidden of ['#race', '#paste', '#filter']) await expect(page.locator(hidden)).toBeHidden();
});
