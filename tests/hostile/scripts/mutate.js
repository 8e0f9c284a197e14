// Inputs that are made to do harm, out of sound ones: the same seed gives the same inputs.

/** Numbers at which programs break. */
const NUMBERS = ['0', '-1', '1.5', '256', '65536', '1000000000', '4294967296', '9007199254740993', '1e308', 'NaN', ''];
const BYTES = [0, 1, 0x0a, 0x20, 0x22, 0x25, 0x2c, 0x7f, 0x80, 0xfe, 0xff];
const MOST_REPEATED = 2000;

/** Numbers in [0, 1): mulberry32, whose state is a word. @param {number} seed */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @param {readonly Uint8Array[]} seeds
 * @param {readonly string[]} words that mean something where they stand
 * @param {() => number} random
 * @param {number} most bytes
 */
export function mutated(seeds, words, random, most) {
  const below = (/** @type {number} */ n) => Math.floor(random() * n);
  /** @template T @param {readonly T[]} list @returns {T} */
  const oneOf = (list) => /** @type {T} */ (list[below(list.length)]);
  const text = new TextEncoder();
  let bytes = oneOf(seeds);
  /** @param {number} from @param {number} to @param {Uint8Array | number[]} middle */
  const replace = (from, to, middle) => {
    const next = new Uint8Array(from + middle.length + bytes.length - to);
    next.set(bytes.subarray(0, from));
    next.set(middle, from);
    next.set(bytes.subarray(to), from + middle.length);
    bytes = next;
  };
  const numberAt = () => {
    const found = [...new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).matchAll(/\d+/g)];
    if (found.length === 0) return;
    const { index, 0: digits } = oneOf(found);
    replace(index, index + digits.length, text.encode(oneOf(NUMBERS)));
  };
  const moves = [
    () => replace(below(bytes.length + 1), bytes.length, []),
    () => {
      const at = below(bytes.length);
      replace(at, at + 1, [(bytes[at] ?? 0) ^ (1 << below(8))]);
    },
    () => {
      const at = below(bytes.length);
      replace(at, at + 1, [oneOf(BYTES)]);
    },
    () => {
      const at = below(bytes.length + 1);
      replace(at, Math.min(bytes.length, at + below(16)), []);
    },
    () => {
      const from = below(bytes.length);
      const part = bytes.slice(from, from + 1 + below(24));
      const times = 1 + below(random() < 0.1 ? MOST_REPEATED : 4);
      const many = new Uint8Array(part.length * times);
      for (let k = 0; k < times; k += 1) many.set(part, k * part.length);
      replace(from, from, many);
    },
    () => {
      const at = below(bytes.length + 1);
      replace(at, at, text.encode(oneOf(words)));
    },
    () => {
      const other = oneOf(seeds);
      const from = below(other.length);
      const at = below(bytes.length + 1);
      replace(at, at, other.subarray(from, from + below(200)));
    },
    numberAt,
    numberAt,
  ];
  for (let k = 1 + below(6); k > 0; k -= 1) if (bytes.length > 0) oneOf(moves)();
  return bytes.slice(0, most);
}
