// The computation graph: walked by keyboard, with the engine's numbers; what cannot be shown; how it looks and is heard.

import { expectNoViolations } from './axe.js';
import { button, openBody } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('../../www/elements/graph/element.js').SgdGraph} SgdGraph */

/** @param {Locator} graph */
const loaded = (graph) => expect(graph.locator('.node').first()).toBeVisible();

/** @param {Page} page @param {string} path */
async function openGraph(page, path) {
  await page.goto(path);
  const graph = page.locator('sgd-graph').first();
  await loaded(graph);
  return graph;
}

/** The nodes by name, with their gradients. @param {Locator} graph @returns {Promise<Record<string, number[] | null>>} */
const gradients = (graph) =>
  graph.evaluate((element) =>
    Object.fromEntries(
      /** @type {SgdGraph} */ (element).walk?.stations.map(({ name, gradient }) => [
        name,
        gradient && Array.from(gradient),
      ]) ?? [],
    ),
  );

/** @param {Locator} graph */
const position = (graph) => graph.evaluate((element) => /** @type {SgdGraph} */ (element).position);

for (const [hash, names, config, point] of /** @type {const} */ ([
  ['formula=(2w+b-1)^2&start=1,0.5', ['w', 'b'], { formula: '(2w+b-1)^2' }, [1, 0.5]],
  ['formula=x*sin(x)+x^2&start=2', ['x'], { formula: 'x*sin(x)+x^2' }, [2]],
  ['objective=rosenbrock&start=-1,0.5', ['x', 'y'], { objective: 'rosenbrock' }, [-1, 0.5]],
])) {
  test(`${hash}: walked by keyboard, it ends at the engine's gradient`, async ({ page }) => {
    const graph = await openGraph(page, `graph/#${hash}`);
    await graph.locator('.view').focus();
    await expect(graph.locator('.progress')).toHaveText('At the start');
    await page.keyboard.press('ArrowRight');
    await expect(graph.locator('.progress')).toHaveText(/^Forward 1 of \d+$/);
    await page.keyboard.press('ArrowLeft');
    await expect(graph.locator('.progress')).toHaveText('At the start');
    const of = Number(await graph.locator('.position input').getAttribute('max'));
    for (let step = 1; step <= of; step += 1) {
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => position(graph)).toBe(step);
      await expect(graph.locator('.panel h2')).toBeVisible();
    }
    await expect(graph.locator('.progress')).toHaveText(/^Backward (\d+) of \1$/);
    await expect(page).toHaveURL(new RegExp(`at-step=${of}`));
    const expected = await graph.evaluate(
      (element, [asked, at]) => {
        const { engine } = /** @type {SgdGraph} */ (element);
        return Array.from(engine?.gradient({ ...asked }, at).gradient ?? []);
      },
      /** @type {const} */ ([config, point]),
    );
    const found = await gradients(graph);
    expect(names.map((name) => found[name]?.[0])).toEqual(expected);
    for (const [index, name] of names.entries()) {
      const label = await graph.locator('.node.parameter .hit').nth(index).getAttribute('aria-label');
      const shown = Number(label?.match(/gradient (.*)$/)?.[1]?.replace('−', '-'));
      expect(shown, name).toBeCloseTo(expected[index] ?? Number.NaN, 2);
    }
  });
}

test('each press tells its step, in words and on the page', async ({ page }) => {
  const graph = await openGraph(page, 'graph/');
  await graph.evaluate((element) => {
    element.addEventListener('sgd-step', (event) => {
      document.title = JSON.stringify(/** @type {CustomEvent} */ (event).detail);
    });
  });
  await button(graph, 'Step').click();
  await expect(page).toHaveTitle('{"step":1,"of":10,"pass":"forward","node":"v1"}');
  await expect(graph.getByRole('status').filter({ hasText: 'Forward' })).toHaveText(/v₁ = 2 · w = 2/);
  await button(graph, 'Forward pass').click();
  await expect(graph.locator('.panel')).toContainText('= 2.25');
  await button(graph, 'Step').click();
  await button(graph, 'Backward pass').click();
  await expect(graph.getByRole('status').filter({ hasText: 'Backward' })).toHaveText(/∂L\/∂w = 6/);
  await expect(graph.locator('.panel .chain')).toContainText('6');
  await button(graph, 'Reset').click();
  await expect(graph.locator('.progress')).toHaveText('At the start');
});

test('a number can be turned while the walk stands where it is', async ({ page }) => {
  const graph = await openGraph(page, 'graph/#step=10');
  await graph.getByLabel('b', { exact: true }).fill('1');
  await expect.poll(async () => (await gradients(graph)).w).toEqual([8]);
  expect(await position(graph)).toBe(10);
  await expect(graph.locator('.panel')).toContainText('8');
});

