// Nothing that is written in a compact figure lies over anything else, and no graph hides the node that is walked.

import { button } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {{ name: string, left: number, right: number, top: number, bottom: number }} Box */

/** How wide a figure of the chapter is where the window is 320, 360, 768, 1024, 1280 and 1440 pixels wide. */
const WIDTHS = [304, 344, 736, 992, 1008, 1152];

/** @param {Page} page @param {string} attributes @param {number} width @param {string} lang */
async function open(page, attributes, width, lang = 'en') {
  await page.setViewportSize({ width, height: 900 });
  const html = `<!doctype html><html lang="${lang}"><title>A page</title><meta name="viewport" content="width=device-width">
    <style>body { margin: 0 }</style><script type="module" src="./sgd-network.js"></script>
    <body><sgd-network ${attributes}></sgd-network></body></html>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
  const network = page.locator('sgd-network');
  await expect(network.locator('.state')).not.toBeEmpty();
  return network;
}

/** Makes the window so wide, and waits until all is laid out and painted. @param {Page} page @param {number} width */
async function resize(page, width) {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Notes on each canvas what is written on it, and where. @param {Page} page */
const noteTexts = (page) =>
  page.addInitScript(() => {
    /** @type {WeakMap<HTMLCanvasElement, Box[]>} */
    const written = new WeakMap();
    const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y, most = Infinity) {
      const size = this.measureText(text);
      const narrower = Math.min(1, most / size.width);
      const [left, right] = [x - narrower * size.actualBoundingBoxLeft, x + narrower * size.actualBoundingBoxRight];
      const [top, bottom] = [y - size.actualBoundingBoxAscent, y + size.actualBoundingBoxDescent];
      const boxes = written.get(this.canvas) ?? [];
      if (text) written.set(this.canvas, [...boxes, { name: text, left, right, top, bottom }]);
      fillText.call(this, text, x, y, most === Infinity ? undefined : most);
    };
    CanvasRenderingContext2D.prototype.clearRect = function (...place) {
      written.delete(this.canvas);
      clearRect.apply(this, place);
    };
    Object.assign(window, { written });
  });

/** What is written in a figure, and its pad. @param {Locator} figure @returns {Promise<Box[]>} */
const textsOf = (figure) =>
  figure.evaluate((element) => {
    const root = /** @type {ShadowRoot} */ (element.shadowRoot);
    const pad = root.querySelector('.pad');
    const boxes = pad ? [{ name: 'the pad', box: pad.getBoundingClientRect() }] : [];
    const hidden = (/** @type {Element | null} */ at) => at?.closest('.unseen, .transport span, math') != null;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const name = node.nodeValue?.trim();
      if (!name || hidden(node.parentElement) || !node.parentElement?.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) boxes.push({ name, box });
    }
    return boxes.map(({ name, box: { left, right, top, bottom } }) => ({ name, left, right, top, bottom }));
  });

/** @param {Locator} chart @returns {Promise<Box[]>} */
const writtenOn = (chart) =>
  chart.evaluate((box) => {
    const { written } = /** @type {{ written: WeakMap<HTMLCanvasElement, Box[]> }} */ (/** @type {unknown} */ (window));
    return Array.from(box.querySelectorAll('canvas')).flatMap((canvas) => written.get(canvas) ?? []);
  });

/** What was written on it until now counts no longer. @param {Locator} chart */
const forget = (chart) =>
  chart.evaluate((box) => {
    const { written } = /** @type {{ written: WeakMap<HTMLCanvasElement, Box[]> }} */ (/** @type {unknown} */ (window));
    for (const canvas of box.querySelectorAll('canvas')) written.delete(canvas);
  });

/** Those that lie over each other. @param {Box[]} boxes */
function clashes(boxes) {
  const over = (/** @type {Box} */ a, /** @type {Box} */ b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return boxes.flatMap((a, k) => boxes.slice(k + 1).flatMap((b) => (over(a, b) ? [`${a.name} | ${b.name}`] : [])));
}

/** @param {Locator} network @param {number} step */
const past = (network, step) =>
  expect
    .poll(async () => Number((await network.locator('.readout.step dd').first().innerText()).replace(',', '')))
    .toBeGreaterThan(step);

/** @param {Page} page @param {Locator} network */
async function draw(page, network) {
  const box = await network.locator('.pad').boundingBox();
  if (!box) throw new Error('no pad');
  await page.mouse.move(box.x + 0.25 * box.width, box.y + 0.2 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.72 * box.width, box.y + 0.2 * box.height, { steps: 6 });
  await page.mouse.move(box.x + 0.42 * box.width, box.y + 0.85 * box.height, { steps: 6 });
  await page.mouse.up();
}

for (const [lang, play, pause] of /** @type {const} */ ([
  ['en', 'Play', 'Pause'],
  ['zh', '播放', '暂停'],
])) {
  test(`the pad leaves everything around it to be read, whatever its width, ${lang}`, async ({ page }) => {
    const attributes = 'data="digits" seed="1" learning-rate="0.1" controls="learning-rate,batch-size" beside="draw"';
    const network = await open(page, attributes, WIDTHS[0], lang);
    for (const width of WIDTHS) {
      await resize(page, width);
      expect(clashes(await textsOf(network)), `${width} px`).toEqual([]);
    }
    await button(network, play).click();
    await past(network, 100);
    await button(network, pause).click();
    await draw(page, network);
    // The longest that can stand beside a digit.
    await expect(network.locator('.bars')).toContainText('< 0.1%');
    for (const width of WIDTHS) {
      await resize(page, width);
      const boxes = await textsOf(network);
      expect(clashes(boxes), `${width} px`).toEqual([]);
      const rows = await network.locator('.bars li').evaluateAll((all) => all.map((row) => row.clientHeight));
      expect(Math.max(...rows) - Math.min(...rows)).toBeLessThanOrEqual(1);
      const inside = await network.locator('.compact').boundingBox();
      expect(Math.max(...boxes.map(({ right }) => right))).toBeLessThanOrEqual((inside?.width ?? 0) - 12);
    }
  });
}

test('names of curves keep clear of the name of the axis, whatever the width', async ({ page }) => {
  await noteTexts(page);
  const attributes = 'data="digits" seed="1" optimizer="sgd" learning-rate="3" beside="curve"';
  const network = await open(page, attributes, WIDTHS[0]);
  await button(network, 'Play').click();
  await past(network, 96);
  await button(network, 'Pause').click();
  await expect(network.locator('.state')).toHaveText('paused');
  for (const width of [...WIDTHS].reverse()) {
    for (const chart of await network.locator('.chart-box').all()) await forget(chart);
    await resize(page, width);
    for (const chart of await network.locator('.chart-box').all()) {
      const names = async () => (await writtenOn(chart)).map(({ name }) => name);
      await expect.poll(names).toEqual(expect.arrayContaining(['train', 'test', 'updates']));
      expect(clashes(await writtenOn(chart)), `${width} px`).toEqual([]);
    }
  }
});

test('the graph of two layers opens with its first node and all that goes into it', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('#chain');
  await page.locator('#guess-chain').getByRole('button').first().click();
  await page.locator('[data-for=fig-graph]').getByText('Two layers', { exact: true }).click();
  await expect(page.locator('#fig-graph .card').nth(9)).toBeAttached();
  const leftmost = () =>
    page.locator('#fig-graph').evaluate(({ shadowRoot }) => {
      const left = (/** @type {string} */ part) =>
        Array.from(shadowRoot?.querySelectorAll(part) ?? [], (node) => node.getBoundingClientRect().left);
      return Math.min(...left('.card')) - Math.min(...left('.view'));
    });
  await expect.poll(leftmost).toBeGreaterThanOrEqual(0);
});

for (const width of [360, 1440]) {
  test(`an answer about a graph is walked, ${width} pixels wide, and the node that is walked is in sight`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('#chain');
    const graph = page.locator('#fig-graph');
    await page.locator('#guess-chain').getByRole('button').nth(1).click();
    await graph.scrollIntoViewIfNeeded();
    // To the loss, past all that was in sight at first.
    await expect(graph.locator('.progress')).toHaveText('Forward 5 of 5');
    const seen = () =>
      graph.evaluate(({ shadowRoot }) => {
        const [view, node] = ['.view', '.now-forward .card'].map((part) =>
          shadowRoot?.querySelector(part)?.getBoundingClientRect(),
        );
        if (!view || !node) return false;
        const across = node.left >= view.left && node.right <= view.right;
        return across && node.top >= view.top && node.bottom <= view.bottom;
      });
    await expect.poll(seen).toBe(true);
  });
}

for (const width of [360, 1280]) {
  test(`labels of axes are whole and apart, however small the losses, ${width} pixels wide`, async ({ page }) => {
    await noteTexts(page);
    await page.setViewportSize({ width, height: 900 });
    for (const formula of ['1e-5*x^2', '1e-4*x^2', '1e-12*x^2', '1e-300*x^2', '-1e-5*x^2', '1e6+x^2', '1e4*x^2+y^2']) {
      await page.goto('about:blank');
      await page.goto(`play/#formula=${encodeURIComponent(formula)}`);
      for (const name of ['.plot', '.chart-box']) {
        const box = page.locator(`sgd-playground ${name}`).filter({ visible: true }).first();
        await expect
          .poll(async () => (await writtenOn(box)).length, { message: `${formula} ${name}` })
          .toBeGreaterThan(5);
        const wide = await box.evaluate(({ clientWidth }) => clientWidth);
        const labels = await writtenOn(box);
        const cut = labels.filter(({ left, right }) => left < 0 || right > wide).map((label) => label.name);
        expect(cut, `${formula} ${name}`).toEqual([]);
        expect(clashes(labels), `${formula} ${name}`).toEqual([]);
      }
    }
  });
}
