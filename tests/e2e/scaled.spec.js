// Pictures that a page has scaled, as slides do: a pointer means what it points at.

import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('@playwright/test').Page} Page */

const SCALES = ['transform: scale(.5)', 'transform: scale(1.65)', 'zoom: .5', 'zoom: 2'];

/** Where pointers go, in parts of a picture. */
const PLACES = [0.25, 0.75];

/** A place in a picture, on the screen. @param {Locator} picture @param {number} part */
async function at(picture, part) {
  const box = await picture.boundingBox();
  if (!box) throw new Error('no picture');
  return /** @type {const} */ ([box.x + box.width * part, box.y + box.height * part]);
}

/** @param {Page} page @param {Locator} picture @param {(part: number) => Promise<string>} read after each move */
async function hover(page, picture, read) {
  const said = [];
  for (const part of PLACES) {
    await page.mouse.move(...(await at(picture, part)));
    said.push(await read(part));
  }
  return said;
}

/** @param {Page} page @param {Locator} picture */
async function drag(page, picture) {
  await page.mouse.move(...(await at(picture, 0.4)));
  await page.mouse.down();
  await page.mouse.move(...(await at(picture, 0.45)), { steps: 3 });
  await page.mouse.up();
}

/** Numbers in a text. @param {string | null} text */
const numbers = (text) => (text?.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {string} tag
 * @property {string} picture its selector
 * @property {(page: Page, element: Locator, picture: Locator) => Promise<(string | null)[]>} ask what pointers mean there
 * @property {number} [off] by how much numbers may differ: a pointer stands on whole pixels of the screen
 */

/** @type {Case[]} */
const CASES = [
  {
    name: 'a click on the map',
    tag: '<sgd-playground objective="himmelblau" controls="none"></sgd-playground>',
    picture: '.plot',
    ask: async (page, element, picture) => {
      const starts = [];
      for (const part of PLACES) {
        await page.mouse.click(...(await at(picture, part)));
        starts.push(await element.getAttribute('start'));
      }
      return starts;
    },
  },
  {
    name: 'a click on the surface',
    tag: '<sgd-playground objective="himmelblau" view="surface" controls="none"></sgd-playground>',
    picture: '.plot.solid',
    ask: async (page, element, picture) => {
      await page.mouse.click(...(await at(picture, 0.6)));
      await expect(element).toHaveAttribute('start', /./);
      return [await element.getAttribute('start')];
    },
  },
  {
    name: 'a drag of the surface',
    tag: '<sgd-playground objective="himmelblau" view="surface" controls="none"></sgd-playground>',
    picture: '.plot.solid',
    ask: async (page, element, picture) => {
      await drag(page, picture);
      await expect(element).toHaveAttribute('camera', /./);
      return [await element.getAttribute('camera')];
    },
  },
  {
    name: 'a pointer over the losses',
    tag: '<sgd-playground objective="himmelblau" controls="none"></sgd-playground>',
    picture: '.side .chart-box',
    ask: async (page, element, picture) => {
      await element.evaluate((figure) => {
        for (let step = 0; step < 15; step += 1) /** @type {any} */ (figure).step();
      });
      return hover(page, picture, () => element.locator('.chart-value').innerText());
    },
  },
  {
    name: 'a pointer over the map of rates',
    tag: '<sgd-playground objective="ravine" controls="none" maps="rates"></sgd-playground>',
    picture: '.rate-map',
    ask: async (page, element, picture) => {
      await expect(element.locator('.rates')).toHaveAttribute('data-cells', '120');
      return hover(page, picture, () => element.locator('.map-readout').innerText());
    },
  },
  {
    name: 'a drag of the graph',
    tag: '<sgd-graph formula="x^2+3*y^2"></sgd-graph>',
    picture: '.view',
    off: 2,
    ask: async (page, element, picture) => {
      await drag(page, picture);
      return [await element.locator('.content').evaluate((content) => content.style.transform)];
    },
  },
  {
    name: "a click that sets a network's point",
    tag: '<sgd-network dataset="own" layers="4" seed="3"></sgd-network>',
    picture: '.output .plot.editable',
    ask: async (page, element, picture) => {
      const points = [];
      for (const part of PLACES) {
        await page.mouse.click(...(await at(picture, part)));
        await expect(element).not.toHaveAttribute('data', points.at(-1) ?? '');
        points.push((await element.getAttribute('data')) ?? '');
      }
      return points;
    },
  },
  {
    name: 'a pointer over the losses of a network',
    tag: '<sgd-network dataset="circle" layers="4" seed="3" step-unit="batch"></sgd-network>',
    picture: '.chart-box',
    ask: async (page, element, picture) => {
      await element.evaluate((network) => {
        for (let step = 0; step < 15; step += 1) /** @type {any} */ (network).step();
      });
      await expect(element.locator('.readout.step dd').first()).toHaveText('15');
      return hover(page, picture, () => element.locator('.chart-value').first().innerText());
    },
  },
  {
    name: 'a pointer over the weights of a network',
    tag: '<sgd-network dataset="circle" layers="4" seed="3"></sgd-network>',
    picture: '.network-box',
    ask: async (page, element, picture) => {
      const box = await picture.boundingBox();
      if (!box) throw new Error('no picture');
      const said = [];
      for (let part = 0.2; part < 0.8; part += 0.02) {
        await page.mouse.move(box.x + box.width * part, box.y + box.height * 0.5);
        said.push(await element.locator('.peek').innerText());
      }
      expect(said.some((text) => text !== '')).toBe(true);
      return said;
    },
  },
];

for (const { name, tag, picture, ask, off = 0.05 } of CASES) {
  const [element] = tag.match(/sgd-\w+/) ?? [];
  test(`${name} means the same wherever a page has scaled it`, async ({ page }) => {
    await page.setViewportSize({ width: 1400, height: 1000 });
    /** @param {string} style */
    const open = async (style) => {
      const html = `<!doctype html><html lang="en"><title>A page</title>
        <script type="module" src="./${element}.js"></script>
        <body><div style="width: 640px; transform-origin: 0 0; ${style}">${tag}</div></body></html>`;
      await page.unroute('**/body.html');
      await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
      await page.goto('body.html');
      const host = page.locator(`${element}`);
      const found = host.locator(picture).first();
      await expect(found).toBeVisible();
      await found.scrollIntoViewIfNeeded();
      return ask(page, host, found);
    };
    const plain = await open('');
    for (const style of SCALES) {
      const scaled = await open(style);
      expect(
        scaled.map((text) => text?.replace(/-?\d+(\.\d+)?/g, '#')),
        style,
      ).toEqual(plain.map((text) => text?.replace(/-?\d+(\.\d+)?/g, '#')));
      for (const [index, text] of plain.entries()) {
        const found = numbers(scaled[index] ?? '');
        for (const [place, value] of numbers(text).entries()) {
          expect(Math.abs((found[place] ?? Number.NaN) - value), `${style}: ${text}, ${scaled[index]}`).toBeLessThan(
            off,
          );
        }
      }
    }
  });
}
