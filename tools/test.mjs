// `npm test`: everything, each part by the script of its name, and what came of it. `npm run test:quick`: what takes seconds.
import { spawn } from 'node:child_process';
import { whyNoPython } from './python.mjs';
import { setUpTests } from './setup.mjs';
import { root, whenStarted } from './shell.mjs';
import { whyNoSupply } from './supply.mjs';
import { whyNoEngines } from './test-engines.mjs';

/**
 * Stages follow one another; the rows of a stage run side by side, and the parts of a row one after the other. What reads the
 * built site, or the types of its glue, comes after the build; of those that wait for cargo's lock there is one at a time: the
 * build, which is most of the time one thread, has folders of its own.
 */
const ALL = [
  [
    ['build', 'test:types', 'test:floors', 'test:unit', 'test:package', 'test:supply', 'test:python', 'test:engines'],
    ['test:fmt', 'test:lint', 'test:clippy', 'test:rust', 'test:figure', 'test:wasm'],
  ],
  [['test:e2e']],
];
/** What a machine may lack without being too poor to build the page; and why it does. @type {Record<string, () => string | undefined | Promise<string | undefined>>} */
const LACKING = { 'test:python': whyNoPython, 'test:engines': whyNoEngines, 'test:supply': whyNoSupply };
const QUICK = [[['test:fmt', 'test:types', 'test:lint', 'test:floors', 'test:unit', 'test:smoke'], ['test:rust']]];

/** @typedef {{ part: string, passed: boolean, seconds: number, lacking?: string }} Row */

whenStarted(import.meta.url, async () => {
  const quick = process.argv.includes('--quick');
  await setUpTests();
  const begun = performance.now();
  /** @type {Row[]} */
  const rows = [];
  for (const stage of quick ? QUICK : ALL) {
    await Promise.all(stage.map((parts) => inTurn(parts, stage.length > 1, rows)));
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

/** @param {string[]} parts @param {boolean} shared whether others run at the same time @param {Row[]} rows */
async function inTurn(parts, shared, rows) {
  for (const part of parts) {
    const lacking = await LACKING[part]?.();
    if (lacking) {
      rows.push({ part, passed: true, seconds: 0, lacking });
      continue;
    }
    const start = performance.now();
    if (!shared) console.log(`\n━━ npm run ${part}`);
    const { passed, output } = await runPart(part, shared);
    if (shared) console.log(`\n━━ npm run ${part}\n${output}`);
    rows.push({ part, passed, seconds: (performance.now() - start) / 1000 });
  }
}

/**
 * What is printed side by side would be mixed up: it is kept until the part has ended.
 * @param {string} part
 * @param {boolean} keep
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
