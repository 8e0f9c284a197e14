// The slice of a real network's loss, timed in a page. One thread.
import { NETWORK } from './mnist.js';

const WIDTH = 51;
const SAMPLES = 1000;
const STEPS = 200;

/** What of the slice goes on to PyTorch, as 32-bit floats: the origin, both directions, inputs, targets. */
const base64 = (/** @type {Float32Array[]} */ lists) => {
  const bytes = new Uint8Array(lists.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const list of lists) {
    bytes.set(new Uint8Array(list.buffer, list.byteOffset, list.byteLength), at);
    at += list.byteLength;
  }
  let text = '';
  for (let from = 0; from < bytes.length; from += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  }
  return btoa(text);
};

/**
 * @typedef {object} Slice
 * @property {number} ms the fastest of three
 * @property {number} width
 * @property {number} samples
 * @property {number} step
 * @property {number[]} x
 * @property {number[]} y
 * @property {number[]} losses
 * @property {string} numbers
 */

/** By each build. @param {{ name: string, url: string }[]} sites @returns {Promise<Slice[]>} */
export async function slices(sites) {
  const made = [];
  for (const { url } of sites) made.push(await slice(`${url}engine.js`));
  return made;
}

/** @param {string} script where the engine is @returns {Promise<Slice>} */
async function slice(script) {
  const { createEngine } = await import(script);
  const engine = await createEngine();
  await engine.loadDataset('mnist');
  const net = engine.experiment(NETWORK);
  net.train(STEPS);
  const options = { directions: 'random', normalise: 'filter', width: WIDTH, height: WIDTH, samples: SAMPLES };
  let [ms, made] = [Infinity, net.slice({ ...options, width: 5, height: 5 })];
  for (let round = 0; round < 3; round += 1) {
    const begun = performance.now();
    made = net.slice(options);
    ms = Math.min(ms, performance.now() - begun);
  }
  const { inputs, targets } = net.samples('train', 0, SAMPLES);
  const { x, y, loss, origin, axes } = made;
  const numbers = base64([origin, ...axes, inputs, targets]);
  return { ms, width: WIDTH, samples: SAMPLES, step: STEPS, x, y, losses: Array.from(loss), numbers };
}
