// How figures come: in short tasks, and only those that a reader may see. (How long the tasks are: `npm run soak -- figures`.)

import { loaded, openBody } from './figure.js';
import { expect, test } from './site.js';

test('a figure far from the reader is not laid out, and keeps its height', async ({ page }) => {
  await openBody(
    page,
    '<sgd-playground controls="none"></sgd-playground><div style="block-size: 9000px"></div><sgd-playground></sgd-playground>',
  );
  const [first, last] = [page.locator('sgd-playground').first(), page.locator('sgd-playground').last()];
  await loaded(first);
  /** @param {import('@playwright/test').Locator} figure */
  const isLaidOut = (figure) =>
    figure.evaluate(
      ({ shadowRoot }) =>
        shadowRoot?.querySelector('.figure > *')?.checkVisibility({ contentVisibilityAuto: true }) ?? false,
    );
  const heightOf = async (/** @type {import('@playwright/test').Locator} */ figure) =>
    (await figure.boundingBox())?.height;
  expect(await isLaidOut(first)).toBe(true);
  expect(await isLaidOut(last)).toBe(false);
  await expect(first.locator('.chart-box')).toBeVisible();
  const height = await heightOf(first);
  await last.scrollIntoViewIfNeeded();
  await loaded(last);
  await expect.poll(() => isLaidOut(last)).toBe(true);
  await expect.poll(() => isLaidOut(first)).toBe(false);
  expect(await heightOf(first)).toBe(height);
});

test('a network that goes while it is built is built no further', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { parts: 0 });
    Object.assign(scheduler, {
      yield: async () => {
        const all = /** @type {any} */ (window);
        all.parts += 1;
        // It is laid out, and not yet shown.
        const network = document.querySelector('sgd-network');
        if (network?.shadowRoot?.querySelector('.figure:not(.waiting) > *')) {
          all.seen = network.shadowRoot
            .querySelector('.figure:not(.waiting)')
            ?.checkVisibility({ visibilityProperty: true });
          all.gone = all.parts;
          all.network = network;
          network.remove();
        }
        await new Promise((go) => setTimeout(go, 5));
      },
    });
  });
  const html = `<!doctype html><html lang="en"><title>A page</title><script type="module" src="sgd-network.js"></script>
    <body><sgd-network></sgd-network></body></html>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
  await page.waitForFunction(() => /** @type {any} */ (window).gone);
  await expect.poll(() => page.workers().length).toBe(0);
  const { seen, parts } = await page.evaluate(() => {
    const { seen, network } = /** @type {any} */ (window);
    return { seen, parts: network.shadowRoot.querySelectorAll('.figure:not(.waiting) > *').length };
  });
  expect(seen).toBe(false);
  expect(parts).toBe(1);
});
