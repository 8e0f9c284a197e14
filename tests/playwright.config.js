import { defineConfig } from '@playwright/test';
import { browserArgs, findBrowser } from '../tools/browser.mjs';

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  timeout: 60_000,
  reporter: 'list',
  use: {
    launchOptions: { executablePath: (await findBrowser()) ?? undefined, args: browserArgs },
    trace: 'retain-on-failure',
  },
});
