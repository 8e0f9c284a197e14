// What can go wrong is said in the figure, and the figure goes on working.

import { button, loaded, openBody, openFigure, status, takeSteps } from './figure.js';
import { expect, test } from './site.js';

test('a wrong formula shows its position, and the last good surface goes on working', async ({ page }) => {
  const figure = await openFigure(page, '#objective=bowl');
  const field = figure.getByLabel('Formula');
  await field.fill('x^2 + * y');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(figure.locator('.refusal mark')).toHaveText('*');
  await expect(figure.locator('.refusal:not(:empty)')).toContainText('“*”');

  await takeSteps(figure, 3);
  expect((await status(figure)).step).toBe(3);
  expect(await figure.evaluate((element) => /** @type {any} */ (element).run.config.objective)).toBe('bowl');

  await field.fill('x^2 + y^2 + 1');
  await expect(field).not.toHaveAttribute('aria-invalid');
  await expect(figure.locator('.refusal mark')).toHaveCount(0);
  expect((await status(figure)).step).toBe(0);
});

test('a rate that diverges is reported, and a reset recovers', async ({ page }) => {
  const figure = await openFigure(page, '#objective=rosenbrock&learning-rate=0.02');
  // It stops once when it has left the picture, and is played on.
  const playOn = async () => {
    await button(figure, 'Play').click();
    await expect(figure.locator('.notices')).toContainText('The ball left the picture');
    await button(figure, 'Play').click();
  };
  await playOn();
  const card = figure.getByRole('alert');
  await expect(card).toBeVisible();
  await expect(card).toContainText('Stopped at step');
  await expect(figure.locator('.state')).toHaveText('diverged');
  await expect(button(figure, 'Step')).toBeDisabled();

  await card.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(card).toBeHidden();
  await expect(figure.locator('.state')).toHaveText('ready');

  await playOn();
  await card.getByRole('button', { name: /half the rate/ }).click();
  await expect(card).toBeHidden();
  await expect(figure).toHaveAttribute('learning-rate', '0.01');
  expect((await status(figure)).step).toBe(0);
});

test('what attributes and links get wrong is named, with what is used instead', async ({ page }) => {
  await openBody(
    page,
    '<sgd-playground objective="bowl" learning-rate="5000" speed="warp" view="curve" controls="momentum"></sgd-playground>',
  );
  const figure = page.locator('sgd-playground');
  await loaded(figure);
  const notices = figure.locator('.notices');
  await expect(notices).toContainText('5000');
  await expect(notices).toContainText('Used instead: 0.1');
  await expect(notices).toContainText('speed="warp"');
  await expect(notices).toContainText('view “curve” does not fit');
  await takeSteps(figure, 1);
  expect((await status(figure)).step).toBe(1);
  await figure.evaluate((element) => element.setAttribute('learning-rate', '0.2'));
  await expect(notices).not.toContainText('5000');
});

/** What every element can be asked for that it refuses: its states, for each setting of its catalog. @type {Record<string, (page: import('@playwright/test').Page) => Promise<Record<string, string>[]>>} */
const REFUSED = {
  async 'sgd-playground'(page) {
    const { settings } = await (await page.request.get('catalog.en.json')).json();
    const names = settings.map((/** @type {Setting} */ { attribute }) => attribute);
    return names.map((/** @type {string} */ name) => ({
      ...(name !== 'formula' && { objective: 'line' }),
      [name]: '?)',
    }));
  },
  async 'sgd-network'(page) {
    const settings = await page.locator('sgd-network').evaluate(async (element) => {
      const { training } = /** @type {import('../../www/elements/network/element.js').SgdNetwork} */ (element);
      return (await training?.catalog())?.network.settings ?? [];
    });
    // Other objectives are another element's.
    const own = settings.filter(({ name }) => name !== 'objective');
    return own.map(({ attribute }) => ({ seed: '1', [attribute]: '?)' }));
  },
  async 'sgd-graph'() {
    const network = ['layers', 'activation', 'seed', 'start'].map((name) => ({ objective: 'network', [name]: '?)' }));
    return [...network, { objective: '?)' }, { formula: '?)' }, { objective: 'line', data: '?)' }];
  },
};

