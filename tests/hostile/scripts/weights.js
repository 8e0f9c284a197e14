// Files of weights: safetensors, of which the header is made up alone, too, so that its length fits; and npz.
import { zipSync } from 'fflate';
import { putTogether } from '../../../www/engine/weights/checkpoint.js';
import { describe, toCheckpoint } from '../../../www/engine/weights/files.js';
import { filesIn } from './files.js';

const files = filesIn('weights', /\.(safetensors|npz|npy|pt|keras|h5|msgpack|onnx|json)$/).map((file) =>
  file.subarray(0, 2 ** 14),
);
/** The header of a safetensors file. @param {Uint8Array} file */
const headerOf = (file) => file.subarray(8, 8 + new DataView(file.buffer, file.byteOffset).getUint32(0, true));

const header = {
  __metadata__: {
    'sgd-playground': JSON.stringify({
      ...{ step: 3, taken: 3, used: 1, samples: 12, epoch: 3, slots: ['velocity'] },
      config: { layers: [4], activation: ['tanh'], features: ['x1', 'x2'], optimizer: 'momentum', convention: 'keras' },
    }),
  },
  'layers.0.kernel': { dtype: 'F32', shape: [2, 4], data_offsets: [0, 32] },
  'layers.0.bias': { dtype: 'F32', shape: [4], data_offsets: [32, 48] },
  'layers.1.kernel': { dtype: 'F32', shape: [4, 3], data_offsets: [48, 96] },
};
export const seeds = [
  ...files,
  ...files.filter((file) => file[8] === 0x7b).map(headerOf),
  new TextEncoder().encode(JSON.stringify(header)),
];
export const words = [
  ...['"dtype":"F16"', '"dtype":"BF16"', '"dtype":{"toString":1}', '"shape":[1000000000,0]', '"shape":[]', '"weight"'],
  ...[
    '"data_offsets":[0,0]',
    '"__metadata__":',
    '"__proto__":',
    "'descr': '<f2'",
    "'shape': (0, 99999999)",
    'optimizer.',
  ],
  ...['null', '[[[[', '{"toString":1}', '\\"activation\\":[', '\\"step\\":1e9'],
];

/** @type {any} */
const config = {
  ...{ inputs: 2, layers: [4], outputs: 3, train: 8, activation: ['tanh'], features: ['x1', 'x2'] },
  ...{ optimizer: 'momentum', convention: 'keras' },
};
const run = {
  parts: [
    { name: 'layers.0.kernel', offset: 0, shape: [2, 4] },
    { name: 'layers.0.bias', offset: 8, shape: [4] },
    { name: 'layers.1.kernel', offset: 12, shape: [4, 3] },
    { name: 'layers.1.bias', offset: 24, shape: [3] },
  ],
  config,
  slots: ['velocity'],
};
const size = 27;
const start = { step: 0, taken: 0, used: 0, samples: 0, epoch: 0, record: new Float64Array() };
const fresh = () => putTogether({ ...start, params: new Float32Array(size), slots: [new Float32Array(size)] });

/** The numbers behind a header that was made up. */
const NUMBERS = 256;

/** @param {Uint8Array<ArrayBuffer>} bytes */
export function take(bytes) {
  const file = bytes[0] === 0x7b ? withLength(bytes) : bytes[0] === 0x93 ? zipSync({ 'a.npy': bytes }) : bytes;
  describe(file);
  toCheckpoint(file, run, fresh);
}

/** @param {Uint8Array} text */
function withLength(text) {
  const file = new Uint8Array(8 + text.length + NUMBERS);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  return file;
}
