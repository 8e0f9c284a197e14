// What every end-to-end test stands on: where the built site and the example post are, and a watch on both.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { comeLate } from './late.js';

export { expect };

/** Where `servers.js` serves it. @param {'SITE' | 'BLOG'} name */
function address(name) {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not served`);
  return url;
}

/**
 * @typedef {import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions} TestArgs
 * @typedef {import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions} WorkerArgs
 * @type {import('@playwright/test').Fixtures<{ problems: string[], late: void, coverage: void }, { site: string, blog: string }, TestArgs, WorkerArgs>}
 */
const fixtures = {
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures it needs
  site: [async ({}, use) => use(address('SITE')), { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures it needs
  blog: [async ({}, use) => use(address('BLOG')), { scope: 'worker' }],
  baseURL: async ({ site }, use) => use(site),
  late: [
    async ({ context }, use) => {
      if (process.env.LATE) await comeLate(context);
      await use();
    },
    { auto: true },
  ],
  coverage: [
    async ({ page }, use) => {
      const place = process.env.COVERAGE;
      if (!place) return use();
      await page.coverage.startJSCoverage({ resetOnNavigation: false });
      await use();
      const result = await page.coverage.stopJSCoverage();
      // Without the scripts themselves: `tools/coverage.mjs` has them.
      const counted = result.map(({ url, functions }) => ({ url, functions }));
      writeFileSync(join(place, `${randomUUID()}.json`), JSON.stringify({ result: counted }));
    },
    { auto: true },
  ],
  problems: [
    async ({ page }, use) => {
      /** @type {string[]} */
      const problems = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      page.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (protocol.startsWith('http') && hostname !== '127.0.0.1') problems.push(`asked for ${request.url()}`);
      });
      await use(problems);
      // What a test answers in a server's place may still be asked for when it ends.
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.context().unrouteAll({ behavior: 'ignoreErrors' });
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
};

/**
 * `page.goto('play/')` opens a page of the site, `page.goto(blog)` somebody else's page with two widgets. A test fails
 * when a page throws, prints an error or asks another machine for anything; one that provokes errors empties `problems`.
 */
export const test = base.extend(fixtures);
