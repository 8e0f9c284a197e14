import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { styleFor } from '../../www/elements/playground/extras/run-looks.js';
import { axisLength, decades, rounded } from '../../www/elements/views/chart.js';
import { BUCKETS, Decimated } from '../../www/elements/views/decimate.js';
import { History } from '../../www/elements/views/history.js';
import { optimizerStyle } from '../../www/elements/views/palette.js';
import { linearScale, logScale, roundToPixel, tickLabel, ticks } from '../../www/elements/views/scale.js';
import { load } from './built.js';
import { pageWithStyles } from './page.js';

/** White and dark, as the tokens have them. */
const PAPERS = ['#ffffff', '#16191d'];
const tokens = readFileSync(new URL('../../www/elements/kit/style/tokens.css', import.meta.url), 'utf8');

/** A token's colours by day and by night. @param {string} name */
const declared = (name) => new RegExp(`--sgd-${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens)?.slice(1) ?? [];

/** Relative luminance, as WCAG has it. @param {string} hex */
function luminance(hex) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {string} a @param {string} b */
function contrast(a, b) {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

test('a scale and its inverse meet', () => {
  const scale = linearScale(-6, 6, 40, 440);
  assert.equal(scale.to(-6), 40);
  assert.equal(scale.to(6), 440);
  assert.equal(scale.from(scale.to(1.25)), 1.25);
});

test('ticks are multiples of 1, 2 or 5 times a power of ten, inside the range', () => {
  assert.deepEqual(ticks(-6, 6, 6), { values: [-6, -4, -2, 0, 2, 4, 6], step: 2 });
  assert.deepEqual(
    ticks(0, 1, 5).values.map((value) => tickLabel(value, 0.2)),
    ['0', '0.2', '0.4', '0.6', '0.8', '1.0'],
  );
  for (const [low, high] of [
    [-1e-9, 3e-9],
    [0.99, 1.01],
    [-4e5, 1e6],
  ]) {
    const { values } = ticks(low ?? 0, high ?? 0, 5);
    assert.ok(values.length >= 2 && values.length <= 10, `${values}`);
    assert.ok(values.every((value) => value >= (low ?? 0) - 1e-12 && value <= (high ?? 0) + 1e-12));
  }
  assert.deepEqual(ticks(1, 1, 5).values, []);
  assert.deepEqual(ticks(0, Infinity, 5).values, []);
});

test('labels of large and of tiny ticks are powers of ten', () => {
  assert.equal(tickLabel(-2, 1), '−2');
  assert.equal(tickLabel(200000, 100000), '2×10⁵');
  assert.equal(tickLabel(1e-6, 1e-6), '10⁻⁶');
});

test('no two ticks of an axis have one label, however close they are', () => {
  for (const [low = 0, high = 0] of [
    [1e6 - 1, 1e6 + 16],
    [1, 1.0001],
    [-1e5 - 20, -1e5 + 20],
    [1e7, 1.0001e7],
    [1e-6, 1.0001e-6],
    [0.009998, 0.010003],
    [-1e-300, 9e-300],
  ]) {
    const { values, step } = ticks(low, high, 5);
    const labels = values.map((value) => tickLabel(value, step));
    assert.equal(new Set(labels).size, values.length, `${labels}`);
    for (const [k, label] of labels.entries()) {
      const digits = [...'⁰¹²³⁴⁵⁶⁷⁸⁹'];
      const [mantissa = '', power] = label.replace('−', '-').split(/×?10(?=[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])/);
      const exponent = (power ?? '').replace('⁻', '-').replace(/[⁰-⁹¹²³]/g, (digit) => String(digits.indexOf(digit)));
      const read = Number(`${mantissa === '' || mantissa === '-' ? `${mantissa}1` : mantissa}e${exponent || 0}`);
      assert.ok(Math.abs(read - (values[k] ?? 0)) < 1e-3 * step, `${label} for ${values[k]}`);
    }
  }
});

test('a dragged point has no more digits than the screen can show', () => {
  assert.equal(roundToPixel(1.23456789, 12, 500), 1.23);
  assert.equal(roundToPixel(123456.789, 1e6, 500), 123457);
});

test('every optimizer of a long list looks different', () => {
  const styles = Array.from({ length: 28 }, (_, index) => JSON.stringify(optimizerStyle(index)));
  assert.equal(new Set(styles).size, 28);
});

test('runs of one optimizer look different, in shades of its colour that no other optimizer has', () => {
  const own = Array.from({ length: 7 }, (_, index) => optimizerStyle(index).colour);
  const seen = new Set();
  for (const [index, colour] of own.entries()) {
    /** @type {{ colour: string, dash: number[] }[]} */
    const styles = [];
    for (let run = 0; run < 8; run += 1) styles.push(styleFor(index, styles));
    assert.equal(styles[0]?.colour, colour);
    assert.equal(new Set(styles.map((style) => JSON.stringify(style))).size, 8);
    const shades = new Set(styles.map((style) => style.colour));
    assert.equal(shades.size, 3);
    for (const shade of shades) {
      assert.ok(!seen.has(shade), shade);
      seen.add(shade);
      for (const paper of PAPERS) assert.ok(contrast(shade, paper) >= 3, `${shade} on ${paper}`);
    }
  }
});

test("the learning page has the optimizers' colours", async () => {
  const html = pageWithStyles('index.html');
  const { createEngine } = await load('views');
  const engine = await createEngine();
  for (const [index, { name }] of engine.catalog().optimizers.entries()) {
    assert.ok(html.includes(`--run-${name}:${optimizerStyle(index).colour}`), name);
  }
});

test('symbols can be read in their colours, by day and by night', () => {
  const papers = declared('paper').map((paper, k) => [paper, declared('soft')[k] ?? '']);
  assert.deepEqual(
    papers.map(([paper]) => paper),
    PAPERS,
  );
  const names = ['alpha', 'beta', 'gradient', 'velocity', 'weight'];
  for (const name of names) {
    for (const [k, colour] of declared(name).entries()) {
      for (const paper of papers[k] ?? []) assert.ok(contrast(colour, paper) >= 4.5, `${name}: ${colour} on ${paper}`);
    }
  }
  assert.equal(new Set(names.map((name) => String(declared(name)))).size, names.length);
});

test('a long series stays short and keeps its extremes', () => {
  const length = 100_000;
  const loss = Float64Array.from({ length }, (_, step) => 1 + Math.sin(step / 50));
  loss[31_415] = 99;
  loss[77_777] = -99;
  const series = new Decimated();
  for (let done = 0; done < length; done += 777) series.extend(loss, Math.min(done + 777, length));
  assert.equal(series.length, length);
  assert.ok(series.steps.length <= 2 * BUCKETS);
  assert.ok(series.losses.includes(99) && series.losses.includes(-99));
  assert.ok(series.steps.every((step, index) => index === 0 || step > (series.steps[index - 1] ?? 0)));
  assert.deepEqual(
    series.losses,
    series.steps.map((step) => loss[step]),
  );
});

test('a short series is kept as it is, however it arrives', () => {
  const loss = Float64Array.of(5, 3, 4, 1, 2);
  const series = new Decimated();
  for (const length of [1, 2, 2, 5]) series.extend(loss, length);
  assert.deepEqual(series.steps, [0, 1, 2, 3, 4]);
  assert.deepEqual(series.losses, [5, 3, 4, 1, 2]);
  series.clear();
  assert.equal(series.length, 0);
});

test('the history takes over only new rows, and grows', () => {
  const rows = 1000;
  const asked = /** @type {number[]} */ ([]);
  let done = 1;
  const run = {
    trace: (from = 0) => {
      asked.push(from);
      const length = done - from;
      const loss = Float64Array.from({ length }, (_, index) => from + index);
      return {
        length,
        dim: 2,
        params: Float64Array.from({ length: 2 * length }, (_, index) => 2 * from + index),
        loss,
        gradientNorm: loss,
      };
    },
  };
  const history = new History(2);
  for (; done <= rows; done += 111) history.extend(/** @type {any} */ (run));
  assert.deepEqual(asked.slice(0, 3), [0, 1, 112]);
  assert.equal(history.loss[history.length - 1], history.length - 1);
  assert.equal(history.params[2 * history.length - 1], 2 * history.length - 1);
  const { generation } = history;
  history.clear();
  assert.equal(history.length, 0);
  assert.equal(history.generation, generation + 1);
});

test('a logarithmic scale has the powers of ten at equal distances, few enough to be read', () => {
  const scale = logScale(-2, 3, 100, 0);
  assert.equal(scale.to(0.01), 100);
  assert.equal(scale.to(1000), 0);
  assert.ok(scale.to(0) > 100);
  assert.deepEqual(
    scale.ticks(5).map(({ label }) => label),
    ['0.01', '0.1', '1', '10', '100', '1000'],
  );
  assert.deepEqual(
    logScale(-12, 6, 100, 0)
      .ticks(1.5)
      .map(({ label }) => label),
    ['10⁻¹²', '10⁻⁶', '1', '10⁶'],
  );
  assert.deepEqual(logScale(3, 3, 100, 0).ticks(5), [], 'without a length there are none');
});

test('the axes of the chart end at round numbers around the run', () => {
  assert.deepEqual([0, 20, 21, 51, 1234].map(axisLength), [20, 20, 50, 100, 2000]);
  assert.deepEqual(decades(0.03, 170), [-2, 3]);
  assert.deepEqual(decades(1, 1), [0, 1]);
  assert.deepEqual(decades(5e-324, Number.MAX_VALUE), [-307, 308]);
  assert.deepEqual(rounded(-4.6, 6.2), [-6, 8]);
  const [low, high] = rounded(2, 2);
  assert.ok(low < 2 && high > 2);
});

test('a run has left the picture once it is far away and going further', () => {
  const after = (/** @type {number[]} */ ...params) => {
    const history = new History(1);
    const run = { trace: () => ({ length: params.length, params, loss: params, gradientNorm: params }) };
    history.extend(/** @type {any} */ (run));
    return history.leftAt([-1, 1]);
  };
  assert.equal(after(0.5, 0.9), null, 'it is there');
  assert.equal(after(0.5, -1.5, 2.5), null, 'it is just outside');
  assert.equal(after(0.5, 1.5, -4, 9), 1, 'each step is larger than the last');
  assert.equal(after(0.5, -4, 0.5, 3, 9), 3, 'it had been out before');
  assert.equal(after(0.5, 9, 8), null, 'it is on its way back');
  assert.equal(after(9), null, 'it began there');
});

test('a picture that is made has its name from the start', () => {
  // Later it may say more; a reader who comes before that must not find an image without a name.
  const www = new URL('../../www/', import.meta.url);
  const made = readdirSync(www, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) =>
      [...readFileSync(new URL(file, www), 'utf8').matchAll(/\{[^{}]*role: '(?:img|application)'[^;]*?\}/g)].map(
        ([attributes]) => ({ file, attributes }),
      ),
    );
  assert.ok(made.length >= 12, `${made.length}`);
  const nameless = made.filter(({ attributes }) => !attributes.includes("'aria-label'"));
  assert.deepEqual(nameless, []);
});
