// The pages around the figure: the address in both directions, presets, languages.

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
    await page.goto(`${address}#frame-snippet`);
    const first = page.locator(name);
    await first.scrollIntoViewIfNeeded();
    await expect(first.locator('.state')).toHaveText('ready');
    await expect(page).toHaveURL(/#frame-snippet$/);
    await expect(first.locator('.notices p')).toHaveCount(0);
  }
  await page.goto('about:blank');
  const figure = await openFigure(page, '#objective=bowl&learning-rate=0.03');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<h2 id="notes">Notes</h2>');
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
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('snippets name the place that the page was served from, and can be copied', async ({ page, context, site }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openFigure(page);
  await page.getByRole('button', { name: 'Copy' }).first().click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`src="${site}sgd-playground.js"`);
});
