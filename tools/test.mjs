// `npm test`: everything, each part by the script of its name, and what came of it. `npm run test:quick`: what takes seconds.
import { spawn } from 'node:child_process';
import { whyNoPython } from './python.mjs';
import { setUpTests } from './setup.mjs';
import { root, whenStarted } from './shell.mjs';
import { whyNoSupply } from './supply.mjs';
import { whyNoEngines } from './test-engines.mjs';

/**
 * Rows that run side by side, one for each of two cores; the parts of a row run one after the other. What reads the built site, or the
 * types of its glue, comes after the build; of those that wait for cargo's lock there is one at a time: the build, which is most of the
 * time one thread, has folders of its own. The end-to-end tests, half of the work, keep two cores busy by themselves: with two more parts
 * beside them all of it takes longer.
 */
const ALL = [
  ['test:fmt', 'test:lint', 'test:clippy', 'test:rust', 'test:figure', 'test:wasm'],
  [
    'build',
    'test:types',
    'test:floors',
    'test:unit',
    'test:package',
    'test:supply',
    'test:python',
    'test:engines',
    'test:e2e',
  ],
];
const QUICK = [['test:rust'], ['test:fmt', 'test:types', 'test:lint', 'test:floors', 'test:unit', 'test:smoke']];
/** Whose lines come one by one; of the others, all at the end: else they would be mixed up. */
const TOLD_AT_ONCE = 'test:e2e';
/** Of what failed, so many lines are told again at the very end, where one looks first. */
const LAST_LINES = 60;
/** What a machine may lack without being too poor to build the page; and why it does. @type {Record<string, () => string | undefined | Promise<string | undefined>>} */
const LACKING = { 'test:python': whyNoPython, 'test:engines': whyNoEngines, 'test:supply': whyNoSupply };

/** @typedef {{ part: string, passed: boolean, seconds: number, output?: string, lacking?: string }} Row */

whenStarted(import.meta.url, async () => {
  const quick = process.argv.includes('--quick');
  await setUpTests();
  const begun = performance.now();
  /** @type {Row[]} */
  const rows = [];
  // Whoever tests needs more of wasm-bindgen than the build: both are compiled at once.
  process.env.WITH_TEST_RUNNER = quick ? '' : '1';
  await Promise.all((quick ? QUICK : ALL).map((parts) => inTurn(parts, rows)));
  for (const { part, output } of rows.filter(({ passed }) => !passed)) {
    if (output) console.log(`\n━━ npm run ${part} failed; its last lines\n${lastLines(output)}`);
  }
  console.log(`\n━━ npm ${quick ? 'run test:quick' : 'test'}`);
  for (const { part, passed, seconds, lacking } of rows) {
    const said = lacking
      ? `not run: ${lacking}`
      : `${passed ? 'passed' : 'FAILED'} ${seconds.toFixed(1).padStart(8)} s`;
    console.log(`${part.padEnd(12)} ${said}`);
  }
  const failed = rows.filter(({ passed }) => !passed).length;
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`${'in all'.padEnd(19)} ${seconds.padStart(8)} s`);
  const left = rows.filter(({ lacking }) => lacking).length;
  console.log(`${rows.length - failed - left} passed, ${failed} failed${left ? `, ${left} not run` : ''}`);
  if (failed) process.exitCode = 1;
});

/** @param {string[]} parts @param {Row[]} rows */
async function inTurn(parts, rows) {
  for (const part of parts) rows.push(await rowOf(part));
}

/** @param {string} part @returns {Promise<Row>} */
async function rowOf(part) {
  const lacking = await LACKING[part]?.();
  if (lacking) return { part, passed: true, seconds: 0, lacking };
  const start = performance.now();
  const isTold = part === TOLD_AT_ONCE;
  if (isTold) console.log(`\n━━ npm run ${part}`);
  const { passed, output } = await runPart(part, !isTold);
  if (!isTold) console.log(`\n━━ npm run ${part}\n${output}`);
  return { part, passed, seconds: (performance.now() - start) / 1000, output };
}

/** @param {string} output */
const lastLines = (output) => output.trimEnd().split('\n').slice(-LAST_LINES).join('\n');

/**
 * @param {string} part
 * @param {boolean} keep what it prints
 * @returns {Promise<{ passed: boolean, output: string }>}
 */
function runPart(part, keep) {
  // The npm that started this script: on Windows it is no program that can be started by name.
  const cli = process.env.npm_execpath;
  const [command, ...args] = cli?.endsWith('.js') ? [process.execPath, cli] : ['npm'];
  const child = spawn(command, [...args, 'run', '--silent', part], {
    cwd: root,
    stdio: ['ignore', keep ? 'pipe' : 'inherit', keep ? 'pipe' : 'inherit'],
  });
  /** @type {string[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => output.push(text));
  }
  return new Promise((done) => {
    child.on('error', (error) => done({ passed: false, output: output.join('') + error.message }));
    child.on('close', (code) => done({ passed: code === 0, output: output.join('') }));
  });
}
