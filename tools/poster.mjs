// The picture at the top of the learning page: contours of Himmelblau's function, and runs that the engine has made, as SVG
// in the colours of the page.

const [WIDTH, HEIGHT] = [760, 340];
const SURFACE = { objective: 'himmelblau', domain: [-5.6, 5.6, -5, 5] };
/** One start between the valleys, and what each optimizer makes of it: three valleys. */
const START = [0, -3];
const RUNS = [
  { optimizer: 'sgd', learningRate: 0.003, colour: '#E69F00' },
  { optimizer: 'momentum', learningRate: 0.003, momentum: 0.9, colour: '#009E73' },
  { optimizer: 'adam', learningRate: 0.3, colour: '#CC79A7' },
];
/** Losses rise steeply: levels at equal ratios. */
const LEVELS = [1, 4, 10, 20, 35, 55, 80, 110, 145, 180, 240, 320, 430, 580];

/** @param {Engine} engine */
export function poster(engine) {
  const [left = 0, right = 0, bottom = 0, top = 0] = SURFACE.domain;
  const place = (/** @type {number} */ x, /** @type {number} */ y) =>
    `${Math.round(((x - left) / (right - left)) * WIDTH)} ${Math.round(((top - y) / (top - bottom)) * HEIGHT)}`;
  const path = (/** @type {ArrayLike<number>} */ points) => {
    const places = Array.from({ length: points.length / 2 }, (_, k) =>
      place(points[2 * k] ?? 0, points[2 * k + 1] ?? 0),
    );
    return `M${places.filter((here, k) => here !== places[k - 1]).join('L')}`;
  };
  const levels = engine.contours({ ...SURFACE, width: 110, height: 50, levels: LEVELS });
  const contours = levels.flatMap(({ lines }) => lines.map(({ points, closed }) => path(points) + (closed ? 'Z' : '')));
  const runs = RUNS.map(({ colour, ...how }) => {
    const run = engine.experiment({ ...SURFACE, ...how, start: START });
    run.train(300, { untilLoss: 0.01 });
    const { params } = run.trace();
    const [x = 0, y = 0] = params.slice(-2);
    const [cx, cy] = place(x, y).split(' ');
    return `<path d="${path(params)}" stroke="${colour}"/><circle cx="${cx}" cy="${cy}" r="6" fill="${colour}"/>`;
  });
  const [cx, cy] = place(START[0] ?? 0, START[1] ?? 0).split(' ');
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" fill="none" aria-hidden="true">`,
    `<path class="contours" d="${contours.join('')}"/>`,
    `<g class="runs">${runs.join('')}</g><circle class="from" cx="${cx}" cy="${cy}" r="6"/></svg>`,
  ].join('');
}
