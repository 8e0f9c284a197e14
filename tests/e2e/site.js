// What every end-to-end test stands on: the built site, the example post on another origin, and a watch on both.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { dist } from '../../tools/build.mjs';
import { serve } from '../../tools/serve.mjs';

export { expect };

/**
 * @typedef {import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions} TestArgs
 * @typedef {import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions} WorkerArgs
 * @type {import('@playwright/test').Fixtures<{ problems: string[] }, { site: string, blog: string }, TestArgs, WorkerArgs>}
 */
const fixtures = {
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures it needs
    async ({}, use) => {
      const { url, close } = await serve(dist);
      await use(url);
      await close();
    },
    { scope: 'worker' },
  ],
  blog: [
    async ({ site }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'blog-'));
      const post = await readFile(join(dist, 'example/index.html'), 'utf8');
      await writeFile(join(folder, 'index.html'), post.replaceAll('../', site));
      const { url, close } = await serve(folder);
      await use(url);
      await close();
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site),
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