test('a tiny network: matrices, and p − t at the scores', async ({ page }) => {
  const graph = await openGraph(page, 'graph/#objective=network');
  await button(graph, 'Backward pass').click();
  const found = await gradients(graph);
  expect(found.W1).toHaveLength(6);
  expect(found.x).toBeNull();
  const [p, t] = await graph.evaluate((element) => {
    const of = (/** @type {string} */ name) =>
      Array.from(/** @type {SgdGraph} */ (element).walk?.stations.find((node) => node.name === name)?.value ?? []);
    return [of('p'), of('t')];
  });
  expect(found.z2?.[0]).toBeCloseTo((p[0] ?? 0) - (t[0] ?? 0), 12);
  await graph.locator('.hit[aria-label^="u₂"]').press('Enter');
  await expect(graph.locator('.panel table')).not.toHaveCount(0);
  await graph.getByLabel('Hidden layers').fill('2,4');
  await expect.poll(async () => (await gradients(graph)).W3?.length).toBe(8);
  await graph.getByLabel('Hidden layers').fill('9');
  await expect(graph.locator('.refusal:not(:empty)')).toContainText('1 to 4 units');
  expect((await gradients(graph)).W3).toHaveLength(8);
});

test('a formula that cannot be read is told beside its field, and the last good graph stays', async ({ page }) => {
  const graph = await openGraph(page, 'graph/');
  const field = graph.getByLabel('Formula');
  await field.fill('x*y +');
  await expect(graph.locator('.refusal:not(:empty)')).toContainText('the end');
  expect(Object.keys(await gradients(graph))).toContain('w');
  await field.fill('x*y + 1');
  await expect(graph.locator('.refusal:not(:empty)')).toHaveCount(0);
  await expect.poll(async () => Object.keys(await gradients(graph))).toContain('y');
});

test('attributes that mean nothing are told and never break the frame', async ({ page }) => {
  for (const bad of [
    'formula="x +"',
    'objective="nowhere"',
    'objective="line"',
    'objective="network" layers="many"',
    'formula="x*y" start="1"',
    'formula="x" step="soon"',
    'formula="ln(x)" start="-1"',
  ]) {
    await openBody(page, `<sgd-graph ${bad}></sgd-graph>`);
    const graph = page.locator('sgd-graph');
    await loaded(graph);
    if (!bad.includes('ln(')) await expect(graph.locator('.notices p, .refusal:not(:empty)').first()).toBeVisible();
    await button(graph, 'Backward pass').click();
    await expect(graph.locator('.panel h2')).toBeVisible();
  }
});

test('a node is looked at by Enter or a click, without a step', async ({ page }) => {
  const graph = await openGraph(page, 'graph/#step=4');
  const node = graph.locator('.hit[aria-label^="v₁"]');
  await node.press('Enter');
  await expect(node).toHaveAttribute('aria-pressed', 'true');
  await expect(graph.locator('.panel h2')).toContainText('product');
  expect(await position(graph)).toBe(4);
  await button(graph, 'Back to the present step').click();
  await expect(graph.locator('.panel h2')).toContainText('power');
  await graph.locator('.hit[aria-label^="b,"]').click();
  await expect(graph.locator('.panel h2')).toContainText('parameter');
});

