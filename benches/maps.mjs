// Maps of many runs: against JavaScript, by their number, by Workers, and how soon a page shows one.
import { ask } from './ask.mjs';
import { printTable, verdict } from './table.mjs';

const TARGETS = { peer: 3, workers: 1.8, first: 100 };
const ROUNDS = 5;

/** @param {import('./bench.mjs').Bench} bench */
const names = ({ sites }) => sites.map(({ name }) => name);

/** @type {import('./bench.mjs').Section} */
export async function maps(bench) {
  await againstPeer(bench);
  await byNumber(bench);
  await byWorkers(bench);
  await firstPicture(bench);
}

/** @type {import('./bench.mjs').Section} */
async function againstPeer(bench) {
  /** @type {{ times: number[], difference: number }} */
  const { times, difference } = await ask(bench, 'maps.js', 'peer');
  const ratio = times[times.length - 1] / times[0];
  printTable(
    'Basins 320×240 of Himmelblau’s function, up to 300 momentum steps, one thread each, f64',
    [...names(bench), 'JavaScript'],
    [{ name: 'basins', times, note: `  target ${TARGETS.peer}×: ${verdict(ratio >= TARGETS.peer)}` }],
  );
  if (difference > 0) console.log(`some cell differs by ${difference}`);
}

/** @type {import('./bench.mjs').Section} */
async function byNumber(bench) {
  /** @type {{ runs: number, times: number[] }[]} */
  const rows = await ask(bench, 'maps.js', 'scaling');
  printTable(
    'Runs of 100 steps, by how many are taken together',
    names(bench),
    rows.map(({ runs, times }) => {
      const each = (times[0] * 1e6) / runs;
      return { name: `${runs} runs`, times, note: `  ${each.toFixed(0)} ns each` };
    }),
  );
}

/** One and two Workers, in turns. @type {import('./bench.mjs').Section} */
async function byWorkers({ browser, sites, benches }) {
  const cases = sites.flatMap(({ url }) => [1, 2].map((cores) => ({ url, cores })));
  const times = cases.map(() => /** @type {number[]} */ ([]));
  const tabs = await Promise.all(
    cases.map(async ({ url, cores }) => {
      const tab = await browser.newPage();
      await tab.addInitScript((cores) => {
        Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => cores });
      }, cores);
      await tab.goto(`${url}example/`);
      return tab;
    }),
  );
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [k, tab] of tabs.entries()) {
      const time = await tab.evaluate(async ({ script, url }) => (await import(script)).pooled(url, 5), {
        script: `${benches}maps.js`,
        url: cases[k].url,
      });
      // The first round starts the Workers.
      if (round > 0) times[k].push(time);
    }
  }
  const medians = times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]);
  printTable(
    'Basins 640×480 by Workers',
    sites.flatMap(({ name }) => [`${name}, 1`, '2']),
    [{ name: 'basins', times: medians }],
  );
  const ratio = medians[0] / medians[1];
  console.log(
    `two ${ratio.toFixed(2)}× as fast as one; target ${TARGETS.workers}×: ${verdict(ratio >= TARGETS.workers)}`,
  );
  await Promise.all(tabs.map((tab) => tab.close()));
}

/** From a move of the learning rate's slider to the first, coarse picture of the basins. @type {import('./bench.mjs').Section} */
async function firstPicture({ browser, sites }) {
  console.log('\nFrom a move of the slider to the first picture of the basins\n');
  for (const { name, url } of sites) {
    const times = await firstPictures(browser, url);
    const [middle, last] = [times[times.length >> 1], times.at(-1) ?? 0];
    console.log(`${name}: median ${middle.toFixed(0)} ms, longest ${last.toFixed(0)} ms of ${times.length}`);
    if (url === sites[0].url) console.log(`target ${TARGETS.first} ms: ${verdict(last <= TARGETS.first)}`);
  }
}

/** In order. @param {import('@playwright/test').Browser} browser @param {string} site */
async function firstPictures(browser, site) {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await tab.goto(`${site}play/#objective=himmelblau&optimizer=momentum&maps=basins`);
  const figure = tab.locator('sgd-playground');
  // Only what is on the screen is computed.
  await figure.locator('.basins').waitFor({ timeout: 60_000 });
  await figure.locator('.basins').evaluate((panel) => panel.scrollIntoView({ block: 'center' }));
  await figure.locator('.basins[data-cells]').waitFor({ timeout: 60_000 });
  /** @type {number[]} */
  const times = await tab.evaluate(async () => {
    const root = document.querySelector('sgd-playground')?.shadowRoot;
    const slider = /** @type {HTMLInputElement} */ (
      root?.querySelector('#learning-rate')?.closest('.field')?.querySelector('input[type=range]')
    );
    const panel = /** @type {HTMLElement} */ (root?.querySelector('.basins'));
    const times = [];
    for (let k = 0; k < 12; k++) {
      // The finest picture first, so that the Workers are at rest.
      while (panel.dataset.cells !== panel.dataset.finest) await new Promise((resume) => setTimeout(resume, 50));
      const begin = performance.now();
      const drawn = new Promise((resume) => {
        new MutationObserver((_, observer) => {
          observer.disconnect();
          resume(performance.now() - begin);
        }).observe(panel, { attributes: true, attributeFilter: ['data-cells'] });
      });
      slider.value = String(Number(slider.value) + (k % 2 ? 1 : -1) * Number(slider.step || 1) * 7);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      times.push(/** @type {number} */ (await drawn));
    }
    return times;
  });
  await tab.close();
  return times.sort((a, b) => a - b);
}
