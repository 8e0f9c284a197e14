// What WebAssembly may do in the middle of a reader's work: trap, run out of memory, come by half or from another version.

import { readFile } from 'node:fs/promises';
import { button, loaded, openBody, path, ready, status, takeSteps } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * The next call into WebAssembly traps, as a panic in Rust does, or the next of the function `trapped`; as often as `traps` says.
 * @param {Page} page
 */
const canTrap = (page) =>
  page.addInitScript(() => {
    Object.assign(window, { trapped: '', traps: 0, called: '' });
    const told = /** @type {any} */ (window);
    const wrapped = (/** @type {WebAssembly.Instance} */ { exports }) => {
      const all = Object.entries(exports).map(([name, value]) => [
        name,
        typeof value !== 'function'
          ? value
          : (/** @type {unknown[]} */ ...args) => {
              told.called ||= name;
              if (told.traps > 0 && (told.trapped || name) === name) {
                told.traps -= 1;
                told.trapped = name;
                throw new WebAssembly.RuntimeError('unreachable');
              }
              return value(...args);
            },
      ]);
      return { exports: Object.fromEntries(all) };
    };
    const { Instance, instantiate, instantiateStreaming } = WebAssembly;
    const wrapping =
      (/** @type {any} */ load) =>
      async (/** @type {any[]} */ ...args) => {
        const { instance, module } = await load.apply(WebAssembly, args);
        return { instance: wrapped(instance), module };
      };
    WebAssembly.instantiate = /** @type {any} */ (wrapping(instantiate));
    WebAssembly.instantiateStreaming = /** @type {any} */ (wrapping(instantiateStreaming));
    // The second instance is made of the same module.
    WebAssembly.Instance = new Proxy(Instance, {
      construct: (_, [module, imports]) => wrapped(new Instance(module, imports)),
    });
  });

/** A step that traps. @param {import('@playwright/test').Locator} figure */
const trapInStep = (figure) =>
  figure.evaluate((element) => {
    Object.assign(window, { traps: 1, trapped: '' });
    /** @type {any} */ (element).step();
  });

/** The module as it is built. @param {string} name */
const built = (name) => readFile(new URL(`../../dist/${name}`, import.meta.url));

for (const [lang, again, on, start] of /** @type {const} */ ([
  ['en', 'started anew', 'The run goes on from step 42.', 'The run is back at its start.'],
  ['zh', '现已重新启动', '本次运行从第 42 步继续。', '本次运行回到起点。'],
])) {
  test(`${lang}: a figure whose engine traps goes on where it was, from its configuration and what was changed since`, async ({
    page,
  }) => {
    await canTrap(page);
    await openBody(page, `<sgd-playground lang="${lang}" objective="rosenbrock" optimizer="adam"></sgd-playground>`);
    const figure = page.locator('sgd-playground');
    await loaded(figure);
    await takeSteps(figure, 30);
    await figure.evaluate((element) => element.setAttribute('learning-rate', '0.03'));
    await takeSteps(figure, 12);
    const before = [await path(figure), await status(figure)];
    await trapInStep(figure);
    const notices = figure.locator('.notices');
    await expect(notices).toContainText(again);
    await expect(notices).toContainText(on);
    await expect.poll(async () => [await path(figure), await status(figure)]).toEqual(before);
    await expect(figure.locator('.readouts, .line').first()).toContainText('42');
    await takeSteps(figure, 1);
    expect((await status(figure)).step).toBe(43);
  });

  test(`${lang}: where the run itself is what traps, the figure begins anew and says so`, async ({ page }) => {
    await canTrap(page);
    await openBody(page, `<sgd-playground lang="${lang}" objective="bowl"></sgd-playground>`);
    const figure = page.locator('sgd-playground');
    await loaded(figure);
    await takeSteps(figure, 5);
    // Playing is `train`, and so is the way back to step 5, which traps again.
    await figure.evaluate((element) => {
      const [told, { run, play }] = [/** @type {any} */ (window), /** @type {any} */ (element)];
      told.called = '';
      run.train(0);
      Object.assign(told, { traps: 2, trapped: told.called });
      play.call(element);
    });
    const notices = figure.locator('.notices');
    await expect(notices).toContainText(again);
    await expect(notices).toContainText(start);
    expect((await status(figure)).step).toBe(0);
    await takeSteps(figure, 2);
    expect((await status(figure)).step).toBe(2);
  });

  test(`${lang}: two figures share an engine: when it traps, both go on`, async ({ page }) => {
    await canTrap(page);
    await openBody(
      page,
      `<div lang="${lang}"><sgd-playground objective="bowl"></sgd-playground><sgd-playground objective="beale"></sgd-playground></div>`,
    );
    const [first, second] = [page.locator('sgd-playground').first(), page.locator('sgd-playground').last()];
    for (const figure of [first, second]) {
      await loaded(figure);
      await takeSteps(figure, 7);
    }
    const rows = await path(second);
    await trapInStep(first);
    await expect(first.locator('.notices')).toContainText(again);
    await takeSteps(second, 1);
    await expect.poll(async () => (await status(first)).step).toBe(7);
    // It may have been told before that step.
    await expect.poll(async () => (await status(second)).step).toBeGreaterThan(6);
    expect((await path(second)).slice(0, 8)).toEqual(rows);
    await takeSteps(second, 1);
    expect((await status(second)).step).toBeGreaterThan(7);
  });
}

