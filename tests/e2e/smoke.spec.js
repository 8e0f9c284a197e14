import { expect, test } from './site.js';

for (const path of ['', 'play/', 'zh/', 'zh/play/', 'embed.html', 'example/']) {
  test(`/${path} loads and defines the element`, async ({ page }) => {
    await page.goto(path, { waitUntil: 'networkidle' });
    await expect(page.locator('sgd-playground:defined').first()).toBeVisible();
  });
}

test("the example post works from another origin than the script's", async ({ page, blog, site }) => {
  expect(new URL(blog).origin).not.toBe(new URL(site).origin);
  await page.goto(blog, { waitUntil: 'networkidle' });
  await expect(page.locator('sgd-playground:defined')).toHaveCount(2);
});
