// Runs in the page: frames of the 3-D view, by the engines of several builds.
import { enginesOf } from './engines.js';

const SIZE = { width: 1024, height: 768 };
const SIDE = 200;
const FRAMES = 300;
/** Milliseconds in a frame for the finest picture, as the 3-D view takes them. */
const SLICE = 6;
/** Builds take turns after so many frames. */
const TURN = 20;

/**
 * Milliseconds of each frame, from the camera to the pixels on the canvas, for each build; of one that is made in slices, its
 * longest.
 * @param {{ name: string, url: string }[]} sites
 * @param {string} objective
 */
export async function frames(sites, objective) {
  const painters = (await enginesOf(sites)).map((engine) => painterOf(engine, objective));
  /** @param {number} count @param {(frame: number, path: Float64Array) => Partial<SurfaceLook>} look */
  const time = async (count, look) => {
    const times = painters.map(() => /** @type {number[]} */ ([]));
    for (let first = 0; first < count; first += TURN) {
      for (const [k, { path, paint }] of painters.entries()) {
        for (let frame = first; frame < first + TURN; frame += 1) times[k].push(await paint(look(frame, path)));
      }
    }
    return times;
  };
  const turned = (/** @type {number} */ frame) => [(360 * frame) / FRAMES - 180, 40, 1];
  // A browser compiles twice, at first quickly.
  await time(TURN, (frame) => ({ camera: turned(frame) }));
  return {
    orbiting: await time(FRAMES, (frame) => ({ camera: turned(frame) })),
    'only the ball moves': await time(60, (frame, path) => ({
      runs: [{ params: path.subarray(0, 2 * (241 + frame)) }],
    })),
    'at rest: longest task': await time(TURN, (frame) => ({ camera: turned(frame), fine: true })),
  };
}

/** @param {Engine} engine @param {string} objective */
function painterOf(engine, objective) {
  const run = engine.experiment({ objective, optimizer: 'adam', learningRate: 0.01 });
  run.train(300);
  const { params: path } = run.trace();
  const minima = engine.catalog().objectives.find(({ name }) => name === objective)?.minima;
  const surface = engine.surface({ objective, side: SIDE, minima });
  const canvas = Object.assign(document.createElement('canvas'), SIZE);
  document.body.append(canvas);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  /** The longest task of a frame: one of 4 samples a pixel is made in slices, by a build that can. @param {Partial<SurfaceLook>} look */
  const paint = async (look) => {
    const whole = { ...SIZE, runs: [{ params: path }], ...look };
    let longest = 0;
    for (let ready = false; !ready; ) {
      await new Promise(requestAnimationFrame);
      const begin = performance.now();
      ready = !whole.fine || !('prepare' in surface) || surface.prepare(whole, SLICE);
      if (ready) surface.paint(context, whole);
      longest = Math.max(longest, performance.now() - begin);
    }
    return longest;
  };
  return { path, paint };
}
