// Figures in pages that other tools make and change: frameworks, presentations, Markdown.

import { loaded, openBody, ready, status, takeSteps } from './figure.js';
import { expect, test } from './site.js';

const ELEMENTS = ['sgd-playground', 'sgd-network', 'sgd-graph'];

test("keys that are typed into a figure, or that it uses, are no shortcuts of the page; the browser's are", async ({
  page,
}) => {
  await openBody(page, '<sgd-playground objective="bowl"></sgd-playground><sgd-graph></sgd-graph>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await page.evaluate(() => {
    Object.assign(window, { heard: [] });
    document.addEventListener('keydown', ({ key }) => /** @type {any} */ (window).heard.push(key));
  });
  const heard = () => page.evaluate(() => /** @type {any} */ (window).heard.splice(0));

  const formula = figure.getByLabel('Formula');
  await formula.fill('');
  await formula.pressSequentially('x/2+y^2');
  await expect(formula).toHaveValue('x/2+y^2');
  await figure.getByRole('slider', { name: 'Learning rate' }).press('ArrowRight');
  const plot = figure.getByRole('application').first();
  for (const key of ['ArrowRight', 'ArrowUp', ' ']) await plot.press(key);
  await figure.getByRole('button', { name: 'Reset', exact: true }).press('Enter');
  expect(await heard()).toEqual([]);

  await plot.press('o');
  await formula.press('Escape');
  await formula.press('Control+k');
  await formula.press('Tab');
  expect(await heard()).toEqual(['o', 'Escape', 'Control', 'k', 'Tab']);

  const graph = page.locator('sgd-graph');
  await ready(graph);
  await graph.locator('.view').press('ArrowRight');
  expect(await heard()).toEqual([]);
});

test('elements within the shadow roots of others are defined, and speak the language around them', async ({ page }) => {
  await openBody(page, '<late-host lang="zh-CN"></late-host>');
  await page.waitForFunction(() => customElements.get('sgd-playground'));
  await page.evaluate((names) => {
    class Host extends HTMLElement {
      connectedCallback() {
        const inner = this.attachShadow({ mode: 'open' });
        // As a component draws itself: a little later.
        queueMicrotask(() => {
          inner.innerHTML = `<div>${names.map((name) => `<${name}></${name}>`).join('')}</div>`;
        });
      }
    }
    customElements.define('late-host', Host);
    document.body.append(document.createElement('late-host'));
  }, ELEMENTS);
  for (const name of ELEMENTS) {
    const figures = page.locator(name);
    await expect(figures).toHaveCount(2);
    await figures.first().scrollIntoViewIfNeeded();
    await expect(figures.first().getByRole('button', { name: '重置', exact: true })).toBeVisible();
    await figures.last().scrollIntoViewIfNeeded();
    await expect(figures.last().getByRole('button', { name: 'Reset', exact: true })).toBeVisible();
  }
});

test('a figure that is moved goes on where it is, with the run that chance gave it', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="line" batch-size="4"></sgd-playground><main></main>');
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  await takeSteps(figure, 5);
  const before = await status(figure);
  const seed = () => figure.evaluate((element) => /** @type {any} */ (element).run.config.seed);
  const drawn = await seed();
  await figure.evaluate((element) => document.querySelector('main')?.append(element));
  // As libraries of keyed lists do: out, and back when all is sorted.
  await figure.evaluate(async (element) => {
    element.remove();
    await Promise.resolve();
    document.body.prepend(element);
  });
  await figure.evaluate((element) => /** @type {any} */ (document.body).moveBefore?.(element, null));
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  expect(await status(figure)).toEqual(before);
  expect(await seed()).toBe(drawn);
  await figure.getByRole('button', { name: 'Play', exact: true }).click();
  await figure.evaluate((element) => document.querySelector('main')?.append(element));
  await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(8);
  await expect(figure.locator('.state')).toHaveText('running');
});

test('a training survives a move; what is gone for good is ended', async ({ page }) => {
  await openBody(page, '<sgd-network data="circle" layers="3"></sgd-network><main></main>');
  const network = page.locator('sgd-network');
  await ready(network);
  /** @typedef {import('../../www/elements/network/element.js').SgdNetwork} SgdNetwork */
  const steps = await network.evaluate(async (element) => {
    const { training } = /** @type {SgdNetwork} */ (element);
    await training?.train(30);
    document.querySelector('main')?.append(element);
    await new Promise((done) => setTimeout(done));
    const now = /** @type {SgdNetwork} */ (element).training;
    return now === training ? (await now?.status())?.step : 'another training';
  });
  expect(steps).toBe(30);
  const gone = await network.evaluateHandle((element) => {
    element.remove();
    return element;
  });
  await expect
    .poll(() => gone.evaluate((element) => /** @type {SgdNetwork} */ (element).training === undefined))
    .toBe(true);
});

