// What is printed: each picture is there, whole, in the size that it has on paper.

import { printAll } from './chapter.js';
import { skipQuestions } from './lesson.js';
import { expect, test } from './site.js';

/**
 * @typedef {object} OnPaper
 * @property {string[]} blank figures with a picture of which nothing is drawn
 * @property {string[]} other figures with a picture of another size than its place
 * @property {string[]} through figures with a picture that Chromium does not print as a group of its own: where it was cleared, that clears
 *   what lies beneath, too
 * @property {string[]} cut figures with a part that is out of sight
 * @property {number} pictures how many were looked at
 */

/** Prints the page, and says what its pictures are like as it is laid out for that. @param {import('@playwright/test').Page} page */
async function print(page) {
  await page.evaluate(() => {
    const look = () => {
      const figures = [...document.querySelectorAll('sgd-playground, sgd-network, sgd-graph')];
      const name = (/** @type {Element} */ figure) => figure.id || figure.localName;
      const parts = figures.flatMap((figure) =>
        [...(figure.shadowRoot?.querySelectorAll('canvas, .content, .network-box') ?? [])].map((part) => ({
          figure,
          part,
        })),
      );
      const canvases = parts.flatMap(({ figure, part }) =>
        part instanceof HTMLCanvasElement && part.clientWidth > 0 && part.checkVisibility()
          ? { figure, canvas: part }
          : [],
      );
      // Of several on top of one another, the lowest always shows something; a slice waits until it is asked for.
      const lowest = canvases.filter(({ canvas }) =>
        canvas.matches(':not(.slice-map) > :first-of-type:not(:only-of-type)'),
      );
      const layers = canvases.filter(({ canvas }) => canvas.matches(':not(:only-of-type)'));
      const isBlank = (/** @type {HTMLCanvasElement} */ canvas) =>
        !canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean);
      const isCut = (/** @type {Element} */ part) => {
        const [inner, outer] = [part, part.closest('.view, .network-scroll')].map((box) =>
          box?.getBoundingClientRect(),
        );
        return inner && outer && (inner.left < outer.left - 1 || inner.right > outer.right + 1);
      };
      Object.assign(window, {
        onPaper: {
          blank: lowest.filter(({ canvas }) => isBlank(canvas)).map(({ figure }) => name(figure)),
          other: layers
            .filter(({ canvas }) => canvas.width !== Math.round(canvas.clientWidth * devicePixelRatio))
            .map(({ figure, canvas }) => `${name(figure)}: ${canvas.width} for ${canvas.clientWidth}`),
          through: canvases
            .filter(({ canvas }) => getComputedStyle(canvas).opacity === '1')
            .map(({ figure }) => name(figure)),
          cut: parts.filter(({ part }) => isCut(part)).map(({ figure }) => name(figure)),
          pictures: lowest.length,
        },
      });
    };
    matchMedia('print').addEventListener('change', look, { once: true });
  });
  await page.pdf();
  return page.evaluate(() => /** @type {{ onPaper: OnPaper }} */ (/** @type {unknown} */ (window)).onPaper);
}

const SOUND = { blank: [], other: [], through: [], cut: [] };

test('every picture of the learning page is printed, whole', async ({ page }) => {
  await skipQuestions(page);
  await printAll(page);
  const { pictures, ...faults } = await print(page);
  expect(faults).toEqual(SOUND);
  expect(pictures).toBeGreaterThan(10);
});

for (const [path, part] of /** @type {const} */ ([
  ['play/', 'sgd-playground .chart canvas'],
  ['play/#view=surface', 'sgd-playground .solid canvas'],
  ['graph/', 'sgd-graph .card'],
  ['network/', 'sgd-network .network-box canvas'],
  ['network/#data=digits', 'sgd-network .network-box canvas'],
])) {
  test(`${path} is printed whole`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(path);
    await expect(page.locator(part).first()).toBeVisible();
    // Until all of it is drawn.
    await expect(async () => {
      const { pictures, ...faults } = await print(page);
      expect(faults).toEqual(SOUND);
      if (path !== 'graph/') expect(pictures).toBeGreaterThan(0);
    }).toPass();
  });
}

test('who has come nearer to a graph sees it after printing as before', async ({ page }) => {
  await page.goto('graph/');
  const graph = page.locator('sgd-graph .view');
  const content = page.locator('sgd-graph .content');
  await expect(content).toHaveAttribute('style', /scale/);
  await graph.press('+');
  await graph.press('Shift+ArrowRight');
  const before = await content.getAttribute('style');
  const { cut } = await print(page);
  expect(cut).toEqual([]);
  await expect(content).toHaveAttribute('style', String(before));
});
