// What a change of one attribute leaves alone: the control that has the focus, and whatever need not change.
import { loaded, openBody, ready } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Locator} Locator */

/** Remembers a figure's elements, and which of them has the focus. @param {Locator} figure @param {string} selector of those that are to stay */
const remember = (figure, selector) =>
  figure.evaluate((element, kept) => {
    const shadow = /** @type {ShadowRoot} */ (element.shadowRoot);
    Object.assign(window, { kept: [...shadow.querySelectorAll(kept)], focused: shadow.activeElement });
  }, selector);

/** What is no longer there of what was remembered, and whether the focus is where it was. @param {Locator} figure */
const lost = (figure) =>
  figure.evaluate((element) => {
    const { kept, focused } = /** @type {any} */ (window);
    const shadow = /** @type {ShadowRoot} */ (element.shadowRoot);
    const gone = kept.filter((/** @type {Element} */ each) => each.getRootNode() !== shadow);
    return { gone: gone.map(String), stays: focused !== null && shadow.activeElement === focused };
  });

/** @param {Locator} figure @param {string} name @param {string | null} value */
const set = (figure, name, value) =>
  figure.evaluate(
    (element, [key, text]) => {
      if (text === null) element.removeAttribute(/** @type {string} */ (key));
      else element.setAttribute(/** @type {string} */ (key), text);
    },
    /** @type {const} */ ([name, value]),
  );

/** Nothing of these is made anew. */
const PARTS = '.figure, .body, .main *, .transport, .readouts *, .chart *, .controls';

test('another theme, height or set of controls leaves the focused control and its neighbours alone', async ({
  page,
}) => {
  await openBody(
    page,
    '<sgd-playground objective="rosenbrock" controls="optimizer,learning-rate,momentum" seed="1"></sgd-playground>',
  );
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await expect(figure.locator('.chart canvas').first()).toBeVisible();
  await figure.locator('#learning-rate').focus();
  await remember(figure, `${PARTS}, .legend *, #learning-rate, .transport *`);
  await set(figure, 'theme', 'dark');
  await set(figure, 'height', '300');
  await expect(figure.locator('.main .plot')).toHaveCSS('height', '300px');
  expect(await lost(figure)).toEqual({ gone: [], stays: true });

  await set(figure, 'controls', 'moves,learning-rate,batch-size,schedule');
  await expect(figure.getByRole('button', { name: 'Next move', exact: true })).toBeVisible();
  await expect(figure.locator('.moves')).toBeVisible();
  await expect(figure.locator('#optimizer')).toHaveCount(0);
  await expect(figure.locator('.controls label').filter({ visible: true })).toHaveText([/Learning rate/, /Schedule/]);
  expect(await lost(figure)).toEqual({ gone: [], stays: true });

  await set(figure, 'controls', null);
  await expect(figure.locator('.timeline')).toBeVisible();
  await expect(figure.locator('.views')).toBeVisible();
  await expect(figure.locator('#optimizer')).toBeVisible();
  expect(await lost(figure)).toEqual({ gone: [], stays: true });

  await set(figure, 'controls', 'learning-rate');
  await expect(figure.locator('.timeline, .views, .moves, .controls details:visible')).toHaveCount(0);
  await expect(figure.getByRole('button', { name: 'Next move', exact: true })).toHaveCount(0);
  await expect(figure.locator('.controls label')).toHaveCount(1);
  expect(await lost(figure)).toEqual({ gone: [], stays: true });
});

test('controls that come later stand in the order of all, and do what they say', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="line" controls="momentum" seed="1"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await set(figure, 'controls', 'momentum,optimizer,start,batch-size,learning-rate');
  const names = figure.locator('.controls :is(input:not([type="range"]), select, textarea)');
  await expect(names).toHaveCount(5);
  const ids = await names.evaluateAll((fields) => fields.map(({ id }) => id));
  expect(ids).toEqual(['optimizer', 'learning-rate', 'momentum', 'batch-size', 'start']);
  await figure.locator('#optimizer').selectOption('adam');
  await expect(figure).toHaveAttribute('optimizer', 'adam');
});

