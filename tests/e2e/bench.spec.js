// The page of benchmarks: a reader's own machine against JavaScript written by hand.

import { expectNoViolations } from './axe.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */

const WORDS = [
  { address: 'bench/', start: 'Start', stop: 'Stop', done: 'Done' },
  { address: 'zh/bench/', start: '开始', stop: '停止', done: '测完了' },
];
const [english, chinese] = WORDS;

/** Ten contests, on a machine that does other things, too. @param {Page} page @param {typeof english} words */
async function measure(page, { address, start, done }) {
  await page.goto(address);
  await expectNoViolations(page);
  await page.getByRole('button', { name: start }).click();
  await expect(page.getByRole('status')).toHaveText(done, { timeout: 120_000 });
  expect(await page.locator('[data-contest]').count()).toBe(10);
}

/** What was measured is in the report, and nothing sticks out. @param {Page} page */
async function expectReport(page) {
  await page.locator('summary').click();
  const text = await page.locator('#report-text').textContent();
  for (const ratio of await page.locator('[data-contest] .ratio').allTextContents()) expect(text).toContain(ratio);
  await expectNoViolations(page);
  for (const width of [320, 360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
}

test('every row is measured, and both sides agree', async ({ page }) => {
  await measure(page, english);
  for (const text of await page.locator('[data-contest] .ratio').allTextContents()) expect(text).toMatch(/^\d+\.\d ×$/);
  await expect(page.locator('.note')).toHaveCount(0);
  await expect(page.locator('#peak')).toHaveText(/^\d+\.\d$/);
  await expectReport(page);
});

test('without the digits one row says why it is empty, and the others are measured', async ({ page, problems }) => {
  await page.route('**/data/**', (route) => route.abort());
  await measure(page, chinese);
  await expect(page.locator('[data-contest="step"] .note')).toContainText('mnist.json');
  const others = page.locator('[data-contest]:not([data-contest="step"]) .ratio');
  for (const text of await others.allTextContents()) expect(text).toMatch(/^\d+\.\d ×$/);
  await expectReport(page);
  problems.length = 0;
});

for (const { address, start, stop } of WORDS) {
  test(`${address} can be stopped`, async ({ page }) => {
    await page.goto(address);
    await page.getByRole('button', { name: start }).click();
    await expect(page.locator('[data-contest="himmelblau"] .ratio')).toContainText('×');
    await page.getByRole('button', { name: stop }).click();
    await expect(page.getByRole('status')).toHaveText(/^(Stopped|已停止)$/);
    await expect(page.locator('[data-contest="step"] .ratio')).toHaveText('–');
    await expect(page.getByRole('button', { name: /again|再/ })).toBeVisible();
  });
}
