// What a reader waits for: the first figure of a post, with a cold cache on a slow machine, and the tasks that make the learning
// page stutter.
import { longTasks, toldOf } from '../tools/long-tasks.mjs';
import { verdict } from './table.mjs';

/** The processor is made so many times as slow. */
const SLOWER = 4;
const ROUNDS = 7;
/** Milliseconds and bytes a second: a slow mobile net. */
const SLOW_NET = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
/** A task this long is noticed. */
const LONG = 50;
const VIEWPORT = { width: 1024, height: 900 };

/** @type {import('./bench.mjs').Section} */
export async function sight(bench) {
  console.log(
    `\nFrom navigation to the first painted figure of the example post, processor ${SLOWER}× slower, cold cache\n`,
  );
  for (const [net, conditions] of /** @type {const} */ ([
    ['this machine’s net', undefined],
    ['1.6 Mbit/s, 150 ms', SLOW_NET],
  ])) {
    const times = bench.sites.map(() => /** @type {number[]} */ ([]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const [k, { url }] of bench.sites.entries()) times[k].push(await firstFigure(bench, url, conditions));
    }
    const medians = times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]);
    medians.forEach((time, k) => {
      const ratio = `${(time / medians[0]).toFixed(2)}×`;
      console.log(`${net.padEnd(20)} ${bench.sites[k].name.padEnd(10)} ${time.toFixed(0).padStart(6)} ms ${ratio}`);
    });
  }
  console.log(
    `\nTasks of the learning page that take more than ${LONG} ms of a processor ${SLOWER}× slower, ${LONG / SLOWER} ms of this one\n`,
  );
  for (const { name, url } of bench.sites) {
    const { first, scrolled } = await tasksOf(bench, url);
    const met = verdict(scrolled.length === 0);
    console.log(
      `${name.padEnd(10)} ${toldOf(first)} in the first view; ${toldOf(scrolled)} while it is scrolled; target none: ${met}`,
    );
  }
}

/**
 * A tab with a cache of its own.
 * @param {import('./bench.mjs').Bench} bench
 * @param {typeof SLOW_NET} [net]
 */
async function slowTab({ browser }, net) {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const tab = await context.newPage();
  const control = await context.newCDPSession(tab);
  await control.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  if (net) {
    await control.send('Network.enable');
    await control.send('Network.emulateNetworkConditions', net);
  }
  return tab;
}

/**
 * Milliseconds until the frame is painted in which a connected canvas of a figure is drawn on first.
 * @param {import('./bench.mjs').Bench} bench
 * @param {string} site
 * @param {typeof SLOW_NET} [net]
 * @returns {Promise<number>}
 */
async function firstFigure(bench, site, net) {
  const tab = await slowTab(bench, net);
  await tab.addInitScript(() => {
    const methods = CanvasRenderingContext2D.prototype;
    for (const name of /** @type {const} */ (['drawImage', 'putImageData'])) {
      const method = /** @type {any} */ (methods[name]);
      methods[name] = function (/** @type {any[]} */ ...args) {
        method.apply(this, args);
        const { canvas } = this;
        if (!canvas.isConnected || !(canvas.getRootNode() instanceof ShadowRoot)) return;
        // A message comes after the frame.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () =>
            Object.assign(window, { painted: /** @type {any} */ (window).painted ?? performance.now() });
          port2.postMessage(undefined);
        });
      };
    }
  });
  await tab.goto(`${site}example/`, { waitUntil: 'commit' });
  const painted = await tab.waitForFunction(() => /** @type {any} */ (window).painted, undefined, {
    timeout: 60_000,
    polling: 250,
  });
  const time = await painted.jsonValue();
  await tab.context().close();
  return time;
}

/** @param {import('./bench.mjs').Bench} bench @param {string} site */
async function tasksOf({ browser }, site) {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const tab = await context.newPage();
  const first = await longTasks(tab, LONG / SLOWER, async () => {
    await tab.goto(site);
    await tab.waitForTimeout(2500);
  });
  await tab.mouse.move(VIEWPORT.width / 2, VIEWPORT.height / 2);
  const scrolled = await longTasks(tab, LONG / SLOWER, async () => {
    for (let end = false; !end; ) {
      for (let k = 0; k < 10; k++) {
        await tab.mouse.wheel(0, 240);
        await tab.waitForTimeout(110);
      }
      end = await tab.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1);
    }
    await tab.waitForTimeout(1500);
  });
  await context.close();
  return { first, scrolled };
}
