// Maps of many runs: against JavaScript, by their number, by Workers, and how soon a page shows one.

const TARGETS = { peer: 3, workers: 1.8, first: 100 };
const ROUNDS = 5;

/** @type {import('./bench.mjs').Section} */
export async function maps(bench) {
  await againstPeer(bench);
  await byNumber(bench);
  await byWorkers(bench);
  await firstPicture(bench);
}

/** @param {import('./bench.mjs').Bench} bench @param {string} name @param {unknown[]} args */
async function inPage({ browser, site, benches }, name, args = []) {
  const tab = await browser.newPage();
  await tab.goto(benches);
  const result = await tab.evaluate(
    async ({ url, name, args }) => (await import(new URL('maps.js', location.href).href))[name](url, ...args),
    { url: `${site}engine.js`, name, args },
  );
  await tab.close();
  return result;
}

/** @param {number} ratio @param {number} target */
const verdict = (ratio, target) => (ratio >= target ? 'reached' : 'short');

/** @type {import('./bench.mjs').Section} */
async function againstPeer(bench) {
  const { engine, peer, differing, cells } = await inPage(bench, 'peer');
  const ratio = peer / engine;
  console.log('\nBasins 320×240 of Himmelblau’s function, up to 300 momentum steps, one thread each, f64\n');
  console.log(`engine, from a formula ${engine.toFixed(1)} ms, JavaScript ${peer.toFixed(1)} ms: ${ratio.toFixed(2)}×`);
  console.log(`target ${TARGETS.peer}×: ${verdict(ratio, TARGETS.peer)}; ${differing} of ${cells} cells differ`);
}

/** @type {import('./bench.mjs').Section} */
async function byNumber(bench) {
  console.log('\nCost of a run of 100 steps, by how many are taken together\n');
  for (const { runs, each } of await inPage(bench, 'scaling')) {
    console.log(`${String(runs).padStart(9)} runs ${each.toFixed(0).padStart(9)} ns each`);
  }
}

/** One and two Workers, in turns. @type {import('./bench.mjs').Section} */
async function byWorkers({ browser, site, benches }) {
  /** @type {number[][]} */
  const times = [[], []];
  const tabs = await Promise.all(
    [1, 2].map(async (cores) => {
      const tab = await browser.newPage();
      await tab.addInitScript((cores) => {
        Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => cores });
      }, cores);
      await tab.goto(site);
      return tab;
    }),
  );
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [k, tab] of tabs.entries()) {
      const time = await tab.evaluate(async ({ script, url }) => (await import(script)).pooled(url, 5), {
        script: `${benches}maps.js`,
        url: `${site}engine.js`,
      });
      // The first round starts the Workers.
      if (round > 0) times[k].push(time);
    }
  }
  const [one, two] = times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]);
  console.log('\nBasins 640×480 by Workers\n');
  console.log(`one ${one.toFixed(1)} ms, two ${two.toFixed(1)} ms: ${(one / two).toFixed(2)}×`);
  console.log(`target ${TARGETS.workers}×: ${verdict(one / two, TARGETS.workers)}`);
  await Promise.all(tabs.map((tab) => tab.close()));
}

/** From a move of the learning rate's slider to the first, coarse picture of the basins. @type {import('./bench.mjs').Section} */
async function firstPicture({ browser, site }) {
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
  times.sort((a, b) => a - b);
  const [middle, last] = [times[times.length >> 1], times.at(-1) ?? 0];
  console.log('\nFrom a move of the slider to the first picture of the basins\n');
  console.log(`median ${middle.toFixed(0)} ms, longest ${last.toFixed(0)} ms of ${times.length}`);
  console.log(`target ${TARGETS.first} ms: ${last <= TARGETS.first ? 'reached' : 'short'}`);
  await tab.close();
}