for (const [name, refused] of Object.entries(REFUSED)) {
  test(`every setting that <${name}> refuses is named where a reader sees it`, async ({ page }) => {
    await openBody(page, `<${name}></${name}>`);
    const figure = page.locator(name);
    const told = figure.locator('.notices p, .refusal').filter({ hasText: '?', visible: true });
    await expect(figure.getByRole('button', { name: 'Reset', exact: true })).toBeVisible();
    for (const state of await refused(page)) {
      await figure.evaluate((element, wanted) => Object.assign(element, { state: wanted }), state);
      await expect(told, JSON.stringify(state)).not.toHaveCount(0);
      await figure.evaluate((element) => Object.assign(element, { state: { seed: '1' } }));
      await expect(told).toHaveCount(0);
    }
  });
}

for (const [name, refused] of Object.entries(REFUSED)) {
  for (const lang of /** @type {const} */ (['en', 'zh'])) {
    test(`what <${name}> refuses has the name that readers see (${lang})`, async ({ page }) => {
      await openBody(page, `<${name} lang="${lang}"></${name}>`);
      const figure = page.locator(name);
      const told = figure.locator('.notices p, .refusal').filter({ hasText: '?', visible: true });
      await expect(figure.getByRole('button', { name: /^(Reset|重置)$/ })).toBeVisible();
      for (const state of await refused(page)) {
        // A graph has no field for these.
        if (name === 'sgd-graph' && state.objective !== 'network') continue;
        await figure.evaluate((element, wanted) => Object.assign(element, { state: wanted }), { lang, ...state });
        const attribute = Object.keys(state).at(-1) ?? '';
        const key = attribute.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
        const inCode = lang === 'en' ? RegExp(`^${key} `) : RegExp(`(^|的 )${key}( |；)`);
        await expect(told, JSON.stringify(state)).not.toHaveCount(0);
        await expect(told.first(), JSON.stringify(state)).not.toHaveText(inCode);
        await figure.evaluate((element, wanted) => Object.assign(element, { state: wanted }), { lang, seed: '1' });
        await expect(told).toHaveCount(0);
      }
    });
  }
}

test('names in a link that mean nothing are said to be left aside, and cannot become code', async ({ page }) => {
  const figure = await openFigure(page, '#momentun=0.5&onclick=alert(1)&style=display:none');
  await expect(figure.locator('.notices')).toContainText('momentun');
  await expect(figure).not.toHaveAttribute('onclick');
  await expect(figure).not.toHaveAttribute('style');
});

test('an unknown objective leaves the usual one, and says so', async ({ page }) => {
  const figure = await openFigure(page, '#objective=himmelblow');
  await expect(figure.locator('.refusal:not(:empty)').first()).toContainText('himmelblow');
  await takeSteps(figure, 1);
  expect((await status(figure)).step).toBe(1);
});

test('an engine that traps is replaced, and the figure says so', async ({ page }) => {
  const figure = await openFigure(page, '#objective=bowl&momentum=0.5');
  await figure.evaluate((element) => {
    // The next painting traps, as if the engine had a fault of its own.
    const canvas = CanvasRenderingContext2D.prototype;
    const put = canvas.putImageData;
    canvas.putImageData = () => {
      canvas.putImageData = put;
      throw new WebAssembly.RuntimeError('unreachable');
    };
    element.setAttribute('objective', 'ravine');
  });
  await expect(figure.locator('.notices')).toContainText('started anew');
  await button(figure, 'Step').click();
  expect((await status(figure)).step).toBe(1);
  expect(await figure.evaluate((element) => /** @type {any} */ (element).run.config.momentum)).toBe(0.5);
});

test('settings on which every engine traps end in a message, not in a loop', async ({ page }) => {
  await page.addInitScript(() => {
    // Every painting traps, as if the engine had a fault of its own.
    CanvasRenderingContext2D.prototype.putImageData = () => {
      throw new WebAssembly.RuntimeError('unreachable');
    };
  });
  for (const [place, sentence] of [
    ['play/', 'the engine stopped twice on an internal error with these settings.'],
    ['zh/play/', '在当前设置下，计算引擎两次因内部错误而停止。'],
  ]) {
    await page.goto(place);
    await expect(page.locator('sgd-playground').getByRole('alert')).toContainText(sentence);
  }
});

test('an engine that cannot be loaded is reported, and can be tried again', async ({ page, problems }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('play/');
  const figure = page.locator('sgd-playground');
  await expect(figure.getByRole('alert')).toContainText('Loading failed');
  await page.unroute('**/*.wasm');
  await button(figure, 'Try again').click();
  await loaded(figure);
  problems.length = 0;
});

