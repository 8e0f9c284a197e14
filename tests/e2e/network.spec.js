// The network that learns: what a reader sees, changes and is refused, and what becomes of it when its Worker dies.

import { expectNoViolations } from './axe.js';
import { button } from './figure.js';
import { begun, config, openNetwork, parameters, status, type } from './network.js';
import { expect, test } from './site.js';

/** @typedef {import('../../www/elements/network/element.js').SgdNetwork} SgdNetwork */
/** @typedef {import('../../www/engine/training.js').Training} Training */

test('the timeline shows any step as it was, and the run goes on from there with another setting', async ({ page }) => {
  const network = await openNetwork(page, 'data="circle" layers="4" seed="3" step-unit="batch"');
  const next = button(network, 'Step');
  const kept = [await parameters(network)];
  for (let step = 1; step <= 4; step += 1) {
    await next.click();
    await expect.poll(async () => (await status(network)).step).toBe(step);
    kept.push(await parameters(network));
  }
  const slider = network.getByRole('slider', { name: 'Timeline', exact: true });
  await expect(slider).toHaveAttribute('aria-valuetext', 'step 4 of 4');
  await slider.press('ArrowLeft');
  await slider.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuetext', 'step 2 of 4');
  await expect.poll(() => parameters(network)).toEqual(kept[2]);
  await slider.press('Home');
  await expect.poll(() => parameters(network)).toEqual(kept[0]);
  await slider.press('End');
  await expect.poll(() => parameters(network)).toEqual(kept[4]);
  await slider.press('ArrowLeft');
  await expect.poll(() => parameters(network)).toEqual(kept[3]);
  await type(network, '#learning-rate', '0.5');
  await expect(slider).toHaveAttribute('aria-valuetext', 'step 3 of 3');
  await next.click();
  await expect(slider).toHaveAttribute('aria-valuetext', 'step 4 of 4');
  expect(await parameters(network)).not.toEqual(kept[4]);
  await button(network, 'Reset').click();
  await expect(slider).toBeDisabled();
});

test('a circle is learnt, and reset gives the same initialisation', async ({ page }) => {
  const network = await openNetwork(page, 'dataset="circle" layers="4" seed="3"');
  const first = await parameters(network);
  expect(first.some((value) => value !== 0)).toBe(true);
  await button(network, 'Play').click();
  await expect.poll(async () => (await status(network)).testAccuracy).toBeGreaterThan(0.95);
  await button(network, 'Pause').click();
  await expect(network.locator('.state')).toHaveText('paused');
  await expect(network.getByRole('img', { name: /^Accuracy.*test 9\d|^Accuracy.*test 100/ })).toBeVisible();
  await button(network, 'Reset').click();
  await expect(network.locator('.state')).toHaveText('ready');
  expect(await parameters(network)).toEqual(first);
});

test('every weight and bias can be read and changed, by tap and by keyboard', async ({ page }) => {
  const network = await openNetwork(page, 'dataset="xor" layers="2" seed="3"');
  const [w11 = 0] = await parameters(network);
  await network.getByRole('button', { name: /^Neuron 1, Hidden 1/ }).click();
  const weight = network.getByLabel('Weight from x₁');
  expect(Number(await weight.inputValue())).toBeCloseTo(w11, 3);
  await weight.fill('2.5');
  await weight.press('Enter');
  await expect.poll(async () => (await parameters(network))[0]).toBe(2.5);
  await expect(network.locator('.output strong')).toHaveText('Neuron 1, Hidden 1');

  const output = network.getByRole('button', { name: /^Output 1/ });
  await output.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(output).toHaveAttribute('aria-pressed', 'true');
  const bias = network.getByLabel('Bias of Output 1');
  await bias.fill('-1.25');
  await bias.press('Enter');
  await expect.poll(async () => (await parameters(network)).at(-1)).toBe(-1.25);
  await expect(output).toHaveAccessibleName('Output 1; bias −1.25');
  await page.keyboard.press('Escape');
});

