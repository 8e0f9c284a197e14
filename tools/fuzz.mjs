// `npm run fuzz`: makes up inputs, kind by kind: for the engine, led by what code they reach; for what scripts read, out of sound ones.
// `npm run fuzz -- 1200` takes 1200 seconds for each kind instead of a minute, `-- 60 formula tables` only these, `-- 60 scripts` those of
// scripts. What breaks a promise is left in target/fuzz/found/.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fuzzScripts, SCRIPT_KINDS } from './fuzz-scripts.mjs';
import { findProgram, Problem, root, run, say, whenStarted } from './shell.mjs';

const CARGO_FUZZ = '0.13.2';
const FOLDER = 'tests/hostile';
/** Of libFuzzer: inputs in bytes; seconds after which an input never ends; MB. A second of the processor's time is what targets allow. */
const LIMITS = ['-max_len=4096', '-timeout=30', '-rss_limit_mb=1024', '-use_value_profile=1', '-print_final_stats=1'];

const kinds = readdirSync(join(root, FOLDER, 'corpus')).sort();

whenStarted(import.meta.url, async () => {
  const [first, ...rest] = process.argv.slice(2);
  const seconds = first === undefined ? 60 : Number(first);
  if (!(seconds >= 1)) throw new Problem(`“${first}” is no number of seconds.`);
  const all = [...kinds, ...SCRIPT_KINDS];
  const asked = rest.length ? rest.flatMap((kind) => (kind === 'scripts' ? SCRIPT_KINDS : kind)) : all;
  const unknown = asked.find((kind) => !all.includes(kind));
  if (unknown) throw new Problem(`there is no kind “${unknown}”; there are ${all.join(', ')}.`);
  if (asked.some((kind) => kinds.includes(kind)) && !findProgram(['cargo-fuzz'])) {
    say(`installing cargo-fuzz ${CARGO_FUZZ}`);
    run('cargo', ['install', 'cargo-fuzz', '--version', CARGO_FUZZ, '--locked', '--quiet']);
  }
  const rows = [];
  for (const kind of asked) rows.push(kinds.includes(kind) ? fuzz(kind, seconds) : await fuzzOfScripts(kind, seconds));
  console.log(`\n━━ npm run fuzz, ${seconds} s each`);
  for (const { kind, executions, found } of rows) {
    console.log(
      `${kind.padEnd(12)} ${executions.toLocaleString('en').padStart(12)} inputs, ${found || 'nothing'} found`,
    );
  }
  if (rows.some(({ found }) => found)) process.exitCode = 1;
});

/** @param {string} kind @param {number} seconds */
async function fuzzOfScripts(kind, seconds) {
  say(`making up inputs: ${kind}`);
  const { executions, found } = await fuzzScripts(kind, seconds);
  const folder = join(root, 'target/fuzz/found', kind);
  mkdirSync(folder, { recursive: true });
  for (const [k, { why, bytes }] of found.entries()) {
    const file = join(folder, `${Date.now()}-${k}`);
    writeFileSync(file, bytes);
    console.log(`${file} ${why}`);
  }
  return { kind, executions, found: found.length };
}

/** @param {string} kind @param {number} seconds */
function fuzz(kind, seconds) {
  const [corpus, found] = ['corpus', 'found'].map((part) => join(root, 'target/fuzz', part, kind));
  for (const folder of [corpus, found]) mkdirSync(folder, { recursive: true });
  say(`making up inputs: ${kind}`);
  // Without a sanitizer, so that the stable toolchain will do: the engine has next to no code that is unsafe.
  const cargo = ['fuzz', 'run', `--fuzz-dir=${FOLDER}`, '--sanitizer=none', kind, corpus, `${FOLDER}/corpus/${kind}`];
  const own = [`-max_total_time=${seconds}`, `-artifact_prefix=${found}/`];
  const { stderr } = spawnSync('cargo', [...cargo, '--', ...LIMITS, ...own], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CARGO_TARGET_DIR: join(root, 'target/fuzz/build') },
    maxBuffer: 2 ** 28,
  });
  const executions = Number(/number_of_executed_units: (\d+)/.exec(stderr)?.[1] ?? 0);
  if (!executions) throw new Problem(`the fuzzer did not run:\n${stderr.slice(-2000)}`);
  const broken = readdirSync(found);
  for (const file of broken)
    console.log(`${join(found, file)} ${JSON.stringify(readFileSync(join(found, file), 'latin1'))}`);
  return { kind, executions, found: broken.length };
}
