// ONNX: the network as a graph of operators, opset 13. Field numbers are those of onnx.proto3. https://github.com/onnx/onnx

import { PbfWriter } from 'pbf';
import { bytesOf } from './tensors.js';

/** @typedef {import('./tensors.js').Tensor} Tensor */
/** @typedef {{ op: string, inputs: string[], output: string, attributes?: Record<string, number> }} OnnxNode */

const IR = 8;
const OPSET = 13;
/** Of elements, and of attributes. */
const FLOAT = 1;
const DOUBLE = 11;
const KINDS = { float: 1, int: 2 };
/** GELU is z·(1 + erf(z / √2)) / 2: an operator of its own only from opset 20 on. */
const ROOT = Math.SQRT1_2;

/** What a point's feature is computed by. @type {Record<string, [op: string, ...columns: string[]]>} */
const FEATURES = {
  x1: ['Identity', 'x1'],
  x2: ['Identity', 'x2'],
  'x1-squared': ['Mul', 'x1', 'x1'],
  'x2-squared': ['Mul', 'x2', 'x2'],
  x1x2: ['Mul', 'x1', 'x2'],
  'sin-x1': ['Sin', 'x1'],
  'sin-x2': ['Sin', 'x2'],
};

/**
 * Its input `x` is n × 2 for points, n × pixels from 0 to 1, or n × the numbers of a table as the file has them; its output `y` n × classes, probabilities, or n × 1, values.
 * @param {Tensor[]} weights W1, b1, W2 …
 * @param {ResolvedNetwork} config
 */
export function writeOnnx(weights, { features, activation, task, inputs, outputs, layers, scaling }) {
  /** @type {OnnxNode[]} */
  const nodes = [];
  /** @type {Tensor[]} */
  const constants = [];
  const add = (
    /** @type {string} */ op,
    /** @type {string[]} */ given,
    /** @type {string} */ output,
    attributes = {},
  ) => {
    nodes.push({ op, inputs: given, output, attributes });
    return output;
  };
  let x = 'x';
  const isPlain = features.length === 0 || String(features) === 'x1,x2';
  if (!isPlain) {
    // Columns by products with unit vectors: exact, and known to every runtime.
    constants.push({ name: 'column1', shape: [2, 1], values: Float32Array.of(1, 0) });
    constants.push({ name: 'column2', shape: [2, 1], values: Float32Array.of(0, 1) });
    add('MatMul', ['x', 'column1'], 'x1');
    add('MatMul', ['x', 'column2'], 'x2');
    const columns = features.map((name) => {
      const [op, ...given] = FEATURES[name] ?? ['Identity', 'x1'];
      return add(op, given, `feature.${name}`);
    });
    x = add('Concat', columns, 'features', { axis: 1 });
  }
  // In f64: a mean may be far larger than a deviation.
  const scaled = (
    /** @type {string} */ from,
    /** @type {string} */ to,
    /** @type {[string, string, number[]][]} */ steps,
  ) => {
    let at = add('Cast', [from], `${to}.f64`, { to: DOUBLE });
    for (const [op, name, values] of steps) {
      constants.push({ name, shape: [values.length], values: Float64Array.from(values) });
      at = add(op, [at, name], `${to}.${op}`);
    }
    return add('Cast', [at], to, { to: FLOAT });
  };
  const [mean, deviation] = [scaling?.mean ?? [], scaling?.deviation ?? []];
  if (scaling) {
    x = scaled('x', 'told', [
      ['Sub', 'mean', mean.slice(0, inputs)],
      ['Div', 'deviation', deviation.slice(0, inputs)],
    ]);
  }
  const isScaledBack = task === 'values' && mean.length > inputs;
  const last = layers.length + 1;
  for (let k = 1; k <= last; k++) {
    const isLast = k === last;
    const sum = isLast && task === 'values' && !isScaledBack ? 'y' : `z${k}`;
    add('Gemm', [x, `W${k}`, `b${k}`], sum);
    if (!isLast) x = activated(activation[k - 1] ?? 'linear', sum, `h${k}`, add, constants);
    else if (task === 'classes') add('Softmax', [sum], 'y', { axis: 1 });
    else if (isScaledBack) {
      scaled(sum, 'y', [
        ['Mul', 'labelDeviation', deviation.slice(inputs)],
        ['Add', 'labelMean', mean.slice(inputs)],
      ]);
    }
  }
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, IR);
  pbf.writeStringField(2, 'sgd-playground');
  pbf.writeMessage(7, writeGraph, {
    nodes,
    tensors: [...weights, ...constants],
    given: { name: 'x', columns: isPlain ? inputs : 2 },
    result: { name: 'y', columns: outputs },
  });
  pbf.writeMessage(8, (opset, pbf) => pbf.writeVarintField(2, opset), OPSET);
  return pbf.finish().slice();
}

