// `npm run bench`: the built engine against hand-written JavaScript, in Chromium. Tells, and never fails by, the ratios.
import { join } from 'node:path';
import { browserArgs, findBrowser } from '../tools/browser.mjs';
import { build, dist } from '../tools/build.mjs';
import { serve } from '../tools/serve.mjs';
import { browser as setUpBrowser, setUpPage } from '../tools/setup.mjs';
import { root, whenStarted } from '../tools/shell.mjs';

const POLYNOMIAL = 1.5;
const TRANSCENDENTAL = 3;
const DESCENT = 3;
const TRANSCENDENTALS = ['rastrigin', 'ackley', 'log-goldstein-price'];
const TOLERANCE = 1e-9;

/** @param {string} name */
function target(name) {
  if (name.startsWith('descend')) return DESCENT;
  return TRANSCENDENTALS.includes(name) ? TRANSCENDENTAL : POLYNOMIAL;
}

whenStarted(import.meta.url, async () => {
  setUpPage();
  await setUpBrowser();
  await build();
  const site = await serve(dist);
  const page = await serve(join(root, 'benches'));
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath: (await findBrowser()) ?? undefined, args: browserArgs });
  try {
    const tab = await browser.newPage();
    await tab.goto(page.url);
    /** @type {import('./measure.js').Row[]} */
    const rows = await tab.evaluate(
      async (url) => (await import(new URL('measure.js', location.href).href)).measure(url),
      `${site.url}engine.js`,
    );
    print(rows, browser.version());
    await frames(browser, site.url);
  } finally {
    await browser.close();
    await Promise.all([site.close(), page.close()]);
  }
});

/**
 * @param {import('./measure.js').Row[]} rows
 * @param {string} version
 */
function print(rows, version) {
  console.log(
    `\nChromium ${version}: a 512×512 field of each surface, then 10,000 starts × 300 momentum steps (descend)\n`,
  );
  console.log(`${'surface'.padEnd(20)} ${'engine'.padStart(10)} ${'JavaScript'.padStart(11)}   ratio  target`);
  for (const { name, engine, peer, difference } of rows) {
    const ratio = peer / engine;
    const verdict = ratio >= target(name) ? 'reached' : 'short';
    const times = `${engine.toFixed(2).padStart(7)} ms ${peer.toFixed(2).padStart(8)} ms`;
    const agreement = difference <= TOLERANCE ? '' : `  results differ by ${difference.toExponential(1)}`;
    console.log(
      `${name.padEnd(20)} ${times} ${ratio.toFixed(2).padStart(6)}×  ${target(name)}× ${verdict}${agreement}`,
    );
  }
}

/** Figures that are played while their frames are timed: links of the playground page. */
const PLAYED = [
  'objective=rosenbrock&learning-rate=0.0005',
  'objective=double-well',
  'objective=line',
  'objective=logistic',
];

/**
 * How long the scripts of a frame take, at ten times the ordinary speed.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 */
async function frames(browser, url) {
  console.log('\nScripts of a frame, over 300 frames of playing at 10×, in milliseconds (16 are there)\n');
  console.log(`${'figure'.padEnd(44)} median    95 %  longest`);
  for (const figure of PLAYED) {
    const tab = await browser.newPage();
    await tab.addInitScript(() => {
      /** @type {number[]} */
      const times = [];
      Object.assign(window, { times });
      const request = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (callback) =>
        request((now) => {
          const begin = performance.now();
          callback(now);
          times.push(performance.now() - begin);
        });
    });
    await tab.goto(`${url}play/#${figure}&speed=10`);
    await tab.locator('sgd-playground').getByRole('button', { name: 'Play' }).click();
    await tab.waitForFunction(() => /** @type {any} */ (window).times.length >= 300);
    /** @type {number[]} */
    const times = await tab.evaluate(() => /** @type {any} */ (window).times);
    times.sort((a, b) => a - b);
    const at = (/** @type {number} */ part) => times[Math.floor(part * (times.length - 1))].toFixed(1).padStart(7);
    console.log(`${figure.padEnd(44)} ${at(0.5)} ${at(0.95)} ${at(1)}`);
    await tab.close();
  }
}
