// How long a frame of the 3-D view takes: all of it, from the camera to the pixels on the canvas.

const SIZE = { width: 1024, height: 768 };
const SIDE = 200;
const FRAMES = 300;
/** What a frame may take at 60 a second, in milliseconds. */
const FRAME = 1000 / 60;

/** Surfaces with a run of 300 steps. */
const SHOWN = ['himmelblau', 'rosenbrock'];

/** @type {import('./bench.mjs').Section} */
export async function surface({ browser, site, benches }) {
  console.log(
    `\nA lit surface of ${SIDE} × ${SIDE} heights, ${SIZE.width} × ${SIZE.height} pixels, with a path of 300 steps: ${FRAMES} frames, in milliseconds (${FRAME.toFixed(1)} are there)\n`,
  );
  console.log(`${'surface'.padEnd(14)} ${'frames'.padEnd(22)} median  longest  frames/s  60 a second`);
  const tab = await browser.newPage();
  await tab.goto(benches);
  for (const objective of SHOWN) {
    const { orbit, still, fine } = await tab.evaluate(
      async ({ url, objective, size, side, frames }) => {
        const { createEngine } = await import(url);
        /** @type {Engine} */
        const engine = await createEngine();
        const run = engine.experiment({ objective, optimizer: 'adam', learningRate: 0.01 });
        run.train(300);
        const { params } = run.trace();
        const minima = engine.catalog().objectives.find(({ name }) => name === objective)?.minima;
        const surface = engine.surface({ objective, side, minima });
        const canvas = Object.assign(document.createElement('canvas'), size);
        document.body.append(canvas);
        const context = canvas.getContext('2d');
        /** @param {number} count @param {(frame: number) => Partial<SurfaceLook>} look */
        const time = async (count, look) => {
          const times = [];
          for (let frame = 0; frame < count; frame += 1) {
            await new Promise(requestAnimationFrame);
            const begin = performance.now();
            surface.paint(context, { ...size, runs: [{ params }], ...look(frame) });
            times.push(performance.now() - begin);
          }
          return times;
        };
        const turned = (/** @type {number} */ frame) => [(360 * frame) / frames - 180, 40, 1];
        // A browser compiles twice, at first quickly.
        await time(20, (frame) => ({ camera: turned(frame) }));
        return {
          orbit: await time(frames, (frame) => ({ camera: turned(frame) })),
          still: await time(60, (frame) => ({ runs: [{ params: params.subarray(0, 2 * (241 + frame)) }] })),
          fine: await time(20, (frame) => ({ camera: turned(frame), fine: true })),
        };
      },
      { url: `${site}engine.js`, objective, size: SIZE, side: SIDE, frames: FRAMES },
    );
    tell(objective, 'orbiting', orbit);
    tell(objective, 'only the ball moves', still);
    tell(objective, 'at rest, 4 samples', fine);
  }
  await tab.close();
}

/** @param {string} name @param {string} what @param {number[]} times */
function tell(name, what, times) {
  times.sort((a, b) => a - b);
  const median = times[times.length >> 1] ?? Number.NaN;
  const longest = times.at(-1) ?? Number.NaN;
  const verdict = median <= FRAME ? 'reached' : `short by ${(median - FRAME).toFixed(1)} ms`;
  console.log(
    `${name.padEnd(14)} ${what.padEnd(22)} ${median.toFixed(1).padStart(6)} ${longest.toFixed(1).padStart(8)} ${(1000 / median).toFixed(0).padStart(9)}  ${verdict}`,
  );
}
