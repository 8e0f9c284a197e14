// What tests ask of the learning page.

import { expect } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */

export const LANGUAGES = ['', 'zh/'];
export const SECTIONS = 'solve step rate surface ravine batch momentum family chain network dimensions limits'.split(
  ' ',
);
/** The page's own figures; the others are elements. */
export const OWN = ['fig-solve', 'fig-rates', 'fig-gradient', 'fig-saddles', 'fig-loop'];

/** The figure of that id, brought near and filled. @param {Page} page @param {string} id */
export async function figure(page, id) {
  const found = page.locator(`#${id}`);
  await found.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  if (OWN.includes(id)) await expect(found).toHaveAttribute('data-alive', '');
  else await expect(found.locator('.figure:not(.waiting) button').first()).toBeVisible();
  await unveil(page, id);
  return found;
}

/** Skips the question of a figure that waits for its answer. @param {Page} page @param {string} id */
export async function unveil(page, id) {
  const skip = page.locator(`figure:has(#${id}) .veil button:visible`);
  if ((await skip.count()) > 0) await skip.click();
}

/** Every figure that is on the page. @param {Page} page */
export const ids = (page) =>
  page.evaluate(() => Array.from(document.querySelectorAll('figure.live [id^="fig-"]'), ({ id }) => id));

/** Scrolls through the page until every figure is there. @param {Page} page */
export async function seeAll(page) {
  for (const id of await ids(page)) await figure(page, id);
}

/** Opens the learning page and has it printed with all figures: until it would open the browser's dialog. @param {Page} page */
export async function printAll(page) {
  await page.addInitScript(() => {
    window.print = () => Object.assign(window, { printed: true });
  });
  await page.goto('');
  await page.locator('.paper').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Print with all figures', exact: true }).click();
  // By the clock: frames may come late.
  await page.waitForFunction(() => 'printed' in window, undefined, { timeout: 60_000, polling: 250 });
}