/**
 * @param {string} activation @param {string} z @param {string} h
 * @param {(op: string, given: string[], output: string, attributes?: Record<string, number>) => string} add
 * @param {Tensor[]} constants
 */
function activated(activation, z, h, add, constants) {
  switch (activation) {
    case 'relu':
      return add('Relu', [z], h);
    case 'leaky-relu':
      return add('LeakyRelu', [z], h, { alpha: 0.01 });
    case 'tanh':
      return add('Tanh', [z], h);
    case 'sigmoid':
      return add('Sigmoid', [z], h);
    case 'gelu': {
      if (!constants.some(({ name }) => name === 'half')) {
        for (const [name, value] of /** @type {const} */ ([
          ['root', ROOT],
          ['one', 1],
          ['half', 0.5],
        ])) {
          constants.push({ name, shape: [1], values: Float32Array.of(value) });
        }
      }
      add('Mul', [z, 'root'], `${h}.scaled`);
      add('Erf', [`${h}.scaled`], `${h}.erf`);
      add('Add', [`${h}.erf`, 'one'], `${h}.sum`);
      add('Mul', [z, `${h}.sum`], `${h}.product`);
      return add('Mul', [`${h}.product`, 'half'], h);
    }
    default:
      return z;
  }
}

/** @typedef {{ name: string, columns: number }} Value */

/** @param {{ nodes: OnnxNode[], tensors: Tensor[], given: Value, result: Value }} graph @param {PbfWriter} pbf */
function writeGraph({ nodes, tensors, given, result }, pbf) {
  for (const node of nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeStringField(2, 'network');
  for (const tensor of tensors) pbf.writeMessage(5, writeTensor, tensor);
  pbf.writeMessage(11, writeValue, given);
  pbf.writeMessage(12, writeValue, result);
}

/** @param {OnnxNode} node @param {PbfWriter} pbf */
function writeNode({ op, inputs, output, attributes = {} }, pbf) {
  for (const name of inputs) pbf.writeStringField(1, name);
  pbf.writeStringField(2, output);
  pbf.writeStringField(4, op);
  for (const [name, value] of Object.entries(attributes)) {
    pbf.writeMessage(
      5,
      (_, pbf) => {
        pbf.writeStringField(1, name);
        if (name === 'alpha') pbf.writeFloatField(2, value);
        else pbf.writeVarintField(3, value);
        pbf.writeVarintField(20, name === 'alpha' ? KINDS.float : KINDS.int);
      },
      null,
    );
  }
}

/** @param {Tensor} tensor @param {PbfWriter} pbf */
function writeTensor({ name, shape, values }, pbf) {
  for (const n of shape) pbf.writeVarintField(1, n);
  pbf.writeVarintField(2, values instanceof Float64Array ? DOUBLE : FLOAT);
  pbf.writeStringField(8, name);
  pbf.writeBytesField(9, bytesOf(values));
}

/** So many rows as there are, of so many columns. @param {Value} value @param {PbfWriter} pbf */
function writeValue({ name, columns }, pbf) {
  pbf.writeStringField(1, name);
  const shape = (/** @type {unknown} */ _, /** @type {PbfWriter} */ pbf) => {
    pbf.writeMessage(1, (_, pbf) => pbf.writeStringField(2, 'n'), null);
    pbf.writeMessage(1, (_, pbf) => pbf.writeVarintField(1, columns), null);
  };
  const tensor = (/** @type {unknown} */ _, /** @type {PbfWriter} */ pbf) => {
    pbf.writeVarintField(1, FLOAT);
    pbf.writeMessage(2, shape, null);
  };
  pbf.writeMessage(2, (_, pbf) => pbf.writeMessage(1, tensor, null), null);
}
