// Shared by the generators of npm packages: the objectives, and the file that is written into the working directory, which is
// also where the packages are.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export const N = 50;
const START = { quadratic: [1, -0.75], rosenbrock: [-1.25, 1] };

export const load = createRequire(join(process.cwd(), 'index.js'));

/** A package may not export its package.json. @param {string} name */
export const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;

/** In f64, or with Math.fround with every operation rounded to f32. @type {(objective: string, x: number, y: number, round?: (value: number) => number) => [number, number]} */
export function gradient(objective, x, y, round = Number) {
  if (objective === 'quadratic') return [x, round(10 * y)];
  const r = round(y - round(x * x));
  return [round(round(-2 * round(1 - x)) - round(round(400 * x) * r)), round(200 * r)];
}

/** Settings for each objective: a learning rate of that name, and others. */
export const rates = (
  /** @type {string} */ name,
  /** @type {number} */ quadratic,
  /** @type {number} */ rosenbrock,
  others = {},
) => ({
  quadratic: { [name]: quadratic, ...others },
  rosenbrock: { [name]: rosenbrock, ...others },
});

/** @typedef {(x: number, y: number) => [number, number]} Gradient */
/** @typedef {Record<string, any>} Settings */

export class Atlas {
  /** @type {object[]} */
  cases = [];
  /** @type {string[]} */
  failed = [];
  /** @type {Record<string, number>} */
  moves = {};

  /** @param {string} library @param {string} version @param {string} note */
  constructor(library, version, note) {
    Object.assign(this, { library, version, note });
  }

  /** NaN and infinities become null, by JSON. @param {Settings} one @param {ArrayLike<number>[]} steps */
  case(one, steps) {
    this.cases.push({ ...one, steps: steps.map((point) => Array.from(point)) });
  }

  /**
   * Both objectives. Settings may be by objective.
   * @param {string} rule
   * @param {Settings} settings
   * @param {(gradient: Gradient, start: number[], settings: Settings) => ArrayLike<number>[]} run gives N points, each after one step
   * @param {'f64' | 'f32'} precision
   * @param {(value: number) => number} round what each operation of the gradient is rounded with
   */
  both(rule, settings, run, precision = 'f64', round = precision === 'f32' ? Math.fround : Number) {
    for (const [objective, start] of Object.entries(START)) {
      const chosen = settings[objective] ?? settings;
      try {
        const steps = run((x, y) => gradient(objective, x, y, round), start, chosen);
        const of = objective === 'quadratic' ? { a: 1, b: 10 } : {};
        this.case({ rule, settings: chosen, objective, ...of, start, precision }, steps);
      } catch (error) {
        this.failed.push(`${rule}, ${objective}: ${error}`);
      }
    }
  }

  /**
   * A rate of 0.1 and a gradient of 1, then both 0.
   * @param {string} rule
   * @param {(rates: number[], gradients: number[]) => number[]} run gives the two points, from 0
   */
  moved(rule, run) {
    const [first, second] = run([0.1, 0], [1, 0]);
    this.moves[rule] = second - first;
  }

  /** @param {string} name */
  write(name) {
    writeFileSync(`${name}.json`, JSON.stringify(this));
  }
}