test('a comparison goes on while controls come and go', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="bowl" compare="sgd,adam" seed="1"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await expect(figure.locator('.comparison tbody tr')).toHaveCount(2);
  await set(figure, 'controls', 'learning-rate');
  await expect(figure.locator('.timeline')).toHaveCount(0);
  await expect(figure.locator('.comparison tbody tr')).toHaveCount(2);
  await set(figure, 'controls', null);
  await expect(figure.locator('.timeline')).toBeVisible();
  await expect(figure.locator('.comparison')).toHaveCount(1);
  await expect(figure.locator('.comparison tbody tr')).toHaveCount(2);
});

const OTHERS = /** @type {const} */ ([
  {
    tag: 'sgd-network',
    markup: '<sgd-network data="circle" layers="4" controls="learning-rate,l2" seed="1"></sgd-network>',
    field: '#learning-rate',
    kept: '.figure, .transport *, .centre, .curves, #learning-rate',
    controls: 'optimizer,learning-rate,batch-size',
    labels: [/Optimizer/, /Learning rate/, /Batch size/],
  },
  {
    tag: 'sgd-graph',
    markup: '<sgd-graph formula="x*sin(x) + x^2" start="2" controls="example,start"></sgd-graph>',
    field: '#start-0',
    kept: '.figure, .view *, .panel, .transport *, #start-0',
    controls: 'formula,start',
    labels: [/Formula/, /x/],
  },
]);

for (const { tag, markup, field, kept, controls, labels } of OTHERS) {
  test(`another theme or set of controls leaves the focused control of <${tag}> alone`, async ({ page }) => {
    await openBody(page, markup);
    const figure = page.locator(tag);
    await expect(figure.locator(field)).toBeVisible();
    await figure.locator(field).focus();
    await remember(figure, kept);
    await set(figure, 'theme', 'dark');
    await set(figure, 'controls', controls);
    const shown = figure.locator('.field label').filter({ visible: true });
    await expect(shown).toHaveText([...labels]);
    expect(await lost(figure)).toEqual({ gone: [], stays: true });
    await set(figure, 'controls', tag === 'sgd-graph' ? null : 'learning-rate');
    await expect(shown).toHaveCount(tag === 'sgd-graph' ? 3 : 1);
    expect(await lost(figure)).toEqual({ gone: [], stays: true });
  });
}

test('a property that is set to what it is already changes nothing', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="rosenbrock" learning-rate="0.001" seed="1"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  const changes = await figure.evaluate((element) => {
    const observer = new MutationObserver(() => {});
    observer.observe(element, { attributes: true });
    Object.assign(element, { learningRate: 0.001, seed: 1, objective: 'rosenbrock' });
    const same = observer.takeRecords().length;
    Object.assign(element, { learningRate: 0.002, seed: 1, objective: 'rosenbrock' });
    return [same, observer.takeRecords().length];
  });
  expect(changes).toEqual([0, 1]);
});

test('a run is begun once for all that changes before the next frame', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="rosenbrock" seed="1"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  const begun = await figure.evaluate(async (element) => {
    const { engine } = /** @type {any} */ (element);
    const { experiment } = engine;
    let count = 0;
    engine.experiment = (/** @type {unknown} */ config) => {
      count += 1;
      return experiment.call(engine, config);
    };
    element.setAttribute('objective', 'himmelblau');
    element.setAttribute('domain', '-5,5,-5,5');
    element.setAttribute('optimizer', 'adam');
    await new Promise(requestAnimationFrame);
    engine.experiment = experiment;
    return count;
  });
  expect(begun).toBe(1);
  await expect(figure.locator('.title')).toContainText('Himmelblau');
});

test('the formula of a step is written anew only where the step is another', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="rosenbrock" seed="1"></sgd-playground>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await expect(figure.locator('.rule math').first()).toBeVisible();
  await remember(figure, '.rule math');
  await set(figure, 'speed', '2');
  await set(figure, 'steps', '500');
  await expect(figure.locator('.speed-value')).toHaveText(/2/);
  await page.waitForTimeout(300);
  expect((await lost(figure)).gone).toEqual([]);
  await set(figure, 'learning-rate', '0.0005');
  await expect.poll(async () => (await lost(figure)).gone.length).toBeGreaterThan(0);
});

