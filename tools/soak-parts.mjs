// What `npm run soak` does besides the hour: a run of a million steps, a thousand elements, thirty figures on a page. Each tells what it
// has seen, and what of it is a fault; times are told only.
import { comeAndGo, grown, left } from './leaks.mjs';
import { longTasks, toldOf } from './long-tasks.mjs';

/** @typedef {{ page: import('@playwright/test').Page, site: string }} Place */

const [STEPS, ROUNDS] = [1_000_000, 100];
const ELEMENTS = 1000;
const TAGS = /** @type {const} */ (['sgd-playground', 'sgd-network', 'sgd-graph']);
/** Of thirty figures: some that draw a map, a curve, a network, a graph. */
const FIGURES = [
  ...['objective="himmelblau"', 'objective="rosenbrock" compare="sgd,momentum,adam"', 'formula="x^4-2x^2+x/4"'],
  ...['objective="line"', 'objective="bowl" view="surface"'],
].map((attributes) => `<sgd-playground ${attributes} autoplay></sgd-playground>`);
FIGURES.push('<sgd-network data="circle" layers="8,4" autoplay></sgd-network>', '<sgd-graph></sgd-graph>');
const COUNT = 30;
/** Pixels of one turn of the wheel. */
const WHEEL = 120;
/** Milliseconds that are noticed. */
const LONG = 50;

/** @param {Place} place @param {string} body @param {readonly string[]} tags */
async function open({ page, site }, body, tags = TAGS) {
  const scripts = tags.map((tag) => `<script type="module" src="${tag}.js"></script>`).join('');
  const html = `<!doctype html><html lang="en"><title>A page</title>${scripts}<body>${body}</body></html>`;
  await page.route('**/soak.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(`${site}soak.html`);
  for (const tag of tags) await page.waitForFunction((name) => customElements.get(name), tag);
  await page.unrouteAll();
}

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** @param {Place} place @returns {Promise<string[]>} faults */
export async function million(place) {
  const { page } = place;
  const attributes = 'formula="x^2+3*y^2" optimizer="sgd" learning-rate="0.000001"';
  await open(place, `<sgd-playground ${attributes}></sgd-playground>`, ['sgd-playground']);
  const figure = page.locator('sgd-playground');
  await figure.locator('.readouts').first().waitFor();
  const session = await page.context().newCDPSession(page);
  /** @type {number[]} */
  const frames = [];
  const heaps = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const ms = await figure.evaluate(async (element, steps) => {
      const { run } = /** @type {any} */ (element);
      run.train(steps);
      const begun = performance.now();
      // What is drawn comes before the second frame.
      for (let k = 0; k < 2; k += 1) await new Promise((done) => requestAnimationFrame(done));
      return performance.now() - begun;
    }, STEPS / ROUNDS);
    frames.push(ms);
    if (round !== 10 && round !== ROUNDS) continue;
    await session.send('HeapProfiler.collectGarbage');
    heaps.push((await session.send('Runtime.getHeapUsage')).usedSize);
  }
  const seen = await figure.evaluate((element) => {
    const { run } = /** @type {any} */ (element);
    const { length, params, dim } = run.trace();
    const at = (/** @type {number} */ row) => Array.from(params.slice(row * dim, (row + 1) * dim));
    const { step, params: now } = run.status();
    return { step, length, first: at(0), last: at(length - 1), start: run.config.start, now: Array.from(now) };
  });
  const [early = 0, late = 0] = heaps;
  const [first, last] = [median(frames.slice(0, 10)), median(frames.slice(-10))];
  console.log(
    `${seen.step} steps, ${seen.length} rows; heap ${megabytes(early)} after a tenth, ${megabytes(late)} at the end; ` +
      `two frames in ${first.toFixed(1)} ms, then in ${last.toFixed(1)} ms`,
  );
  const faults = [];
  if (seen.step !== STEPS || seen.length !== STEPS + 1) faults.push(`${seen.step} steps, ${seen.length} rows`);
  if (String(seen.first) !== String(seen.start)) faults.push(`the record begins at ${seen.first}`);
  if (String(seen.last) !== String(seen.now)) faults.push(`the record ends at ${seen.last}, not ${seen.now}`);
  // The record itself lies outside this heap.
  if (late > 1.02 * early + 1e5) faults.push(`${late} bytes of heap, of ${early}`);
  return faults;
}

/** @param {Place} place @returns {Promise<string[]>} faults */
export async function elements(place) {
  const faults = [];
  for (const tag of TAGS) {
    await open(place, '<style>body > * { position: absolute; inset: 0 auto auto 0 }</style>', [tag]);
    const session = await place.page.context().newCDPSession(place.page);
    await comeAndGo(place.page, tag, 50);
    const before = await left(place.page, session);
    await comeAndGo(place.page, tag, ELEMENTS);
    const after = await left(place.page, session);
    const ratio = (after.objects / before.objects).toFixed(4);
    console.log(
      `${ELEMENTS} <${tag}>: ${ratio} times the bytes, ${after.nodes} nodes of ${before.nodes}, ` +
        `${after.listeners} listeners of ${before.listeners}, ${after.canvases} canvases, ${after.workers} Workers`,
    );
    faults.push(...grown(before, after).map((fault) => `<${tag}>: ${fault}`));
  }
  return faults;
}

/** @param {Place} place @returns {Promise<string[]>} faults */
export async function figures(place) {
  const { page } = place;
  const body = Array.from({ length: COUNT }, (_, k) => FIGURES[k % FIGURES.length]).join('<p>…</p>');
  const loading = await longTasks(page, LONG, async () => {
    await open(place, body);
    await page.locator('sgd-playground .readouts').first().waitFor();
  });
  await page.mouse.move(200, 200);
  const isAtEnd = () => page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1);
  const scrolled = await longTasks(page, LONG, async () => {
    while (!(await isAtEnd())) {
      await page.mouse.wheel(0, WHEEL);
      await page.waitForTimeout(40);
    }
    await page.waitForTimeout(2000);
  });
  const shown = await page.evaluate(
    (tags) =>
      Array.from(document.querySelectorAll(tags)).filter((one) => !one.shadowRoot?.querySelector('.waiting')).length,
    TAGS.join(),
  );
  console.log(
    `${shown} of ${COUNT} figures seen; tasks of the page that took more than ${LONG} ms of the processor: ` +
      `${toldOf(loading)} in the first view, ${toldOf(scrolled)} while it was scrolled`,
  );
  return shown === COUNT ? [] : [`${shown} of ${COUNT} figures are there`];
}
