// `npm run lighthouse`: Lighthouse's mobile profile on the built learning page, in both languages. Fails below the page's marks.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { browserArgs, findBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { dist } from './places.mjs';
import { serve } from './serve.mjs';
import { browser, setUpPage } from './setup.mjs';
import { npm, Problem, root, say, whenStarted } from './shell.mjs';

/** Of 100. @type {Record<string, number>} */
const MARKS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
/** In milliseconds: the first meaningful picture is in the page itself, above all figures. */
const FIRST_PICTURE = 1500;
const MOST_SHIFT = 0.02;
const folder = join(root, 'tools/lighthouse');
const PORT = 9223;

whenStarted(import.meta.url, async () => {
  setUpPage();
  await browser();
  if (!existsSync(join(folder, 'node_modules'))) {
    say('installing Lighthouse');
    npm('ci', `--prefix=${folder}`, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
  }
  await build();
  const place = pathToFileURL(join(folder, 'node_modules/lighthouse/core/index.js')).href;
  const { default: lighthouse } = await import(place);
  const { chromium } = await import('@playwright/test');
  const site = await serve(dist);
  const chrome = await chromium.launch({
    executablePath: (await findBrowser()) ?? undefined,
    args: [...browserArgs, `--remote-debugging-port=${PORT}`],
  });
  /** @type {string[]} */
  const missed = [];
  try {
    for (const page of ['', 'zh/']) {
      const { lhr } = await lighthouse(site.url + page, { port: PORT, logLevel: 'error' });
      for (const [name, least] of Object.entries(MARKS)) {
        const score = Math.round(100 * lhr.categories[name].score);
        console.log(`/${page} ${name}: ${score}`);
        if (score < least) missed.push(`/${page} ${name} ${score}, and not ${least}: ${failures(lhr, name)}`);
      }
      const paint = lhr.audits['first-contentful-paint'].numericValue;
      const shift = lhr.audits['cumulative-layout-shift'].numericValue;
      const [largest, blocked] = ['largest-contentful-paint', 'total-blocking-time'].map(
        (name) => lhr.audits[name].displayValue,
      );
      console.log(
        `/${page} first picture ${Math.round(paint)} ms, largest ${largest}, blocked ${blocked}, shift ${shift}`,
      );
      if (paint > FIRST_PICTURE) missed.push(`/${page} first picture after ${Math.round(paint)} ms`);
      if (shift > MOST_SHIFT) missed.push(`/${page} shift ${shift}`);
    }
  } finally {
    await chrome.close();
    await site.close();
  }
  if (missed.length > 0) throw new Problem(missed.join('\n'));
});

/** Which audits of a category were not passed. @param {any} lhr @param {string} category */
function failures({ categories, audits }, category) {
  const weighed = categories[category].auditRefs.filter((/** @type {any} */ { weight }) => weight > 0);
  const low = weighed.filter((/** @type {any} */ { id }) => audits[id].score !== null && audits[id].score < 0.9);
  return low.map((/** @type {any} */ { id }) => `${id} (${audits[id].displayValue ?? audits[id].title})`).join(', ');
}
