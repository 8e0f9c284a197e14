// What an exercise asks for: conditions on what a figure shows, all to be met at one time.

/** @typedef {Record<string, unknown>} Seen settings and the state of the run, by name; parameters as `params.0`, …, the start as `start.0`, … */
/** @typedef {'<' | '<=' | '>' | '>=' | '=' | '!='} Operator */
/** @typedef {[name: string, operator: Operator, value: number | string]} Condition */

/** @type {Record<Operator, (a: any, b: any) => boolean>} */
const OPERATORS = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b || Math.abs(a - b) < 1e-9,
  '!=': (a, b) => !OPERATORS['='](a, b),
};

/**
 * The first condition that is not met. What is not known meets none.
 *
 * @param {Condition[]} goal
 * @param {Seen} seen
 */
export const unmet = (goal, seen) =>
  goal.find(([name, operator, value]) => !(seen[name] !== undefined && OPERATORS[operator](seen[name], value)));

/** @param {object} config as the engine has resolved it @param {{ params?: ArrayLike<number> }} status @returns {Seen} */
export function seenIn(config, { params = [], ...status }) {
  const { start } = /** @type {{ start?: ArrayLike<number> }} */ (config);
  const named = (/** @type {string} */ name, /** @type {ArrayLike<number>} */ values) =>
    Object.fromEntries(Array.from(values, (value, k) => [`${name}.${k}`, value]));
  return { ...config, ...status, ...named('params', params), ...named('start', start ?? []) };
}