test('layers come and go, with neurons and an activation of their own', async ({ page }) => {
  const network = await openNetwork(page, 'dataset="circle" layers="4,2" seed="3"');
  await network.getByRole('button', { name: 'Add a layer', exact: true }).click();
  await expect.poll(async () => (await config(network)).layers).toEqual([4, 2, 2]);
  await network.getByRole('button', { name: 'Remove the last layer', exact: true }).click();
  await network.getByRole('button', { name: 'Remove the last layer', exact: true }).click();
  await expect.poll(async () => (await config(network)).layers).toEqual([4]);
  await network.getByLabel('Neurons in layer 1').fill('6');
  await network.getByLabel('Neurons in layer 1').press('Enter');
  await network.getByLabel('Activation of layer 1').selectOption('relu');
  await expect.poll(async () => (await config(network)).activation).toEqual(['relu']);
  expect((await config(network)).layers).toEqual([6]);
  await network.getByRole('button', { name: 'Use x₁x₂' }).click();
  await expect.poll(async () => (await config(network)).features).toEqual(['x1', 'x2', 'x1x2']);
});

test('of two quick clicks neither is lost', async ({ page }) => {
  const network = await openNetwork(page, 'data="circle" layers="4,3,2" activation="relu,tanh,sigmoid" seed="3"');
  const pressed = await network.evaluate(({ shadowRoot }) => {
    const names = ['Remove the last layer', 'Remove the last layer', 'Add a layer', 'Use x₁x₂', 'Use x₁²'];
    const buttons = [...(shadowRoot?.querySelectorAll('button') ?? [])];
    const found = names.map((name) => buttons.find((button) => button.getAttribute('aria-label')?.startsWith(name)));
    for (const button of found) button?.click();
    return found.map((button) => button?.getAttribute('aria-label'));
  });
  expect(pressed).not.toContain(undefined);
  await expect.poll(async () => (await config(network)).features).toEqual(['x1', 'x2', 'x1-squared', 'x1x2']);
  const { layers, activation } = await config(network);
  expect([layers, activation]).toEqual([
    [4, 4],
    ['relu', 'relu'],
  ]);
});

test('a step is a sample, a batch or an epoch', async ({ page }) => {
  const network = await openNetwork(page, 'dataset="circle" samples="100" batch-size="10" seed="3" step-unit="sample"');
  await button(network, 'Step').click();
  await expect(network.locator('.looked')).toHaveText(
    /^Sample 1 of the 10 in this batch: loss .*, it is \d, read as \d/,
  );
  expect((await status(network)).step).toBe(0);
  const unit = network.getByLabel('Each press');
  await unit.selectOption('batch');
  await button(network, 'Step').click();
  await expect.poll(async () => (await status(network)).step).toBe(1);
  await unit.selectOption('epoch');
  await button(network, 'Step').click();
  await expect.poll(async () => (await status(network)).samples).toBe(50);
  await button(network, 'Step').click();
  await expect.poll(async () => (await status(network)).samples).toBe(100);
  await network.getByLabel('Axis').selectOption('samples');
  await expect(network.getByRole('img', { name: /^Loss\. samples seen 100/ })).toBeVisible();
  const loss = network.locator('.chart', { has: page.getByRole('img', { name: /^Loss/ }) });
  await expect(loss.locator('.chart-title')).toContainText('(log scale)');
  await network.getByLabel('Scale of the loss').selectOption('linear');
  await expect(network).toHaveAttribute('loss-scale', 'linear');
  await expect(loss.locator('.chart-title')).not.toContainText('(log scale)');
});

test('of each sample it is said what it is, and when the update comes', async ({ page }) => {
  const network = await openNetwork(page, 'dataset="xor" samples="20" batch-size="2" seed="3" step-unit="sample"');
  const said = network.locator('.looked');
  const press = () => button(network, 'Step').click();
  await press();
  await expect(said).toHaveText(/^Sample 1 of the 2 .*, it is \d, read as \d with probability [^.]*\.?[^.]*\.$/);
  await press();
  await expect(said).toHaveText(/All 2 seen; the next press makes the update\.$/);
  await press();
  await expect(said).toHaveText('Weights updated.');
  await press();
  await expect(said).toHaveText(/^Sample 1 of the 2/);
});

