// The learning page where a part of it does not come, without a network, and when a new version has come.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist } from '../../tools/places.mjs';
import { serve } from '../../tools/serve.mjs';
import { figure, unveil } from './chapter.js';
import { skipQuestions } from './lesson.js';
import { expect, test } from './site.js';

test.use({ serviceWorkers: 'allow' });
test.beforeEach(({ page }) => skipQuestions(page));

test.describe('without what a visit before has kept', () => {
  test.use({ serviceWorkers: 'block' });

  test('a figure of the page that cannot be loaded says so in its place', async ({ page, problems }) => {
    await page.route(/\/(rates|prediction)-[^/]*\.js/, (route) => route.abort());
    for (const [path, sentence] of /** @type {const} */ ([
      ['', 'Loading failed'],
      ['zh/', '加载失败'],
    ])) {
      await page.goto(`${path}#rate`);
      const place = page.locator('#fig-rates');
      await place.scrollIntoViewIfNeeded();
      await expect(place.getByRole('alert')).toContainText(sentence);
      // The way to the playground is there all the same.
      await unveil(page, 'fig-rates');
      await page.locator('figure:has(#fig-rates) figcaption .current .open').hover();
    }
    // What the browser says of requests that were cut; no error has gone unheard.
    expect(problems.filter((problem) => !problem.startsWith('Failed to load resource'))).toEqual([]);
    problems.length = 0;
  });
});

test('after one visit the page works without a network, in both languages; data sets are not kept', async ({
  page,
  context,
  problems,
}) => {
  await page.goto('');
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== 'activated') await new Promise((done) => active?.addEventListener('statechange', done));
  });
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map(({ url }) => url);
  });
  expect(kept.some((url) => url.includes('engine.wasm'))).toBe(true);
  expect(kept.some((url) => url.includes('/data/') || url.includes('embed.html'))).toBe(false);
  await context.setOffline(true);
  for (const language of ['', 'zh/']) {
    await page.goto(`${language}#ravine`);
    const bound = await figure(page, 'fig-bound');
    await bound.locator('.transport button').nth(1).click();
    await expect
      .poll(() => bound.evaluate((element) => /** @type {any} */ (element).run?.status().step))
      .toBeGreaterThan(3);
    await figure(page, 'fig-rates');
  }
  await context.setOffline(false);
  // What a browser says about its own look for a newer service worker.
  problems.length = 0;
});

test('a new version takes over at the next navigation, unless several tabs show the old one or it does not come', async ({
  page,
  context,
}) => {
  // Four times all files of the site.
  test.setTimeout(300_000);
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  await cp(dist, folder, { recursive: true, filter: (file) => !file.endsWith('.gz') });
  const { url, close } = await serve(folder);
  const versions = () =>
    page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('sgd-playground ')));
  const script = await readFile(join(folder, 'service-worker.js'), 'utf8');
  const chinese = await readFile(join(folder, 'zh/index.html'), 'utf8');
  const heading = page.locator('h1');
  /**
   * Another build, fetched: one page has another title, and the list has its new hash, and is another.
   * @param {string} hash
   * @param {string} title
   * @param {string} [message] at which its service worker takes over
   */
  const build = async (hash, title, message = 'take over') => {
    const listed = script.replace(/"zh\/":"\w+"/, `"zh/":"${hash}"`).replace(/BUILD = '\w+'/, `BUILD = '${hash}'`);
    await writeFile(join(folder, 'service-worker.js'), listed.replace('take over', message));
    await writeFile(join(folder, 'zh/index.html'), chinese.replaceAll('下山的路', title));
    await page.evaluate(async () => {
      await (await navigator.serviceWorker.getRegistration())?.update();
    });
    const waits = async () => {
      const { waiting, installing } = (await navigator.serviceWorker.getRegistration()) ?? {};
      return Boolean(waiting && !installing);
    };
    await expect.poll(versions).toContain(`sgd-playground ${hash}`);
    await expect.poll(() => page.evaluate(waits)).toBe(true);
  };
  await page.goto(url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(async () => (await versions()).length).toBe(1);
  const [old] = await versions();
  const other = await context.newPage();
  await other.goto(url);
  await build('0123456789abcdef', '没有来的一版', 'nothing');
  // While two tabs show the old version, both go on with it.
  await page.goto(`${url}zh/`);
  await expect(heading).toHaveText('下山的路');
  await other.close();
  // Where the new version does not take over, the reader has the old one, and not a page that loads for ever.
  await page.goto(`${url}zh/`);
  await expect(heading).toHaveText('下山的路');
  await build('fedcba9876543210', '新的一版');
  await expect(async () => {
    await page.goto(`${url}zh/`);
    await expect(heading).toHaveText('新的一版');
  }).toPass();
  expect(await versions()).not.toContain(old);
  await close();
  await rm(folder, { recursive: true });
});
