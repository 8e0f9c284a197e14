// Whatever a page and its reader do with the elements, in whatever order, each shows what it holds, and nothing fails.

import fc from 'fast-check';
import { openBody } from './figure.js';
import { expect, test } from './site.js';

/** How many sequences; more are asked for by hand: `SEQUENCES=300 npm run test:e2e -- sequences`. */
const NUM_RUNS = Number(process.env.SEQUENCES ?? 12);
const SEED = process.env.SEQUENCES ? Date.now() : 7;

const NAMES = /** @type {const} */ (['sgd-playground', 'sgd-network', 'sgd-graph']);

const which = fc.nat(3);
const steps = fc.nat(12);
const value = fc.constantFrom('0.01', '0.5', '5000', '', 'x', 'adam', 'bowl', 'line', 'himmelblau', 'none', 'circle');
const attribute = fc.constantFrom(
  'objective',
  'optimizer',
  'learning-rate',
  'momentum',
  'data',
  'seed',
  'view',
  'beside',
  'controls',
  'compare',
);
const command = fc.oneof(
  fc.tuple(fc.constant('create'), fc.constantFrom(...NAMES)),
  fc.tuple(fc.constant('attribute'), which, attribute, value),
  { weight: 3, arbitrary: fc.tuple(fc.constant('step'), which, steps) },
  fc.tuple(fc.constantFrom('rewind', 'play', 'pause', 'move', 'remove', 'clone'), which),
  fc.tuple(fc.constant('fork'), which, steps),
  fc.tuple(fc.constant('language'), fc.constantFrom('en', 'zh')),
  fc.tuple(fc.constant('theme'), fc.constantFrom('light', 'dark')),
);

/**
 * Takes a sequence on the page, and tells what is not as it should be. Sent as text, so it stands on its own.
 * @param {any[][]} commands
 */
async function take(commands) {
  const place = /** @type {HTMLElement} */ (document.querySelector('main'));
  const elements = () =>
    /** @type {any[]} */ (Array.from(place.querySelectorAll('sgd-playground, sgd-network, sgd-graph')));
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  /** @type {string[]} */
  const wrong = [];
  /** What each element shows and holds. @param {any} element */
  const check = (element) => {
    const { run } = element;
    if (element.localName !== 'sgd-playground' || !run) return;
    const [status, trace] = [run.status(), run.trace()];
    if (trace.length !== status.step + 1) wrong.push(`${trace.length} rows at step ${status.step}`);
    const state = element.shadowRoot.querySelector('.state')?.textContent;
    const states = /** @type {Record<string, string[]>} */ ({
      converged: ['converged', '已收敛'],
      diverged: ['diverged', '已发散'],
    })[status.state];
    if (state && states && !states.includes(state)) wrong.push(`${status.state}, but it says ${state}`);
    if (element.shadowRoot.textContent?.match(/undefined|NaN|\[object/)) wrong.push('unfinished text');
    // The same configuration and seed are the same run.
    if (run.past.length > 1 || trace.length > 300) return;
    const copy = element.engine.experiment(run.past[0][1]);
    copy.train(status.step);
    if (`${copy.trace().params}` !== `${trace.params}`) wrong.push('another run by the same seed');
    copy.free();
  };
  for (const [what, ...args] of commands) {
    const list = elements();
    // One that has just come may not be defined yet.
    const element = list[args[0] % Math.max(1, list.length)];
    if (element) await customElements.whenDefined(element.localName);
    try {
      if (what === 'create') place.append(document.createElement(args[0]));
      else if (what === 'language') document.documentElement.lang = args[0];
      else if (what === 'theme') document.documentElement.dataset.theme = args[0];
      else if (!element) continue;
      else if (what === 'attribute') element.setAttribute(args[1], args[2]);
      else if (what === 'step') for (let k = 0; k < args[1]; k += 1) element.step();
      else if (what === 'rewind') element.reset();
      else if (what === 'play' || what === 'pause') element[what]();
      else if (what === 'fork') element.run?.fork?.(args[1]).free();
      else if (what === 'move') place.prepend(element);
      else if (what === 'clone') place.append(element.cloneNode(true));
      else element.remove();
    } catch (error) {
      wrong.push(`${what}: ${error}`);
    }
    await frame();
    for (const one of elements()) {
      if (one.isConnected) check(one);
    }
    if (elements().length > 4) elements()[0].remove();
  }
  for (const one of elements()) one.pause?.();
  // Whatever was under way comes to its end: nothing that is seen is left waiting.
  for (const one of elements()) {
    await customElements.whenDefined(one.localName);
    one.scrollIntoView();
    const until = performance.now() + 10_000;
    while (one.shadowRoot.querySelector('.waiting [role=status]') && performance.now() < until) await frame();
    check(one);
    if (one.shadowRoot.querySelector('.waiting')) {
      wrong.push(`<${one.localName}> is unfinished: ${one.shadowRoot.textContent}`);
    }
  }
  for (const one of elements()) one.remove();
  await frame();
  return wrong;
}

test('any sequence of what may happen to elements leaves them whole, and nothing fails', async ({ page, problems }) => {
  test.setTimeout(300_000);
  await openBody(page, '<main></main>');
  await page.waitForFunction(() => customElements.get('sgd-playground'));
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 4, maxLength: 24 }), async (commands) => {
      const sequence = [['create', 'sgd-playground'], ...commands];
      expect(await page.evaluate(take, sequence)).toEqual([]);
      expect(problems.splice(0)).toEqual([]);
    }),
    { numRuns: NUM_RUNS, seed: SEED, endOnFailure: Boolean(process.env.CI), interruptAfterTimeLimit: 120_000 },
  );
});
