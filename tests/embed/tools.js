// `npm run test:embed`: what the site tells authors to copy, in the tools that they use. `npm run test:embed -- vite react` runs
// these alone. It takes minutes and asks the registries for packages, so it is no part of `npm test`.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from '@playwright/test';
import { browserArgs, findBrowser } from '../../tools/browser.mjs';
import { dist } from '../../tools/places.mjs';
import { serve } from '../../tools/serve.mjs';
import {
  expectBinding,
  expectFigure,
  expectHydrated,
  expectManyUpdates,
  expectWorker,
  problemsOf,
  watchFirst,
} from './checks.js';
import { FIXTURES } from './fixtures.js';
import { outcome, writeMatrix } from './matrix.js';
import { PLAIN, withPlain } from './pages.js';
import { built, pack, versions } from './project.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

const CHECKS = { binding: 'a bound setting, an event', updates: '60 updates in a second', hydration: 'hydration' };
const WORKER = 'a Worker';
const asked = process.argv.slice(2);
const all = { ...PLAIN, ...FIXTURES };
const unknown = asked.filter((name) => !(name in all));
assert.deepEqual(unknown, [], `there are ${Object.keys(all).join(', ')}`);
assert.ok(existsSync(join(dist, 'engine.js')), 'dist/ is missing: `npm run build` makes it');
const chosen = (/** @type {string} */ name) => asked.length === 0 || asked.includes(name);

/** @type {import('./matrix.js').Row[]} */
const rows = [];
/** @type {import('@playwright/test').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;

before(async () => {
  browser = await chromium.launch({ executablePath: (await findBrowser()) ?? undefined, args: browserArgs });
  site = await serve(dist);
  if (Object.keys(FIXTURES).some(chosen)) pack();
});

after(async () => {
  await browser.close();
  await site.close();
  writeMatrix(rows);
});

/**
 * A row of the matrix, whatever comes of it.
 * @param {string} name
 * @param {string[]} checked
 * @param {(page: Page) => Promise<void>} check
 */
async function record(name, checked, check) {
  const row = { tool: all[name].tool, versions: versions(name), checked };
  const page = await browser.newPage();
  try {
    await check(page);
    rows.push({ ...row, ...outcome(true) });
  } catch (error) {
    rows.push({ ...row, ...outcome(false) });
    throw error;
  } finally {
    await page.close();
  }
}

for (const name of Object.keys(PLAIN).filter(chosen)) {
  test(name, () =>
    record(name, [WORKER], async (page) => {
      const problems = problemsOf(page);
      await withPlain(page, PLAIN[name], site.url, async (figure) => {
        await expectFigure(figure);
        await expectWorker(figure);
      });
      assert.deepEqual(problems, []);
    }),
  );
}

for (const name of Object.keys(FIXTURES).filter(chosen)) {
  const { pages = [''], also = [], withoutWorkers } = FIXTURES[name];
  const checked = [withoutWorkers ? `no Worker: ${withoutWorkers}` : WORKER, ...also.map((check) => CHECKS[check])];
  test(name, () =>
    record(name, checked, async (page) => {
      const server = await serve(await built(name, FIXTURES[name], site.url));
      const problems = problemsOf(page);
      if (also.includes('hydration')) await watchFirst(page);
      try {
        for (const path of pages) {
          await page.goto(server.url + path);
          const figure = page.locator('sgd-playground');
          await expectFigure(figure);
          if (also.includes('hydration')) await expectHydrated(page, figure);
          if (also.includes('binding')) await expectBinding(page, figure);
          if (also.includes('updates')) await expectManyUpdates(page, figure);
          if (!withoutWorkers) await expectWorker(figure);
        }
      } finally {
        await server.close();
      }
      assert.deepEqual(problems, []);
    }),
  );
}
