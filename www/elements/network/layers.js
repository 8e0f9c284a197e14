// The hidden layers as text and as lists: `4,2` is two layers, `none` is none; one activation is everybody's, several are
// one for each layer.

/** @typedef {{ layers: string, activation: string }} Shape as attributes */

/** How many neurons a layer gets where there is none to take it from. */
const FIRST = 4;

/** @param {string} text @returns {number[]} */
export function readLayers(text) {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'none') return [];
  return trimmed.split(/[\s,，]+/).map(Number);
}

/** @param {readonly (number | string)[]} layers */
export const layersText = (layers) => (layers.length === 0 ? 'none' : layers.join(','));

/** @param {readonly string[]} activations one for each layer */
export function activationText(activations) {
  const [first = ''] = activations;
  return activations.every((name) => name === first) ? first : activations.join(',');
}

/** @param {readonly (number | string)[]} layers @param {readonly string[]} activations @returns {Shape} */
const shape = (layers, activations) => ({ layers: layersText(layers), activation: activationText(activations) });

/**
 * One more layer behind the last, as large as that one.
 *
 * @param {readonly number[]} layers
 * @param {readonly string[]} activations
 * @param {string} usual the activation where there is no layer yet
 */
export const withLayer = (layers, activations, usual) =>
  shape([...layers, layers.at(-1) ?? FIRST], [...activations, activations.at(-1) ?? usual]);

/**
 * Without the last layer. The activation stays asked for even when no layer is left to have it.
 *
 * @param {readonly number[]} layers
 * @param {readonly string[]} activations
 */
export const withoutLayer = (layers, activations) =>
  shape(layers.slice(0, -1), layers.length > 1 ? activations.slice(0, -1) : activations);

/**
 * With another number of neurons, as it was typed: what it means, and whether it can be, the engine says.
 *
 * @param {readonly number[]} layers
 * @param {number} index
 * @param {string} text
 */
export const resized = (layers, index, text) =>
  layersText(layers.map((units, layer) => (layer === index ? text.trim() || '0' : units)));

/** @param {readonly string[]} activations @param {number} index @param {string} name */
export const activated = (activations, index, name) =>
  activationText(activations.map((old, layer) => (layer === index ? name : old)));

/**
 * Which of a layer's neurons are drawn: all, or where they are too many the first ones and the last.
 *
 * @param {number} units
 * @param {number} most
 * @returns {number[]}
 */
export function drawnUnits(units, most) {
  if (units <= most) return Array.from({ length: units }, (_, unit) => unit);
  const ahead = Math.max(1, most - 2);
  return [...Array.from({ length: ahead }, (_, unit) => unit), units - 1];
}
