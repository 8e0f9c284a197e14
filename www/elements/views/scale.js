// Data coordinates ⇄ pixels, and the round numbers along an axis.

import { superscript } from '../kit/format.js';

/** @typedef {{ value: number, label: string }} Tick */

/**
 * @typedef {object} Scale
 * @property {(value: number) => number} to data → pixel
 * @property {(pixel: number) => number} from pixel → data
 * @property {number} low
 * @property {number} high
 * @property {(count: number) => Tick[]} ticks about that many
 */

/**
 * @param {number} low in data coordinates, at pixel `first`
 * @param {number} high in data coordinates, at pixel `last`
 * @param {number} first
 * @param {number} last
 * @returns {Scale}
 */
export function linearScale(low, high, first, last) {
  const factor = (last - first) / (high - low);
  return {
    low,
    high,
    to: (value) => first + (value - low) * factor,
    from: (pixel) => low + (pixel - first) / factor,
    ticks: (count) => {
      const { values, step } = ticks(low, high, count);
      return values.map((value) => ({ value, label: tickLabel(value, step) }));
    },
  };
}

/**
 * Equal ratios are equally long, between whole powers of ten. What is not positive lies just below the lowest.
 *
 * @param {number} bottom the exponent at pixel `first`
 * @param {number} top the exponent at pixel `last`
 * @param {number} first
 * @param {number} last
 * @returns {Scale}
 */
export function logScale(bottom, top, first, last) {
  const factor = (last - first) / (top - bottom);
  return {
    low: 10 ** bottom,
    high: 10 ** top,
    to: (value) => first + (value > 0 ? Math.log10(value) - bottom : -0.05) * factor,
    from: (pixel) => 10 ** (bottom + (pixel - first) / factor),
    ticks: (count) => {
      // Powers of ten are short: there is room for twice as many.
      const stride = Math.ceil((top - bottom) / (2 * count));
      /** @type {Tick[]} */
      const found = [];
      if (!(stride > 0 && stride < Infinity)) return found;
      for (let exponent = bottom; exponent <= top; exponent += stride) {
        found.push({ value: 10 ** exponent, label: powerLabel(exponent) });
      }
      return found;
    },
  };
}

/**
 * The multiples of 1, 2 or 5 times a power of ten between `low` and `high`: about `count` of them.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} count
 * @returns {{ values: number[], step: number }}
 */
export function ticks(low, high, count) {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span) || count < 1) return { values: [], step: 1 };
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const error = rough / power;
  const step = power * (error >= 7.07 ? 10 : error >= 3.16 ? 5 : error >= 1.41 ? 2 : 1);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const values = [];
  for (let index = first; index <= last; index += 1) values.push(index * step || 0);
  return { values, step };
}

/** A tick's label, with as many decimals as its step asks for. @param {number} value @param {number} step */
export function tickLabel(value, step) {
  if (value === 0) return '0';
  const sign = value < 0 ? '−' : '';
  const size = Math.abs(value);
  const decimals = -Math.floor(Math.log10(step) + 1e-9);
  if (size < 0.01 ? decimals > 4 : size >= 1e5 && decimals < -2) {
    const exponent = Math.floor(Math.log10(size) + 1e-9);
    const mantissa = Number((size / 10 ** exponent).toPrecision(exponent + decimals + 1));
    return `${sign}${mantissa === 1 ? '' : `${mantissa}×`}10${superscript(exponent)}`;
  }
  return sign + size.toFixed(Math.max(0, decimals));
}

/**
 * `value` with no more digits than a pixel of the scale can tell apart.
 *
 * @param {number} value
 * @param {number} span of the data
 * @param {number} pixels that it covers
 */
export function roundToPixel(value, span, pixels) {
  const decimals = Math.ceil(-Math.log10(span / pixels));
  return Number(value.toFixed(Math.min(Math.max(decimals, 0), 12)));
}

/** @param {number} exponent of ten */
const powerLabel = (exponent) =>
  exponent >= -3 && exponent <= 4 ? String(10 ** exponent) : `10${superscript(exponent)}`;