test('a weight that was typed follows the training again after Enter', async ({ page }) => {
  const network = await openNetwork(page, 'dataset="xor" layers="2" seed="3"');
  await network.getByRole('button', { name: /^Neuron 1, Hidden 1/ }).click();
  const weight = network.getByLabel('Weight from x₁');
  await weight.fill('2.5');
  await weight.press('Enter');
  await expect.poll(async () => (await parameters(network))[0]).toBe(2.5);
  await network.evaluate((element) => /** @type {SgdNetwork} */ (element).play());
  await expect(weight).toBeFocused();
  await expect(weight).not.toHaveValue('2.5');
  await weight.press('Escape');
  await expect(weight).toBeHidden();
});

test('a refused setting is told, and the last good run goes on', async ({ page }) => {
  const network = await openNetwork(page, 'dataset="circle" layers="4" seed="3"');
  await button(network, 'Step').click();
  await expect.poll(async () => (await status(network)).epoch).toBe(1);
  const { step } = await status(network);
  const neurons = network.getByLabel('Neurons in layer 1');
  for (const wrong of ['0', '100000000']) {
    await neurons.fill(wrong);
    await neurons.press('Enter');
    await expect(network.locator('.architecture .refusal')).toContainText(wrong);
    expect((await config(network)).layers).toEqual([4]);
  }
  await type(network, '#batch-size', '0');
  await expect(network.locator('#batch-size-refusal')).toContainText(/^Batch size is 0/);
  await type(network, '#learning-rate', 'fast');
  await expect(network.locator('#learning-rate-refusal')).not.toBeEmpty();
  await network.evaluate((element) => element.setAttribute('features', 'x1,x7'));
  await expect(network.locator('.architecture .refusal')).toContainText('x7');
  expect((await status(network)).step).toBe(step);
  const state = await network.evaluate((element) => /** @type {SgdNetwork} */ (element).state);
  expect(state).toEqual({ layers: '4', seed: '3', 'at-step': String(step) });
});

test('scores are those of the step that is shown, once it stands', async ({ page }) => {
  const network = await openNetwork(page, 'dataset="digits" seed="3" step-unit="batch"');
  for (let press = 0; press < 3; press += 1) {
    const { step } = await status(network);
    await button(network, 'Step').click();
    await expect.poll(async () => (await status(network)).step).toBe(step + 1);
    await expect.poll(async () => (await status(network)).evaluatedAt).toBe(step + 1);
  }
  await button(network, 'Play').click();
  await expect.poll(async () => (await status(network)).step).toBeGreaterThan(20);
  await button(network, 'Pause').click();
  await expect(network.locator('.state')).toHaveText('paused');
  await expect.poll(async () => ((now) => now.step - now.evaluatedAt)(await status(network))).toBe(0);
  await expect(network.locator('.readouts')).not.toContainText('measured');
});

test('what is called paused learns no more', async ({ page }) => {
  const network = await openNetwork(page, 'data="digits" seed="2"');
  const learnt = await network.evaluate(async (host) => {
    const element = /** @type {SgdNetwork} */ (host);
    const training = /** @type {Training} */ (element.training);
    const train = training.train.bind(training);
    let frames = 0;
    training.train = (...asked) => {
      const answer = train(...asked);
      // While the Worker learns for a frame that is not the first.
      if (++frames === 3) element.pause();
      return answer;
    };
    /** @type {Promise<CustomEvent>} */
    const paused = new Promise((resolve) => {
      element.addEventListener('sgd-state', (event) => {
        if (event.detail.state === 'paused') resolve(event);
      });
    });
    element.play();
    const { status } = (await paused).detail;
    return { told: status.step, is: (await training.status()).step };
  });
  expect(learnt.told).toBeGreaterThan(0);
  expect(learnt.told).toBe(learnt.is);
});

