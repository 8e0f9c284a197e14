// The traces of tests/golden/atlas: NAME.json with the cases, NAME.bin with their points. The README there says what is in them.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../shell.mjs';

export const folder = join(root, 'tests/golden/atlas');

/** How many points a case has. */
const COUNT = 50;

/** @typedef {[number, number]} Point */
/** @typedef {'quadratic' | 'rosenbrock' | 'samples'} Objective */
/**
 * What is left out of a row has its usual value: precision f64, check_slack 1, a 1 and b 10, and the start of the objective.
 * @typedef {{
 *   rule: string, settings: Record<string, unknown>, objective: Objective, a?: number, b?: number, start?: Point,
 *   precision?: 'f32', averaged?: true, check_slack?: number, remark?: string,
 *   X?: Point[], y?: number[], loss?: string
 * }} Row
 */
/** @typedef {{ row: Row, steps: Point[], averaged: Point[] }} Case */
/** @typedef {{ library: string, version: string, note: string, cases: Case[] }} Held */
/** @typedef {Held & { ran: string }} Traces what is stored */
/**
 * What a generator has made, what it could not make, and what its rules still move when the rate has fallen to 0.
 * @typedef {Held & { failed: string[], moves: Record<string, number> }} Computed
 */
/** @typedef {{ library: string, rule: string, second_move: number, rate: 'inside' | 'outside' }} Move */

/** @type {Record<string, Point>} */
const STARTS = { quadratic: [1, -0.75], rosenbrock: [-1.25, 1] };

export const names = () =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.bin'))
    .map((file) => file.slice(0, -'.bin'.length))
    .sort();

/** @param {string} name @returns {Traces | undefined} */
export function read(name) {
  if (!existsSync(join(folder, `${name}.bin`))) return;
  const { cases, ...head } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  return { ...head, cases: unpacked(cases, readFileSync(join(folder, `${name}.bin`))) };
}

/** @param {string} name @param {Traces} traces */
export function write(name, { library, version, ran, note, cases }) {
  const head = JSON.stringify({ library, version, ran, note }).slice(0, -1);
  const rows = cases.map(({ row }) => JSON.stringify(row)).join(',\n');
  writeFileSync(join(folder, `${name}.json`), `${head},"cases":[\n${rows}\n]}\n`);
  writeFileSync(join(folder, `${name}.bin`), packed(cases));
}

/** What the rules of a library still move when the rate has fallen to 0. @param {string} name @returns {Move[]} */
export const moves = (name) =>
  JSON.parse(readFileSync(join(folder, 'rate_change.json'), 'utf8')).cases.filter(
    (/** @type {Move} */ { library }) => library === name,
  );

/** Numbers of a case, one after another: x and y of each point, then of each averaged point. @param {Case} one */
const numbers = ({ steps, averaged }) => [...steps, ...averaged].flat();

/** @param {Case[]} cases */
export function packed(cases) {
  const bytes = (/** @type {Case} */ one) =>
    (one.row.precision === 'f32' ? Float32Array : Float64Array).from(numbers(one)).buffer;
  return Buffer.concat(cases.map((one) => new Uint8Array(bytes(one))));
}

/** @param {Row[]} rows @param {Buffer} bytes @returns {Case[]} */
export function unpacked(rows, bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  return rows.map((row) => {
    const single = row.precision === 'f32';
    const number = () => {
      const value = single ? view.getFloat32(at, true) : view.getFloat64(at, true);
      at += single ? 4 : 8;
      return value;
    };
    const points = () => Array.from({ length: COUNT }, () => /** @type {Point} */ ([number(), number()]));
    return { row, steps: points(), averaged: row.averaged ? points() : [] };
  });
}

/** What a generator has written. @param {string} text @returns {Computed} */
export function computed(text) {
  const { library, version, note, cases, failed = [], moves = {} } = JSON.parse(text);
  return { library, version, note, cases: cases.map(ofGenerator), failed, moves };
}

/** @param {any} made a case as a generator writes it */
function ofGenerator({ steps, eval_steps = [], a, b, start, precision, intercepts, ...rest }) {
  /** @type {Row} */
  const row = { ...rest };
  if (row.objective === 'quadratic' && (a !== 1 || b !== 10)) Object.assign(row, { a, b });
  if (`${start}` !== `${STARTS[row.objective]}`) row.start = start;
  if (precision === 'f32') row.precision = 'f32';
  if (steps.length !== COUNT)
    throw new Error(`${row.rule} on ${row.objective} has ${steps.length} points, not ${COUNT}`);
  if (eval_steps.length) row.averaged = true;
  const round = precision === 'f32' ? Math.fround : Number;
  const points = (/** @type {(number | null)[][]} */ list) =>
    list.map((point) => /** @type {Point} */ (point.map((value) => (value === null ? Number.NaN : round(value)))));
  return { row, steps: points(steps), averaged: points(eval_steps) };
}
