// The whole site under its own policy, asked for by the server as well as in each page's head, so that Workers and what they load
// are under it too.
import { POLICY } from '../../tools/policy.mjs';
import { expect, test } from './site.js';

const PAGES = ['', 'play/', 'graph/', 'network/', 'bench/', 'embed/', 'atlas/', 'embed.html', 'example/'];

test.beforeEach(async ({ page }) => {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': POLICY } });
  });
  await page.addInitScript(() => {
    const refused = /** @type {string[]} */ ([]);
    Object.assign(window, { refused });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
      refused.push(`${violatedDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`),
    );
  });
});

/** @param {import('@playwright/test').Page} page */
const refused = (page) => page.evaluate(() => /** @type {any} */ (window).refused);

for (const path of PAGES) {
  test(`${path || 'the chapter'} breaks no rule of its policy from top to bottom`, async ({ page }) => {
    await page.goto(path);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let y = 0; y < height; y += 600) {
      await page.evaluate((y) => scrollTo({ top: y, behavior: 'instant' }), y);
      await page.waitForTimeout(150);
    }
    await page.waitForTimeout(1500);
    expect(await refused(page)).toEqual([]);
  });
}

test('a network trains in its Worker, basins are computed in Workers, and neither is refused', async ({ page }) => {
  await page.goto('network/#data=circle&seed=1');
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
  await page.goto('play/#objective=himmelblau&beside=basins');
  await expect(page.locator('sgd-playground .second .plot-cell canvas').first()).toBeVisible();
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  await expect(page.getByText('forbids Workers')).toHaveCount(0);
  expect(await refused(page)).toEqual([]);
});

test('the benchmarks run', async ({ page }) => {
  await page.goto('bench/');
  await page.locator('#start').click();
  await expect(page.locator('td.ratio').first()).toHaveText(/×/, { timeout: 60_000 });
  expect(await refused(page)).toEqual([]);
});

test('the head of a page alone says the policy', async ({ page, problems }) => {
  await page.unrouteAll();
  await page.goto('play/');
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
