// What people type, as it is meant.

/**
 * Full-width signs, as Chinese and Japanese input methods write them, and the true minus sign: plain ones, place by place.
 *
 * @param {string} text
 */
export const halfWidth = (text) =>
  text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replaceAll('\u2212', '-');

/** A number with a decimal comma has a point instead. @param {string} text of one number */
export const withPoint = (text) => text.replace(/^([^.,]*),([^.,]*)$/, '$1.$2');

/** One number, as any keyboard types it. @param {string} text */
export const numberText = (text) => withPoint(halfWidth(text.trim()));
