// By keyboard, by ear, without motion; in light and in dark.

import { expectNoViolations } from './axe.js';
import { button, openFigure, plot, status, takeSteps } from './figure.js';
import { expect, test } from './site.js';

for (const address of [
  '#objective=rosenbrock&learning-rate=0.02',
  '#objective=himmelblau&compare=adam,sgd@0.02,nesterov:torch',
  'zh/play/#objective=line&formula=x^',
  'example/',
  'embed.html',
]) {
  test(`${address} has nothing that axe objects to`, async ({ page }) => {
    const figure = await openFigure(page, address);
    await takeSteps(figure, 20);
    const closed = figure.locator('details:not([open]) > summary:visible');
    while ((await closed.count()) > 0) await closed.first().click();
    await expectNoViolations(page);
  });
}

test('everything can be reached and done by keyboard', async ({ page }) => {
  const figure = await openFigure(page, '#objective=bowl');
  await button(figure, 'Reset').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(1);
  await expect(button(figure, 'Pause')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(figure.locator('.state')).toHaveText('paused');

  await plot(figure).focus();
  const [before = 0] = (await status(figure)).params;
  expect(before).not.toBe(-2.4);
  await page.keyboard.press('ArrowRight');
  expect((await status(figure)).params[0]).toBeCloseTo(-2.34, 2);
  await page.keyboard.press('Shift+ArrowUp');
  expect((await status(figure)).params[1]).toBeCloseTo(2.4, 2);
  await page.keyboard.press(' ');
  await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(1);
  await page.keyboard.press(' ');
  await expect(figure.locator('.state')).toHaveText('paused');

  for (const name of ['Objective', 'Formula', 'Optimizer', 'Learning rate', 'Momentum']) {
    const field = figure.getByLabel(name, { exact: false }).first();
    await field.focus();
    await expect(field).toBeFocused();
  }
});

test('the picture has words, and they are kept current', async ({ page }) => {
  const figure = await openFigure(page, '#objective=bowl&optimizer=sgd');
  await expect(plot(figure)).toHaveAccessibleDescription(
    /Bowl, minimised by .* ready, step 0: x, y \(−2\.4, 1\.8\), loss 9\./,
  );
  await button(figure, 'Step').click();
  await expect(plot(figure)).toHaveAccessibleDescription(/paused, step 1:/);
  await expect(figure.getByRole('img', { name: /By step 1 the loss went from 9 to/ })).toBeVisible();
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('nothing plays by itself', async ({ page }) => {
    await page.clock.install();
    const figure = await openFigure(page, '#objective=bowl&autoplay');
    await page.clock.runFor(2000);
    expect((await status(figure)).step).toBe(0);
    await page.locator('.presets a').first().click();
    await page.clock.runFor(2000);
    expect((await status(figure)).step).toBe(0);
  });
});

for (const width of [320, 360, 640, 1000, 1440]) {
  test(`at ${width} pixels nothing sticks out`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const figure = await openFigure(page, '#objective=logistic&compare=adam,sgd');
    await expect(figure.locator('.chart')).toBeVisible();
    await expect(figure.locator('.comparison table')).toBeVisible();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    const beyond = await figure.evaluate((element) => {
      const { left, right } = element.getBoundingClientRect();
      return (
        Array.from(element.shadowRoot?.querySelectorAll('button, input, select, textarea, dd, li, canvas') ?? [])
          // What is wider than a phone can be scrolled to.
          .filter((child) => !child.closest('.scroll'))
          .map((child) => ({ child, box: child.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.left < left - 1 || box.right > right + 1))
          .map(({ child }) => child.outerHTML)
      );
    });
    expect(beyond).toEqual([]);
  });
}

for (const address of [
  'play/#objective=logistic&compare=adam,sgd',
  'network/#data=circle&layers=4,2&compare=sgd&maps=slice',
  'graph/#formula=(2w+b-1)^2',
  '',
  'atlas/',
]) {
  test(`on a phone, what scrolls sideways at ${address || 'the chapter'} shows that there is more`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(address, { waitUntil: 'networkidle' });
    const closed = page.locator('details:not([open]) > summary:visible');
    if (address) while ((await closed.count()) > 0) await closed.first().click();
    const unmarked = () =>
      page.evaluate(() => {
        /** @param {Document | ShadowRoot} root @returns {Element[]} */
        const all = (root) =>
          Array.from(root.querySelectorAll('*')).flatMap((element) => [
            element,
            ...(element.shadowRoot ? all(element.shadowRoot) : []),
          ]);
        return all(document)
          .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
          .filter((element) => {
            const { overflowX, backgroundAttachment, maskImage } = getComputedStyle(element);
            const scrolls = /auto|scroll/.test(overflowX) && element.checkVisibility();
            return scrolls && !backgroundAttachment.includes('local') && maskImage === 'none';
          })
          .map((element) => element.outerHTML.slice(0, 100));
      });
    const below = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight - scrollY);
    while ((await below()) > 1) {
      await page.mouse.wheel(0, 1500);
      await page.waitForLoadState('networkidle');
      expect(await unmarked()).toEqual([]);
    }
  });
}

for (const [address, name, steps] of /** @type {const} */ ([
  ['play/#objective=line', 'sgd-playground', 30],
  // Ten samples a step.
  ['network/#dataset=circle&step-unit=sample', 'sgd-network', 3],
  ['network/#dataset=digits', 'sgd-network', 30],
])) {
  test(`while ${address} plays, nothing is read out again and again`, async ({ page }) => {
    await page.goto(address);
    const element = page.locator(name).first();
    await expect(element.locator('.readouts .state')).toHaveText('ready');
    if (name === 'sgd-playground') await expect(element.locator('.timeline')).toBeVisible();
    await element.evaluate((host) => {
      /** @type {string[]} */
      const told = [];
      const counts = { steps: 0 };
      Object.assign(window, { told, counts });
      host.addEventListener('sgd-step', () => {
        counts.steps += 1;
      });
      const observer = new MutationObserver((changes) => {
        for (const { target } of changes) {
          const at = target instanceof Element ? target : target.parentElement;
          const region = at?.closest('output, [role="status"], [role="alert"], [aria-live]');
          if (region && region.getAttribute('aria-live') !== 'off') told.push(region.textContent ?? '');
        }
      });
      observer.observe(host.shadowRoot ?? host, { subtree: true, childList: true, characterData: true });
    });
    await button(element, 'Play').click();
    await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).counts.steps)).toBeGreaterThan(steps);
    expect((await page.evaluate(() => /** @type {any} */ (window).told)).length).toBeLessThan(4);
  });
}
