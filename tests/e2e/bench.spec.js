// The page of benchmarks: a reader's own machine against JavaScript written by hand.

import { expectNoViolations } from './axe.js';
import { expect, test } from './site.js';

for (const { address, start, stop, done } of [
  { address: 'bench/', start: 'Start', stop: 'Stop', done: 'Done' },
  { address: 'zh/bench/', start: '开始', stop: '停止', done: '测完了' },
]) {
  test(`${address} measures every row, and both sides agree`, async ({ page }) => {
    // Ten contests on a machine that does other things, too.
    test.slow();
    await page.goto(address);
    await expectNoViolations(page);
    await page.getByRole('button', { name: start }).click();
    const progress = page.getByRole('status');
    await expect(progress).toHaveText(done, { timeout: 120_000 });
    const ratios = page.locator('[data-contest] .ratio');
    expect(await ratios.count()).toBe(10);
    for (const text of await ratios.allTextContents()) expect(text).toMatch(/^\d+\.\d ×$/);
    await expect(page.locator('.note')).toHaveCount(0);
    await expect(page.locator('#peak')).toHaveText(/^\d+\.\d$/);

    await page.locator('summary').click();
    const text = await page.locator('#report-text').textContent();
    for (const ratio of await ratios.allTextContents()) expect(text).toContain(ratio);
    await expectNoViolations(page);
    for (const width of [320, 360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  test(`${address} can be stopped`, async ({ page }) => {
    await page.goto(address);
    await page.getByRole('button', { name: start }).click();
    await expect(page.locator('[data-contest="himmelblau"] .ratio')).toContainText('×', { timeout: 30_000 });
    await page.getByRole('button', { name: stop }).click();
    await expect(page.getByRole('status')).toHaveText(/^(Stopped|已停止)$/);
    await expect(page.locator('[data-contest="step"] .ratio')).toHaveText('–');
    await expect(page.getByRole('button', { name: /again|再/ })).toBeVisible();
  });
}

test('without the digits one row says why it is empty', async ({ page, problems }) => {
  test.slow();
  await page.route('**/data/**', (route) => route.abort());
  await page.goto('bench/');
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('status')).toHaveText('Done', { timeout: 120_000 });
  await expect(page.locator('[data-contest="step"] .note')).toContainText('mnist.json');
  await expect(page.locator('[data-contest="basins"] .ratio')).toContainText('×');
  problems.length = 0;
});
