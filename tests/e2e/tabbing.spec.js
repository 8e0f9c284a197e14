// The learning page from end to end by the Tab key alone.

import { expect, test } from './site.js';

/** Questions and figures, which of them has the focus, and whether the page's end has it. */
function position() {
  const places = 'main .prediction, main figure.live';
  const name = (/** @type {Element} */ place) => place.id || place.querySelector('[id^="fig-"]')?.id || '';
  const { activeElement } = document;
  const here = activeElement?.closest(places);
  return {
    all: Array.from(document.querySelectorAll(places), name),
    here: here ? name(here) : '',
    end: activeElement?.closest('body > footer') !== null,
  };
}

/** Nothing is still to come where the focus is. */
const settled = () => !document.activeElement?.closest('.door');

test('Tab passes the contents by, and then reaches every question and every figure in order', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the text', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  /** @type {string[]} */
  const reached = [];
  for (let end = false; !end; ) {
    await page.keyboard.press('Tab');
    await page.waitForFunction(settled);
    const now = await page.evaluate(position);
    end = now.end;
    if (now.here && !reached.includes(now.here)) reached.push(now.here);
  }
  const { all } = await page.evaluate(position);
  expect(all.length).toBeGreaterThan(15);
  expect(reached).toEqual(all);
});
