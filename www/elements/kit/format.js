// Numbers as a reader wants them: few digits, a true minus sign, powers of ten written out.

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * @param {number} value
 * @param {number} [digits] significant ones
 */
export function formatNumber(value, digits = 4) {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) {
    // Beside a power of ten no reader needs a fourth digit.
    const [mantissa = '', exponent = '0'] = value.toExponential(Math.min(digits, 3) - 1).split('e');
    return `${minus(trimZeros(mantissa))}×10${superscript(Number(exponent))}`;
  }
  return minus(String(Number(value.toPrecision(digits))));
}

/** @param {number} value */
export function formatInteger(value) {
  return minus(String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ','));
}

/** What a run has come to: no picture shows that it is less than a millionth. @param {number} value @param {number} [digits] */
export const formatReading = (value, digits) =>
  value !== 0 && Math.abs(value) < 1e-6 ? '≈ 0' : formatNumber(value, digits);

/**
 * @param {ArrayLike<number>} values
 * @param {number} [digits]
 */
export function formatVector(values, digits) {
  const parts = Array.from(values, (value) => formatReading(value, digits));
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(', ')})`;
}

/** A number as it is typed into a field: plain ASCII, no more digits than it needs. @param {number} value */
export function plainNumber(value) {
  return String(Number(value.toPrecision(12)));
}

/** @param {number} exponent */
export function superscript(exponent) {
  const digits = String(Math.abs(exponent)).replace(/\d/g, (digit) => SUPERSCRIPT[Number(digit)] ?? '');
  return exponent < 0 ? `⁻${digits}` : digits;
}

/** @param {string} text */
const minus = (text) => text.replace('-', '−');

/** @param {string} text */
const trimZeros = (text) => text.replace(/\.?0+$/, '');
