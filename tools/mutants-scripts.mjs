// `npm run mutants:scripts`: how good are the tests of what attributes, properties and links mean? Stryker puts small faults into these
// scripts, one at a time, and each is run by the tests in Node that reach it. It reads what `npm run build` has written.
// Its report is left in target/mutants/scripts/; tests/mutants-scripts.txt has the survivors that are known to be harmless.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonsIn } from './mutants-list.mjs';
import { root, run, say, whenStarted } from './shell.mjs';

// The last ones that run on Node 20.
const STRYKER = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/tap-runner@9.6.1'];

/** What is changed: what needs no page. */
const MUTATED = [
  'www/elements/*/state.js',
  'www/elements/kit/{attributes,compare,format,hash,ladder,libraries,names,percent,properties,settings,typed}.js',
];
const TESTS =
  'tests/unit/{builder,catalogs,compared,format,graph,names,network-parts,network-state,properties,settings,state}.test.js';
/** What these tests read. */
const READ = ['dist', 'python', 'src', 'target/bindgen', 'tests', 'tools', 'www', 'package.json', 'README.md'];

/**
 * @typedef {{ line: number, column: number }} Place both from 1 on
 * @typedef {{ location: { start: Place, end: Place }, replacement: string, status: string }} Mutant
 * @typedef {Record<string, { source: string, mutants: Mutant[] }>} Report of each file
 */

const folder = join(root, 'target/mutants/scripts');
const report = join(folder, 'report.json');

whenStarted(import.meta.url, async () => {
  const known = reasons(readFileSync(join(root, 'tests/mutants-scripts.txt'), 'utf8'));
  const config = {
    testRunner: 'tap',
    plugins: ['@stryker-mutator/*'],
    tap: { testFiles: [TESTS], nodeArgs: ['--test-reporter=tap', '-r', '{{hookFile}}', '{{testFile}}'] },
    mutate: MUTATED,
    coverageAnalysis: 'perTest',
    ignorePatterns: ['**', ...READ.flatMap((path) => [`!${path}`, `!${path}/**`])],
    tempDirName: join(folder, 'copy'),
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: report },
    // A line that it would put at the top of each script is not in those of dist/ that tests read.
    disableTypeChecks: false,
    timeoutMS: 20_000,
  };
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'stryker.json');
  writeFileSync(file, JSON.stringify(config, null, 1));
  run('npx', ['--yes', ...STRYKER.map((name) => `--package=${name}`), '--', 'stryker', 'run', file]);
  const { files } = JSON.parse(readFileSync(report, 'utf8'));
  const { all, caught, harmless, open, stale } = sorted(files, known);
  for (const name of open) console.log(`survived: ${name}`);
  for (const name of stale) console.log(`tests/mutants-scripts.txt names what does not survive: ${name}`);
  console.log('\n━━ npm run mutants:scripts');
  const share = ((100 * open.length) / all).toFixed(1);
  say(`${all} mutants: ${caught} caught, ${harmless} known to be harmless, ${open.length} left (${share} %)`);
});

/** `file: text → replacement`, on one line: without a place, which changes with every edit. @param {string} file @param {string} source @param {Mutant} mutant */
export function label(file, source, { location: { start, end }, replacement }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  // The end first: it may stand on the same line.
  lines.push((lines.pop() ?? '').slice(0, end.column - 1));
  lines[0] = lines[0]?.slice(start.column - 1) ?? '';
  const short = (/** @type {string} */ text) => {
    const words = text.replace(/\s+/g, ' ').trim();
    return words.length > 70 ? `${words.slice(0, 69)}…` : words;
  };
  return `${file}: ${short(lines.join('\n'))} → ${short(replacement)}`;
}

/** The reasons why survivors are harmless, by label. @param {string} text */
export const reasons = (text) =>
  reasonsIn(text, 'tests/mutants-scripts.txt', 'file: text → replacement | reason', (name) => name.includes(' → '));

/** How many there are and were caught, which survive without a reason, and reasons about nothing. @param {Report} files @param {Map<string, string>} known */
export function sorted(files, known) {
  const rows = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => !['Ignored', 'CompileError', 'RuntimeError'].includes(status))
      .map((mutant) => ({
        name: label(file, source, mutant),
        left: ['Survived', 'NoCoverage'].includes(mutant.status),
      })),
  );
  const left = rows.filter((row) => row.left).map(({ name }) => name);
  const open = left.filter((name) => !known.has(name));
  return {
    all: rows.length,
    caught: rows.length - left.length,
    harmless: left.length - open.length,
    open,
    stale: [...known.keys()].filter((name) => !left.includes(name)),
  };
}
