// How long a frame of the 3-D view takes: all of it, from the camera to the pixels on the canvas.
import { ask } from './ask.mjs';

/** What a frame may take at 60 a second, in milliseconds. */
const FRAME = 1000 / 60;

/** Surfaces with a run of 300 steps. */
const SHOWN = ['himmelblau', 'rosenbrock'];

/** @type {import('./bench.mjs').Section} */
export async function surface(bench) {
  console.log(
    `\nA lit surface of 200 × 200 heights, 1024 × 768 pixels, with a path of 300 steps, in milliseconds a frame (${FRAME.toFixed(1)} are there)\n`,
  );
  console.log(`${'surface'.padEnd(12)} ${'frames'.padEnd(22)} ${'build'.padEnd(10)}  median  longest   ratio`);
  for (const objective of SHOWN) {
    /** @type {Record<string, number[][]>} */
    const kinds = await ask(bench, 'surface.js', 'frames', objective);
    for (const [kind, builds] of Object.entries(kinds)) {
      const medians = builds.map((times) => times.sort((a, b) => a - b)[times.length >> 1]);
      builds.forEach((times, k) => {
        const numbers = [medians[k].toFixed(1).padStart(7), (times.at(-1) ?? 0).toFixed(1).padStart(8)].join(' ');
        const ratio = `${(medians[k] / medians[0]).toFixed(2)}×`.padStart(7);
        console.log(`${objective.padEnd(12)} ${kind.padEnd(22)} ${bench.sites[k].name.padEnd(10)} ${numbers} ${ratio}`);
      });
    }
  }
}
