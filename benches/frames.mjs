// How long the scripts of a frame take, at ten times the ordinary speed.

/** Figures that are played while their frames are timed: links of the playground page. */
const PLAYED = [
  'objective=rosenbrock&learning-rate=0.0005',
  'objective=double-well',
  'objective=line',
  'objective=logistic',
];

/** Each figure on each site. @param {string[]} figures @param {import('./bench.mjs').Site[]} sites */
const inTurn = (figures, sites) => figures.flatMap((figure) => sites.map((site) => ({ figure, ...site })));

/** @type {import('./bench.mjs').Section} */
export async function frames(bench) {
  await landscapes(bench);
  await networks(bench);
}

/** @type {import('./bench.mjs').Section} */
async function landscapes({ browser, sites }) {
  console.log('\nScripts of a frame, over 300 frames of playing at 10×, in milliseconds (16 are there)\n');
  console.log(`${'figure'.padEnd(44)} ${'build'.padEnd(10)} median    95 %  longest`);
  for (const { figure, name, url } of inTurn(PLAYED, sites)) {
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
    console.log(`${figure.padEnd(44)} ${name.padEnd(10)} ${at(0.5)} ${at(0.95)} ${at(1)}`);
    await tab.close();
  }
}

/** Networks that are played while the page is watched. */
const NETWORKS = [
  'dataset=circle',
  'dataset=spiral&layers=8,8,8',
  'dataset=digits',
  'dataset=mnist&layers=512&optimizer=rmsprop&learning-rate=0.001',
];
const SECONDS = 6;

/** A network is drawn when its Worker has answered, so it is the whole page that is watched. @type {import('./bench.mjs').Section} */
async function networks({ browser, sites }) {
  console.log(
    `\nNetworks that play at 10× for ${SECONDS} s: frames, and tasks of the main thread over 50 ms (none should be)\n`,
  );
  console.log(`${'network'.padEnd(66)} ${'build'.padEnd(10)} frames/s  slowest frame  long tasks`);
  for (const { figure: network, name, url } of inTurn(NETWORKS, sites)) {
    const tab = await browser.newPage();
    await tab.goto(`${url}network/#${network}&speed=10`);
    const element = tab.locator('sgd-network');
    await element.locator('.readouts .state').filter({ hasText: 'ready' }).waitFor({ timeout: 60_000 });
    await element.getByRole('button', { name: 'Play' }).click();
    await tab.waitForTimeout(500);
    const { frames, slowest, long } = await tab.evaluate(async (seconds) => {
      const long = /** @type {number[]} */ ([]);
      const watch = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) long.push(duration);
      });
      watch.observe({ type: 'longtask' });
      const begin = performance.now();
      let [frames, slowest, last] = [0, 0, begin];
      while (last - begin < seconds * 1000) {
        const now = /** @type {number} */ (await new Promise(requestAnimationFrame));
        slowest = Math.max(slowest, now - last);
        last = now;
        frames += 1;
      }
      watch.disconnect();
      return { frames, slowest, long };
    }, SECONDS);
    const rate = (frames / SECONDS).toFixed(1).padStart(8);
    const tasks = long.length === 0 ? 'none' : `${long.length}, the longest ${Math.max(...long).toFixed(0)} ms`;
    console.log(`${network.padEnd(66)} ${name.padEnd(10)} ${rate}  ${slowest.toFixed(1).padStart(9)} ms  ${tasks}`);
    await tab.close();
  }
}
