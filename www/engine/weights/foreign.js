// Files of weights in formats that need their own library to be read: what each is, and a command that turns it into one that
// can be read here.

import { unzipped } from './npz.js';
import { badFile } from './tensors.js';

const PT = `python -c "import torch, safetensors.torch as s; d = torch.load('net.pt', weights_only=True); s.save_file(d.get('model', d), 'net.safetensors')"`;
const KERAS = `python -c "import keras, numpy; numpy.savez('net.npz', *keras.saving.load_model('net.keras').get_weights())"`;
const H5 = `python -c "import h5py, numpy; a = []; f = h5py.File('net.h5'); f[[k for k in ('layers', 'model_weights') if k in f][0]].visititems(lambda n, d: a.append(d[()]) if hasattr(d, 'shape') else None); numpy.savez('net.npz', *a)"`;
const MSGPACK = `python -c "import numpy, flax; d = flax.serialization.msgpack_restore(open('net.msgpack', 'rb').read()); numpy.savez('net.npz', **flax.traverse_util.flatten_dict(d.get('params', d), sep='/'))"`;
const TFJS = `python -c "import json, numpy as n; m = json.load(open('model.json'))['weightsManifest'][0]; w = m['weights']; b = n.fromfile(m['paths'][0], 'float32'); s = n.cumsum([n.prod(t['shape'], dtype=int) for t in w]); n.savez('net.npz', **{t['name']: p.reshape(t['shape']) for t, p in zip(w, n.split(b, s[:-1]))})"`;
const ONNX = `python -c "import onnx, numpy; numpy.savez('net.npz', **{t.name: onnx.numpy_helper.to_array(t) for t in onnx.load('net.onnx').graph.initializer})"`;

/** Formats, their commands, and how their first bytes look. @type {[string, string, (bytes: Uint8Array, text: string) => boolean][]} */
const KINDS = [
  ['Keras (.keras)', KERAS, (bytes) => has(bytes, /(^|\/)model\.weights\.h5$/)],
  ['PyTorch (.pt)', PT, (bytes) => has(bytes, /(^|\/)data\.pkl$/) || (bytes[0] === 0x80 && (bytes[1] ?? 0) <= 5)],
  ['HDF5 (.h5)', H5, (_, text) => text.startsWith('\x89HDF')],
  [
    'TensorFlow.js (model.json)',
    TFJS,
    (_, text) => text.trimStart().startsWith('{') && text.includes('weightsManifest'),
  ],
  ['Flax (.msgpack)', MSGPACK, ([first = 0, next = 0]) => (first & 0xf0) === 0x80 && (next & 0xe0) === 0xa0],
  ['ONNX (.onnx)', ONNX, ([first, next = 0]) => first === 0x08 && next > 0 && next < 32],
];

/** @param {Uint8Array} bytes @param {RegExp} name */
function has(bytes, name) {
  if (!isZip(bytes)) return false;
  let found = false;
  unzipped(bytes, (member) => {
    found ||= name.test(member);
    return false;
  });
  return found;
}

/** @param {Uint8Array} bytes */
export const isZip = (bytes) => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** Why a file cannot be read, if it is one of those; else nothing. @param {Uint8Array} bytes */
export function foreign(bytes) {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 1 << 20));
  const kind = KINDS.find(([, , looks]) => looks(bytes, text));
  if (!kind) return undefined;
  const [name, command] = kind;
  return badFile(
    `This is a file of ${name}, which only its own library reads. Convert it: ${command}`,
    `这是 ${name} 文件，只有它自己的库能读。请先转换：${command}`,
  );
}
