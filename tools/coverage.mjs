// `npm run coverage`: how much of the code its tests run, folder by folder: of Rust by `cargo test`, of JavaScript by the unit tests in
// Node. `-- rust` or `-- js` for one of the two, `-- pages` for JavaScript by the end-to-end tests in Chromium, too, without Workers.
// What never ran stands in target/coverage/missed.txt.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from './build.mjs';
import { coveredLines } from './covered.mjs';
import { browser, setUpPage } from './setup.mjs';
import { findProgram, npm, Problem, probe, root, run, say, whenStarted } from './shell.mjs';

const LLVM_COV = '0.9.1';
const PLACE = join(root, 'target/coverage');
export const MAPS = join(root, 'target/maps');
const PARTS = ['rust', 'js', 'pages'];

/** @typedef {{ lines: number, covered: number }} Count */

whenStarted(import.meta.url, async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((part) => !PARTS.includes(part));
  if (unknown) throw new Problem(`there is no part “${unknown}”; there are ${PARTS.join(', ')}.`);
  const wants = (/** @type {string} */ part) => asked.includes(part) || (asked.length === 0 && part !== 'pages');
  setUpPage();
  rmSync(PLACE, { recursive: true, force: true });
  mkdirSync(PLACE, { recursive: true });
  /** @type {string[]} */
  const missed = [];
  const tables = [];
  if (wants('rust')) tables.push(table('Rust', rust(missed)));
  if (wants('js') || wants('pages')) tables.push(table('JavaScript', await scripts(wants('pages'), missed)));
  writeFileSync(join(PLACE, 'missed.txt'), `${missed.join('\n')}\n`);
  console.log(tables.join('\n'));
});

/** LLVM's tools that the system has, as Debian names them, if they are of the compiler's version. */
function ofSystem() {
  const version = /^LLVM version: (\d+)/m.exec(probe('rustc', ['-vV']) ?? '')?.[1];
  const [cov, profdata] = ['llvm-cov', 'llvm-profdata'].map((name) => findProgram([`${name}-${version}`]));
  return cov && profdata ? { LLVM_COV: cov, LLVM_PROFDATA: profdata } : undefined;
}

/** @param {string[]} missed @returns {Map<string, Count>} by file */
function rust(missed) {
  if (probe('cargo', ['llvm-cov', '--version']) === null) {
    say(`installing cargo-llvm-cov ${LLVM_COV}`);
    run('cargo', ['install', 'cargo-llvm-cov', '--version', LLVM_COV, '--locked', '--quiet']);
  }
  const tools = ofSystem();
  if (!tools && findProgram(['rustup'])) run('rustup', ['component', 'add', 'llvm-tools']);
  const report = join(PLACE, 'rust.json');
  run('cargo', ['llvm-cov', '--locked', '--json', `--output-path=${report}`], { ...tools, RUST_BACKTRACE: '0' });
  /** @type {{ data: { files: { filename: string, segments: [number, number, number, boolean][], summary: { lines: { count: number, covered: number } } }[] }[] }} */
  const { data } = JSON.parse(readFileSync(report, 'utf8'));
  return new Map(
    data
      .flatMap(({ files }) => files)
      .map(({ filename, segments, summary: { lines } }) => {
        const file = relative(root, filename);
        const never = segments.filter(([, , count, has]) => has && count === 0).map(([line]) => line);
        missed.push(...lineRanges(file, never));
        return [file, { lines: lines.count, covered: lines.covered }];
      }),
  );
}

/** @param {boolean} pages whether end-to-end tests count @param {string[]} missed @returns {Promise<Map<string, Count>>} by file */
async function scripts(pages, missed) {
  process.env.MAPS = MAPS;
  await build();
  const left = join(PLACE, 'v8');
  mkdirSync(left);
  const tests = readdirSync(join(root, 'tests/unit')).filter((name) => name.endsWith('.test.js'));
  say('running the unit tests');
  run('node', ['--test', '--test-reporter=dot', ...tests.map((name) => `tests/unit/${name}`)], {
    NODE_V8_COVERAGE: left,
  });
  if (pages) {
    await browser();
    process.env.COVERAGE = left;
    npm('run', '--silent', 'test:e2e');
  }
  const files = coveredLines(left, MAPS);
  for (const [file, { missed: lines }] of files)
    missed.push(
      ...lineRanges(
        `www/${file}`,
        lines.map((line) => line + 1),
      ),
    );
  return files;
}

/** FILE:FROM-TO, of lines that follow one another. @param {string} file @param {number[]} lines */
function lineRanges(file, lines) {
  /** @type {[number, number][]} */
  const ranges = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last && line <= last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges.map(([from, to]) => `${file}:${from === to ? from : `${from}-${to}`}`);
}

/** @param {string} title @param {Map<string, Count>} files */
function table(title, files) {
  /** @type {Map<string, Count>} */
  const folders = new Map();
  const add = (/** @type {string} */ folder, /** @type {Count} */ { lines, covered }) => {
    const sum = folders.get(folder) ?? { lines: 0, covered: 0 };
    folders.set(folder, { lines: sum.lines + lines, covered: sum.covered + covered });
  };
  for (const [file, count] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) add(dirname(file), count);
  for (const count of files.values()) add('in all', count);
  const rows = Array.from(folders, ([folder, { lines, covered }]) => {
    const part = `${((100 * covered) / lines).toFixed(1)} %`;
    return `${folder.padEnd(40)} ${String(covered).padStart(6)} of ${String(lines).padStart(6)} lines ${part.padStart(8)}`;
  });
  return `\n━━ ${title}\n${rows.join('\n')}`;
}