test('a network that plays goes on playing when it becomes another', async ({ page }) => {
  const network = await openNetwork(page, 'dataset="circle" layers="4" seed="3"');
  await button(network, 'Play').click();
  const goesOn = async () => {
    await expect.poll(async () => (await status(network)).step).toBeGreaterThan(0);
    await expect(network.locator('.state')).toHaveText('running');
  };
  await goesOn();
  await network.getByRole('button', { name: 'Add a layer', exact: true }).click();
  await expect.poll(async () => (await config(network)).layers).toEqual([4, 4]);
  await goesOn();
  await network.getByRole('button', { name: 'Use x₁x₂' }).click();
  await expect.poll(async () => (await config(network)).features).toContain('x1x2');
  await goesOn();
  await network.locator('#dataset').selectOption('moons');
  await expect.poll(async () => (await config(network)).dataset).toBe('moons');
  await goesOn();
});

test('a digit that is drawn is read', async ({ page }) => {
  const network = await openNetwork(page, 'dataset="digits" seed="3" speed="10"');
  await button(network, 'Play').click();
  await expect.poll(async () => (await status(network)).testAccuracy).toBeGreaterThan(0.93);
  await button(network, 'Pause').click();
  await expect(network.getByRole('table', { name: 'Confusion matrix', exact: true })).toBeVisible();
  await expect(network.getByRole('img', { name: /Weights of \d+ neurons/ })).toBeVisible();
  await expect(network.getByRole('button', { name: /^a \d, read/ })).toHaveCount(24);
  const pad = network.getByRole('application', { name: /Drawing pad/ });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad');
  const at = (/** @type {number} */ x, /** @type {number} */ y) =>
    /** @type {const} */ ([box.x + x * box.width, box.y + y * box.height]);
  await page.mouse.move(...at(0.5, 0.12));
  await page.mouse.down();
  for (let turn = 0; turn <= 24; turn += 1) {
    const angle = (turn / 24) * 2 * Math.PI;
    await page.mouse.move(...at(0.5 + 0.24 * Math.sin(angle), 0.5 - 0.38 * Math.cos(angle)));
  }
  await page.mouse.up();
  await expect(network.locator('.verdict')).toHaveText(/^Read as 0, probability/);
  await button(network, 'Clear').click();
  await expect(network.locator('.verdict')).toHaveText('Nothing is drawn yet.');
  await pad.focus();
  for (const key of [' ', ...Array(8).fill('ArrowDown')]) await page.keyboard.press(key);
  await expect(network.locator('.verdict')).toHaveText(/^Read as \d/);
});

test('where MNIST cannot be had, the small digits are there, and it is said', async ({ page, problems }) => {
  await page.route('**/mnist*', (route) => route.fulfill({ status: 404 }));
  const network = await openNetwork(page, 'dataset="mnist"');
  expect((await config(network)).dataset).toBe('digits');
  await expect(network.locator('#dataset-refusal')).toContainText('digits');
  problems.length = 0;
});

test('another data set is taken at once, while the list of the images is still awaited', async ({ page }) => {
  const network = await openNetwork(page, 'dataset="circle"');
  /** @type {import('@playwright/test').Route[]} */
  const held = [];
  await page.route('**/mnist.json', (route) => void held.push(route));
  await network.evaluate((element) => element.setAttribute('data', 'mnist'));
  await expect.poll(() => held.length).toBe(1);
  await network.evaluate((element) => element.setAttribute('data', 'xor'));
  await expect.poll(async () => (await config(network)).dataset).toBe('xor');
  await held[0]?.abort();
});

test('nothing moves while it is still, off the screen or in a hidden tab', async ({ page }) => {
  await page.addInitScript(() => {
    const counts = { frames: 0, messages: 0 };
    const request = window.requestAnimationFrame.bind(window);
    Object.assign(window, { counts, request });
    window.requestAnimationFrame = (callback) =>
      request((now) => {
        counts.frames += 1;
        callback(now);
      });
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (/** @type {any[]} */ ...all) {
      counts.messages += 1;
      return postMessage.apply(this, /** @type {any} */ (all));
    };
  });
  const network = await openNetwork(page, 'dataset="circle" seed="3"', '<div style="height: 5000px"></div>');
  /** What is asked for in the time of twenty frames. */
  const meanwhile = () =>
    page.evaluate(async () => {
      const { counts, request } = /** @type {any} */ (window);
      const before = counts.frames + counts.messages;
      for (let frame = 0; frame < 20; frame += 1) await new Promise(request);
      return counts.frames + counts.messages - before;
    });
  await expect.poll(meanwhile).toBe(0);
  await button(network, 'Play').click();
  await expect.poll(meanwhile).toBeGreaterThan(5);
  await page.evaluate(() => window.scrollTo(0, 4500));
  await expect.poll(meanwhile).toBe(0);
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect.poll(meanwhile).toBeGreaterThan(5);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(meanwhile).toBe(0);
});

