// Wheel, swipe and focus that are meant for the page are the page's.

import { openBody } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

const FIGURES = {
  'a map': '<sgd-playground objective="himmelblau" compare="sgd,adam" maps="basins,rates"></sgd-playground>',
  'a surface': '<sgd-playground objective="himmelblau" view="surface"></sgd-playground>',
  'a curve': '<sgd-playground formula="x^4-x^2"></sgd-playground>',
  'a model and its data': '<sgd-playground objective="line"></sgd-playground>',
  'a compact figure': '<sgd-playground objective="beale" beside="chart"></sgd-playground>',
  'a network': '<sgd-network data="circle" layers="4,2" maps="slice"></sgd-network>',
  'a compact network': '<sgd-network data="circle" layers="4,2" beside="curve"></sgd-network>',
  'a graph': '<sgd-graph formula="(2w + b - 1)^2" start="1,0.5"></sgd-graph>',
  'a compact graph': '<sgd-graph formula="(2w + b - 1)^2" start="1,0.5" beside="explain"></sgd-graph>',
};

/** A figure in a page that can be scrolled both ways. @param {Page} page @param {string} tag */
async function open(page, tag) {
  await openBody(page, `<div style="height: 400px"></div>${tag}<div style="height: 2000px"></div>`);
  const figure = page.locator('sgd-playground, sgd-network, sgd-graph').first();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'Reset', exact: true })).toBeVisible();
  // Its script comes later than the figure.
  if (tag.includes('surface')) await expect(figure.locator('.plot.solid')).toBeVisible();
  return figure;
}

/** @typedef {import('@playwright/test').ElementHandle<Element>} Picture */

/** The pictures of a figure that are seen, and large enough to be pointed at. @param {Locator} figure */
async function pictures(figure) {
  const all = await figure.locator('canvas, .view').elementHandles();
  const sized = await Promise.all(
    all.map(async (picture) => ({
      picture,
      // What is closed has a box, too.
      seen: await picture.evaluate((node) => /** @type {Element} */ (node).checkVisibility()),
      box: await picture.boundingBox(),
    })),
  );
  return sized
    .filter(({ seen, box }) => seen && box && box.width > 40 && box.height > 40)
    .map(({ picture }) => /** @type {Picture} */ (picture));
}

/** Where a picture is, once it is in the middle of the window. @param {Picture} picture */
async function middle(picture) {
  await picture.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await picture.boundingBox();
  if (!box) throw new Error('no picture');
  return { x: box.x + box.width / 3, y: box.y + box.height / 3 };
}

/** A finger goes up by 120 pixels. @param {import('@playwright/test').CDPSession} client @param {number} x @param {number} y */
async function swipe(client, x, y) {
  for (let way = 0; way <= 120; way += 15) {
    const type = way === 0 ? 'touchStart' : 'touchMove';
    await client.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x, y: y - way }] });
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

for (const [name, tag] of Object.entries(FIGURES)) {
  test(`over ${name} the wheel scrolls the page`, async ({ page }) => {
    const figure = await open(page, tag);
    const found = await pictures(figure);
    expect(found.length).toBeGreaterThan(0);
    for (const picture of found) {
      const { x, y } = await middle(picture);
      const before = await page.evaluate(() => scrollY);
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, 60);
      await expect.poll(() => page.evaluate(() => scrollY)).toBe(before + 60);
    }
  });

  test(`over ${name} a swipe scrolls the page`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, hasTouch: true, isMobile: true });
    const page = await context.newPage();
    const figure = await open(page, tag);
    const client = await context.newCDPSession(page);
    const before = await figure.evaluate((element) => JSON.stringify(/** @type {any} */ (element).state));
    const part = () =>
      figure.evaluate(({ shadowRoot }) => shadowRoot?.querySelector('.content')?.getAttribute('style'));
    const seen = await part();
    for (const picture of await pictures(figure)) {
      const { x, y } = await middle(picture);
      const top = await page.evaluate(() => scrollY);
      await swipe(client, x, y);
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(top + 50);
    }
    // Nor has it changed anything in the figure, or what part of a picture is seen.
    expect(await part()).toBe(seen);
    expect(await figure.evaluate((element) => JSON.stringify(/** @type {any} */ (element).state))).toBe(before);
    await context.close();
  });
}

test('who is typing in the page goes on typing while figures load, play, diverge and start anew', async ({ page }) => {
  await openBody(
    page,
    `<label>Name <input></label>
     <sgd-playground objective="bowl" learning-rate="1.9" autoplay speed="10"></sgd-playground>
     <sgd-network data="xor" layers="2" learning-rate="10" optimizer="sgd" autoplay></sgd-network><sgd-graph></sgd-graph>`,
  );
  const field = page.getByLabel('Name');
  await field.pressSequentially('a');
  for (const name of ['sgd-playground', 'sgd-network', 'sgd-graph']) {
    const figure = page.locator(name);
    await expect(figure.getByRole('button', { name: 'Reset', exact: true })).toBeVisible();
    for (const call of ['play', 'pause', 'step', 'reset', 'play']) {
      await figure.evaluate((element, method) => /** @type {any} */ (element)[method](), call);
    }
    await figure.evaluate((element) => Object.assign(element, { state: { seed: '2' } }));
    await expect(figure).toHaveAttribute('seed', '2');
  }
  await field.pressSequentially('bc');
  await expect(field).toHaveValue('abc');
  await expect(field).toBeFocused();
});
