// Every element in three browser engines: the golden hashes, what a reader does, and pictures that are alike.
// `npm run test:engines`
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { dist } from '../../tools/places.mjs';
import { serve } from '../../tools/serve.mjs';
import { hashesOf } from '../golden/hashes.js';
import { BROWSERS } from './browsers.js';
import { cut, difference, shows } from './pictures.js';
import { BREAKS, strictly } from './strict.js';

/** @typedef {import('./browsers.js').Page} Page */

/** A phone and a desk. WebKit's MiniBrowser is never narrower than 447 pixels. */
const SIZES = /** @type {const} */ ([
  [450, 844],
  [1280, 900],
]);
/** How far colours of two engines' pictures may be apart on average, of 1: letters and fields differ, figures do not. */
const TOLERANCE = 0.02;
/** Their names, links and parts. */
const PICTURES = /** @type {const} */ ([
  ['map', 'objective=himmelblau&start=0,0', '.main .plot-cell'],
  ['surface', 'objective=himmelblau&view=surface', '.main .plot-cell'],
  ['basins', 'objective=himmelblau&beside=basins', '.second .plot-cell'],
  ['line', 'objective=line&seed=1', '.main .plot-cell'],
]);

const site = await serve(dist);
const strict = await strictly(site.url);
after(() => strict.close());
after(() => site.close());

/** Pages under the policy of the site, and what shows that their figure plays. @type {[string, (figure: any) => any][]} */
const PLAYED = [
  ['', (figure) => figure.run.status().step > 5],
  ['play/#objective=bowl', (figure) => figure.run.status().step > 5],
  ['network/#data=circle&seed=1', async (figure) => (await figure.training?.status())?.step > 5],
  ['graph/#formula=(2w%2Bb-1)^2&start=1,0.5', (figure) => figure.position > 1],
];