test('a Worker that dies is started anew, and the run goes on', async ({ page, problems }) => {
  await page.addInitScript(() => {
    Object.assign(window, { checkpoints: 0 });
    window.Worker = class extends Worker {
      constructor(/** @type {string | URL} */ url, /** @type {WorkerOptions | undefined} */ options) {
        super(url, options);
        this.addEventListener('message', ({ data }) => {
          if (data.checkpoint) /** @type {any} */ (window).checkpoints += 1;
        });
      }
    };
  });
  const network = await openNetwork(page, 'dataset="circle" layers="4" seed="3"');
  await button(network, 'Play').click();
  await expect.poll(async () => (await status(network)).step).toBeGreaterThan(200);
  const checkpoints = () => page.evaluate(() => /** @type {any} */ (window).checkpoints);
  const before = await checkpoints();
  await expect.poll(checkpoints).toBeGreaterThan(before);
  for (const worker of page.workers()) await worker.evaluate(() => self.close());
  await expect(network.locator('.notices')).toContainText('The run goes on from step');
  const { step } = await status(network);
  expect(step).toBeGreaterThan(0);
  await expect.poll(async () => (await status(network)).step).toBeGreaterThan(step);
  await expect(network.locator('.state')).toHaveText('running');
  problems.length = 0;
});

test('controls can be few, or none', async ({ page }) => {
  const network = await openNetwork(page, 'dataset="circle" controls="learning-rate"');
  await expect(network.locator('#learning-rate')).toBeVisible();
  await expect(network.locator('#dataset')).toHaveCount(0);
  await expect(network.getByRole('button', { name: 'Add a layer', exact: true })).toBeHidden();
  await network.evaluate((element) => element.setAttribute('controls', 'none'));
  await expect(network.locator('#learning-rate')).toHaveCount(0);
  await expect(button(network, 'Play')).toBeVisible();
});

