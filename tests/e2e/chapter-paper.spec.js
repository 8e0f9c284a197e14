// The learning page on paper.

import { ids, printAll } from './chapter.js';
import { skipQuestions } from './lesson.js';
import { expect, test } from './site.js';

test.beforeEach(({ page }) => skipQuestions(page));

test('on paper there are pictures and no controls', async ({ page }) => {
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
  const print = page.getByRole('button', { name: 'Print with all figures', exact: true });
  await print.click();
  await expect(print).toHaveAttribute('aria-disabled', 'true');
  await expect(print).toBeFocused();
  await page.waitForFunction(() => 'printed' in window, undefined, { timeout: 90_000, polling: 250 });
  await expect(print).toHaveAttribute('aria-disabled', 'false');
  await expect(print).toBeFocused();
  await page.emulateMedia({ media: 'print' });
  for (const id of await ids(page)) await expect(page.locator(`#${id}`), id).toBeVisible();
  await expect(page.locator('#fig-bound canvas').first()).toBeVisible();
  await expect(page.locator('#fig-bound .transport')).toBeHidden();
});

test('printing goes on without one that cannot be loaded, and without all that never come', async ({
  page,
  problems,
}) => {
  await page.route('**/rates-*.js', (route) => route.abort());
  await page.route('**/*.wasm', () => {});
  // One by one they would be waited for in vain for 8 s each, 112 s in all.
  await printAll(page);
  expect(problems.filter((problem) => !problem.startsWith('Failed to load resource'))).toEqual([]);
  problems.length = 0;
});
