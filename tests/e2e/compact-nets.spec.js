// Networks and graphs in their compact form: as high as their width says, whatever they show, and true while they are used.

import { expectNoViolations } from './axe.js';
import { button } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('../../www/elements/network/element.js').SgdNetwork} SgdNetwork */

const DIGITS = 'data="digits" seed="1" controls="learning-rate,batch-size" speed="2.5"';
const MOONS = 'data="moons" layers="8,8" activation="tanh" optimizer="adam" learning-rate="0.03" seed="3"';

/** At most so high, in times the size of text: where the card is 1,150 pixels wide, and 344. */
const MOST = { 1150: 36, 344: 60 };
const TEXT = 16;

/** @param {Page} page @param {string} tag @param {string} attributes @param {number} width */
async function open(page, tag, attributes, width) {
  await page.setViewportSize({ width, height: 900 });
  const html = `<!doctype html><html lang="en"><title>A page</title><meta name="viewport" content="width=device-width">
    <style>body { margin: 0 }</style><script type="module" src="./${tag}.js"></script>
    <body><main><h1>A page</h1><${tag} ${attributes}></${tag}></main></body></html>`;
  await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('body.html');
  const element = page.locator(tag);
  await expect(element.locator('.compact')).toBeVisible();
  return element;
}

/** @param {Page} page @param {string} attributes @param {number} width */
async function openNetwork(page, attributes, width) {
  const network = await open(page, 'sgd-network', attributes, width);
  await expect(network.locator('.state')).not.toBeEmpty();
  return network;
}

/** @param {Locator} element */
const heightOf = async (element) => Math.round((await element.boundingBox())?.height ?? 0);

/** @param {Page} page */
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** @param {Locator} network @param {number} step */
const past = (network, step) =>
  expect
    .poll(() => network.evaluate(async (e) => (await /** @type {SgdNetwork} */ (e).training?.status())?.step ?? 0))
    .toBeGreaterThan(step);

/** @param {Page} page @param {Locator} network */
async function drawSeven(page, network) {
  const box = await network.locator('.pad').boundingBox();
  if (!box) throw new Error('no pad');
  const at = (/** @type {number} */ x, /** @type {number} */ y) =>
    /** @type {const} */ ([box.x + x * box.width, box.y + y * box.height]);
  await page.mouse.move(...at(0.25, 0.2));
  await page.mouse.down();
  await page.mouse.move(...at(0.72, 0.2), { steps: 6 });
  await page.mouse.move(...at(0.42, 0.85), { steps: 6 });
  await page.mouse.up();
}

for (const [name, attributes] of Object.entries({
  draw: `${DIGITS} beside="draw"`,
  'draw on a plane': `${MOONS} beside="draw"`,
  diagram: `${MOONS} beside="diagram"`,
  slice: `${MOONS} beside="slice" controls="learning-rate"`,
  curve: `${DIGITS} beside="curve"`,
})) {
  for (const [width, most] of Object.entries(MOST)) {
    test(`a network with ${name}, ${width} pixels wide, is as high after a run as before`, async ({ page }) => {
      const network = await openNetwork(page, attributes, Number(width));
      const before = await heightOf(network);
      expect(before).toBeLessThanOrEqual(most * TEXT);
      await button(network, 'Play').click();
      await past(network, 40);
      expect(await heightOf(network)).toBe(before);
      await button(network, 'Pause').click();
      await expect(network.locator('.state')).toHaveText('paused');
      expect(await heightOf(network)).toBe(before);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
    });
  }
}

test('a digit can be drawn before the training and after it, and the pad stays where it is', async ({ page }) => {
  const network = await openNetwork(page, `${DIGITS} beside="draw"`, 1150);
  const box = () => network.locator('.pad').boundingBox();
  const before = await box();
  await expect(network.locator('.verdict')).toHaveText('Nothing is drawn yet.');
  await drawSeven(page, network);
  await expect(network.locator('.verdict')).toHaveText(/^Read as \d, probability/);
  const guess = Number(/([\d.]+) ?%/.exec(await network.locator('.verdict').innerText())?.[1]);
  expect(await box()).toEqual(before);
  await button(network, 'Play').click();
  await past(network, 200);
  await button(network, 'Pause').click();
  await expect(network.locator('.verdict')).toHaveText(/^Read as 7, probability/);
  const read = Number(/([\d.]+) ?%/.exec(await network.locator('.verdict').innerText())?.[1]);
  expect(read).toBeGreaterThan(guess);
  await expect(network.locator('.bars .best')).toContainText('7');
  expect(await box()).toEqual(before);
});

