// Numbers and names of WebAssembly's binary format.

/** @param {Uint8Array} bytes */
export function reader(bytes) {
  let at = 0;
  /** @param {number} size */
  function take(size) {
    at += size;
    return bytes.subarray(at - size, at);
  }
  /** In LEB128: seven bits to a byte, the lowest first, all but the last marked. */
  function number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
  /** As it is written. */
  function signed() {
    const from = at;
    while ((bytes[at++] ?? 0) >= 0x80);
    return bytes.subarray(from, at);
  }
  return {
    number,
    signed,
    take,
    byte: () => bytes[at++] ?? 0,
    at: () => at,
    left: () => at < bytes.length,
    text: () => Buffer.from(take(number())).toString(),
  };
}

/** @param {number} value @returns {Uint8Array} */
export const number = (value) =>
  value < 0x80 ? Uint8Array.of(value) : concat([Uint8Array.of((value & 0x7f) | 0x80), number(value >>> 7)]);

/** @param {string} value @returns {Uint8Array} */
export const text = (value) => concat([number(Buffer.byteLength(value)), Buffer.from(value)]);

/** @param {Uint8Array[]} parts @returns {Uint8Array} */
export const concat = (parts) => Buffer.concat(parts);
