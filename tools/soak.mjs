// `npm run soak [-- MINUTES]`: an hour of a figure that plays ten times as fast as usual, by a clock that is made to run; then a run of
// a million steps, a thousand elements that come and go, thirty figures on one page, each alone by `-- million`, `-- elements`,
// `-- figures`. Tells what the page takes, and fails where it grows or something is lost. `npm test` does without.
import { browserArgs, findBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { dist } from './places.mjs';
import { serve } from './serve.mjs';
import { browser as setUpBrowser, setUpPage } from './setup.mjs';
import { Problem, whenStarted } from './shell.mjs';
import { elements, figures, million } from './soak-parts.mjs';

const SPEED = 10;
const STEPS_PER_SECOND = 20;
/** What the record takes: two parameters, the loss and the length of the gradient, once in the engine and once in the figure. */
const BYTES_A_STEP = 2 * 4 * 8;
const PARTS = 6;
/** It spirals for a long time, and neither comes to rest nor leaves. */
const HASH = 'objective=formula&formula=x^2%2B3*y^2&optimizer=sgd&learning-rate=0.000001&speed=10';

/** @typedef {{ minutes: number, steps: number, heap: number, nodes: number, listeners: number, frame: number }} Row */

/** Besides the hour. @type {Record<string, (place: import('./soak-parts.mjs').Place) => Promise<string[]>>} */
const OTHERS = { million, elements, figures };

whenStarted(import.meta.url, async () => {
  const asked = process.argv[2] ?? '60';
  const minutes = Number(asked);
  if (!(minutes > 0) && !Object.hasOwn(OTHERS, asked)) {
    throw new Problem(`“${asked}” is neither minutes nor one of ${Object.keys(OTHERS).join(', ')}.`);
  }
  setUpPage();
  await setUpBrowser();
  await build();
  const { chromium } = await import('@playwright/test');
  const site = await serve(dist);
  const browser = await chromium.launch({ executablePath: (await findBrowser()) ?? undefined, args: browserArgs });
  try {
    const parts = { ...(minutes > 0 && { hour: (/** @type {any} */ place) => hour(place, minutes) }), ...OTHERS };
    /** @type {string[]} */
    const faults = [];
    for (const [name, part] of Object.entries(parts)) {
      if (!(minutes > 0) && name !== asked) continue;
      console.log(`\n━━ ${name}`);
      const page = await browser.newPage();
      page.on('pageerror', ({ message }) => faults.push(message));
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      faults.push(...(await part({ page, site: site.url })));
      await page.close();
    }
    for (const fault of faults) console.error(fault);
    console.log(faults.length ? `${faults.length} faults` : 'nothing grew but the record, and nothing was lost');
    if (faults.length) process.exitCode = 1;
  } finally {
    await browser.close();
    await site.close();
  }
});

/** A figure plays by a clock that is made to run. @param {import('./soak-parts.mjs').Place} place @param {number} minutes */
async function hour({ page, site }, minutes) {
  await page.clock.install();
  await page.goto(`${site}play/#${HASH}`);
  const figure = page.locator('sgd-playground');
  await figure.locator('.readouts').first().waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await figure.evaluate((/** @type {any} */ element) => element.play());
  /** @type {Row[]} */
  const rows = [];
  for (let part = 0; part <= PARTS; part += 1) {
    const begun = performance.now();
    const seconds = part === 0 ? 10 : (minutes * 60) / PARTS;
    for (let at = 0; at < seconds; at += 10) await page.clock.runFor(10_000);
    const frame = (performance.now() - begun) / (seconds * 60);
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const metric = (/** @type {string} */ name) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const row = {
      minutes: (part * minutes) / PARTS,
      steps: await figure.evaluate((/** @type {any} */ element) => element.run.status().step),
      heap: usedSize,
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
      frame,
    };
    rows.push(row);
    console.log(
      `${row.minutes.toFixed(0).padStart(4)} min ${String(row.steps).padStart(8)} steps, heap ${(usedSize / 1e6).toFixed(2)} MB, ` +
        `${row.nodes} nodes, ${row.listeners} listeners, ${frame.toFixed(2)} ms a frame`,
    );
  }
  return grown(rows);
}

/** What has grown since the first part, beyond the record, or was lost. @param {Row[]} rows */
function grown(rows) {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return ['nothing was measured'];
  const faults = [];
  const expected = (last.minutes * 60 + 10) * SPEED * STEPS_PER_SECOND;
  // The clock that is made to run goes on meanwhile, too.
  if (last.steps < 0.98 * expected || last.steps > 1.25 * expected)
    faults.push(`${last.steps} steps, not about ${expected}`);
  if (last.nodes > first.nodes + 50) faults.push(`${last.nodes} nodes, of ${first.nodes}`);
  if (last.listeners > first.listeners + 5) faults.push(`${last.listeners} listeners, of ${first.listeners}`);
  // Typed arrays lie outside this heap; where they do not, the record may double before it is filled.
  if (last.heap > 1.02 * first.heap + 2 * BYTES_A_STEP * last.steps)
    faults.push(`${last.heap} bytes, of ${first.heap}`);
  return faults;
}
