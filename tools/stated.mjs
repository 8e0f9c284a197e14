// What the page of benchmarks states of other libraries: `npm run bench -- network --state` has measured it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { site } from './places.mjs';

/**
 * @typedef {object} Stated
 * @property {string} date
 * @property {string} browser
 * @property {string} machine
 * @property {number} cores
 * @property {number} peak GFLOP/s
 * @property {{ name: string, ms: number }[]} steps the engine's first
 */

export const STATED = join(site, 'bench/stated.json');

/** Puts it in place of `{{stated NAME}}`. @param {string} html */
export function withStated(html) {
  /** @type {Stated} */
  const { steps, ...stated } = JSON.parse(readFileSync(STATED, 'utf8'));
  const [engine] = steps;
  const rows = steps.map(({ name, ms }) => {
    const ratio = ms / engine.ms;
    const style = `--ratio: ${ratio.toFixed(2)}; --most: ${(Math.max(...steps.map((step) => step.ms)) / engine.ms).toFixed(2)}`;
    return `<tr><th scope="row">${name}</th><td>${ms.toFixed(1)}</td><td class="ratio" style="${style}">${ratio.toFixed(1)} ×</td></tr>`;
  });
  const parts = { ...stated, rows: rows.join('\n          ') };
  return html.replace(/\{\{stated (\w+)\}\}/g, (_, name) => String(parts[/** @type {keyof typeof parts} */ (name)]));
}
