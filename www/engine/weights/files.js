// A trained network as a file, and back: what `save`, `load` and `readWeights` do. Loaded with the first of them.

import { EngineError } from '../error.js';
import { joined } from '../joined.js';
import { putTogether, takeApart } from './checkpoint.js';
import { foreign, isZip } from './foreign.js';
import { layersOf, widthsOf } from './layers.js';
import { readNpz, writeNpz } from './npz.js';
import { writeOnnx } from './onnx.js';
import { isSafetensors, readSafetensors, writeSafetensors } from './safetensors.js';
import { badFile, MOST_BYTES, shapeText } from './tensors.js';

/** @typedef {import('./tensors.js').Tensor} Tensor */
/** @typedef {import('./layers.js').Layer} Layer */
/** @typedef {{ config: ResolvedNetwork, step: number, taken: number, used: number, samples: number, epoch: number, slots: string[] }} Note what we write beside the tensors */
/** @typedef {{ parts: { name: string, offset: number, shape: number[] }[], config: ResolvedNetwork, slots: string[] }} Run its parameters' parts, and the names of what its optimizer remembers */

export const FORMATS = /** @type {const} */ (['safetensors', 'npz', 'onnx']);

/**
 * @param {'safetensors' | 'npz' | 'onnx'} format
 * @param {Run} run
 * @param {Uint8Array} checkpoint
 */
export function write(format, { parts, config, slots }, checkpoint) {
  const { params, slots: remembered, record, ...counts } = takeApart(checkpoint);
  const named = (/** @type {string} */ prefix, /** @type {Float32Array} */ values) =>
    parts.map(({ name, offset, shape }) => {
      const size = shape.reduce((product, n) => product * n, 1);
      return { name: prefix + name, shape, values: values.subarray(offset, offset + size) };
    });
  const weights = named('', params);
  if (format === 'onnx') return writeOnnx(weights, config);
  const tensors = [
    ...weights,
    ...remembered.flatMap((values, k) => named(`optimizer.${slots[k]}.`, values)),
    { name: 'record', shape: [record.length], values: record },
  ];
  const metadata = JSON.stringify({ version: 1, ...counts, slots, config });
  if (format === 'npz') return writeNpz({ tensors, metadata });
  if (format === 'safetensors') return writeSafetensors({ tensors, metadata });
  throw new EngineError({
    code: 'unknown-name',
    key: 'format',
    messages: {
      en: `format is “${format}”; use ${FORMATS.join(', ')}.`,
      zh: `format 是“${format}”；应为 ${FORMATS.join('、')}。`,
    },
  });
}

/** @param {Uint8Array} bytes */
function open(bytes) {
  if (!(bytes instanceof Uint8Array)) {
    const messages = {
      en: 'A file of weights is a Uint8Array of its bytes.',
      zh: '权重文件应以 Uint8Array 给出其字节。',
    };
    throw new EngineError({ code: 'bad-type', key: 'bytes', messages });
  }
  if (bytes.length > MOST_BYTES) {
    const size = Math.round(bytes.length / 1e6);
    throw badFile(
      `This file has ${size} MB; files of up to ${MOST_BYTES / 1e6} MB are read.`,
      `这个文件有 ${size} MB；最多读取 ${MOST_BYTES / 1e6} MB。`,
    );
  }
  const [format, read] = isSafetensors(bytes) ? ['safetensors', readSafetensors] : ['npz', readNpz];
  const reason = format === 'npz' ? foreign(bytes) : undefined;
  if (reason) throw reason;
  if (format === 'npz' && !isZip(bytes)) {
    throw badFile(
      'This is no file of weights that can be read here: use .safetensors, or .npz of numpy.savez.',
      '这不是可以读取的权重文件：请使用 .safetensors，或 numpy.savez 写出的 .npz。',
    );
  }
  const { tensors, metadata } = read(bytes);
  const note = noteOf(metadata);
  const own = tensors.filter(({ name }) => name !== 'record' && !name.startsWith('optimizer.'));
  return { format, note, tensors, layers: layersOf(note ? own : tensors) };
}

