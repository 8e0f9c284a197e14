// A sweep: a run for each pair of learning rate and batch size, or width, all on as many samples. Nothing here touches the page.

import { Training } from '../../../engine/training.js';
import { plainNumber } from '../../kit/format.js';
import { isEngineError } from '../../kit/refusal.js';

/** @typedef {'batch' | 'width'} Across what the columns are */
/** @typedef {{ text: string, config: Config, edits: Record<string, string> }} Step of an axis: as it is shown, for the engine, as attributes */

/**
 * @typedef {object} Cell what became of a run; values are null where they are not asked for, or where it has diverged
 * @property {'done' | 'diverged' | 'refused'} state
 * @property {number} step
 * @property {number} samples
 * @property {number | null} testLoss
 * @property {number | null} testAccuracy
 * @property {Words | null} message
 */

/** Rates and sizes are the figure's own, times these. */
const RATES = [0.1, 0.3, 1, 3, 10];
const SIZES = [1 / 4, 1 / 2, 1, 2, 4];
/** Where there is no hidden layer. */
const WIDTHS = [1, 2, 4, 8, 16];
/** More Workers than this would take more memory than they save time. */
const MOST_WORKERS = 4;

/** @template T @param {T[]} list @param {(value: T) => string} of */
const different = (list, of) => list.filter((value, k) => list.findIndex((other) => of(other) === of(value)) === k);

/** @param {{ learningRate: number }} config @param {{ min: number | null, max: number | null } | undefined} limits @returns {Step[]} */
export function ratesAround({ learningRate }, limits) {
  const rates = RATES.map((factor) => plainNumber(learningRate * factor)).filter(
    (rate) => Number(rate) >= (limits?.min ?? 0) && Number(rate) <= (limits?.max ?? Infinity),
  );
  return rates.map((rate) => ({ text: rate, config: { learningRate: rate }, edits: { 'learning-rate': rate } }));
}

/** @param {{ batchSize: number | 'full', train: number }} config @returns {Step[]} */
export function batchesAround({ batchSize, train }) {
  const size = batchSize === 'full' ? train : Math.min(batchSize, train);
  const sizes = SIZES.map((factor) => Math.min(train, Math.max(1, Math.round(size * factor))));
  const steps = sizes.map((n) => ({
    text: String(n),
    config: { batchSize: n },
    edits: { 'batch-size': String(n) },
  }));
  return different(steps, ({ text }) => text);
}

/** All hidden layers as many times as wide. @param {{ layers: number[] }} config @param {number} most neurons in a layer @returns {Step[]} */
export function widthsAround({ layers }, most) {
  const wide =
    layers.length === 0 ? WIDTHS.map((width) => [width]) : SIZES.map((factor) => layers.map((n) => n * factor));
  const steps = wide.map((widths) => {
    const fit = widths.map((n) => Math.min(most, Math.max(1, Math.round(n))));
    return { text: fit.join('-'), config: { layers: fit.join(',') }, edits: { layers: fit.join(',') } };
  });
  return different(steps, ({ text }) => text);
}

/** Updates in so many epochs: the last batch of an epoch has what is left. @param {number} epochs @param {{ batchSize: number | 'full', train: number }} config */
export function updatesIn(epochs, { batchSize, train }) {
  const size = batchSize === 'full' ? train : Math.min(batchSize, train);
  return epochs * Math.ceil(train / size);
}

/** How many Workers a sweep has. */
export const workersHere = () => Math.min(MOST_WORKERS, Math.max(2, globalThis.navigator?.hardwareConcurrency ?? 2));

/**
 * Trains each of these networks anew, each for so many epochs, on so many Workers.
 *
 * @param {Config[]} configs
 * @param {object} options
 * @param {number} options.epochs
 * @param {number} options.workers
 * @param {AbortSignal} options.signal
 * @param {(place: number, cell: Cell) => void} options.onCell
 * @param {(part: number) => void} options.onProgress
 */
export async function sweep(configs, { epochs, workers, signal, onCell, onProgress }) {
  signal.throwIfAborted();
  const parts = configs.map(() => 0);
  const tell = (/** @type {number} */ place, /** @type {number} */ part) => {
    parts[place] = part;
    onProgress(parts.reduce((sum, value) => sum + value, 0) / parts.length);
  };
  const trainings = Array.from({ length: Math.min(workers, configs.length) }, () => new Training());
  const end = () => {
    for (const training of trainings) training.terminate();
  };
  signal.addEventListener('abort', end);
  const left = configs.entries();
  try {
    await Promise.all(
      trainings.map(async (training) => {
        for (const [place, config] of left) {
          onCell(place, await runOne(training, config, epochs, (part) => tell(place, part)));
          tell(place, 1);
        }
      }),
    );
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

/**
 * @param {Training} training
 * @param {Config} config
 * @param {number} epochs
 * @param {(part: number) => void} onProgress
 * @returns {Promise<Cell>}
 */
async function runOne(training, config, epochs, onProgress) {
  const nothing = { step: 0, samples: 0, testLoss: null, testAccuracy: null, message: null };
  try {
    await training.start({ objective: 'network', ...config }, { workers: 1 });
  } catch (error) {
    // Such a network cannot be had: too many parameters.
    if (isEngineError(error)) return { ...nothing, state: 'refused', message: error.messages };
    throw error;
  }
  const { state, step, samples, message } = await training.train(updatesIn(epochs, training.config), { onProgress });
  if (state === 'diverged') return { ...nothing, state, step, samples, message };
  const { loss, accuracy } = await training.evaluate('test');
  return { state: 'done', step, samples, testLoss: loss, testAccuracy: accuracy, message };
}
