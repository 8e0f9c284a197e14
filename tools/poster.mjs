// The picture at the top of the learning page: contours of Himmelblau's function, and runs that the engine has made, as SVG
// in the colours of the page.

import { optimizerStyle } from '../www/elements/views/palette.js';

const [WIDTH, HEIGHT] = [760, 340];
const SURFACE = { objective: 'himmelblau', domain: [-5.6, 5.6, -5, 5] };
/** One start between the valleys, and what each optimizer makes of it: three valleys. */
const START = [0, -3];
const RUNS = [
  { optimizer: 'sgd', learningRate: 0.003 },
  { optimizer: 'momentum', learningRate: 0.003, momentum: 0.9 },
  { optimizer: 'adam', learningRate: 0.3 },
];
/** Losses rise steeply: levels at equal ratios. */
const LEVELS = [2, 8, 20, 40, 68, 100, 140, 178, 250, 360, 520];

/** @param {Engine} engine @param {string[]} optimizers their names, in the catalog's order */
export function poster(engine, optimizers) {
  const [left = 0, right = 0, bottom = 0, top = 0] = SURFACE.domain;
  const across = (/** @type {number} */ x) => Math.round(((x - left) / (right - left)) * WIDTH);
  const down = (/** @type {number} */ y) => Math.round(((top - y) / (top - bottom)) * HEIGHT);
  // In whole pixels, each point seen from the one before: half as long as it would be otherwise.
  const path = (/** @type {ArrayLike<number>} */ points) => {
    let [x, y] = [across(points[0] ?? 0), down(points[1] ?? 0)];
    let text = `M${x} ${y}l`;
    for (let k = 2; k < points.length; k += 2) {
      const [dx, dy] = [across(points[k] ?? 0) - x, down(points[k + 1] ?? 0) - y];
      if (dx !== 0 || dy !== 0) text += `${dx} ${dy} `;
      [x, y] = [x + dx, y + dy];
    }
    return text.replaceAll(' -', '-').trimEnd();
  };
  const levels = engine.contours({ ...SURFACE, width: 76, height: 34, levels: LEVELS });
  const contours = levels.flatMap(({ lines }) => lines.map(({ points, closed }) => path(points) + (closed ? 'Z' : '')));
  const runs = RUNS.map((how) => {
    const { colour } = optimizerStyle(optimizers.indexOf(how.optimizer));
    const run = engine.experiment({ ...SURFACE, ...how, start: START });
    run.train(300, { untilLoss: 0.01 });
    const { params } = run.trace();
    const [x = 0, y = 0] = params.slice(-2);
    return `<path d="${path(params)}" stroke="${colour}"/><circle cx="${across(x)}" cy="${down(y)}" r="6" fill="${colour}"/>`;
  });
  const [x = 0, y = 0] = START;
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" fill="none" aria-hidden="true">`,
    `<path class="contours" d="${contours.join('')}"/>`,
    `<g class="runs">${runs.join('')}</g><circle class="from" cx="${across(x)}" cy="${down(y)}" r="6"/></svg>`,
  ].join('');
}
