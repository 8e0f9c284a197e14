// The story that the page is for: choose or type a loss, play, turn the rate, drag the start, share the link.

import { button, openFigure, path, plot, status, takeSteps } from './figure.js';
import { expect, test } from './site.js';

test('a typed formula is drawn, played and steered in mid-run', async ({ page }) => {
  const figure = await openFigure(page, '#optimizer=sgd');
  await figure.getByLabel('Formula').fill('x^2');
  await expect(figure.getByText('Your formula', { exact: true }).first()).toBeVisible();
  await expect(plot(figure)).toHaveAttribute('aria-label', /Curve of the loss/);

  await button(figure, 'Play').click();
  await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(4);
  const slider = figure.getByRole('slider', { name: 'Learning rate' });
  await slider.focus();
  for (let press = 0; press < 6; press += 1) await slider.press('ArrowRight');
  const { step } = await status(figure);
  await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(step + 4);
  await button(figure, 'Pause').click();

  // On x² a step multiplies x by 1 − 2α: the path shows which rate was in force.
  const rows = (await path(figure)).map(([x = 0]) => x);
  const factors = rows.slice(1).map((x, row) => x / (rows[row] ?? 0));
  expect(factors[0]).toBeCloseTo(1 - 2 * 0.01, 9);
  const rate = Number(await figure.getByLabel('Learning rate', { exact: false }).first().inputValue());
  expect(rate).toBe(0.013);
  expect(factors.at(-1)).toBeCloseTo(1 - 2 * rate, 9);
});

test('the start is dragged by mouse, and the run begins there', async ({ page }) => {
  const figure = await openFigure(page, '#objective=bowl');
  await takeSteps(figure, 5);
  const box = await plot(figure).boundingBox();
  if (!box) throw new Error('no plot');
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.4, { steps: 4 });
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.6, { steps: 4 });
  await page.mouse.up();
  const after = await status(figure);
  expect(after.step).toBe(0);
  expect(after.params[0]).toBeGreaterThan(0.5);
  expect(after.params[1]).toBeLessThan(0);
  await expect(figure).toHaveAttribute('start', Array.from(after.params).join(','));
  await expect(page).toHaveURL(/start=/);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  test('a tap moves the start, and only the ball keeps a finger from scrolling', async ({ page }) => {
    const figure = await openFigure(page, '#objective=bowl');
    await plot(figure).scrollIntoViewIfNeeded();
    const box = await plot(figure).boundingBox();
    if (!box) throw new Error('no plot');
    await page.touchscreen.tap(box.x + box.width * 0.7, box.y + box.height * 0.3);
    const { params } = await status(figure);
    expect(params[0]).toBeGreaterThan(0);
    expect(params[1]).toBeGreaterThan(0);
    const touchAction = (/** @type {string} */ selector) =>
      figure.locator(selector).evaluate((element) => getComputedStyle(element).touchAction);
    expect(await touchAction('.main .plot[role=application]')).toBe('manipulation');
    expect(await touchAction('.handle')).toBe('none');
  });

  test('a finger on the ball drags the start, and the page stays where it is', async ({ page }) => {
    const figure = await openFigure(page, '#objective=bowl');
    await plot(figure).scrollIntoViewIfNeeded();
    const handle = await figure.locator('.handle').boundingBox();
    if (!handle) throw new Error('no handle');
    const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
    const scrolled = await page.evaluate(() => window.scrollY);
    const client = await page.context().newCDPSession(page);
    const touch = (/** @type {string} */ type, /** @type {{ x: number, y: number }[]} */ touchPoints) =>
      client.send('Input.dispatchTouchEvent', { type: /** @type {'touchStart'} */ (type), touchPoints });
    await touch('touchStart', [{ x, y }]);
    for (const way of [20, 60, 100]) await touch('touchMove', [{ x: x + way, y: y + way }]);
    await touch('touchEnd', []);
    const { params } = await status(figure);
    expect(params[0]).toBeGreaterThan(-2);
    expect(params[1]).toBeLessThan(1);
    expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
  });
});