test('a part of the figure that cannot be loaded is told, and the figure goes on', async ({ page, problems }) => {
  for (const part of ['chart', 'data', 'extras', 'panels']) {
    await page.unrouteAll();
    await page.route(`**/${part}-*.js`, (route) => route.abort());
    await page.goto('about:blank');
    const figure = await openFigure(page, '#objective=line');
    await expect(figure.locator('.notices'), part).toContainText('Loading failed');
    await takeSteps(figure, 2);
    expect((await status(figure)).step, part).toBe(2);
  }
  // What the browser says of requests that were cut; no error has gone unheard.
  expect(problems.filter((problem) => !problem.startsWith('Failed to load resource'))).toEqual([]);
  problems.length = 0;
});

test('a language that cannot be loaded is told, and the figure goes on in its own', async ({ page, problems }) => {
  await page.route(/\/(words\.)?zh-[^/]*\.js/, (route) => route.abort());
  for (const name of ['sgd-playground', 'sgd-network', 'sgd-graph']) {
    await openBody(page, `<${name}></${name}>`);
    const figure = page.locator(name);
    await expect(figure.locator('.figure:not(.waiting)')).toBeVisible();
    await figure.evaluate((element) => element.setAttribute('lang', 'zh'));
    await expect(figure.getByText('加载失败').first()).toBeVisible();
  }
  expect(problems.filter((problem) => !problem.startsWith('Failed to load resource'))).toEqual([]);
  problems.length = 0;
});

test('a WebAssembly of another version than the script is told as that', async ({ page, problems }) => {
  const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 7, 1, 1, 120, 1, 121, 0, 0];
  await page.route('**/*.wasm', (route) =>
    route.fulfill({ contentType: 'application/wasm', body: Buffer.from(bytes) }),
  );
  for (const name of ['sgd-playground', 'sgd-network', 'sgd-graph']) {
    for (const [lang, sentence] of [
      ['en', 'files of two versions. Reload it.'],
      ['zh', '两个不同版本的文件，请重新加载'],
    ]) {
      await openBody(page, `<${name} lang="${lang}"></${name}>`);
      await expect(page.locator(name).getByRole('alert')).toContainText(sentence);
    }
  }
  problems.length = 0;
});

for (const [name, policy] of Object.entries({
  'worker-src': "worker-src 'none'",
  'Trusted Types': "require-trusted-types-for 'script'; trusted-types 'none'",
})) {
  test(`where ${name} of a page forbids Workers, networks and maps are computed on the page, which is said`, async ({
    page,
    problems,
  }) => {
    const html = `<!doctype html><html lang="en"><head><title>A page</title>
      <meta http-equiv="Content-Security-Policy" content="${policy}">
      <script type="module" src="./sgd-playground.js"></script></head>
      <body><sgd-network data="circle" layers="4" seed="3" step-unit="batch"></sgd-network>
      <sgd-playground objective="himmelblau" maps="basins,rates"></sgd-playground></body></html>`;
    await page.route('**/body.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto('body.html');
    const why = 'Content Security Policy of this page (worker-src) forbids Workers: this is computed on the page';
    const network = page.locator('sgd-network');
    await expect(network.getByText(why)).toBeVisible();
    await button(network, 'Play').click();
    await expect
      .poll(async () => Number(await network.locator('.readout.step dd').first().innerText()))
      .toBeGreaterThan(9);
    await network.locator('#learning-rate').fill('0.2');
    await network.locator('#learning-rate').press('Enter');
    await expect(network.locator('.state')).toHaveText('running');
    await button(network, 'Reset').click();
    // The same numbers as in a Worker.
    const losses = await network.evaluate(async (element) => {
      const { training } = /** @type {import('../../www/elements/network/element.js').SgdNetwork} */ (element);
      const engine = await (await import(/** @type {any} */ ('./engine.js'))).createEngine();
      const alone = engine.experiment({ ...training?.config });
      return { here: await training?.train(60), alone: alone.train(60) };
    });
    expect(losses.here?.trainLoss).toBe(losses.alone.trainLoss);
    const figure = page.locator('sgd-playground');
    for (const [map, finest] of /** @type {const} */ ([
      ['basins', '320'],
      ['rates', '120'],
    ])) {
      const panel = figure.locator(`.map.${map}`);
      await panel.scrollIntoViewIfNeeded();
      await expect(panel.getByText(why)).toBeVisible();
      await expect(panel).toHaveAttribute('data-cells', finest, { timeout: 40_000 });
    }
    for (const element of [network, figure]) {
      await element.evaluate((one) => one.setAttribute('lang', 'zh'));
      const sentence = '此页面的内容安全策略（CSP 的 worker-src）不允许启动 Worker：改在页面内计算，速度较慢。';
      await expect(element.getByText(sentence).first()).toBeVisible();
    }
    problems.length = 0;
  });
}
