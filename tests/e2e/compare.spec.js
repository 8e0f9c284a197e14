// Runs beside runs, a run walked back and forked, its rule in numbers, and what can be taken along.

import { readFile } from 'node:fs/promises';
import { optimizerStyle } from '../../www/elements/views/palette.js';
import { button, openBody, openFigure, status, takeSteps } from './figure.js';
import { expect, test } from './site.js';

/** @typedef {import('@playwright/test').Locator} Locator */

/** The comparison's table: a list of texts for each run. @param {Locator} figure */
const table = async (figure) => {
  const rows = await figure.locator('.comparison tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
};

/** @param {Locator} figure @param {string} name @param {string} value */
const setTimeline = (figure, name, value) =>
  figure.getByLabel(name).evaluate((input, to) => {
    /** @type {HTMLInputElement} */ (input).value = to;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, value);

test('runs start together, go together, and their numbers are those of single runs', async ({ page }) => {
  const figure = await openFigure(page, '#objective=himmelblau&compare=sgd@0.01,momentum@0.005,adam@0.1');
  await expect(figure.locator('.comparison table')).toBeVisible();
  await takeSteps(figure, 25);
  const rows = await table(figure);
  expect(rows.map(([name]) => name?.replace('×', '').trim())).toEqual(['SGD this run', 'Momentum', 'Adam']);
  expect(rows.map(([, rate, step]) => [rate, step])).toEqual([
    ['0.01', '25'],
    ['0.005', '25'],
    ['0.1', '25'],
  ]);
  const single = await figure.evaluate((element) => {
    const { engine } = /** @type {any} */ (element);
    const runs = [
      ['sgd', 0.01],
      ['momentum', 0.005],
      ['adam', 0.1],
    ];
    return runs.map(([optimizer, learningRate]) => {
      const run = engine.experiment({ objective: 'himmelblau', optimizer, learningRate });
      for (let step = 0; step < 25; step += 1) run.step();
      return run.status().loss;
    });
  });
  for (const [index, loss] of single.entries()) {
    const title = await figure.locator('.comparison tbody tr').nth(index).locator('td').nth(2).getAttribute('title');
    expect(Number(title)).toBe(loss);
  }
  await button(figure, 'Reset').click();
  expect((await table(figure)).map(([, , step]) => step)).toEqual(['0', '0', '0']);
});

test("an optimizer's runs look the same wherever they are compared, and no two runs look alike", async ({ page }) => {
  const figure = await openFigure(page, '#objective=bowl&compare=momentum@0.1,adam@0.1,momentum@0.05,sgd@0.1');
  const lines = figure.locator('.comparison .swatch path');
  await expect(lines).toHaveCount(4);
  const looks = await lines.evaluateAll((paths) =>
    paths.map((path) => ['stroke', 'stroke-dasharray'].map((name) => path.getAttribute(name)).join(' ')),
  );
  const names = await figure
    .locator('#optimizer option')
    .evaluateAll((options) => options.map((option) => /** @type {HTMLOptionElement} */ (option).value));
  const own = (/** @type {string} */ name) => {
    const { colour, dash } = optimizerStyle(names.indexOf(name));
    return `${colour} ${dash.join(' ')}`;
  };
  expect([looks[0], looks[1], looks[3]]).toEqual(['momentum', 'adam', 'sgd'].map(own));
  expect(new Set(looks).size).toBe(4);
});

test('a run is added and removed, and the link says so', async ({ page }) => {
  const figure = await openFigure(page, '#objective=bowl&optimizer=sgd');
  await expect(figure.locator('.comparison')).toBeVisible();
  await expect(figure.locator('.comparison table')).toBeHidden();
  const form = figure.locator('.comparison form');
  await form.getByRole('combobox').selectOption('rmsprop:torch');
  await form.getByRole('textbox').fill('0.03');
  await button(figure, 'Add a run').click();
  await expect(figure.locator('.comparison tbody tr')).toHaveCount(2);
  await expect(page).toHaveURL(/compare=rmsprop:torch@0\.03|compare=rmsprop%3Atorch@0\.03/);
  await figure.getByRole('button', { name: 'Remove RMSprop (PyTorch)' }).click();
  await expect(figure.locator('.comparison table')).toBeHidden();
  await expect(figure).not.toHaveAttribute('compare');
});

test('the best rate of each is searched in the background, and the search can be called off', async ({ page }) => {
  const figure = await openFigure(page, '#objective=himmelblau&compare=sgd,adam');
  await figure.getByLabel('Compare at').selectOption('best-rate');
  await expect(figure).toHaveAttribute('fairness', 'best-rate');
  // Of what the ladder offers, nothing is lower after 200 steps.
  await expect.poll(async () => (await table(figure)).map(([, rate]) => rate)).toEqual(['0.01', '1']);
  await expect(figure.locator('.comparison .statement')).toContainText('200 steps');

  const found = await page.evaluate(async () => {
    const { createEngine } = await import(/** @type {any} */ (new URL('/engine.js', location.href).href));
    const engine = await createEngine();
    const bests = [];
    for (const optimizer of ['sgd', 'adam']) {
      const { best, tried } = await engine.bestRate({ objective: 'himmelblau', optimizer });
      const losses = tried.map((/** @type {any} */ { loss }) => loss);
      const own = tried.find((/** @type {any} */ { rate }) => rate === best).loss;
      bests.push([best, own - Math.min(...losses) < 1e-12]);
    }
    // The same question, asked of the Worker, and called off.
    const calls = new AbortController();
    const parts = /** @type {number[]} */ ([]);
    const onProgress = (/** @type {number} */ part) => {
      parts.push(part);
      if (parts.length === 2) calls.abort();
    };
    const asked = engine.worker.bestRate(
      { objective: 'line', seed: 1, samples: 1000 },
      { steps: 2000, signal: calls.signal, onProgress },
    );
    const end = await asked.then(
      () => 'done',
      (/** @type {Error} */ error) => error.name,
    );
    return { bests, parts: parts.length, end };
  });
  expect(found.bests).toEqual([
    [0.01, true],
    [1, true],
  ]);
  expect(found).toMatchObject({ parts: 2, end: 'AbortError' });
});

test('a race that is played while its rates are searched is run at those, when they are found', async ({ page }) => {
  const figure = await openFigure(page, '#objective=himmelblau&compare=sgd,adam&fairness=best-rate');
  await expect(figure.locator('.comparison .search')).toBeVisible();
  await figure.evaluate((element) => /** @type {any} */ (element).play());
  await expect.poll(async () => (await table(figure)).map(([, rate]) => rate)).toEqual(['0.01', '1']);
  await expect(figure.locator('.state')).toHaveText(/running|converged/);
  await expect.poll(async () => (await status(figure)).step).toBeGreaterThan(3);
});

test('a run for which no rate converges says so', async ({ page }) => {
  const figure = await openFigure(page, '#formula=-x^4&start=30&compare=sgd,momentum&fairness=best-rate&steps=2000');
  await expect(figure.locator('.comparison .search')).toContainText('SGD diverges at every rate');
  await expect(figure.locator('.comparison .search')).toContainText('Momentum diverges at every rate');
});

test('equal evaluations: a full batch waits for single samples', async ({ page }) => {
  const figure = await openFigure(
    page,
    '#objective=line&seed=3&samples=40&batch-size=8&optimizer=sgd&compare=sgd/batch-size=full&fairness=same-evaluations',
  );
  await expect(figure.locator('.comparison table')).toBeVisible();
  await takeSteps(figure, 10);
  const rows = await table(figure);
  expect(rows.map(([, , step, seen]) => [step, seen])).toEqual([
    ['10', '80'],
    ['2', '80'],
  ]);
  await expect(figure.locator('.chart-title')).toContainText('Loss against samples seen');
  await figure.getByLabel('Compare at').selectOption('same-rate');
  await expect(figure.locator('.chart-title')).toContainText('Loss against step');
});

test('a divergence is explained by rate times sharpness, and half the rate goes back to before', async ({ page }) => {
  const figure = await openFigure(page, '#formula=x^2+10*y^2&start=-1.5,1&optimizer=sgd&learning-rate=0.11');
  await takeSteps(figure, 4000);
  const card = figure.getByRole('alert');
  await expect(card).toBeVisible();
  // The largest eigenvalue of the Hessian is 20, and 0.11 × 20 is above 2 from the start.
  await expect(card).toContainText('0.11 × 20 = 2.2');
  await expect(card).toContainText('above 2.');
  await card.getByRole('button', { name: 'Reset with half the rate (0.055)', exact: true }).click();
  await takeSteps(figure, 300);
  expect((await status(figure)).loss).toBeLessThan(1e-10);
});

test('a run that passes the bound on its way is taken back to there', async ({ page }) => {
  const figure = await openFigure(page, '#formula=x^4&start=0.5&optimizer=sgd&learning-rate=0.3');
  await takeSteps(figure, 3);
  await figure.evaluate((element) => {
    element.setAttribute('learning-rate', '9');
  });
  await takeSteps(figure, 100);
  const card = figure.getByRole('alert');
  await expect(card).toBeVisible();
  await expect(card).toContainText('× ');
});

test('the timeline goes back and forth, goes on from there, and leaves the run as it is until then', async ({
  page,
}) => {
  const figure = await openFigure(page, '#objective=rosenbrock&optimizer=momentum&learning-rate=0.001');
  await expect(figure.locator('.timeline')).toBeVisible();
  await takeSteps(figure, 50);
  const trace = await figure.evaluate((element) => Array.from(/** @type {any} */ (element).run.trace().loss));
  for (const step of [10, 35, 20]) {
    await setTimeline(figure, 'Look back at any step of this run', String(step));
    await expect(figure.locator('.timeline .at')).toHaveText(`step ${step} of 50`);
    await expect(figure.locator('.readout.step dd').first()).toHaveText(String(step));
    const shown = await figure.locator('.readout.loss dd').first().innerText();
    expect(Number(shown)).toBeCloseTo(Number(trace[step]), 2);
    expect((await status(figure)).step).toBe(50);
  }
  await button(figure, 'Go on from step 20').click();
  expect((await status(figure)).step).toBe(20);
  await takeSteps(figure, 30);
  const again = await figure.evaluate((element) => Array.from(/** @type {any} */ (element).run.trace().loss));
  expect(again).toEqual(trace);
});

test('a fork keeps both runs: the same up to there, each its own way from there', async ({ page }) => {
  const figure = await openFigure(page, '#objective=rosenbrock&optimizer=momentum&learning-rate=0.001');
  await expect(figure.locator('.timeline')).toBeVisible();
  await takeSteps(figure, 60);
  const before = await status(figure);
  await setTimeline(figure, 'Look back at any step of this run', '25');
  await figure.getByRole('textbox', { name: 'set to', exact: true }).fill('50');
  await button(figure, 'Fork at step 25').click();
  await expect(figure.locator('.timeline .refusal')).toContainText('Learning rate is 50');
  await figure.getByRole('textbox', { name: 'set to', exact: true }).fill('0.0002');
  await button(figure, 'Fork at step 25').click();
  await expect(figure.locator('.comparison tbody tr')).toHaveCount(2);
  const [own, fork] = await table(figure);
  expect(own?.slice(1, 3)).toEqual(['0.001', '60']);
  expect(fork?.[0]).toContain('from step 25: Learning rate 0.0002');
  expect(fork?.slice(1, 3)).toEqual(['2×10⁻⁴', '60']);
  expect((await status(figure)).loss).toBe(before.loss);
  const expected = await figure.evaluate((element) => {
    const { engine } = /** @type {any} */ (element);
    const run = engine.experiment({ objective: 'rosenbrock', optimizer: 'momentum', learningRate: 0.001 });
    run.train(25);
    run.set({ learningRate: 0.0002 });
    return run.train(35).loss;
  });
  const title = await figure.locator('.comparison tbody tr').nth(1).locator('td').nth(2).getAttribute('title');
  expect(Number(title)).toBe(expected);
});

test('a fork waits after a reset until its step comes, and survives another look', async ({ page }) => {
  const figure = await openFigure(page, '#objective=bowl&optimizer=sgd&learning-rate=0.1');
  await expect(figure.locator('.timeline')).toBeVisible();
  await takeSteps(figure, 8);
  await setTimeline(figure, 'Look back at any step of this run', '5');
  await figure.getByLabel('with', { exact: true }).selectOption('optimizer');
  await figure.getByRole('combobox', { name: 'set to', exact: true }).selectOption('adam');
  await button(figure, 'Fork at step 5').click();
  const before = await table(figure);
  expect(before[1]?.[0]).toContain('from step 5: Optimizer Adam');
  // Only the optimizer is another.
  expect(before[1]?.[1]).toBe('0.1');
  await figure.evaluate((element) => element.setAttribute('theme', 'dark'));
  await expect.poll(() => table(figure)).toEqual(before);
  await button(figure, 'Reset').click();
  await takeSteps(figure, 5);
  const [own, fork] = await table(figure);
  expect(fork?.slice(1)).toEqual(own?.slice(1));
  await takeSteps(figure, 3);
  expect((await table(figure)).map((row) => row.slice(1, 5))).toEqual(before.map((row) => row.slice(1, 5)));
  await figure.evaluate((element) => element.setAttribute('objective', 'double-well'));
  await expect(figure.locator('.comparison table')).toBeHidden();
});

test('going back takes all runs back, and editing the list leaves the own run alone', async ({ page }) => {
  const figure = await openFigure(page, '#objective=himmelblau&compare=momentum:torch@0.003/momentum=0.5,adam@0.1');
  await expect(figure.locator('.comparison table')).toBeVisible();
  await takeSteps(figure, 20);
  await setTimeline(figure, 'Look back at any step of this run', '10');
  await expect.poll(async () => (await table(figure)).map(([, , step]) => step)).toEqual(['10', '10']);
  await button(figure, 'Go on from step 10').click();
  await takeSteps(figure, 1);
  expect((await table(figure)).map(([, , step]) => step)).toEqual(['11', '11']);

  const own = () => figure.evaluate((element) => JSON.stringify(/** @type {any} */ (element).run.config));
  const before = await own();
  await button(figure, 'Add a run').click();
  await expect(figure.locator('.comparison tbody tr')).toHaveCount(3);
  await figure.getByRole('button', { name: 'Remove Adam' }).click();
  await expect(figure.locator('.comparison tbody tr')).toHaveCount(2);
  await figure.getByRole('button', { name: 'Remove SGD' }).click();
  await expect(figure.locator('.comparison table')).toBeHidden();
  expect(await own()).toBe(before);
  // A slider of the own run moves that run, and makes no other.
  await figure.evaluate((element) => {
    element.setAttribute('compare', 'sgd@0.01,adam@0.1');
    element.removeAttribute('optimizer');
    element.setAttribute('learning-rate', '0.02');
  });
  await expect(figure.locator('.comparison tbody tr')).toHaveCount(2);
  await expect.poll(async () => (await table(figure)).map(([, rate]) => rate)).toEqual(['0.02', '0.1']);
});

test('the others go on when the own run has ended, and then nothing moves', async ({ page }) => {
  const figure = await openFigure(page, '#objective=bowl&compare=sgd@5,adam@0.3&steps=300&speed=10');
  await expect(figure.locator('.comparison table')).toBeVisible();
  await button(figure, 'Play').click();
  await expect(button(figure, 'Pause')).toBeVisible();
  await expect.poll(async () => (await table(figure))[1]?.[2]).toBe('300');
  await expect(button(figure, 'Play')).toBeVisible();
  await expect(figure.locator('.state')).toHaveText('diverged');
});

test('the rule is shown with the numbers of the step', async ({ page }) => {
  const figure = await openFigure(page, '#formula=x^2&start=1&optimizer=momentum&momentum=0.5&learning-rate=0.1');
  const rule = figure.locator('.rule');
  // v ← 0.5 · 0 − 0.1 · 2 = −0.2, then x ← 1 + (−0.2) = 0.8.
  await takeSteps(figure, 1);
  await expect(figure.locator('.insight .when')).toHaveText('Step 1, as it was taken:');
  await expect(rule.locator('math').nth(1)).toHaveText('v←0.5⋅0−0.1⋅2=−0.2');
  await expect(rule.locator('math').nth(2)).toHaveText('x←x+v');
  await expect(rule.locator('math').nth(3)).toHaveText('x←1+(−0.2)=0.8');
  for (const optimizer of await figure.getByLabel('Optimizer').locator('option').all()) {
    const name = (await optimizer.getAttribute('value')) ?? '';
    await figure.evaluate((element, value) => element.setAttribute('optimizer', value), name);
    await button(figure, 'Reset').click();
    await takeSteps(figure, 3);
    const [x] = (await status(figure)).params;
    const shown = async () => {
      // A rule that uses what its next line changes has its parameter before it.
      const text = await rule.locator('math').filter({ hasText: /^x←/ }).last().textContent();
      return Number(text?.split('=').at(-1)?.replaceAll('−', '-').trim());
    };
    await expect.poll(shown, { message: name }).toBeCloseTo(x ?? Number.NaN, 4);
  }
});

test('record and picture can be kept', async ({ page }) => {
  const figure = await openFigure(page, '#objective=himmelblau&optimizer=sgd&compare=adam');
  await expect(figure.locator('.comparison table')).toBeVisible();
  await takeSteps(figure, 12);
  await figure.getByText('Take it with you').click();
  const kept = async (/** @type {string} */ name) => {
    const download = page.waitForEvent('download');
    await button(figure, name).click();
    const file = await download;
    return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
  };
  const csv = (await kept('CSV')).content.toString().trim().split('\n');
  expect(csv[0]).toBe('run,step,x,y,loss,gradientNorm');
  expect(csv).toHaveLength(1 + 2 * 13);
  const [, , x, y, loss] = csv[13]?.split(',') ?? [];
  const now = await status(figure);
  expect([Number(x), Number(y), Number(loss)]).toEqual([...now.params, now.loss]);

  const json = JSON.parse((await kept('JSON')).content.toString());
  expect(json.map((/** @type {any} */ run) => run.config.optimizer)).toEqual(['sgd', 'adam']);
  expect(json[0].loss[12]).toBe(now.loss);

  const script = await kept('Keras');
  expect(script.name).toBe('sgd-playground-keras.py');
  expect(script.content.toString()).toContain('keras.optimizers.SGD(');

  const png = await kept('PNG');
  expect(png.name).toBe('sgd-playground.png');
  expect(png.content.subarray(1, 4).toString()).toBe('PNG');
  const svg = (await kept('SVG')).content.toString();
  // The policy of the page lets nothing be parsed there.
  await page.goto('about:blank');
  const sound = await page.evaluate((text) => {
    const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
    return [documentElement.tagName, documentElement.querySelectorAll('circle').length, text.includes('NaN')];
  }, svg);
  expect(sound).toEqual(['svg', 4, false]);
});

test('what a comparison gets wrong is said, and the rest is shown', async ({ page }) => {
  await openBody(
    page,
    '<sgd-playground objective="bowl" controls="none" compare="sgd@0.1,adamm,momentum@5000,adam@0.1,sgd@0.1/widht=3,sgd@0.1/start=1"></sgd-playground>',
  );
  const figure = page.locator('sgd-playground');
  await expect(figure.locator('.comparison tbody tr')).toHaveCount(2);
  const refusal = figure.locator('.comparison .refusal');
  await expect(refusal).toContainText('“adamm”');
  await expect(refusal).toContainText('5000');
  await expect(refusal).toContainText('widht');
  await expect(refusal).toContainText('“start” belongs to all runs');
});

test('a schedule is shown as a curve, with the rate of the coming step', async ({ page }) => {
  const figure = await openFigure(
    page,
    '#formula=x^2&start=1&optimizer=sgd&learning-rate=0.1&schedule=step&decay-steps=10&decay-rate=0.5',
  );
  const caption = figure.locator('.schedule .statement');
  await expect(caption).toContainText('After step 0 the learning rate is 0.1.');
  await takeSteps(figure, 20);
  await expect(caption).toContainText('After step 20 the learning rate is 0.025.');
  await setTimeline(figure, 'Look back at any step of this run', '12');
  await expect(caption).toContainText('After step 12 the learning rate is 0.05.');
  await figure.getByLabel('Schedule').selectOption('constant');
  await expect(caption).toBeHidden();
});

test('a chart says what its axes show, and that a scale is logarithmic', async ({ page }) => {
  const figure = await openFigure(
    page,
    '#objective=line&seed=1&batch-size=4&optimizer=sgd&compare=sgd/batch-size=full',
  );
  const chart = figure.locator('.chart-box');
  await expect(chart).toHaveAttribute('data-axes', 'Step, Loss (log scale)');
  await figure.evaluate((element) => element.setAttribute('fairness', 'same-evaluations'));
  await expect(chart).toHaveAttribute('data-axes', 'Samples seen, Loss (log scale)');
  await figure.evaluate((element) => element.setAttribute('objective', 'saddle'));
  await takeSteps(figure, 40);
  await expect(chart).toHaveAttribute('data-axes', 'Step, Loss');
});
