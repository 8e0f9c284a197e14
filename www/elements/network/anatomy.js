// What there is to draw of a network: its columns of units, which of them are drawn and what they are called, and where
// in the list of parameters a weight or a bias stands.

import { formatInteger } from '../kit/format.js';
import { drawnUnits } from './layers.js';

/** @typedef {import('./session.js').Session} Session */

/**
 * @typedef {object} Unit
 * @property {number} layer 0 for the inputs
 * @property {number} unit its place in the layer; −1 for an input that is not used
 * @property {string} label beside it, where there is room
 * @property {string} name in full
 * @property {string} feature the input's name; '' for others
 */

/**
 * @typedef {object} Column
 * @property {string} title
 * @property {string} short the title where there is little room
 * @property {number} units how many there are
 * @property {Unit[]} drawn
 * @property {boolean} image whether it is one image instead of units
 */

/** @typedef {{ columns: Column[], unitName: (layer: number, unit: number) => string }} Anatomy */

/** At most so many units of a layer are drawn, and of the output. */
const MOST = { hidden: 8, output: 10 };
/** Longer names are cut. */
const LONG = 9;

/**
 * @param {Session} session
 * @param {import('./words.en.js').NetworkWords} words
 * @param {boolean} toggles whether inputs that are not used are there to be taken in
 * @returns {Anatomy}
 */
export function anatomyOf(session, words, toggles) {
  const { config, catalog, dataset } = session;
  const names = session.inputNames;
  const used = config.features;
  const images = dataset.kind === 'images';
  const features = catalog.network.features.filter(({ name }) => toggles || used.includes(name));
  const pixels = dataset.side ** 2;
  const last = config.layers.length + 1;
  const table = dataset.kind === 'table';
  const short = (/** @type {string} */ name) => (name.length > LONG ? `${name.slice(0, LONG - 1)}…` : name);
  const answerOf = (/** @type {number} */ unit) =>
    dataset.task === 'values' ? session.target || 'y' : session.className(unit);
  const labelOf = (/** @type {number} */ unit) => short(answerOf(unit));

  const unitName = (/** @type {number} */ layer, /** @type {number} */ unit) => {
    if (layer === last) return words.outputUnit(answerOf(unit));
    if (layer > 0) return words.neuron(String(unit + 1), words.hidden(String(layer)));
    if (table) return names[unit] ?? '';
    if (!images) return features.find(({ name }) => name === used[unit])?.label ?? '';
    return words.pixel(String(Math.floor(unit / dataset.side) + 1), String((unit % dataset.side) + 1));
  };
  /** @param {number} layer @param {number} units @param {number} most @param {(unit: number) => string} label */
  const drawn = (layer, units, most, label) =>
    drawnUnits(units, most).map((unit) => ({
      layer,
      unit,
      label: label(unit),
      name: unitName(layer, unit),
      feature: '',
    }));

  const inputs = images
    ? { units: pixels, drawn: [{ layer: 0, unit: 0, label: '', name: words.image, feature: '' }] }
    : table
      ? { units: names.length, drawn: drawn(0, names.length, MOST.hidden, (unit) => short(names[unit] ?? '')) }
      : {
          units: used.length,
          drawn: features.map(({ name, label }) => ({
            layer: 0,
            unit: used.indexOf(name),
            label,
            name: label,
            feature: name,
          })),
        };
  const title = images ? words.pixels(formatInteger(pixels)) : words.inputs;
  return {
    columns: [
      { title, short: title, image: images, ...inputs },
      ...config.layers.map((units, index) => ({
        title: words.hidden(String(index + 1)),
        short: words.hiddenShort(String(index + 1)),
        units,
        drawn: drawn(index + 1, units, MOST.hidden, () => ''),
        image: false,
      })),
      {
        title: words.output,
        short: words.output,
        units: config.outputs,
        drawn: drawn(last, config.outputs, MOST.output, labelOf),
        image: false,
      },
    ],
    unitName,
  };
}

/** Where the weight from one unit to another stands. @param {NetworkParameters} parameters @param {number} layer of the second @param {number} from @param {number} to */
export function weightIndex({ parts }, layer, from, to) {
  const part = parts.find(({ name }) => name === `W${layer}`);
  return part ? part.offset + from * (part.shape[1] ?? 1) + to : -1;
}

/** @param {NetworkParameters} parameters @param {number} layer @param {number} unit */
export function biasIndex({ parts }, layer, unit) {
  const part = parts.find(({ name }) => name === `b${layer}`);
  return part ? part.offset + unit : -1;
}

/** How many units a layer's weights come from, and go to. @param {NetworkParameters} parameters @param {number} layer @returns {[number, number]} */
export function layerShape({ parts }, layer) {
  const [from = 0, to = 0] = parts.find(({ name }) => name === `W${layer}`)?.shape ?? [];
  return [from, to];
}
