// What the page around an element does to it, and what it does not.

import { loaded, openBody, takeSteps } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Locator} Locator */

/** A number that stands for the pixels of the canvases. @param {Locator} figure @param {string} [of] @returns {Promise<number>} */
const pixels = (figure, of = 'canvas') =>
  figure.locator(of).evaluateAll((canvases) => {
    let hash = 0;
    for (const element of canvases) {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      if (canvas.width === 0) continue;
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      for (const byte of data) hash = (Math.imul(hash, 31) + byte) | 0;
    }
    return hash;
  });

test('a page that goes from right to left turns neither pictures nor numbers nor formulas', async ({ page }) => {
  const tag = '<sgd-playground objective="himmelblau" controls="none" style="width: 600px"></sgd-playground>';
  /** @param {string} body */
  const seen = async (body) => {
    await openBody(page, `${body}<script type="module" src="./sgd-graph.js"></script>`);
    const figure = page.locator('sgd-playground');
    await loaded(figure);
    await expect(figure.locator('.side .chart-box canvas')).toHaveCount(2);
    await takeSteps(figure, 3);
    const [low, high] = [figure.locator('.main .ends > span').first(), figure.locator('.main .ends > span').last()];
    const [first, last] = [await low.boundingBox(), await high.boundingBox()];
    return { pixels: await pixels(figure, '.plot canvas'), order: (first?.x ?? 0) < (last?.x ?? 0) };
  };
  const plain = await seen(tag);
  const turned = await seen(`<div dir="rtl">${tag}</div>`);
  expect(plain.order).toBe(true);
  expect(turned).toEqual(plain);
});

test('a formula reads from left to right on a page that goes the other way', async ({ page }) => {
  await openBody(
    page,
    `<div dir="rtl"><sgd-graph formula="(2*w+b-1)^2"></sgd-graph></div>
     <script type="module" src="./sgd-graph.js"></script>`,
  );
  const graph = page.locator('sgd-graph');
  await expect(graph.locator('.node').first()).toBeVisible();
  const directions = await graph.evaluate((element) =>
    Array.from(element.shadowRoot?.querySelectorAll('*') ?? [], (inner) => getComputedStyle(inner).direction),
  );
  expect(new Set(directions)).toEqual(new Set(['ltr']));
});

test("a page's text styles stay outside", async ({ page }) => {
  const outside = `text-indent: 2em; letter-spacing: 3px; word-spacing: 9px; text-transform: uppercase; white-space: pre;
    word-break: break-all; text-align: right; line-height: 3; font-style: italic; user-select: none; cursor: wait`;
  await openBody(page, `<div style="${outside}"><sgd-playground objective="bowl"></sgd-playground></div>`);
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  const style = await figure
    .locator('.readouts dt')
    .first()
    .evaluate((element) => {
      const { textIndent, letterSpacing, wordSpacing, textTransform, whiteSpace, wordBreak, textAlign, fontStyle } =
        getComputedStyle(element);
      return { textIndent, letterSpacing, wordSpacing, textTransform, whiteSpace, wordBreak, textAlign, fontStyle };
    });
  expect(style).toEqual({
    textIndent: '0px',
    letterSpacing: 'normal',
    wordSpacing: '0px',
    textTransform: 'none',
    whiteSpace: 'normal',
    wordBreak: 'normal',
    textAlign: 'start',
    fontStyle: 'normal',
  });
  expect(await figure.locator('.readouts').evaluate((element) => getComputedStyle(element).userSelect)).toBe('text');
});

test('what a page hides is hidden, and what it makes unclickable is so', async ({ page }) => {
  await openBody(
    page,
    `<div style="visibility: hidden; pointer-events: none"><sgd-playground objective="bowl"></sgd-playground></div>`,
  );
  const button = page.locator('sgd-playground button').first();
  await expect(button).toBeAttached();
  await expect(button).toBeHidden();
  expect(await button.evaluate((element) => getComputedStyle(element).pointerEvents)).toBe('none');
});

test("text is as large as the browser has it, whatever size a page's root has", async ({ page }) => {
  /** @param {string} style */
  const sizes = async (style) => {
    await openBody(page, `<style>${style}</style><sgd-playground objective="bowl"></sgd-playground>`);
    const figure = page.locator('sgd-playground');
    await loaded(figure);
    return figure.evaluate((element) =>
      ['.figure', '.legend', '.readout .meaning', 'button'].map((of) => {
        const inner = element.shadowRoot?.querySelector(of);
        if (!inner) throw new Error(of);
        const { fontSize, minHeight } = getComputedStyle(inner);
        return `${fontSize} ${minHeight}`;
      }),
    );
  };
  const plain = await sizes('');
  expect(plain[0]).toMatch(/^15px/);
  expect(await sizes('html { font-size: 62.5% }')).toEqual(plain);
  expect(await sizes('html { font-size: 24px } body { font: 9px monospace }')).toEqual(plain);
});