test('reloading gives the same run, chance included', async ({ page }) => {
  const figure = await openFigure(page, '#objective=line&batch-size=3');
  await expect(page).toHaveURL(/seed=\d+/);
  await figure.getByRole('slider', { name: 'Momentum' }).press('ArrowLeft');
  await expect(page).toHaveURL(/momentum=0\.8/);
  await button(figure, 'Reset').click();
  await takeSteps(figure, 30);
  const before = await path(figure);
  await page.reload();
  await expect(figure.locator('.readouts')).toBeVisible();
  await takeSteps(figure, 30);
  expect(await path(figure)).toEqual(before);
});

test('the five moves are pressed one by one and show their numbers', async ({ page }) => {
  const figure = await openFigure(page, '#objective=line&batch-size=4&seed=5');
  const cells = figure.locator('.moves li');
  await expect(cells).toHaveCount(5);
  for (let made = 1; made <= 5; made += 1) {
    await button(figure, 'Next move').click();
    await expect(figure.locator('.moves .made')).toHaveCount(made);
  }
  await expect(cells.nth(0)).toContainText('4 of 40 samples');
  await expect(cells.nth(3)).toContainText('∇L = (');
  await expect(cells.nth(4)).toContainText('(w, b) → (');
  expect((await status(figure)).step).toBe(1);
  await button(figure, 'Step').click();
  expect((await status(figure)).step).toBe(2);
  await expect(figure.locator('.moves .made')).toHaveCount(5);
});

test('momentum 0.9 brings Rosenbrock below 0.01', async ({ page }) => {
  const figure = await openFigure(
    page,
    '#objective=rosenbrock&start=-1,1&momentum=0.9&learning-rate=0.001&optimizer=momentum&until-loss=0.01&speed=10',
  );
  await button(figure, 'Play').click();
  await expect(figure.locator('.state')).toHaveText('converged');
  expect((await status(figure)).loss).toBeLessThan(0.01);
});

test('in the double well plain steps stay, and momentum gets through', async ({ page }) => {
  const figure = await openFigure(page, '#objective=double-well&optimizer=sgd');
  await takeSteps(figure, 400);
  expect((await status(figure)).params[0]).toBeGreaterThan(0);
  await figure.getByLabel('Optimizer').selectOption('momentum');
  await button(figure, 'Reset').click();
  await takeSteps(figure, 400);
  expect((await status(figure)).params[0]).toBeLessThan(0);
});

test('events tell the page what happens', async ({ page }) => {
  const figure = await openFigure(page, '#objective=bowl');
  /** @type {string[]} */
  await figure.evaluate((element) => {
    /** @type {string[]} */
    const log = [];
    Object.assign(window, { log });
    for (const name of ['sgd-step', 'sgd-state', 'sgd-error']) {
      document.addEventListener(name, (event) => {
        const { detail } = /** @type {CustomEvent} */ (event);
        log.push(`${name} ${detail.state ?? detail.step ?? ''}`.trim());
      });
    }
    const playground = /** @type {import('../../www/elements/playground/element.js').SgdPlayground} */ (element);
    playground.step();
    playground.reset();
    playground.play();
    playground.pause();
    playground.setAttribute('momentum', '7');
  });
  for (const line of [/^sgd-state paused$/, /^sgd-state ready$/, /^sgd-state running$/, /^sgd-step/, /^sgd-error/]) {
    await expect
      .poll(() => page.evaluate(() => /** @type {any} */ (window).log))
      .toContainEqual(expect.stringMatching(line));
  }
});

test('number fields take decimal commas and full-width digits; in lists commas separate', async ({ page }) => {
  const figure = await openFigure(page, '#objective=bowl&optimizer=sgd');
  const rate = figure.locator('#learning-rate');
  for (const typed of ['0,05', '０．０５', '0.05']) {
    await rate.fill('0.5');
    await rate.press('Enter');
    await expect(figure).toHaveAttribute('learning-rate', '0.5');
    await rate.fill(typed);
    await rate.press('Enter');
    await expect(figure).toHaveAttribute('learning-rate', '0.05');
    await expect(rate).toHaveValue('0.05');
  }
  await figure.getByText('More settings').click();
  await figure.locator('#start').fill('－１，０．５');
  await figure.locator('#start').press('Enter');
  await expect(figure).toHaveAttribute('start', '-1,0.5');
  await figure.locator('#warmup').fill('1,000');
  await expect(figure.locator('#warmup-refusal')).toContainText('1,000');
});