for (const [lang, sentence] of /** @type {const} */ ([
  ['en', 'The engine stopped on an internal error.'],
  ['zh', '引擎因内部错误而停止'],
])) {
  test(`${lang}: a graph whose engine traps says so, keeps its graph and works on`, async ({ page }) => {
    await canTrap(page);
    await openBody(page, `<sgd-graph lang="${lang}" formula="x*sin(x)"></sgd-graph>`);
    const graph = page.locator('sgd-graph');
    await ready(graph);
    await graph.evaluate((element) => {
      Object.assign(window, { traps: 1 });
      element.setAttribute('formula', 'x^2');
    });
    await expect(graph.getByText(sentence).first()).toBeVisible();
    await graph.evaluate((element) => element.setAttribute('formula', 'x^3'));
    await expect(graph.getByText(sentence)).toHaveCount(0);
    await graph.evaluate((element) => /** @type {any} */ (element).step());
    expect(await graph.evaluate((element) => /** @type {any} */ (element).position)).toBe(1);
  });
}

for (const [lang, sentence] of /** @type {const} */ ([
  ['en', 'is damaged. Copy it anew.'],
  ['zh', '已损坏，请重新复制。'],
])) {
  test(`${lang}: half of the WebAssembly is told as damaged by every element, and it can be tried again`, async ({
    page,
    problems,
  }) => {
    await page.route('**/*.wasm', async (route) => {
      const bytes = await built(new URL(route.request().url()).pathname.split('/').at(-1) ?? '');
      await route.fulfill({ contentType: 'application/wasm', body: bytes.subarray(0, bytes.length >> 1) });
    });
    for (const name of ['sgd-playground', 'sgd-network', 'sgd-graph']) {
      await openBody(page, `<${name} lang="${lang}"></${name}>`);
      const figure = page.locator(name);
      await expect(figure.getByRole('alert')).toContainText(sentence);
      if (name === 'sgd-graph') await page.unroute('**/*.wasm');
    }
    const graph = page.locator('sgd-graph');
    await graph.getByRole('button', { name: lang === 'zh' ? '重试' : 'Try again' }).click();
    await ready(graph);
    problems.length = 0;
  });
}

test('the WebAssembly of the other edition, which has other exports, is told as another version', async ({
  page,
  problems,
}) => {
  await page.route('**/figure.wasm', async (route) =>
    route.fulfill({ contentType: 'application/wasm', body: await built('engine.wasm') }),
  );
  for (const [lang, sentence] of [
    ['en', 'files of two versions. Reload it.'],
    ['zh', '两个不同版本的文件，请重新加载'],
  ]) {
    await openBody(page, `<sgd-playground lang="${lang}"></sgd-playground>`);
    await expect(page.locator('sgd-playground').getByRole('alert')).toContainText(sentence);
  }
  problems.length = 0;
});

for (const [lang, sentence, from] of /** @type {const} */ ([
  ['en', 'The background engine stopped. It was started anew', 'The run goes on from step'],
  ['zh', '后台引擎停止了，现已重新启动', '训练从第'],
])) {
  for (const [fault, how] of /** @type {const} */ ([
    ['is killed', 'close'],
    ['runs out of memory', 'memory'],
  ])) {
    test(`${lang}: a network whose Worker ${fault} in mid-run goes on, and says so`, async ({ page, problems }) => {
      if (how === 'memory') {
        // The engine's allocator is told of no memory, and traps: once, when the page says it.
        await page.route('**/network-worker.js', async (route) => {
          const response = await route.fetch();
          const body = `const { instantiateStreaming } = WebAssembly;
            WebAssembly.instantiateStreaming = async (...args) => {
              const { instance, module } = await instantiateStreaming.apply(WebAssembly, args);
              const exports = Object.fromEntries(Object.entries(instance.exports).map(([name, value]) => [name,
                typeof value !== 'function' ? value : (...args) => {
                  if (globalThis.full) {
                    globalThis.full = false;
                    throw new WebAssembly.RuntimeError('memory access out of bounds');
                  }
                  return value(...args);
                }]));
              return { instance: { exports }, module };
            };
            ${await response.text()}`;
          await route.fulfill({ response, body });
        });
      }
      await openBody(page, `<sgd-network lang="${lang}" data="circle" hidden-layers="4" seed="3"></sgd-network>`);
      const network = page.locator('sgd-network');
      await ready(network);
      const step = () =>
        network.evaluate(async (element) => {
          const { training } = /** @type {import('../../www/elements/network/element.js').SgdNetwork} */ (element);
          return (await training?.status())?.step ?? 0;
        });
      await button(network, lang === 'zh' ? '播放' : 'Play').click();
      await expect.poll(step).toBeGreaterThan(100);
      for (const worker of page.workers()) {
        if (how === 'memory') await worker.evaluate(() => Object.assign(globalThis, { full: true }));
        else await worker.evaluate(() => self.close());
      }
      const notices = network.locator('.notices');
      await expect(notices).toContainText(sentence);
      await expect(notices).toContainText(from);
      const after = await step();
      await expect.poll(step).toBeGreaterThan(after);
      problems.length = 0;
    });
  }
}