test('what a tag that was not ended has swallowed is shown, and the console says why', async ({ page }) => {
  /** @type {string[]} */
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await openBody(page, '<sgd-playground controls="none" /><h2>The next section</h2><p>Its text.</p>');
  await loaded(page.locator('sgd-playground'));
  await expect(page.getByRole('heading', { name: 'The next section', exact: true })).toBeVisible();
  await expect(page.getByText('Its text.')).toBeVisible();
  expect(warnings.filter((text) => text.includes('</sgd-playground>'))).toHaveLength(1);
});

test('text for readers without JavaScript is not shown to others', async ({ page }) => {
  await openBody(page, '<sgd-playground controls="none"><p>This needs JavaScript.</p></sgd-playground>');
  await loaded(page.locator('sgd-playground'));
  await expect(page.getByText('This needs JavaScript.')).toBeHidden();
});

test('a picture in a figure is seen until the figure is there, and where it cannot be', async ({ page, problems }) => {
  const picture = '<img alt="A still picture" width="4" height="3" style="width: 100%; height: auto" src="icon.svg">';
  /** @type {() => void} */
  let answer = () => {};
  const asked = new Promise((resolve) => {
    page.route('**/figure.wasm', async (route) => {
      resolve(undefined);
      await new Promise((come) => {
        answer = () => come(undefined);
      });
      await route.continue();
    });
  });
  await openBody(page, `<sgd-playground controls="none">${picture}</sgd-playground>`);
  const still = page.getByAltText('A still picture');
  await asked;
  await expect(page.locator('sgd-playground').getByRole('status')).toHaveText('Loading the engine…');
  await expect(still).toBeVisible();
  answer();
  await loaded(page.locator('sgd-playground'));
  await expect(still).toBeHidden();
  await page.route('**/figure.wasm', (route) => route.abort());
  await page.reload();
  await expect(page.locator('sgd-playground').getByRole('alert')).toContainText('Loading failed');
  await expect(still).toBeVisible();
  problems.length = 0;
});

test('a state that is set before the script has come is taken up, and later ones too', async ({ page }) => {
  const html = `<!doctype html><html lang="en"><title>A page</title><body>${ELEMENTS.map((name) => `<${name}></${name}>`).join('')}</body></html>`;
  await page.route('**/early.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto('early.html');
  const states = {
    'sgd-playground': { objective: 'ravine' },
    'sgd-network': { data: 'xor' },
    'sgd-graph': { formula: 'x^3' },
  };
  await page.evaluate((given) => {
    for (const [name, state] of Object.entries(given)) Object.assign(document.querySelector(name) ?? {}, { state });
  }, states);
  await page.addScriptTag({ type: 'module', url: './sgd-playground.js' });
  for (const [name, state] of Object.entries(states)) {
    const figure = page.locator(name);
    await figure.scrollIntoViewIfNeeded();
    await ready(figure);
    for (const [attribute, value] of Object.entries(state)) await expect(figure).toHaveAttribute(attribute, value);
    await figure.evaluate((element) => Object.assign(element, { state: { seed: '4' } }));
    await expect(figure).toHaveAttribute('seed', '4');
    expect(await figure.evaluate((element) => Object.hasOwn(element, 'state'))).toBe(false);
  }
});

for (const [name, attributes, meant] of /** @type {const} */ ([
  ['sgd-playground', 'learningRate="0.2" momentun="0.5" controls="learningRate,tempo"', ['learning-rate', 'momentum']],
  ['sgd-network', 'learning_rate="0.2" layer="3" controls="learningRate,tempo"', ['learning-rate', 'layers']],
  ['sgd-graph', 'formular="x^2" at_step="2" controls="formula,tempo"', ['formula', 'at-step']],
])) {
  test(`<${name}> names misspelt settings with what was meant, and leaves other tools' attributes alone`, async ({
    page,
  }) => {
    const others =
      'translate="no" nonce="a" hx-get="/" x-data="{}" v-cloak _ngcontent-a data-seed="1" aria-hidden="false"';
    await openBody(page, `<${name} ${attributes} ${others} class="wide" style="" is="a-b"></${name}>`);
    const figure = page.locator(name);
    await ready(figure);
    const notices = figure.locator('.notices p');
    await expect(notices).toHaveCount(3);
    for (const right of meant) await expect(notices.filter({ hasText: `did you mean “${right}”?` })).toHaveCount(1);
    await expect(notices.filter({ hasText: '“tempo”' })).toHaveCount(1);
  });
}

test('`controls` without names are all of them', async ({ page }) => {
  await openBody(page, ELEMENTS.map((name) => `<${name} controls></${name}>`).join(''));
  for (const name of ELEMENTS) {
    const figure = page.locator(name);
    await figure.scrollIntoViewIfNeeded();
    await ready(figure);
    expect(await figure.locator('.field').count()).toBeGreaterThan(2);
    await expect(figure.locator('.notices p')).toHaveCount(0);
  }
});

test('who is typing goes on typing while the page changes theme, height and classes', async ({ page }) => {
  await openBody(page, '<sgd-playground objective="bowl"></sgd-playground><sgd-network data="xor"></sgd-network>');
  for (const name of ['sgd-playground', 'sgd-network']) {
    const figure = page.locator(name);
    await figure.scrollIntoViewIfNeeded();
    await ready(figure);
    const rate = figure.locator('#learning-rate');
    await rate.focus();
    const paper = () => figure.locator('.figure').evaluate((root) => getComputedStyle(root).backgroundColor);
    const light = await paper();
    await figure.evaluate((element) => {
      element.setAttribute('theme', 'dark');
      element.setAttribute('height', '300');
      element.setAttribute('class', 'chosen');
    });
    await expect.poll(paper).not.toBe(light);
    await expect(rate).toBeFocused();
  }
  const plot = page.locator('sgd-playground .plot').first();
  await expect(plot).toHaveCSS('height', '300px');
});

test('a change of class, style or data-* is nothing that a figure looks at', async ({ page }) => {
  await openBody(page, ELEMENTS.map((name) => `<${name}></${name}>`).join(''));
  for (const name of ELEMENTS) {
    const figure = page.locator(name);
    await figure.scrollIntoViewIfNeeded();
    await ready(figure);
    const looks = await figure.evaluate(async (element) => {
      let count = 0;
      const { attributes } = element;
      Object.defineProperty(element, 'attributes', {
        get: () => {
          count += 1;
          return attributes;
        },
      });
      element.setAttribute('class', 'wide');
      element.setAttribute('style', 'opacity: 0.9');
      element.setAttribute('data-index', '3');
      await Promise.resolve();
      const foreign = count;
      element.setAttribute('lang', 'en');
      await Promise.resolve();
      return { foreign, own: count };
    });
    expect(looks.foreign, name).toBe(0);
    expect(looks.own, name).toBeGreaterThan(0);
  }
});

test("a change of the page's language is followed", async ({ page }) => {
  await openBody(page, ELEMENTS.map((name) => `<${name}></${name}>`).join(''));
  for (const name of ELEMENTS) {
    await page.locator(name).scrollIntoViewIfNeeded();
    await ready(page.locator(name));
  }
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'zh'));
  for (const name of ELEMENTS)
    await expect(page.locator(name).getByRole('button', { name: '重置', exact: true })).toBeVisible();
});