for (const formula of ['1e-300*(x^2 + y^2) - 9e-299', '1e-300*x^2 - 3e-300']) {
  test(`the losses of ${formula} are written in full beside their axis`, async ({ page }) => {
    await page.addInitScript(() => {
      const { prototype } = CanvasRenderingContext2D;
      const { fillText } = prototype;
      Object.assign(window, { narrowed: [], written: 0 });
      prototype.fillText = function (text, x, y, most = Infinity) {
        const seen = /** @type {any} */ (window);
        seen.written += /×10⁻(³⁰⁰|²⁹⁹)/.test(text) ? 1 : 0;
        if (this.measureText(text).width > most) seen.narrowed.push(text);
        fillText.call(this, text, x, y, most === Infinity ? undefined : most);
      };
    });
    const figure = await openFigure(page, `#objective=formula&formula=${encodeURIComponent(formula)}`);
    await takeSteps(figure, 3);
    await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).written)).toBeGreaterThan(0);
    expect(await page.evaluate(() => /** @type {any} */ (window).narrowed)).toEqual([]);
  });
}

test('the legend names the middle of the largest numbers, and says where there are none', async ({ page }) => {
  const figure = await openFigure(page, '#formula=1e308*x%2B0*y&domain=-1,1,-1,1&start=0.5,0.5');
  const ends = figure.locator('.main .ends > span');
  await expect(ends.nth(2)).toContainText('10³⁰');
  await expect(ends.nth(1)).not.toContainText('∞');
  await figure.evaluate((element) => element.setAttribute('formula', 'sqrt(-1-x^2-y^2)'));
  await expect(figure.getByText('The loss has no finite value here.')).toBeVisible();
  await expect(ends.first()).toBeHidden();
});

test('with one parameter the slope has its sign, and the error is a bar within the plot', async ({ page }) => {
  const figure = await openFigure(page, '#objective=one-weight&optimizer=sgd&start=-1');
  const slope = figure.locator('.readout.gradient');
  await expect(slope.locator('dt')).toHaveText('dL/dw');
  await expect(slope.locator('dd').first()).toHaveText('−13.5');
  await expect(figure.locator('.data-cell .legend li', { hasText: 'its error' })).toBeVisible();
  const plot = figure.locator('.data canvas').nth(1);
  /** How long the bar is, in pixels of the canvas: below the sample there is nothing else but the model's line. */
  const bar = () =>
    plot.evaluate((/** @type {HTMLCanvasElement} */ canvas) => {
      const context = canvas.getContext('2d');
      const columns = Array.from({ length: canvas.width }, (_, x) => {
        const data = context?.getImageData(x, 0, 1, canvas.height).data ?? [];
        return Array.from({ length: canvas.height }, (_unused, y) => data[4 * y + 3] ?? 0).filter(Boolean).length;
      });
      return Math.max(...columns) / canvas.height;
    });
  await expect.poll(bar).toBeGreaterThan(0.4);
  await figure.evaluate((element) => element.setAttribute('start', '5'));
  await expect(slope.locator('dd').first()).toHaveText('13.5');
  await expect.poll(bar).toBeGreaterThan(0.2);
});

test('the scale of the colours begins with the true minimum, wherever pixels fall', async ({ page }) => {
  const figure = await openFigure(page, '#objective=himmelblau');
  const lowest = figure.locator('.legend .ends span span').first();
  await expect(lowest).toHaveText('0');
  await figure.evaluate((element) => element.setAttribute('domain', '-1,1,-1,1'));
  await expect(lowest).not.toHaveText('0');
});

for (const lang of ['en', 'zh']) {
  test(`a run that has left the picture pauses once and says so (${lang})`, async ({ page }) => {
    const figure = await openFigure(page, '#objective=saddle&optimizer=sgd&speed=10');
    await figure.evaluate((element, language) => element.setAttribute('lang', language), lang);
    const play = figure.locator('button.primary');
    await expect(play).toHaveText(lang === 'en' ? 'Play' : '播放');
    await play.click();
    const said = figure.locator('.notices p');
    await expect(said).toHaveText(
      lang === 'en'
        ? /^The ball left the picture at step \d+\. You can play on\.$/
        : /^第 \d+ 步已离开画面，按“播放”可继续。$/,
    );
    await expect(play).toHaveText(lang === 'en' ? 'Play' : '播放');
    const { step, state } = await status(figure);
    expect(state).not.toBe('diverged');
    await play.click();
    await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(step + 5);
    await expect(play).toHaveText(lang === 'en' ? 'Pause' : '暂停');
    await expect(said).toHaveCount(0);
    await play.click();
    await expect(said).toHaveCount(1);
    await figure.locator('.transport button').first().click();
    await expect(said).toHaveCount(0);
  });
}