test('the slice follows the run, and its sentences say what the engine does', async ({ page }) => {
  const network = await openNetwork(page, `${MOONS} beside="slice" step-unit="batch"`, 1150);
  await expect(network.locator('.slice-hint')).toHaveText(/^Press Play/);
  await button(network, 'Play').click();
  await past(network, 30);
  await button(network, 'Pause').click();
  const map = network.locator('.slice-map');
  const asked = await network.evaluate(async (element) => {
    const training = /** @type {import('../../www/engine/training.js').Training} */ (
      /** @type {SgdNetwork} */ (element).training
    );
    const { explained, step } = await training.slice({ directions: 'pca', samples: 1000 });
    return { step, part: 100 * ((explained[0] ?? 0) + (explained[1] ?? 0)) };
  });
  await expect(map).toHaveAccessibleName(new RegExp(`weights of step ${asked.step}:`));
  const facts = network.locator('.facts');
  await expect(facts).toContainText(/^The plane holds [\d.]+% of the path’s spread/);
  expect(Number(/holds ([\d.]+)%/.exec(await facts.innerText())?.[1])).toBeCloseTo(asked.part, 1);
  // Another plane through the same network, without a press; and the way back to the first.
  await network.evaluate((element) => element.setAttribute('directions', 'random'));
  await expect
    .poll(async () => Number(/holds ([\d.]+)%/.exec(await facts.innerText())?.[1]))
    .toBeLessThan(asked.part / 2);
  await button(network, 'Reset').click();
  await network.evaluate((element) => element.removeAttribute('directions'));
  await expect(network.locator('.slice-hint')).toHaveText(/^Press Play/);
});

test('the form is taken and left without losing the run', async ({ page }) => {
  const network = await openNetwork(page, `${MOONS} beside="slice"`, 1150);
  await button(network, 'Play').click();
  await past(network, 60);
  await button(network, 'Pause').click();
  await expect(network.locator('.state')).toHaveText('paused');
  const step = () => network.locator('.readout.step dd').first().innerText();
  const before = await step();
  await network.evaluate((element) => element.setAttribute('beside', 'curve'));
  await expect(network.locator('.first .chart')).toBeVisible();
  await expect.poll(step).toBe(before);
  await network.evaluate((element) => element.removeAttribute('beside'));
  await expect(network.locator('.compact')).toHaveCount(0);
  await expect.poll(step).toBe(before);
  await network.evaluate((element) => element.setAttribute('beside', 'elsewhere'));
  await expect(network.locator('.notices')).toContainText('draw, diagram, slice, curve');
});

for (const [formula, start] of [
  ['x*x', '3'],
  ['(2w+b-1)^2', '1,0.5'],
]) {
  for (const [width, most] of Object.entries(MOST)) {
    test(`the graph of ${formula}, ${width} pixels wide, is as high at every step`, async ({ page }) => {
      const attributes = `formula="${formula}" start="${start}" controls="start" beside="explain"`;
      const graph = await open(page, 'sgd-graph', attributes, Number(width));
      const before = await heightOf(graph);
      expect(before).toBeLessThanOrEqual(most * TEXT);
      const step = button(graph, 'Step');
      while (await step.isEnabled()) {
        await step.click();
        expect(await heightOf(graph)).toBe(before);
      }
      await graph.evaluate((element) => {
        element.setAttribute('formula', 'x*sin(x)');
        element.setAttribute('start', '2');
        element.removeAttribute('at-step');
      });
      await expect(graph.locator('.canvas')).toContainText('sin');
      expect(await heightOf(graph)).toBe(before);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      // Nothing is drawn so small that it cannot be read.
      const smallest = await graph.locator('.canvas').evaluate((canvas) => {
        const scale = Number(/scale\(([\d.]+)\)/.exec(canvas.querySelector('g')?.style.transform ?? '')?.[1]);
        return (
          scale *
          Math.min(
            ...Array.from(canvas.querySelectorAll('text'), (text) => parseFloat(getComputedStyle(text).fontSize)),
          )
        );
      });
      expect(smallest).toBeGreaterThanOrEqual(11);
    });
  }
}

for (const [tag, attributes] of /** @type {const} */ ([
  ['sgd-network', `${DIGITS} beside="draw"`],
  ['sgd-network', `${MOONS} beside="slice" controls="layers" autoplay`],
  ['sgd-graph', 'objective="network" start="1,-2,1" at-step="12" controls="start" beside="explain"'],
])) {
  test(`axe has nothing against ${tag} ${attributes} at 320 pixels, also when all is open`, async ({ page }) => {
    const element = await open(page, tag, attributes, 320);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await expectNoViolations(page);
    await element.locator('.further > summary').click();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await expectNoViolations(page);
  });
}

test('the closer look is behind “More”', async ({ page }) => {
  const network = await openNetwork(page, `beside="diagram" ${MOONS}`, 344);
  await network.locator('details.further > summary').press('Enter');
  await network.locator('details.looking > summary').press('Enter');
  await expect(network.locator('.insight')).toBeVisible();
  expect(await sideways(page)).toBe(0);
});

test('numbers in the line say of which step they are', async ({ page }) => {
  const sgd = 'data="digits" seed="1" batch-size="1" optimizer="sgd" beside="draw"';
  const network = await openNetwork(page, sgd, 1150);
  await button(network, 'Play').click();
  await past(network, 16);
  const notes = network.locator('.line .old');
  await expect(notes).toHaveText([/^measured at step \d+$/, /^measured at step \d+$/]);
  await expect(notes.first()).toBeVisible();
  // Whoever asks for the score of one part leaves that of the other as it was.
  await expect
    .poll(async () => {
      await network.evaluate((element) => /** @type {SgdNetwork} */ (element).training?.evaluate('test'));
      const [train = Infinity, test = 0] = (await notes.allTextContents()).map((text) =>
        Number(text.replace(/\D/g, '')),
      );
      return test > train;
    })
    .toBe(true);
});