for (const [name, body, paper] of /** @type {const} */ ([
  ['a declared scheme', '<div style="color-scheme: dark">TAG</div>', 'rgb(22, 25, 29)'],
  ['a light scheme in a dark system', '<meta name="color-scheme" content="light">TAG', 'rgb(255, 255, 255)'],
  ["VitePress's class", '<script>document.documentElement.className = "dark"</script>TAG', 'rgb(22, 25, 29)'],
  ["Material's attribute", '<script>document.body.dataset.mdColorScheme = "slate"</script>TAG', 'rgb(22, 25, 29)'],
  ["JupyterLab's attribute", '<script>document.body.dataset.jpThemeLight = "false"</script>TAG', 'rgb(22, 25, 29)'],
  ["VS Code's class", '<script>document.body.className = "vscode-dark"</script>TAG', 'rgb(22, 25, 29)'],
  [
    "nbconvert's attribute in a dark system",
    '<script>document.body.dataset.jpThemeLight = "true"</script>TAG',
    'rgb(255, 255, 255)',
  ],
  ["Docusaurus' attribute", '<script>document.documentElement.dataset.theme = "dark"</script>TAG', 'rgb(22, 25, 29)'],
  ['its own theme', '<script>document.documentElement.dataset.theme = "dark"</script>TAG', 'rgb(255, 255, 255)'],
])) {
  test(`a figure is light or dark by ${name}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: name.includes('dark system') ? 'dark' : 'light' });
    const theme = name === 'its own theme' ? 'theme="light"' : '';
    await openBody(page, body.replace('TAG', `<sgd-playground objective="bowl" ${theme}></sgd-playground>`));
    const figure = page.locator('sgd-playground');
    await loaded(figure);
    await expect(figure.locator('.figure')).toHaveCSS('background-color', paper);
  });
}

test('a figure follows when the page turns dark, and the system where the page says nothing', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="bowl" controls="none"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  const paper = figure.locator('.figure');
  await expect(paper).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  const light = await pixels(figure, '.plot canvas');
  await page.evaluate(() => document.documentElement.classList.add('dark'));
  await expect(paper).toHaveCSS('background-color', 'rgb(22, 25, 29)');
  await expect.poll(() => pixels(figure, '.plot canvas')).not.toBe(light);
  await page.evaluate(() => document.documentElement.classList.remove('dark'));
  await expect(paper).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect.poll(() => pixels(figure, '.plot canvas')).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(paper).toHaveCSS('background-color', 'rgb(22, 25, 29)');
});

test('canvases are as dense as the screen, also when it becomes another one', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="line" style="width: 600px"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await expect(figure.locator('.plot.data canvas')).toHaveCount(2);
  await expect(figure.locator('.chart-box canvas')).toHaveCount(2);
  const densities = () =>
    figure.locator('.plot canvas, .chart-box canvas, .legend li canvas').evaluateAll((canvases) => {
      // Those in a closed section are drawn when it is opened.
      const of = canvases.filter((canvas) => canvas.checkVisibility());
      const sizes = of.map((canvas) => /** @type {HTMLCanvasElement} */ (canvas));
      return Array.from(new Set(sizes.map(({ width, clientWidth }) => Math.round((10 * width) / clientWidth) / 10)));
    });
  await expect.poll(densities).toEqual([1]);
  const session = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 720 };
  for (const deviceScaleFactor of [2, 1.5, 1]) {
    // Another height, too: what is emulated tells of another density only then.
    const size = { width, height: height + 10 * deviceScaleFactor };
    await session.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor, mobile: false });
    await expect.poll(densities).toEqual([deviceScaleFactor]);
  }
  // Nothing is lost with the old pixels.
  const blank = await figure
    .locator('.plot canvas')
    .first()
    .evaluate((element) => {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const { data = [] } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
      return data.every((byte) => byte === 0);
    });
  expect(blank).toBe(false);
});

test('on paper a figure is light, with its picture and without its buttons', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="bowl" theme="dark"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await expect(figure.locator('.timeline')).toBeVisible();
  await expect.poll(() => pixels(figure, '.main .plot canvas')).not.toBe(0);
  const dark = await pixels(figure, '.main .plot canvas');
  await page.emulateMedia({ media: 'print' });
  await expect(figure.locator('.figure')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect.poll(() => pixels(figure, '.main .plot canvas')).not.toBe(dark);
  await expect(figure.getByRole('button')).toHaveCount(0);
  await expect(figure.getByRole('slider')).toHaveCount(0);
  await expect(figure.locator('.plot').first()).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await expect.poll(() => pixels(figure, '.main .plot canvas')).toBe(dark);
});

const NARROW = {
  'a row of a flex box': '<div style="display: flex">TAG</div>',
  'the middle of a flex box': '<div style="display: flex; flex-direction: column; align-items: center">TAG</div>',
  'a table': '<table><tr><td>TAG</td></tr></table>',
  'a float': '<div style="float: left">TAG</div>',
  'an inline block': '<div style="display: inline-block">TAG</div>',
  'the middle of a grid': '<div style="display: grid; place-items: center">TAG</div>',
};

for (const [name, body] of Object.entries(NARROW)) {
  test(`in ${name} elements are as wide as they like, and no wider than the page`, async ({ page }) => {
    for (const width of [1200, 360]) {
      await page.setViewportSize({ width, height: 800 });
      for (const tag of [
        '<sgd-playground></sgd-playground>',
        '<sgd-network></sgd-network>',
        '<sgd-graph></sgd-graph>',
      ]) {
        await openBody(
          page,
          `${body.replace('TAG', tag)}<script type="module" src="./sgd-network.js"></script>
          <script type="module" src="./sgd-graph.js"></script>`,
        );
        const element = page.locator('sgd-playground, sgd-network, sgd-graph');
        await expect(element.locator('.figure:not(.waiting)')).toBeVisible();
        const sizes = async () => {
          const { x, width: own } = (await element.boundingBox()) ?? { x: 0, width: 0 };
          return { isWide: own > (width === 1200 ? 600 : 300), isWithin: x + own <= width };
        };
        await expect.poll(sizes, `${tag} on ${width}`).toEqual({ isWide: true, isWithin: true });
      }
    }
  });
}