for (const { address, label } of [
  { address: 'play/', label: 'Rules of' },
  { address: 'zh/play/', label: '采用的规则' },
]) {
  /** Takes steps by Keras' rules, chooses PyTorch's, and takes as many again. @param {import('@playwright/test').Locator} figure */
  const takeUp = async (figure) => {
    await takeSteps(figure, 12);
    const before = await path(figure);
    const rules = figure.getByLabel(label, { exact: true });
    await expect(rules).toHaveValue('keras');
    await rules.selectOption({ label: 'PyTorch' });
    await expect(figure).toHaveAttribute('convention', 'torch');
    expect(await path(figure)).toEqual(before);
    expect((await status(figure)).step).toBe(12);
    await takeSteps(figure, 12);
    const rows = await path(figure);
    expect(rows).toHaveLength(25);
    expect(rows.slice(0, 13)).toEqual(before);
    await expect(figure.locator('.refusal, .notices p').filter({ hasText: /\S/ })).toHaveCount(0);
    return rows;
  };

  test(`${address}: PyTorch's rules are taken up in mid-run, and the ball rolls on as by Keras'`, async ({ page }) => {
    const run = '#objective=rosenbrock&optimizer=momentum&momentum=0.9&learning-rate=0.0005';
    const figure = await openFigure(page, address + run);
    await expect(page).toHaveURL(/learning-rate=0\.0005/);
    const rows = await takeUp(figure);
    await expect(page).toHaveURL(/convention=torch/);

    await page.goto('about:blank');
    const stays = await openFigure(page, address + run);
    await takeSteps(stays, 24);
    const expected = await path(stays);
    // A velocity that is lost, or that has another unit, shows at once.
    const most = Math.max(
      ...rows.flatMap((row, step) => row.map((x, k) => Math.abs(x - (expected[step]?.[k] ?? NaN)))),
    );
    expect(most).toBeLessThan(1e-9);
    const [ahead = NaN] = expected[13] ?? [];
    const [at = NaN] = expected[12] ?? [];
    expect(Math.abs(ahead - at)).toBeGreaterThan(1e-3);
  });

  test(`${address}: another rule by the same name goes on from where the run is`, async ({ page }) => {
    const run = '#objective=rosenbrock&optimizer=nadam&learning-rate=0.01';
    const figure = await openFigure(page, address + run);
    const rows = await takeUp(figure);
    expect(rows.flat().every(Number.isFinite)).toBe(true);

    await page.goto('about:blank');
    const stays = await openFigure(page, address + run);
    await takeSteps(stays, 24);
    const expected = await path(stays);
    expect(rows.slice(0, 13)).toEqual(expected.slice(0, 13));
    expect(rows[13]).not.toEqual(expected[13]);
    // No jump: Nadam's steps are about as long as its rate.
    const [here = [], next = []] = rows.slice(12);
    for (const [k, x] of next.entries()) expect(Math.abs(x - (here[k] ?? NaN))).toBeLessThan(0.05);
  });
}

test('who steps by keyboard keeps the focus when the run comes to rest, and can go on', async ({ page }) => {
  const figure = await openFigure(page, '#objective=one-weight&optimizer=sgd&learning-rate=0.2');
  for (const [name, presses] of /** @type {const} */ ([
    ['Step', 20],
    ['Next move', 80],
  ])) {
    await button(figure, 'Reset').click();
    await button(figure, name).focus();
    for (let press = 0; press < presses; press += 1) await page.keyboard.press('Enter');
    expect((await status(figure)).state).toBe('converged');
    await expect(button(figure, name)).toBeFocused();
    await expect(button(figure, name)).toBeDisabled();
    const { step } = await status(figure);
    await page.keyboard.press('Enter');
    expect((await status(figure)).step).toBe(step);
  }
  await page.keyboard.press('Shift+Tab');
  await expect(button(figure, 'Next move')).not.toBeFocused();
  await button(figure, 'Reset').click();
  await button(figure, 'Step').click();
  expect((await status(figure)).step).toBe(1);
});