test('keys, wheel and pointer move the picture, and pages still scroll', async ({ page }) => {
  const graph = await openGraph(page, 'graph/');
  const place = () => graph.locator('.content').evaluate((element) => element.style.transform);
  const view = graph.locator('.view');
  await view.hover();
  const before = await place();
  await page.mouse.wheel(0, 120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  expect(await place()).toBe(before);
  await view.focus();
  await page.keyboard.press('+');
  const nearer = await place();
  expect(nearer).not.toBe(before);
  await page.keyboard.press('Shift+ArrowRight');
  const moved = await place();
  expect(moved).not.toBe(nearer);
  const box = await view.boundingBox();
  if (!box) throw new Error('no picture');
  await page.mouse.move(box.x + 30, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 40, { steps: 4 });
  await page.mouse.up();
  expect(await place()).not.toBe(moved);
  await view.focus();
  await page.keyboard.press('0');
  expect(await place()).not.toBe(moved);
});

test('the one script tag brings the element, also when it comes later', async ({ page }) => {
  await openBody(page, '<p>No figure yet.</p>');
  expect(await page.evaluate(() => customElements.get('sgd-graph') === undefined)).toBe(true);
  await page.evaluate(() => {
    document.body.append(document.createElement('sgd-graph'));
  });
  await loaded(page.locator('sgd-graph'));
});

test('a graph that is taken out and put back works again', async ({ page }) => {
  await openBody(page, '<sgd-graph formula="x^2" start="3"></sgd-graph>');
  const graph = page.locator('sgd-graph');
  await loaded(graph);
  await graph.evaluate((element) => {
    element.remove();
    document.body.append(element);
  });
  await loaded(graph);
  await button(graph, 'Backward pass').click();
  expect((await gradients(graph)).x).toEqual([6]);
});

test('presets load without complaint', async ({ page }) => {
  const graph = await openGraph(page, 'graph/');
  const presets = page.locator('.presets a[href^="#"]');
  expect(await presets.count()).toBeGreaterThan(6);
  for (const preset of await presets.all()) {
    await preset.click();
    await expect(graph.locator('.notices p, .refusal:not(:empty)')).toHaveCount(0);
    await expect(graph.locator('.node').first()).toBeVisible();
  }
});

test('the Chinese page speaks Chinese throughout', async ({ page }) => {
  const graph = await openGraph(page, 'zh/graph/');
  await button(graph, '单步').click();
  await expect(graph.locator('.progress')).toHaveText('前向第 1 步，共 4 步');
  await graph.getByLabel('公式').fill('x +');
  await expect(graph.locator('.refusal:not(:empty)')).toContainText(/[\u4e00-\u9fff]/);
  await page.getByRole('link', { name: 'English', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

for (const { lang, loss, step, sgd } of /** @type {const} */ ([
  {
    lang: '',
    loss: 'The loss has no finite value here',
    step: 'no finite value here, so SGD has no step',
    sgd: 'a step of SGD',
  },
  { lang: 'zh/', loss: '损失在这里没有有限的值', step: '这个导数在这里没有有限的值', sgd: 'SGD 的一步' },
])) {
  test(`${lang}graph/: where there is no gradient no step of SGD is told`, async ({ page }) => {
    for (const [hash, hit, said] of /** @type {const} */ ([
      ['formula=ln(x)&start=-1&at-step=3', 'x', loss],
      ['formula=log10(x)&start=-1&at-step=3', 'x', loss],
      ['formula=ln(x)&start=-1&at-step=3', 'L', loss],
      ['formula=x^y&start=-2,2&at-step=4', 'y', step],
      ['formula=√x&start=0&at-step=3', 'x', step],
      ['formula=x^y&start=-2,2&at-step=4', 'x', sgd],
    ])) {
      await page.goto('about:blank');
      const graph = await openGraph(page, `${lang}graph/#${hash}`);
      await graph.locator(`.hit[aria-label^="${hit}${lang ? '，' : ','}"]`).press('Enter');
      const panel = graph.locator('.panel .backward').first();
      await expect(panel).toContainText(said);
      if (said !== sgd) await expect(panel).not.toContainText(sgd);
    }
  });
}

test('a constant loss is the node L', async ({ page }) => {
  const graph = await openGraph(page, 'graph/#formula=0x&start=3&at-step=1');
  await expect(graph.locator('.panel h2')).toHaveText('Lidentity');
  await button(graph, 'Backward pass').click();
  await expect(graph.locator('.panel')).toContainText('The loss does not depend on it.');
  await expect(graph.locator('.hit[aria-label*="constant, value"]')).toHaveCount(0);
});

test('in a narrow column a number of the start is seen whole', async ({ page }) => {
  const asked = /** @type {const} */ ([
    ['formula="x^2" start="-12.345"', 1],
    ['formula="(2w + b - 1)^2" start="-12.345,-12.345"', 2],
    ['formula="w1*w2" start="-12.345,-12.345"', 2],
    ['objective="network" start="-12.345,-12.345,1"', 2],
  ]).flatMap(([attributes, count]) =>
    ['beside="explain"', ''].map((form) => ({ tag: `<sgd-graph ${form} ${attributes}></sgd-graph>`, count })),
  );
  await openBody(page, asked.map(({ tag }) => tag).join('\n'));
  for (const [place, { tag, count }] of asked.entries()) {
    const graph = page.locator('sgd-graph').nth(place);
    await graph.scrollIntoViewIfNeeded();
    await loaded(graph);
    const fields = graph.locator('input.number');
    await expect(fields).toHaveCount(count);
    await expect(fields.first()).toHaveValue('-12.345');
    for (const width of [304, 320, 360, 540, 700]) {
      await page.setViewportSize({ width: width + 16, height: 900 });
      const hidden = await fields.evaluateAll((all) =>
        all.map((field) => [field.scrollWidth - field.clientWidth, field.getBoundingClientRect().right]),
      );
      for (const [over, right] of hidden) {
        expect(over, `${tag} at ${width}`).toBe(0);
        expect(right).toBeLessThanOrEqual(width + 8);
      }
    }
  }
});

test('at arrival the edge of the picture cuts no card', async ({ page }) => {
  for (const [width, hashes] of /** @type {[number, string[]][]} */ ([
    [320, ['', 'formula=(relu(3w%2Bb)-2)^2&start=1,-0.5', 'step=5']],
    [360, ['', 'formula=x*sin(x)%2Bx^2&start=2', 'step=5']],
    [1000, ['', 'objective=network&layers=2,2&activation=tanh&seed=5', 'step=5']],
  ])) {
    await page.setViewportSize({ width, height: 800 });
    for (const hash of hashes) {
      await page.goto('about:blank');
      const graph = await openGraph(page, `graph/#${hash}`);
      const cut = () =>
        graph.evaluate(({ shadowRoot }) => {
          const view = shadowRoot?.querySelector('.view')?.getBoundingClientRect() ?? new DOMRect();
          const cards = Array.from(shadowRoot?.querySelectorAll('.card') ?? [], (card) => card.getBoundingClientRect());
          return cards.filter((card) => {
            const across = Math.min(card.right, view.right) - Math.max(card.left, view.left);
            const down = Math.min(card.bottom, view.bottom) - Math.max(card.top, view.top);
            return across > 0 && down > 0 && (across < card.width - 0.1 || down < card.height - 0.1);
          }).length;
        });
      // The view glides there.
      await expect.poll(cut, `${width}: ${hash}`).toBe(0);
    }
  }
});

for (const address of ['graph/#step=7', 'zh/graph/#objective=network&step=18', 'zh/graph/#formula=x^']) {
  test(`${address} has nothing that axe objects to`, async ({ page }) => {
    await openGraph(page, address);
    await expectNoViolations(page);
  });
}

for (const width of [320, 600, 1000, 1440]) {
  test(`at ${width} pixels nothing sticks out`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const state of ['step=7', 'objective=network&step=19', 'objective=rosenbrock&step=30']) {
      await page.goto('about:blank');
      const graph = await openGraph(page, `graph/#${state}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      const beyond = await graph.evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        return Array.from(
          element.shadowRoot?.querySelectorAll('button, input, select, textarea, .panel, .view, .line') ?? [],
        )
          .map((child) => ({ child, box: child.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.left < left - 1 || box.right > right + 1))
          .map(({ child }) => child.outerHTML);
      });
      expect(beyond).toEqual([]);
    }
  });
}

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('nothing moves between steps', async ({ page }) => {
    const graph = await openGraph(page, 'graph/#step=3');
    const styles = await graph
      .locator('.content, .edge.now path')
      .evaluateAll((elements) =>
        elements.map((element) => [
          getComputedStyle(element).animationName,
          getComputedStyle(element).transitionDuration,
        ]),
      );
    for (const [animation, duration] of styles) {
      expect(animation).toBe('none');
      expect(duration).toBe('0s');
    }
  });
});

test('on a phone the start shows the first node that is computed', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  const graph = await openGraph(page, 'graph/#objective=network&layers=4&seed=1');
  const room = () =>
    graph.evaluate((element) => {
      const { walk, shadowRoot } = /** @type {SgdGraph} */ (element);
      const first = walk?.stations.findIndex(({ role }) => role === 'operation') ?? -1;
      const node = shadowRoot?.querySelectorAll('.node')[first]?.getBoundingClientRect();
      const view = shadowRoot?.querySelector('.view')?.getBoundingClientRect();
      // It is wider than the view: two thirds of that are enough.
      const right = node && view && view.right - Math.min(node.right, node.left + (2 / 3) * view.width);
      const rooms = node &&
        view && [node.left - view.left, node.top - view.top, view.bottom - node.bottom, right ?? -1];
      return Math.min(...(rooms ?? [-1]));
    });
  // The view glides there.
  await expect.poll(room).toBeGreaterThanOrEqual(0);
});

test('who walks to an end by its buttons keeps the focus', async ({ page }) => {
  const graph = await openGraph(page, 'graph/#formula=x^2');
  for (const name of ['Forward pass', 'Backward pass']) {
    const press = graph.getByRole('button', { name, exact: true });
    await press.focus();
    await page.keyboard.press('Enter');
    await expect(press).toBeDisabled();
    await expect(press).toBeFocused();
  }
});