/** @param {string | undefined} metadata @returns {Note | undefined} */
function noteOf(metadata) {
  try {
    const note = JSON.parse(metadata ?? 'null');
    const counts = [note.step, note.taken, note.used, note.samples, note.epoch];
    const areWhole = counts.every((n) => Number.isSafeInteger(n) && n >= 0);
    const { layers, activation } = note.config;
    const areLists = [note.slots, layers, activation].every(Array.isArray);
    // Other programs may write anything there: what is in lists can be said.
    const lists = [note.slots, ...Object.values(note.config)].filter(Array.isArray);
    const areSaid = lists.flat().every((entry) => ['string', 'number'].includes(typeof entry));
    return areWhole && areLists && areSaid ? note : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a file holds.
 * @param {Uint8Array} bytes
 * @returns {WeightsFile}
 */
export function describe(bytes) {
  const { format, note, tensors, layers } = open(bytes);
  const widths = widthsOf(layers);
  return {
    format: /** @type {'safetensors' | 'npz'} */ (format),
    inputs: widths[0] ?? 0,
    layers: widths.slice(1, -1),
    outputs: widths.at(-1) ?? 0,
    activation: note?.config.activation ?? null,
    step: note?.step ?? 0,
    config: note?.config ?? null,
    tensors: tensors.map(({ name, shape }) => ({ name, shape })),
  };
}

/**
 * A file's numbers as a checkpoint of a run.
 * @param {Uint8Array} bytes
 * @param {Run} run
 * @param {() => Uint8Array} fresh a checkpoint of such a run at its start
 * @returns {{ checkpoint: Uint8Array, loaded: LoadedWeights }}
 */
export function toCheckpoint(bytes, { parts, config, slots }, fresh) {
  const { format, note, tensors, layers } = open(bytes);
  refuseOther(layers, note, config);
  const start = takeApart(fresh());
  const params = joined(
    Float32Array,
    layers.flatMap(({ kernel, bias }) => [kernel, bias]),
  );
  const loaded = { format: /** @type {'safetensors' | 'npz'} */ (format), step: note?.step ?? 0, optimizer: false };
  const state = { ...start, params, record: new Float64Array() };
  if (note) {
    const { step, taken, used, samples, epoch } = note;
    Object.assign(state, { step, samples, epoch, used: used < config.train ? used : 0 });
    const record = tensors.find(({ name }) => name === 'record')?.values;
    if (record instanceof Float64Array) state.record = Float64Array.from(record);
    const remembered = slots.map((slot) =>
      parts.map(({ name }) => tensors.find((tensor) => tensor.name === `optimizer.${slot}.${name}`)),
    );
    const isSame = note.config.optimizer === config.optimizer && note.config.convention === config.convention;
    const isWhole = remembered.flat().every((tensor, k) => {
      const part = parts[k % parts.length];
      return (
        tensor && part && shapeText(tensor.shape) === shapeText(part.shape) && tensor.values.every(Number.isFinite)
      );
    });
    if (isSame && isWhole) {
      loaded.optimizer = true;
      state.taken = Math.min(taken, step);
      state.slots = remembered.map((slot) =>
        joined(
          Float32Array,
          slot.map((tensor) => Float32Array.from(tensor?.values ?? [])),
        ),
      );
    }
  }
  return { checkpoint: putTogether(state), loaded };
}

/**
 * Refuses a network of another form.
 * @param {Layer[]} layers
 * @param {Note | undefined} note
 * @param {ResolvedNetwork} config
 */
function refuseOther(layers, note, config) {
  const found = widthsOf(layers);
  const wanted = [config.inputs, ...config.layers, config.outputs];
  const [theirs, ours] = [found.join('-'), wanted.join('-')];
  const refuse = (/** @type {string} */ en, /** @type {string} */ zh) => {
    const messages = {
      en: `The file holds the network ${theirs}; this one is ${ours}. ${en}`,
      zh: `文件里的网络是 ${theirs}，这里的是 ${ours}。${zh}`,
    };
    throw new EngineError({ code: 'bad-shape', key: 'layers', messages });
  };
  const wrong = layers.find(({ inputs, units }, k) => inputs !== wanted[k] || units !== wanted[k + 1]);
  if (wrong || found.length !== wanted.length) {
    const { name, shape } = (wrong ?? /** @type {Layer} */ (layers.at(-1))).weight;
    const k = wrong ? layers.indexOf(wrong) : layers.length - 1;
    const isTurned = /(^|[./])weight$/.test(name);
    const here = wanted.slice(k, k + 2);
    const want = shapeText(isTurned ? here.reverse() : here);
    refuse(
      `Tensor “${name}” is ${shapeText(shape)}; here it would be ${want}.`,
      `张量“${name}”的形状是 ${shapeText(shape)}；这里应为 ${want}。`,
    );
  }
  for (const key of /** @type {const} */ (['activation', 'features'])) {
    const theirs = note?.config[key];
    if (!Array.isArray(theirs) || String(theirs) === String(config[key])) continue;
    refuse(
      `Its ${key} is ${theirs.join(', ')}; here it is ${config[key].join(', ')}.`,
      `它的 ${key} 是 ${theirs.join('、')}；这里是 ${config[key].join('、')}。`,
    );
  }
}
