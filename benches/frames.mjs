// How long the scripts of a frame take, at ten times the ordinary speed.

/** Figures that are played while their frames are timed: links of the playground page. */
const PLAYED = [
  'objective=rosenbrock&learning-rate=0.0005',
  'objective=double-well',
  'objective=line',
  'objective=logistic',
];

/** @type {import('./bench.mjs').Section} */
export async function frames({ browser, site }) {
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
    await tab.goto(`${site}play/#${figure}&speed=10`);
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