test('an embedded frame shows the element that its address asks for', async ({ page }) => {
  await page.goto('embed.html#element=sgd-network&dataset=xor&layers=3&seed=3&controls=learning-rate');
  const network = await begun(page.locator('sgd-network'));
  await expect(page.locator('sgd-playground')).toHaveCount(0);
  expect((await config(network)).layers).toEqual([3]);
  await expect(network.locator('.notices')).toBeEmpty();
  await type(network, '#learning-rate', '0.1');
  await expect(page).toHaveURL(/#element=sgd-network&data=xor&layers=3&learning-rate=0\.1&seed=3/);
});

test('a link made at a step leads to that step, and one that cannot says why', async ({ page, context }) => {
  await page.goto('network/#data=circle&layers=4&seed=3');
  const network = await begun(page.locator('sgd-network'));
  await button(network, 'Step').click();
  await expect.poll(async () => (await status(network)).epoch).toBe(1);
  await network.getByRole('slider', { name: 'Timeline', exact: true }).fill('7');
  await expect(network.locator('.timeline')).toContainText('step 7 of');
  await expect(page).toHaveURL(/#layers=4&seed=3&at-step=7$/);
  const wanted = await parameters(network);
  const other = await context.newPage();
  await other.goto(page.url());
  const second = await begun(other.locator('sgd-network'));
  await expect(second.locator('.timeline')).toContainText('step 7 of 7');
  expect(await parameters(second)).toEqual(wanted);
  await expect(other).toHaveURL(/&at-step=7$/);
  // Another network begins at its start, and so does its link.
  await type(second, '#learning-rate', '0.02');
  await expect(second.locator('.timeline')).toContainText('leads to its start: a setting or a weight was changed');
  await expect(other).not.toHaveURL(/at-step/);
  await button(second, 'Step').click();
  await expect(other).not.toHaveURL(/at-step/);
  await button(second, 'Reset').click();
  await expect(second.locator('.timeline')).not.toContainText('leads to its start');
  await other.goto('network/#data=circle&layers=4&seed=3&at-step=4000000');
  await other.reload();
  const far = await begun(other.locator('sgd-network'));
  await expect(far.locator('.notices')).toContainText('Step 4,000,000, which the link names, would take too long');
  expect((await status(far)).step).toBe(0);
  await expect(other).not.toHaveURL(/at-step/);
});

test('a preset sets up the network, plays it and stands in the address', async ({ page }) => {
  await page.goto('network/');
  const network = await begun(page.locator('sgd-network'));
  for (const preset of await page.locator('.presets a:not([href*="mnist"])').all()) {
    await preset.click();
    await expect.poll(async () => (await status(network)).step).toBeGreaterThan(0);
    await expect(network.locator('.notices')).toBeEmpty();
    await expect(network.locator('.refusal:not(:empty)')).toHaveCount(0);
  }
  await expect(page).toHaveURL(/#data=digits/);
});

for (const [address, attributes] of /** @type {const} */ ([
  ['network/', {}],
  ['zh/network/', { dataset: 'digits' }],
  ['zh/network/', { dataset: 'own', data: '1,2,0;-1,-2,1;2,1,0;-2,-1,1', layers: '0' }],
  ['network/', { dataset: 'digits', layers: '40,12' }],
])) {
  test(`${address} ${JSON.stringify(attributes)} has nothing that axe objects to`, async ({ page }) => {
    await page.goto(address);
    const network = await begun(page.locator('sgd-network'));
    await network.evaluate((element, state) => {
      Object.assign(element, { state });
    }, attributes);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'dataset') await expect.poll(async () => (await config(network)).dataset).toBe(value);
    }
    await button(network, address.startsWith('zh') ? '单步' : 'Step').click();
    await expect.poll(async () => (await status(network)).step).toBeGreaterThan(0);
    await network.locator('button.unit[aria-pressed="false"]:not(.unused)').last().click();
    const closed = network.locator('details:not([open]) > summary:visible');
    while ((await closed.count()) > 0) await closed.first().click();
    await expectNoViolations(page);
  });
}

for (const width of [320, 360, 700, 1000, 1440]) {
  for (const dataset of ['spiral', 'digits']) {
    test(`at ${width} pixels nothing of ${dataset} sticks out`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto('network/');
      const network = await begun(page.locator('sgd-network'));
      await network.evaluate((element, state) => Object.assign(element, { state }), { dataset, layers: '8,8,8' });
      await expect.poll(async () => (await config(network)).layers).toEqual([8, 8, 8]);
      await network.locator('button.unit[aria-pressed="false"]:not(.unused)').last().click();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      const beyond = await network.evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        return (
          Array.from(element.shadowRoot?.querySelectorAll('button, input, select, textarea, dd, li, canvas') ?? [])
            // What is wider than a phone can be scrolled to.
            .filter((child) => !child.closest('.scroll, .network-scroll'))
            .map((child) => ({ child, box: child.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 0 && (box.left < left - 1 || box.right > right + 1))
            .map(({ child }) => child.outerHTML)
        );
      });
      expect(beyond).toEqual([]);
    });
  }
}

test('where data and transport stand one below the other, there is room between them', async ({ page }) => {
  await page.setViewportSize({ width: 768, height: 1024 });
  await page.goto('zh/network/');
  const network = await begun(page.locator('sgd-network'));
  const [field, transport] = await Promise.all(
    ['.top > .field', '.top > .transport'].map((part) => network.locator(part).boundingBox()),
  );
  if (!field || !transport) throw new Error('nothing there');
  const apart = Math.max(transport.y - field.y - field.height, transport.x - field.x - field.width);
  expect(apart).toBeGreaterThanOrEqual(8);
});
