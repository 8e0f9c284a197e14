// What a call may be refused for, in every language of the page.

/** What was wrong with a call, told so that a person can mend it. */
export class EngineError extends Error {
  /** @param {{ code: string, messages: Words, key?: string, position?: number, length?: number, kind?: string, cause?: unknown }} what */
  constructor({ code, messages, key, position, length, kind, cause }) {
    super(messages.en, cause === undefined ? undefined : { cause });
    this.name = 'EngineError';
    /** A fixed word for the kind of mistake. */
    this.code = code;
    /** The sentence in every language. */
    this.messages = messages;
    /** The setting it is about. */
    this.key = key;
    /** In a formula: where the offending part begins, in UTF-16 units. */
    this.position = position;
    /** In a formula: how long it is. */
    this.length = length;
    /** Where something could not be loaded: why, see `load-failure.js`. */
    this.kind = kind;
  }
}

/**
 * A whole number, where a call takes one.
 * @param {string} key
 * @param {unknown} value
 */
export function count(key, value, least = 1, most = 2 ** 32 - 1) {
  const n = Number(value);
  if (Number.isInteger(n) && n >= least && n <= most) return n;
  throw new EngineError({
    code: 'out-of-range',
    key,
    messages: {
      en: `${key} is ${String(value)}; use a whole number from ${least} to ${most}.`,
      zh: `${key} 是 ${String(value)}；应为 ${least} 到 ${most} 的整数。`,
    },
  });
}

/**
 * A list of numbers, where a call takes one; all finite, unless someone else looks after that.
 * @param {string} key
 * @param {unknown} value
 */
export function list(key, value, finite = true) {
  const given = value !== null && typeof value === 'object' && 'length' in value;
  const numbers = given ? Array.from(/** @type {ArrayLike<unknown>} */ (value), Number) : [];
  if (given && (!finite || numbers.every(Number.isFinite))) return numbers;
  throw new EngineError({
    code: 'bad-type',
    key,
    messages: { en: `${key} is no list of finite numbers.`, zh: `${key} 不是有限数的列表。` },
  });
}
