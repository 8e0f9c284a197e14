// The Chromium that tests and benchmarks drive, and its driver.
import { existsSync } from 'node:fs';
import { findProgram } from './shell.mjs';

/** No sign-ins, updates or look-ups of its own: a test speaks to this machine alone. */
export const browserArgs = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

/** An installed Chromium or Chrome, else the one that Playwright fetched, else null. */
export async function findBrowser() {
  const installed = findProgram([
    process.env.CHROME,
    process.env.CHROME_PATH,
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]);
  if (installed) return installed;
  const { chromium } = await import('@playwright/test');
  const fetched = chromium.executablePath();
  return existsSync(fetched) ? fetched : null;
}

/** The same engine without windows: pages come up in two thirds of the time. A browser that is named goes first. */
export const findHeadless = async () =>
  findProgram([process.env.CHROME, process.env.CHROME_PATH, 'chromium-headless-shell']) ?? (await findBrowser());

export const findDriver = () => findProgram([process.env.CHROMEDRIVER, 'chromedriver']);