test('the curves of a network are drawn anew only where they are others', async ({ page }) => {
  await openBody(page, '<sgd-network data="circle" layers="4" seed="1"></sgd-network>');
  const figure = page.locator('sgd-network');
  await ready(figure);
  await expect(figure.locator('.curves canvas').first()).toBeVisible();
  await figure.evaluate((element) => {
    const { prototype } = CanvasRenderingContext2D;
    const { clearRect } = prototype;
    const drawn = { curves: 0 };
    Object.assign(window, { drawn });
    prototype.clearRect = function (...box) {
      if (element.shadowRoot?.querySelector('.curves')?.contains(this.canvas)) drawn.curves += 1;
      return clearRect.apply(this, box);
    };
  });
  const drawn = () => page.evaluate(() => /** @type {any} */ (window).drawn.curves);
  await page.waitForTimeout(300);
  const before = await drawn();
  await set(figure, 'speed', '2');
  await expect(figure.locator('.speed-value')).toHaveText(/2/);
  await page.waitForTimeout(300);
  expect(await drawn()).toBe(before);
  await set(figure, 'axis', 'epochs');
  await expect.poll(drawn).toBeGreaterThan(before);
});

test('another theme of a graph is there at once; steps fade into one another', async ({ page }) => {
  await openBody(page, '<sgd-graph formula="x*sin(x) + x^2" start="2"></sgd-graph>');
  const figure = page.locator('sgd-graph');
  await expect(figure.locator('.node').first()).toBeVisible();
  const fadesBy = (/** @type {string} */ name, /** @type {string} */ value) =>
    figure.evaluate(
      async (element, [key, text]) => {
        const begun = new Set();
        element.shadowRoot?.addEventListener('transitionrun', (event) => {
          begun.add(/** @type {TransitionEvent} */ (event).propertyName);
        });
        element.setAttribute(key, text);
        for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
        return begun.has('fill') || begun.has('stroke');
      },
      /** @type {const} */ ([name, value]),
    );
  expect(await fadesBy('theme', 'dark')).toBe(false);
  expect(await fadesBy('at-step', '1')).toBe(true);
});

test('a surface is painted coarse while it changes, and in full once it stays', async ({ page }) => {
  const domain = (/** @type {number} */ k) => `-2,2,-1,${3 + k / 100}`;
  const figure = (/** @type {number} */ k) =>
    `<sgd-playground objective="rosenbrock" controls="learning-rate" seed="1" domain="${domain(k)}"></sgd-playground>`;
  await openBody(page, figure(8) + figure(0));
  const [still, changing] = [page.locator('sgd-playground').first(), page.locator('sgd-playground').last()];
  await loaded(still);
  await loaded(changing);
  // The lowest of its canvases.
  const surface = (/** @type {Locator} */ shown) =>
    shown.evaluate((element) => element.shadowRoot?.querySelector('canvas')?.toDataURL());
  // Its scale has numbers once it is painted.
  for (const each of [still, changing]) await expect(each.locator('.legend .ends').first()).toHaveText(/\d/);
  const first = await surface(changing);
  const inFull = await surface(still);
  expect(first).not.toBe(inFull);
  const passing = await changing.evaluate(
    async (element, domains) => {
      for (const each of domains) {
        element.setAttribute('domain', each);
        // The element follows before this goes on.
        await undefined;
      }
      return element.shadowRoot?.querySelector('canvas')?.toDataURL();
    },
    Array.from({ length: 8 }, (_, k) => domain(k + 1)),
  );
  expect(passing).not.toBe(first);
  expect(passing).not.toBe(inFull);
  await expect.poll(() => surface(changing)).toBe(inFull);
});

test('what the panel of a graph says begins at its top with each step', async ({ page }) => {
  await openBody(page, '<sgd-graph formula="x*sin(x) + x^2" start="2" at-step="6"></sgd-graph>');
  const panel = page.locator('sgd-graph .panel');
  await expect(panel.locator('h2')).toBeVisible();
  await panel.evaluate((element) => {
    element.style.cssText = 'contain: none; height: 4rem; min-height: 0';
    element.scrollTop = 20;
  });
  await expect.poll(() => panel.evaluate(({ scrollTop }) => scrollTop)).toBe(20);
  await page.waitForTimeout(100);
  await set(page.locator('sgd-graph'), 'at-step', '7');
  await expect.poll(() => panel.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
});
