// The pages around the figure: the address in both directions, presets, languages.

import { expectNoViolations } from './axe.js';
import { button, openFigure, status } from './figure.js';
import { expect, test } from './site.js';

const rate = '#learning-rate';

test('the address follows the controls, and going back undoes', async ({ page }) => {
  const figure = await openFigure(page);
  await figure.getByLabel('Objective').selectOption('ravine');
  await expect(page).toHaveURL(/#objective=ravine$/);
  await figure.locator(rate).fill('0.02');
  await figure.locator(rate).press('Enter');
  await expect(page).toHaveURL(/#objective=ravine&learning-rate=0\.02$/);

  await page.goBack();
  await expect(page).toHaveURL(/#objective=ravine$/);
  await expect(figure.locator(rate)).toHaveValue('0.025');
  await page.goBack();
  await expect(figure.getByLabel('Objective')).not.toHaveValue('ravine');
  await page.goForward();
  await expect(figure.getByLabel('Objective')).toHaveValue('ravine');
});

test('a whole drag of a slider is one entry of the history', async ({ page }) => {
  await page.clock.install();
  const figure = await openFigure(page, '#objective=bowl');
  const entries = () => page.evaluate(() => history.length);
  const before = await entries();
  const slider = figure.getByRole('slider', { name: 'Momentum' });
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('no slider');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (const place of [0.4, 0.3, 0.2, 0.1]) {
    await page.mouse.move(box.x + box.width * place, box.y + box.height / 2);
    await page.clock.runFor(150);
  }
  await page.mouse.up();
  await expect(page).toHaveURL(/momentum=0\.\d/);
  expect(await entries()).toBe(before + 1);
  await page.goBack();
  await expect(page).toHaveURL(/#objective=bowl$/);
});

test('the address changes no more often than browsers allow', async ({ page }) => {
  await page.clock.install();
  await page.addInitScript(() => {
    Object.assign(window, { calls: 0 });
    for (const name of /** @type {const} */ (['pushState', 'replaceState'])) {
      const method = history[name].bind(history);
      history[name] = (...args) => {
        /** @type {any} */ (window).calls += 1;
        method(...args);
      };
    }
  });
  const figure = await openFigure(page, '#objective=bowl');
  const seconds = 30;
  await figure.evaluate((element) => {
    let count = 0;
    setInterval(() => {
      count += 1;
      const committed = count % 3 === 0;
      element.dispatchEvent(new CustomEvent('sgd-change', { detail: { committed } }));
    }, 50);
  });
  await page.clock.runFor(seconds * 1000);
  const calls = await page.evaluate(() => /** @type {any} */ (window).calls);
  expect(calls).toBeGreaterThan(seconds);
  expect(calls).toBeLessThan(90);
});

test('where the history refuses, figures and their links go on', async ({ page }) => {
  await page.addInitScript(() => {
    history.pushState = history.replaceState = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });
  const figure = await openFigure(page, '#objective=bowl');
  await figure.locator(rate).fill('0.02');
  await figure.locator(rate).press('Enter');
  await expect(figure).toHaveAttribute('learning-rate', '0.02');
  await page.locator('.presets a[href*="formula="]').first().click();
  await expect(figure).toHaveAttribute('formula', 'sin(3x)+0.3x^2');
});

test("a page's own place in the address stays, and says nothing to the figure", async ({ page }) => {
  for (const [address, name] of /** @type {const} */ ([
    ['play/', 'sgd-playground'],
    ['network/', 'sgd-network'],
  ])) {
    await page.goto(`${address}#use`);
    const first = page.locator(name);
    await first.scrollIntoViewIfNeeded();
    await expect(first.locator('.state')).toHaveText('ready');
    await expect(page).toHaveURL(/#use$/);
    await expect(first.locator('.notices p')).toHaveCount(0);
  }
  await page.goto('about:blank');
  const figure = await openFigure(page, '#objective=bowl&learning-rate=0.03');
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('h2'), { id: 'notes', textContent: 'Notes' }));
    location.hash = 'notes';
  });
  await expect(page).toHaveURL(/#notes$/);
  await figure.locator(rate).fill('0.02');
  await figure.locator(rate).press('Enter');
  await expect(page).toHaveURL(/#notes&objective=bowl&learning-rate=0\.02$/);
  await expect(figure.locator('.notices p')).toHaveCount(0);
  await page.goBack();
  await page.goBack();
  await expect(figure.locator(rate)).toHaveValue('0.03');
});

test('a typed hash is followed', async ({ page }) => {
  const figure = await openFigure(page);
  await page.evaluate(() => {
    location.hash = 'formula=x^2+3*y^2&start=2,-1';
  });
  await expect(figure.getByLabel('Formula')).toHaveValue('x^2+3*y^2');
  await expect.poll(async () => (await status(figure)).params).toEqual([2, -1]);
});

test('every preset loads without complaint and plays', async ({ page }) => {
  const figure = await openFigure(page);
  const presets = page.locator('.presets a');
  expect(await presets.count()).toBeGreaterThan(8);
  for (const preset of await presets.all()) {
    await preset.click();
    await expect(figure.locator('.notices p')).toHaveCount(0);
    await expect(figure.locator('.refusal:not(:empty)')).toHaveCount(0);
    await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(2);
  }
});

test('the Chinese page speaks Chinese throughout', async ({ page }) => {
  const figure = await openFigure(page, 'zh/play/#objective=line&batch-size=full');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(button(figure, '播放')).toBeVisible();
  await expect(figure.getByLabel('学习率', { exact: false }).first()).toBeVisible();
  await expect(figure.locator('#batch-size')).toHaveValue('全批量');
  await figure.getByLabel('目标函数').selectOption('double-well');
  const field = figure.getByLabel('公式');
  await field.fill('x^2 +');
  await expect(figure.locator('.refusal:not(:empty)')).toContainText(/[\u4e00-\u9fff]/);
  await page.getByRole('link', { name: 'English', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a figure can be taken along: as text that is copied, as an author wants it', async ({ page, context, site }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = await openFigure(page, 'play/#formula=x^2%2By^2&start=1,1');
  const builder = page.locator('.builder');
  const text = builder.locator('#use-text');
  await expect(text).toContainText(`src="${site}sgd-playground.js"`);
  await expect(text).toContainText('<sgd-playground formula="x^2+y^2" start="1,1">');
  await builder.getByRole('combobox', { name: 'Settings', exact: true }).selectOption('only these');
  await builder.getByLabel('momentum', { exact: true }).uncheck();
  await builder.getByLabel('plays at once').check();
  await builder.getByText('Link', { exact: true }).click();
  await builder.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(builder.getByRole('button', { name: 'Copied', exact: true })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(`${site}play/#v=1&formula=x^2%2By^2&start=1,1&controls=learning-rate,start&autoplay=true`);
  // It follows the figure, and what is copied leads to the same.
  await figure.locator('#learning-rate').fill('0.25');
  await figure.locator('#learning-rate').press('Enter');
  await expect(text).toContainText('learning-rate=0.25');
  const link = await text.innerText();
  await page.goto('about:blank');
  await page.goto(link);
  const again = page.locator('sgd-playground');
  await expect(again.locator('#learning-rate')).toHaveValue('0.25');
  await expect(again.getByLabel('Momentum', { exact: false })).toHaveCount(0);
});

for (const [path, words] of /** @type {const} */ ([
  ['play/', ['Preview', 'phone', 'Frame']],
  ['zh/network/#data=xor', ['预览', '手机', '框架']],
  ['graph/', ['Preview', 'phone', 'Frame']],
])) {
  test(`${path} shows what a reader on a phone will see, and how high a frame is`, async ({ page }) => {
    await page.goto(path);
    const builder = page.locator('.builder');
    await expect(builder.locator('#use-text')).not.toBeEmpty();
    await builder.getByText(words[0], { exact: true }).click();
    await builder.getByText(words[1], { exact: true }).click();
    const frame = builder.locator('iframe');
    await expect.poll(async () => (await frame.boundingBox())?.width).toBeLessThanOrEqual(360);
    const inside = frame.contentFrame().locator('sgd-playground, sgd-network, sgd-graph');
    await expect(inside).toBeVisible();
    await builder.getByText(words[2], { exact: true }).click();
    // Nothing is cut off: the frame, and the one that is copied, are as high as the figure.
    await expect
      .poll(async () => {
        const { height = 0 } = (await inside.boundingBox()) ?? {};
        const written = Number((await builder.locator('#use-text').innerText()).match(/height="(\d+)"/)?.[1]);
        return [Math.ceil(height) === written, Number(await frame.getAttribute('height')) === written];
      })
      .toEqual([true, true]);
    // What nobody sees takes no colours of another scheme.
    await frame.evaluate((element) => element.scrollIntoView({ block: 'start', behavior: 'instant' }));
    await expectNoViolations(page, '.builder');
  });
}

test('a preview below the window begins, and a frame has its height', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('network/#data=circle&seed=3');
  const builder = page.locator('.builder');
  await builder.getByText('Frame', { exact: true }).click();
  await builder.locator('summary').evaluate((/** @type {HTMLElement} */ summary) => {
    scrollTo({ top: 0, behavior: 'instant' });
    summary.click();
  });
  const inside = builder.locator('iframe').contentFrame().locator('sgd-network');
  await expect(inside.locator('.figure:not(.waiting)')).toBeVisible();
  await expect
    .poll(async () => {
      const { height = 0 } = (await inside.boundingBox()) ?? {};
      const written = Number((await builder.locator('#use-text').innerText()).match(/height="(\d+)"/)?.[1]);
      return written - Math.ceil(height);
    })
    .toBe(0);
});

test('a link of a version that this page does not know says so, and one that it knows does not', async ({ page }) => {
  await page.goto('play/#v=1&objective=beale');
  await expect(page.locator('.builder #use-text')).toContainText('objective="beale"');
  await expect(page.locator('.newer')).toHaveCount(0);
  await page.goto('zh/play/#v=7&objective=beale');
  await expect(page.locator('.newer')).toContainText('版本是 7');
  await expect(page.locator('.builder #use-text')).toContainText('objective="beale"');
});
