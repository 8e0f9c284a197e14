import { defineConfig } from '@playwright/test';
import { browserArgs, findHeadless } from '../tools/browser.mjs';

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/servers.js',
  outputDir: '../test-results',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  // A page waits for frames and answers for a tenth of the time: two leave that much of two cores idle.
  workers: 3,
  // A machine under load may take seconds to show a page; what never comes is a fault however long one waits.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    launchOptions: { executablePath: (await findHeadless()) ?? undefined, args: browserArgs },
    // A service worker answers past the routes of a test, and what a page asks for while one takes over may hang at them (Playwright's
    // issue 7588). Tests of what it does allow it.
    serviceWorkers: 'block',
    // Recording makes tests several times slower. To look into a failure: `npm run test:e2e -- --trace on`.
    trace: 'off',
  },
});
