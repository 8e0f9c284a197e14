// `npm run atlas`: installs the libraries whose traces are in tests/golden/atlas, runs them again, and compares.
//
//   npm run atlas                      all that can be installed here
//   npm run atlas -- torch tfjs        only these
//   npm run atlas -- --latest          the newest versions, not those that made the traces
//   npm run atlas -- --keep            keeps what has been computed; --further also keeps cases that have not been stored yet
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { compare, key, otherMoves } from './atlas/compare.mjs';
import { generate } from './atlas/environments.mjs';
import { RUNS } from './atlas/libraries.mjs';
import { computed, moves, read, write } from './atlas/traces.mjs';
import { Problem, say, whenStarted } from './shell.mjs';

/** @typedef {import('./atlas/traces.mjs').Case} Case */
/** @typedef {{ name: string, stored: string, run: string, said: string[], differs: boolean, columns: string[] }} Row */

whenStarted(import.meta.url, async () => {
  const flag = /** @type {const} */ ({ type: 'boolean', default: false });
  const options = { latest: flag, keep: flag, further: flag };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const known = RUNS.flatMap(({ makes }) => makes);
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length) throw new Problem(`no library is called ${unknown.join(' or ')}; there are ${known.join(', ')}`);
  const wanted = (/** @type {string} */ name) => positionals.length === 0 || positionals.includes(name);

  const temporary = mkdtempSync(join(tmpdir(), 'atlas-'));
  process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
  /** @type {Row[]} */
  const rows = [];
  for (const run of RUNS.filter(({ makes }) => makes.some(wanted))) {
    say(run.makes.join(', '));
    try {
      const files = generate(run, temporary, values.latest);
      run.makes.forEach((name, i) => {
        if (wanted(name)) rows.push(again(name, files[i], values));
      });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      for (const name of run.makes.filter(wanted)) rows.push(notRun(name, problem.message));
    }
  }
  print(rows);
  if (rows.some(({ differs }) => differs)) process.exitCode = 1;
});

/**
 * @param {string} name
 * @param {string} text what the generator has written
 * @param {{ keep: boolean, further: boolean }} options
 * @returns {Row}
 */
function again(name, text, { keep, further }) {
  const made = computed(text);
  const stored = read(name);
  const found = compare(stored ?? { ...made, cases: [] }, made);
  if (keep) {
    const before = new Set(stored?.cases.map(key));
    const cases = made.cases.filter((one) => !stored || further || before.has(key(one)));
    write(name, { ...made, ran: new Date().toISOString().slice(0, 10), cases: inOrder(cases, stored?.cases ?? []) });
  }
  const changed = [...found.other, ...found.gone.map((one) => `${one}: not computed`)];
  changed.push(...otherMoves(moves(name), made.moves));
  const said = [...changed, ...made.failed];
  if (found.further.length) said.push(`${found.further.length} more computed than stored`);
  const { cases, equal, largest } = found;
  const differs = changed.length > 0;
  const columns = [`${cases}`, `${equal}`, largest.toExponential(1), differs ? 'DIFFERS' : 'same'];
  return { name, stored: stored?.version ?? 'none', run: made.version, said, differs, columns };
}

/**
 * Those that were stored keep their places and the order of their settings: a change of the files shows what has changed.
 * @param {Case[]} cases
 * @param {Case[]} stored
 */
function inOrder(cases, stored) {
  const rows = new Map(stored.map((one) => [key(one), one.row]));
  const places = [...rows.keys()];
  const place = (/** @type {Case} */ one) => (rows.has(key(one)) ? places.indexOf(key(one)) : places.length);
  return cases
    .map((one) => {
      const row = rows.get(key(one));
      return row && isDeepStrictEqual(row, one.row) ? { ...one, row } : one;
    })
    .sort((a, b) => place(a) - place(b));
}

/** @param {string} name @param {string} why @returns {Row} */
function notRun(name, why) {
  return { name, stored: read(name)?.version ?? 'none', run: 'not run', said: [why], differs: false, columns: [] };
}

/** @param {Row[]} rows */
function print(rows) {
  const head = ['library', 'stored', 'run', 'cases', 'bits', 'largest', ''];
  const lines = [head, ...rows.map(({ name, stored, run, columns }) => [name, stored, run, ...columns])];
  const widths = head.map((_, k) => Math.max(...lines.map((line) => line[k]?.length ?? 0)));
  console.log();
  lines.forEach((line, i) => {
    console.log(
      line
        .map((text, k) => text.padEnd(widths[k] + 2))
        .join('')
        .trimEnd(),
    );
    for (const sentence of rows[i - 1]?.said ?? []) console.log(`    ${sentence}`);
  });
  const left = rows.filter(({ run }) => run === 'not run').length;
  const other = rows.filter(({ differs }) => differs).length;
  console.log(`\n${rows.length - left} libraries run, ${other} differ, ${left} not run`);
}
