// The whole site under its own policy, asked for by the server as well as in each page's head, so that Workers and what they load
// are under it too.
import { BREAKS, strictly } from '../engines/strict.js';
import { test as base, expect } from './site.js';

const PAGES = ['', 'play/', 'graph/', 'network/', 'bench/', 'embed/', 'atlas/', 'embed.html', 'example/'];

/**
 * @typedef {Awaited<ReturnType<typeof strictly>>} Strict
 * @type {import('@playwright/test').Fixtures<{ strict: Strict }, {}, import('@playwright/test').PlaywrightTestArgs, { site: string }>}
 */
const fixtures = {
  strict: async ({ site, page }, use) => {
    const strict = await strictly(site);
    await use(strict);
    // What is broken at the very end is reported after it.
    await page.waitForTimeout(1500);
    strict.close();
    expect(strict.reports).toEqual([]);
  },
};

/** `strict` is the site with its policy as a header; browsers report to it what breaks that, which fails a test. */
const test = base.extend(fixtures);
test.use({ serviceWorkers: 'allow' });

test('what breaks the policy is reported', async ({ page, strict, problems }) => {
  await page.goto(strict.url + BREAKS);
  await expect.poll(() => strict.reports.join()).toContain('script-src');
  strict.reports.length = problems.length = 0;
});

for (const path of PAGES) {
  test(`${path || 'the chapter'} breaks no rule of its policy from top to bottom`, async ({ page, strict }) => {
    await page.goto(strict.url + path);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let y = 0; y < height; y += 600) {
      await page.evaluate((y) => scrollTo({ top: y, behavior: 'instant' }), y);
      await page.waitForTimeout(150);
    }
    if (path === '') await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  });
}

test('a network trains in its Worker, basins are computed in Workers, and neither is refused', async ({
  page,
  strict,
}) => {
  await page.goto(`${strict.url}network/#data=circle&seed=1`);
  const network = page.locator('sgd-network');
  await network.getByRole('button', { name: 'Play', exact: true }).click();
  await expect
    .poll(() =>
      network.evaluate((/** @type {any} */ figure) =>
        figure.training.status().then((/** @type {Status} */ { step }) => step),
      ),
    )
    .toBeGreaterThan(30);
  expect(page.workers().length).toBeGreaterThan(0);
  await page.goto(`${strict.url}play/#objective=himmelblau&beside=basins`);
  await expect(page.locator('sgd-playground .second .plot-cell canvas').first()).toBeVisible();
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  await expect(page.getByText('forbids Workers')).toHaveCount(0);
});

test('the benchmarks run', async ({ page, strict }) => {
  await page.goto(`${strict.url}bench/`);
  await page.locator('#start').click();
  await expect(page.locator('td.ratio').first()).toHaveText(/×/, { timeout: 60_000 });
});

test('the head of a page alone says the policy', async ({ page, site, problems }) => {
  await page.goto(`${site}play/`);
  const name = await page.evaluate(() => {
    try {
      document.body.innerHTML = '<b>text of a stranger</b>';
    } catch (error) {
      return /** @type {Error} */ (error).name;
    }
  });
  expect(name).toBe('TypeError');
  problems.length = 0;
});
