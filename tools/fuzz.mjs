// `npm run fuzz`: makes up inputs for the engine, kind by kind, led by what code they reach. `npm run fuzz -- 1200` takes 1200 seconds for
// each kind instead of a minute, `-- 60 formula table` only these. What breaks a promise is left in target/fuzz/found/.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  const asked = rest.length ? rest : kinds;
  const unknown = asked.find((kind) => !kinds.includes(kind));
  if (unknown) throw new Problem(`there is no kind “${unknown}”; there are ${kinds.join(', ')}.`);
  if (!findProgram(['cargo-fuzz'])) {
    say(`installing cargo-fuzz ${CARGO_FUZZ}`);
    run('cargo', ['install', 'cargo-fuzz', '--version', CARGO_FUZZ, '--locked', '--quiet']);
  }
  const rows = asked.map((kind) => fuzz(kind, seconds));
  console.log(`\n━━ npm run fuzz, ${seconds} s each`);
  for (const { kind, executions, found } of rows) {
    console.log(
      `${kind.padEnd(12)} ${executions.toLocaleString('en').padStart(12)} inputs, ${found || 'nothing'} found`,
    );
  }
  if (rows.some(({ found }) => found)) process.exitCode = 1;
});

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
