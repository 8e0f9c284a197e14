import { defineConfig } from '@playwright/test';
import common from '../playwright.config.js';

export default defineConfig({
  ...common,
  testDir: '.',
  outputDir: '../../test-results',
  globalSetup: undefined,
  workers: 1,
  timeout: 180_000,
});