test('a figure in the document of a frame keeps its style', async ({ page }) => {
  await openBody(
    page,
    `<iframe title="A frame" width="800" height="900"></iframe>${ELEMENTS.map((name) => `<${name}></${name}>`).join('')}`,
  );
  for (const name of ELEMENTS) {
    const figure = page.locator(name);
    await figure.scrollIntoViewIfNeeded();
    await ready(figure);
    const sheets = await figure.evaluate((element) => {
      const count = () => element.shadowRoot?.adoptedStyleSheets.length;
      const before = count();
      document.querySelector('iframe')?.contentDocument?.body.append(element);
      return { before, after: count() };
    });
    expect(sheets.after).toBe(sheets.before);
    await expect(
      page.frameLocator('iframe').locator(name).getByRole('button', { name: 'Reset', exact: true }),
    ).toBeVisible();
  }
});

test('a graph that comes back says that it is ready', async ({ page }) => {
  await openBody(page, '<sgd-graph></sgd-graph>');
  const graph = page.locator('sgd-graph');
  await ready(graph);
  const told = await graph.evaluate(async (element) => {
    const state = new Promise((done) => {
      document.addEventListener('sgd-state', (event) => done(/** @type {CustomEvent} */ (event).detail.state));
    });
    element.remove();
    await new Promise((done) => setTimeout(done));
    document.body.append(element);
    return state;
  });
  expect(told).toBe('ready');
});

test('in a sandboxed frame without an origin everything works, and the address is left alone', async ({
  page,
  site,
}) => {
  const inner = `<!doctype html><html lang="en"><head><title>A frame</title>
    <script type="module" src="${site}sgd-playground.js"></script><script type="module" src="${site}page.js"></script></head>
    <body><sgd-network data="xor" layers="2" seed="3"></sgd-network></body></html>`;
  await page.goto('example/');
  await page.evaluate((srcdoc) => {
    const frame = Object.assign(document.createElement('iframe'), {
      title: 'A frame',
      width: 1000,
      height: 1500,
      srcdoc,
    });
    frame.sandbox.add('allow-scripts');
    document.body.replaceChildren(frame);
  }, inner);
  const network = page.frameLocator('iframe').locator('sgd-network');
  await ready(network);
  await network.locator('#learning-rate').fill('0.2');
  await network.locator('#learning-rate').press('Enter');
  await expect(network).toHaveAttribute('learning-rate', '0.2');
  await network.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(network.locator('.state')).toHaveText('paused');
});
