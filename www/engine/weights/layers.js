// Which tensors of a file are the weights and biases of which layer.

import { badFile, shapeText } from './tensors.js';

/** @typedef {import('./tensors.js').Tensor} Tensor */
/**
 * @typedef {object} Layer
 * @property {number} inputs
 * @property {number} units
 * @property {Tensor} weight as the file has it
 * @property {Float32Array} kernel inputs × units
 * @property {Float32Array} bias
 */

/** What optimizers remember is not read from other programs' files. */
const REMEMBERED = /^(optimizer|opt_state|exp_avg|exp_avg_sq|training)([./_]|$)|^(iter|step)$/;
/** More layers are not put in order by their shapes. */
const MOST_LAYERS = 9;

/**
 * The layers of a network of dense layers, in order. Kernels are inputs × units, but by the name `weight`, PyTorch's, units ×
 * inputs.
 * @param {Tensor[]} all
 * @returns {Layer[]}
 */
export function layersOf(all) {
  const tensors = all.filter(({ name }) => !REMEMBERED.test(name));
  for (const { name, shape } of tensors) {
    // A size of 0 says nothing of the other: the bias would have any length.
    if (shape.length < 1 || shape.length > 2 || shape.includes(0)) {
      throw badFile(
        `Tensor “${name}” is ${shapeText(shape)}; a network of dense layers has weights (inputs × units) and biases (units).`,
        `张量“${name}”的形状是 ${shapeText(shape)}；全连接网络只有权重（输入数 × 单元数）和偏置（单元数）。`,
      );
    }
  }
  const layers = [...grouped(tensors).values()].map(layerOf);
  if (layers.length === 0) {
    throw badFile(
      'This file holds no weights: there is no tensor of two dimensions in it.',
      '这个文件里没有权重：其中没有二维张量。',
    );
  }
  return layers.length > MOST_LAYERS ? layers : (chained(layers) ?? layers);
}

/** Names of one kind that only count: `arr_0`, `arr_1` … @param {Tensor[]} tensors */
const areCounted = (tensors) =>
  new Set(tensors.map(({ name }) => /^([A-Za-z]+_?)\d+$/.exec(name)?.[1])).size === 1 &&
  /^[A-Za-z]+_?\d+$/.test(tensors[0]?.name ?? '');

/** By what the names of a layer's tensors have in common; numbers in names in their order. @param {Tensor[]} tensors */
function grouped(tensors) {
  const byNumber = new Intl.Collator('en', { numeric: true });
  const sorted = [...tensors].sort((a, b) => byNumber.compare(a.name, b.name));
  const counted = areCounted(sorted);
  /** @type {Map<string, Tensor[]>} */
  const groups = new Map();
  let pair = -1;
  for (const [k, tensor] of sorted.entries()) {
    const before = sorted[k - 1];
    if (counted && !(before && pair >= 0 && areOneLayer(groups.get(String(pair)) ?? [], tensor))) pair += 1;
    const path = /^(.*)[./][^./]+$/.exec(tensor.name)?.[1] ?? /^[A-Za-z]+_?(\d+)$/.exec(tensor.name)?.[1] ?? '';
    const key = counted ? String(pair) : path;
    groups.set(key, [...(groups.get(key) ?? []), tensor]);
  }
  return new Map([...groups].sort(([a], [b]) => byNumber.compare(a, b)));
}

/** @param {Tensor[]} group @param {Tensor} next */
const areOneLayer = (group, next) => group.length === 1 && group[0]?.shape.length !== next.shape.length;

/** @param {Tensor[]} group @returns {Layer} */
function layerOf(group) {
  const weights = group.filter(({ shape }) => shape.length === 2);
  const biases = group.filter(({ shape }) => shape.length === 1);
  const [weight] = weights;
  const [extra] = weight ? [weights[1] ?? biases[1]].filter(Boolean) : group;
  if (!weight || extra) {
    const { name, shape } = /** @type {Tensor} */ (extra ?? group[0]);
    throw badFile(
      `Tensor “${name}” (${shapeText(shape)}) belongs to no dense layer; each has one weight of two dimensions and one bias.`,
      `张量“${name}”（${shapeText(shape)}）不属于任何全连接层；每层有一个二维权重和一个偏置。`,
    );
  }
  const [rows = 0, columns = 0] = weight.shape;
  const isTurned = /(^|[./])weight$/.test(weight.name);
  const [inputs, units] = isTurned ? [columns, rows] : [rows, columns];
  const kernel = Float32Array.from(weight.values);
  if (isTurned)
    for (let k = 0; k < kernel.length; k++)
      kernel[k] = weight.values[(k % units) * inputs + Math.floor(k / units)] ?? 0;
  const [bias] = biases;
  if (bias && bias.shape[0] !== units) {
    throw badFile(
      `Tensor “${bias.name}” is ${shapeText(bias.shape)}; with “${weight.name}” (${shapeText(weight.shape)}) it would be ${units}.`,
      `张量“${bias.name}”的形状是 ${shapeText(bias.shape)}；配合“${weight.name}”（${shapeText(weight.shape)}）应为 ${units}。`,
    );
  }
  for (const tensor of group) {
    if (tensor.values.some((x) => !Number.isFinite(Math.fround(x)))) {
      throw badFile(
        `Tensor “${tensor.name}” has a value that is no finite number in float32.`,
        `张量“${tensor.name}”中有一个值不是 float32 能表示的有限数。`,
      );
    }
  }
  return { inputs, units, weight, kernel, bias: Float32Array.from(bias?.values ?? new Float32Array(units)) };
}

/**
 * In an order in which each layer takes what the one before gives; that of the names, if it is one.
 * @param {Layer[]} layers
 * @returns {Layer[] | undefined}
 */
function chained(layers) {
  /** @param {Layer[]} chain @param {Layer[]} rest @returns {Layer[] | undefined} */
  const extend = (chain, rest) => {
    if (rest.length === 0) return chain;
    for (const layer of rest) {
      const last = chain.at(-1);
      if (last && last.units !== layer.inputs) continue;
      const found = extend(
        [...chain, layer],
        rest.filter((other) => other !== layer),
      );
      if (found) return found;
    }
    return undefined;
  };
  return extend([], layers);
}

/** 2-4-3. @param {Layer[]} layers */
export const widthsOf = (layers) => [layers[0]?.inputs ?? 0, ...layers.map(({ units }) => units)];
