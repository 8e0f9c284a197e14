// What a network learns from as a file, parted as it is trained on: what `saveData` does. Loaded with it.

import { EngineError } from '../error.js';
import { writeNpz } from './npz.js';

/** @typedef {{ width: number, inputs: Float32Array | Uint8Array, top: number | null, targets: Float32Array }} Part as the engine has it */

const FORMATS = /** @type {const} */ (['npz', 'csv']);

/**
 * @param {'npz' | 'csv'} format
 * @param {ResolvedNetwork} config
 * @param {(part: 'train' | 'test') => Part} partOf
 */
export function writeData(format, config, partOf) {
  if (format === 'npz') return npz(config, partOf);
  if (format === 'csv') return new TextEncoder().encode(csv(config, partOf));
  const messages = {
    en: `format is “${format}”; use ${FORMATS.join(', ')}.`,
    zh: `format 是“${format}”；应为 ${FORMATS.join('、')}。`,
  };
  throw new EngineError({ code: 'unknown-name', key: 'format', messages });
}

/** `x_train`, `y_train`, `x_test`, `y_test`: a table's numbers as its file has them, pictures in levels, classes from 0. @param {ResolvedNetwork} config @param {(part: 'train' | 'test') => Part} partOf */
function npz(config, partOf) {
  const tensors = /** @type {const} */ (['train', 'test']).flatMap((part) => {
    const { width, inputs, targets, count } = inFileUnits(partOf(part), config);
    const labels = config.task === 'classes' ? Int32Array.from(targets) : targets;
    return [
      { name: `x_${part}`, shape: [count, width], values: inputs },
      { name: `y_${part}`, shape: [count], values: labels },
    ];
  });
  return writeNpz({ tensors, metadata: undefined }, true);
}

/** A line a sample: inputs, class or value, and of which part it is. @param {ResolvedNetwork} config @param {(part: 'train' | 'test') => Part} partOf */
function csv(config, partOf) {
  /** @type {string[]} */
  const lines = [];
  for (const part of /** @type {const} */ (['train', 'test'])) {
    const { width, inputs, top, targets, count } = inFileUnits(partOf(part), config);
    const names = Array.from({ length: width }, (_, k) => (top === null ? `x${k + 1}` : `pixel${k}`));
    if (lines.length === 0) lines.push([...names, config.task === 'classes' ? 'class' : 'value', 'part'].join(','));
    const scale = top === null ? 1 : 1 / top;
    const text = (/** @type {number} */ x) =>
      inputs instanceof Float64Array ? String(x) : String(shortest(Math.fround(x * scale)));
    for (let k = 0; k < count; k++) {
      const row = Array.from(inputs.subarray(k * width, (k + 1) * width), text);
      const target = targets[k] ?? 0;
      lines.push([...row, targets instanceof Float64Array ? target : shortest(target), part].join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** In f64 where a table is standardised: the shortest number that the network is told the same of. @param {Part} part @param {ResolvedNetwork} config */
function inFileUnits({ width, inputs, top, targets }, { scaling, task }) {
  const count = targets.length;
  if (!scaling) return { width, inputs, top, targets, count };
  const back = (/** @type {number} */ z, /** @type {number} */ k) => {
    const [mean, deviation] = [scaling.mean[k] ?? 0, scaling.deviation[k] ?? 1];
    const told = (/** @type {number} */ x) => Math.fround((x - mean) / deviation);
    const x = z * deviation + mean;
    for (let places = 0; places < 20; places++) {
      const rounded = Number(x.toFixed(places));
      if (told(rounded) === z) return rounded;
    }
    return x;
  };
  return {
    width,
    inputs: Float64Array.from(inputs, (z, at) => back(z, at % width)),
    top,
    targets: task === 'classes' ? targets : Float64Array.from(targets, (z) => back(z, width)),
    count,
  };
}

/** The shortest decimal that is the same in f32. @param {number} x */
function shortest(x) {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(x.toPrecision(digits));
    if (Math.fround(short) === Math.fround(x)) return short;
  }
  return x;
}