/** @param {string} file */
const golden = (file) =>
  readFileSync(new URL(`../golden/${file}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

/**
 * Asks the page's element. The function is sent as text, so it must stand on its own.
 * @param {Page} page
 * @param {(figure: any, argument: any) => any} call
 * @param {unknown} [argument]
 */
const ask = (page, call, argument = null) =>
  page.run(`(${call})(document.querySelector('sgd-playground, sgd-network, sgd-graph'), ${JSON.stringify(argument)})`);

/** Asks until it is so. @param {Page} page @param {(figure: any, argument: any) => any} call @param {unknown} [argument] */
async function until(page, call, argument) {
  for (let tries = 0; tries < 300; tries++) {
    const found = await ask(page, call, argument);
    if (found) return found;
    await wait(100);
  }
  return assert.fail(`did not come: ${call}`);
}

/** The middle of something in the figure, scrolled to. @param {Page} page @param {string} selector @param {string} [text] @returns {Promise<[number, number]>} */
const middle = (page, selector, text) =>
  until(
    page,
    async (figure, { selector, text }) => {
      const all = [...(figure?.shadowRoot?.querySelectorAll(selector) ?? [])];
      const found = all.find((element) => !text || element.textContent.trim() === text);
      // A figure that is being built is laid out before it can be seen.
      if (!found?.checkVisibility({ visibilityProperty: true })) return null;
      found.scrollIntoView({ block: 'center', behavior: 'instant' });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const { left, top, width, height } = found.getBoundingClientRect();
      return width && [Math.round(left + width / 2), Math.round(top + height / 2)];
    },
    { selector, text },
  );

/** @param {Page} page @param {string} selector @param {string} [text] */
const click = async (page, selector, text) => page.drag([await middle(page, selector, text)]);

/** @type {Map<string, Uint8Array>} of the first browser */
const pictures = new Map();

for (const browser of BROWSERS) {
  const lacks = await browser.lacks();
  describe(browser.name, { skip: lacks && `not here; in Debian: ${lacks.packages.join(', ')}` }, async () => {
    if (lacks) return;
    const { version, page, close } = await browser.open();
    after(close);

    test(`${version}: runs and networks have the golden hashes`, async () => {
      await page.go(`${site.url}embed.html#objective=bowl`);
      for (const kind of /** @type {const} */ (['runs', 'networks'])) {
        const lines = golden(`${kind}.txt`);
        const engine = `await (await import('${site.url}engine.js')).createEngine()`;
        const found = await page.run(`(async () => (${hashesOf})(${engine}, ${JSON.stringify(lines)}, '${kind}'))()`);
        assert.deepEqual(found, lines);
        console.log(`${version}: ${found.length} hashes of ${kind}, together ${sha256(found.join('\n'))}`);
      }
    });

    test('pages play where their policy is a header, and where the service worker of the first answers', async () => {
      await page.resize(1280, 900);
      strict.reports.length = 0;
      await page.go(`${strict.url}${BREAKS}`);
      for (let tries = 0; tries < 100 && strict.reports.length === 0; tries++) await wait(100);
      assert.match(strict.reports.join(), /script-src/, 'what breaks it is reported');
      strict.reports.length = 0;
      for (const [path, plays] of PLAYED) {
        await page.go('about:blank');
        await page.go(`${strict.url}${path}`);
        // The first figure of the learning page has no buttons until it is there.
        if (path) await click(page, 'button', 'Play');
        else
          await until(page, (figure) => {
            figure?.scrollIntoView({ block: 'center', behavior: 'instant' });
            if (figure?.run) figure.play();
            return figure?.run;
          });
        await until(page, plays);
        await page.run('navigator.serviceWorker.ready.then(() => null)');
        await until(page, () => Boolean(navigator.serviceWorker.controller));
        // A report may come late.
        await wait(1000);
        assert.deepEqual(strict.reports, [], path);
      }
    });

    for (const [width, height] of SIZES) {
      test(`${width} × ${height}: a figure plays, its start is dragged, its rate is typed`, async () => {
        await page.resize(width, height);
        await page.go('about:blank');
        await page.go(`${site.url}play/#objective=bowl&optimizer=sgd`);
        await until(page, (figure) => figure?.run);
        const [x, y] = await middle(page, '.main .plot[role=application]');
        await page.drag([
          [x - 50, y - 50],
          [x + 20, y + 20],
          [x + 60, y + 60],
        ]);
        const [first, second] = await ask(page, (figure) => [...figure.run.status().params]);
        assert.ok(first > 0 && second < 0, `the start is at ${first}, ${second}`);
        await click(page, 'button', 'Play');
        await until(page, (figure) => figure.run.status().step > 10);
        await click(page, 'button', 'Pause');
        await ask(page, (figure) => {
          const fields = figure.shadowRoot.querySelectorAll('.field');
          const field = [...fields].find((/** @type {HTMLElement} */ field) =>
            /^Learning rate/.test(field.textContent.trim()),
          );
          field.querySelector('input.number').select();
        });
        await page.type('0.02\n');
        await until(page, (figure) => figure.getAttribute('learning-rate') === '0.02');
      });

      test(`${width} × ${height}: a network learns in its Worker`, async () => {
        await page.go('about:blank');
        await page.go(`${site.url}network/#data=circle&seed=1`);
        await click(page, 'button', 'Play');
        await until(page, async (figure) => (await figure.training?.status())?.step > 30);
        await click(page, 'button', 'Pause');
        const { trainLoss } = await ask(page, async (figure) => {
          const { trainLoss } = await figure.training.status();
          return { trainLoss };
        });
        assert.ok(Number.isFinite(trainLoss), `the loss is ${trainLoss}`);
      });

      test(`${width} × ${height}: a graph is walked`, async () => {
        await page.go('about:blank');
        await page.go(`${site.url}graph/#formula=(2w%2Bb-1)^2&start=1,0.5`);
        await middle(page, '.node');
        await click(page, 'button', 'Step');
        await until(page, (figure) => figure.position === 1);
      });

      for (const [name, hash, selector] of PICTURES) {
        test(`${width} × ${height}: the picture of ${name} is that of the other engines`, async (context) => {
          await page.go('about:blank');
          await page.go(`${site.url}embed.html#${hash}`);
          const picture = await settled(page, selector);
          const other = pictures.get(`${name} ${width}`);
          if (!other) {
            pictures.set(`${name} ${width}`, picture);
            return;
          }
          const apart = await difference(picture, other);
          context.diagnostic(`${name}: ${(100 * apart).toFixed(2)} % apart`);
          assert.ok(apart < TOLERANCE, `${(100 * apart).toFixed(2)} % apart, of at most ${100 * TOLERANCE} %`);
        });
      }
    }
  });
}

/** The picture of a part of the figure, once there is something in it and nothing changes. @param {Page} page @param {string} selector */
async function settled(page, selector) {
  await middle(page, selector);
  // A map of runs comes coarse at first, and stays so for a while where the machine is busy.
  if (selector.startsWith('.second')) await until(page, isFinest);
  let last = new Uint8Array();
  for (let tries = 0; tries < 60; tries++) {
    await wait(500);
    const next = await cut(await page.picture(), await ask(page, place, selector));
    if (Buffer.compare(next, last) === 0 && (await shows(next))) return next;
    last = next;
  }
  return assert.fail('the picture does not come to rest');
}

/** @param {any} figure */
function isFinest(figure) {
  const { cells, finest } = figure.shadowRoot.querySelector('[data-finest]').dataset;
  return cells === finest;
}

/** Where it stands in the window, which it may leave. @param {any} figure @param {string} selector */
function place(figure, selector) {
  const { left, top, right, bottom } = figure.shadowRoot.querySelector(selector).getBoundingClientRect();
  const [x, y] = [Math.max(0, Math.round(left)), Math.max(0, Math.round(top))];
  const [width, height] = [Math.min(innerWidth, Math.round(right)) - x, Math.min(innerHeight, Math.round(bottom)) - y];
  return { left: x, top: y, width, height };
}

/** @param {string} text */
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
