// `npm run mutants`: how good are the tests? cargo-mutants lists small faults that could be put into the engine; `weave` writes all of them
// into one copy of it, which is compiled once; then each is run by the tests that reach it, the quickest first, until one fails. What of
// graphs these leave is run once more, as WebAssembly in Node: some of it is only there.
// `npm run mutants -- src/sampler.rs` takes those of one file; `--again` those that no test found last time; `--share 0.1 --seed 2` a tenth,
// drawn by that seed. All take hours: an interrupt (Ctrl-C) ends the run and reports what there is by then; `--again` takes the rest as well.
// What is found is left in target/mutants/; tests/mutants.txt has the survivors that are known to be harmless.
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { asked, drawn, inGroups, isRun, label, leftOf, QUICK, reasons, sorted } from './mutants-list.mjs';
import { TARGET, testRunner } from './setup.mjs';
import { findProgram, Problem, root, run, say, whenStarted } from './shell.mjs';

const CARGO_MUTANTS = '27.1.0';
const PARTS = [
  'src/optimizer/**',
  'src/sampler.rs',
  'src/schedule.rs',
  'src/graph/**',
  'src/formula/**',
  'src/maps/**',
];

/** Tests of browsers that take longer than all others, and reach nothing that no other reaches. */
const LONG = ['of_other_machines', 'many_runs_end_as_single_ones_do'];

const folder = join(root, 'target/mutants');
const copy = join(folder, 'copy');
const built = join(folder, 'built');
const endsFile = join(folder, 'ends.json');

/**
 * @typedef {{ file: string, genre: string, name: string, function: { return_type: string } | null }} Mutant
 * @typedef {import('./mutants-list.mjs').Timed & { name: string, reached: number[] }} Test
 * @typedef {'caught' | 'out of time' | 'never reached' | 'survived'} End
 */

/** @param {Mutant} mutant */
const isOfGraphs = ({ file }) => file.startsWith('src/graph/');

whenStarted(import.meta.url, async () => {
  const { files, again, share, seed } = asked(process.argv.slice(2));
  const known = reasons(readFileSync(join(root, 'tests/mutants.txt'), 'utf8'));
  if (process.platform !== 'linux')
    throw new Problem('This needs Linux: a mutant that never ends is stopped by `ulimit`.');
  if (!findProgram(['cargo-mutants'])) {
    say(`installing cargo-mutants ${CARGO_MUTANTS}`);
    run('cargo', ['install', 'cargo-mutants', '--version', CARGO_MUTANTS, '--locked', '--quiet']);
  }
  copySources();
  const all = listed(files.length ? files : PARTS);
  const list = drawn(again ? leftOf(all, lastEnds()) : all, share, seed);
  if (!list.length) throw new Problem('of these mutants there is none to be run.');
  writeFileSync(join(folder, 'list.json'), JSON.stringify(list));
  const { written, refused } = weave(list);
  say(`${list.length} mutants: ${written.length} can be compiled, ${refused.length} cannot`);
  const programs = compile();
  const inNode = list.some(isOfGraphs) ? await compileForNode() : null;
  const tests = await measure(programs);
  const isKnown = (/** @type {number} */ id) => known.has(label(list[id].name));
  const ends = await runAll(written, (id) => end(id, tests, isKnown(id)));
  const left = [...ends].flatMap(([id, end]) => {
    const isOpen = end === 'never reached' || (end === 'survived' && !isKnown(id));
    return isOpen && isOfGraphs(list[id]) ? [id] : [];
  });
  if (inNode && !isInterrupted) for (const [id, end] of await runAll(left, inNode)) ends.set(id, end);
  /** @type {(ids: number[], end: string) => [number, string][]} */
  const each = (ids, end) => ids.map((id) => [id, end]);
  report(list, new Map([...each(refused, 'cannot be compiled'), ...each(written, 'not run'), ...ends]));
  judge(known, all);
});

/** What belongs to the project, as it is now. */
function copySources() {
  rmSync(copy, { recursive: true, force: true });
  const files = ask('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']).split('\0');
  for (const file of files.filter((file) => file && existsSync(join(root, file))))
    cpSync(join(root, file), join(copy, file));
}

/** @param {string[]} parts @returns {Mutant[]} */
function listed(parts) {
  const list = JSON.parse(ask('cargo', ['mutants', '--list', '--json', ...parts.flatMap((part) => ['--file', part])]));
  if (!list.length) throw new Problem(`there is nothing to change in ${parts.join(', ')}.`);
  return list;
}

/** What became of each mutant last time. @returns {{ file: string, name: string, end: string }[]} */
function lastEnds() {
  if (existsSync(endsFile)) return JSON.parse(readFileSync(endsFile, 'utf8'));
  throw new Problem('nothing was run before: leave out --again.');
}

/** Writes the mutants into the copy, and takes out whatever the compiler refuses, until it refuses nothing. @param {Mutant[]} list */
function weave(list) {
  run('cargo', ['build', '--locked', '--package=weave', '--profile=tool', '--quiet']);
  const program = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'tool/weave');
  // A function that returns an opaque type can return nothing of another one.
  const refused = new Set(list.flatMap((mutant, id) => (mutant.function?.return_type.includes('impl ') ? [id] : [])));
  for (;;) {
    const written = JSON.parse(ask(program, [root, copy, join(folder, 'list.json'), ...[...refused].map(String)]));
    let { status, stdout } = cargo(['check', '--message-format=json']);
    if (status === 0 && list.some(isOfGraphs)) ({ status, stdout } = cargoForBrowsers(['check', '--lib']));
    if (status === 0) return { written: /** @type {number[]} */ (written), refused: [...refused] };
    const found = messages(stdout).flatMap(({ message }) => (message?.level === 'error' ? idsAt(message) : []));
    say(`the compiler refuses ${found.length} of ${written.length}`);
    if (found.every((id) => refused.has(id))) throw new Problem('the copy cannot be compiled.');
    for (const id of found) refused.add(id);
  }
}

/**
 * The mutant whose text a message is about; or, where it is about what stands around them, those of the whole site.
 * @param {{ spans: Span[] }} message
 * @typedef {{ file_name: string, byte_start: number, byte_end: number, is_primary: boolean, expansion: { span: Span } | null }} Span
 */
function idsAt({ spans }) {
  return spans
    .filter((span) => span.is_primary)
    .flatMap((span) => {
      let at = span;
      while (at.expansion) at = at.expansion.span;
      if (!existsSync(join(copy, at.file_name))) return [];
      const text = readFileSync(join(copy, at.file_name));
      /** @type {{ kind: string, from: number }[]} */
      const open = [];
      for (const { 1: kind, index } of text.toString('latin1').matchAll(/\/\*([ms]\d*)\*\//g)) {
        if (index > at.byte_start) break;
        if (kind.length === 1) open.pop();
        else open.push({ kind, from: index });
      }
      const last = open.at(-1);
      const asked = (/** @type {number} */ from, /** @type {number} */ to) =>
        Array.from(text.toString('latin1', from, to).matchAll(/on\((\d+)\)/g), ([, id]) => Number(id));
      // About what stands around a site: all that is in it.
      if (!last) return asked(at.byte_start, at.byte_end);
      if (last.kind.startsWith('m')) return [Number(last.kind.slice(1))];
      return asked(last.from, text.indexOf('/*s*/', at.byte_start));
    });
}

/** The programs of the tests. */
function compile() {
  say('compiling all of them at once');
  const { status, stdout } = cargo(['test', '--no-run', '--message-format=json']);
  if (status !== 0) throw new Problem('the tests of the copy cannot be compiled.');
  return messages(stdout).flatMap(({ executable, profile }) => (executable && profile.test ? [executable] : []));
}

/** How long each test takes, and which mutants it reaches. @param {string[]} programs */
async function measure(programs) {
  say('asking each test what it reaches');
  const left = programs.flatMap((program) =>
    Array.from(ask(program, ['--list'], copy).matchAll(/^(.*): test$/gm), ([, name]) => ({ program, name })),
  );
  /** @type {Test[]} */
  const tests = [];
  await sideBySide(async (core) => {
    const into = join(folder, `reached-${core}.txt`);
    for (let test = left.pop(); test; test = left.pop()) {
      rmSync(into, { force: true });
      const { program, name } = test;
      const [start, passed] = [performance.now(), await passes(program, [name], { MUTANTS_REACHED: into }, 600)];
      const seconds = (performance.now() - start) / 1000;
      // A few look at the sources themselves, which are others here.
      if (!passed) say(`left out, since it fails on the copy: ${basename(program)} ${name}`);
      else tests.push({ program, name, seconds, reached: reachedIn(into) });
    }
  });
  return tests;
}

/** One for each core. @param {(core: number) => Promise<void>} one */
const sideBySide = (one) => Promise.all(Array.from({ length: availableParallelism() }, (_, core) => one(core)));

/** The ids that a test has left; none where its program has nothing of the engine in it. @param {string} file */
function reachedIn(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number);
}

let isInterrupted = false;

/** @param {number[]} ids @param {(id: number) => Promise<End>} end */
async function runAll(ids, end) {
  /** @type {Map<number, End>} */
  const ends = new Map();
  const left = [...ids];
  // The tests that run at that moment are interrupted, too: what comes of them means nothing.
  process.once('SIGINT', () => {
    isInterrupted = true;
  });
  await sideBySide(async () => {
    for (let id = left.pop(); id !== undefined && !isInterrupted; id = left.pop()) {
      const how = await end(id);
      if (!isInterrupted) ends.set(id, how);
      if (ends.size % 200 === 0) say(`${ends.size} of ${ids.length}`);
    }
  });
  return ends;
}

/**
 * What becomes of a mutant. One that is known to be harmless is run by quick tests alone: slow ones would take most of the time.
 * @param {number} id
 * @param {Test[]} tests
 * @param {boolean} isKnown
 * @returns {Promise<End>}
 */
async function end(id, tests, isKnown) {
  const reaching = tests.filter(({ reached }) => reached.includes(id));
  if (!reaching.length) return 'never reached';
  for (const { tests: group, seconds } of inGroups(reaching)) {
    if (isKnown && seconds > QUICK) break;
    const allowed = Math.max(5, Math.ceil(8 * seconds));
    const names = group.map(({ name }) => name);
    const how = await passes(group[0].program, names, { MUTANT: String(id) }, allowed);
    if (how !== true) return how === undefined ? 'out of time' : 'caught';
  }
  return 'survived';
}

/**
 * What becomes of a mutant by the tests that browsers run. None of them needs a page, and Node starts sooner.
 * @returns {Promise<(id: number) => Promise<End>>}
 */
async function compileForNode() {
  const runner = testRunner();
  say('compiling the tests of browsers');
  const file = join(copy, 'tests/browser.rs');
  writeFileSync(file, readFileSync(file, 'utf8').replace('wasm_bindgen_test_configure!(run_in_dedicated_worker);', ''));
  const { status, stdout } = cargoForBrowsers(['test', '--no-run', '--test=browser']);
  const [program] = messages(stdout).flatMap(({ executable }) => executable ?? []);
  if (status !== 0 || !program) throw new Problem('the tests of browsers cannot be compiled.');
  const command = [runner, program, ...LONG.flatMap((name) => ['--skip', name])];
  const start = performance.now();
  if (!(await endsWell(command, {}, 600))) throw new Problem('the tests of browsers fail in Node.');
  const allowed = Math.ceil((8 * (performance.now() - start)) / 1000);
  return async (id) => {
    const how = await endsWell(command, { MUTANT: String(id) }, allowed);
    return how ? 'survived' : how === undefined ? 'out of time' : 'caught';
  };
}

/**
 * Whether tests pass; undefined where they take more time of the processor than is allowed.
 * @param {string} program
 * @param {string[]} names
 * @param {NodeJS.ProcessEnv} env
 * @param {number} seconds
 * @param {string} [cwd]
 * @returns {Promise<boolean | undefined>}
 */
export function passes(program, names, env, seconds, cwd = copy) {
  const limited = ['sh', '-c', 'ulimit -v 8000000 && exec "$@"', 'sh'];
  return endsWell([...limited, program, '--exact', '--test-threads=1', ...names], env, seconds, cwd);
}

/**
 * Whether a command ends well; undefined where it takes more time of the processor than is allowed.
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @param {number} seconds
 * @param {string} [cwd]
 * @returns {Promise<boolean | undefined>}
 */
function endsWell(command, env, seconds, cwd = copy) {
  // One limit at a time: dash takes no more, and sets neither.
  const args = ['-c', `ulimit -t ${seconds} && exec nice "$@"`, 'sh', ...command];
  return new Promise((done) => {
    execFile('sh', args, { cwd, env: { ...process.env, RUST_BACKTRACE: '0', ...env }, maxBuffer: 2 ** 28 }, (error) => {
      done(error?.signal === 'SIGKILL' || error?.signal === 'SIGXCPU' ? undefined : !error);
    });
  });
}

/** @param {Mutant[]} list @param {Map<number, string>} ends */
function report(list, ends) {
  const rows = list.map((mutant, id) => ({ ...mutant, end: ends.get(id) ?? 'computed while compiling' }));
  const kept = rows.map(({ file, name, end }) => ({ file, name, end }));
  writeFileSync(endsFile, JSON.stringify(kept, null, 1));
  const parts = grouped(rows, ({ file }) => dirname(file).split('/').slice(0, 2).join('/'));
  console.log('\n━━ npm run mutants');
  for (const [part, all] of [...parts, /** @type {const} */ (['in all', rows])]) {
    const counts = [...grouped(all, ({ end }) => end)].map(([end, some]) => `${some.length} ${end}`);
    console.log(`${part.padEnd(14)} ${counts.sort().join(', ')}`);
  }
}

/** What is left, and whether it is known. @param {Map<string, string>} known @param {Mutant[]} all */
function judge(known, all) {
  const ends = lastEnds();
  const found = sorted(ends, known, all);
  for (const { name } of found.known) console.log(`known: ${name} | ${known.get(label(name))}`);
  for (const name of found.stale) console.log(`tests/mutants.txt names no mutant any more: ${name}`);
  for (const { name, end } of found.open) console.log(`${end}: ${name}`);
  const run = ends.filter(({ end }) => isRun(end)).length;
  const share = ((100 * found.open.length) / Math.max(1, run)).toFixed(1);
  console.log(
    `no test finds ${found.open.length + found.known.length} of ${run}; ${found.open.length} (${share} %) without a reason`,
  );
}

/** @template T @param {T[]} all @param {(one: T) => string} name */
function grouped(all, name) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const one of all) groups.set(name(one), [...(groups.get(name(one)) ?? []), one]);
  return groups;
}

/** cargo on the copy. @param {string[]} args @param {NodeJS.ProcessEnv} [more] */
function cargo(args, more = {}) {
  // The copy is another one each time; and what an interrupt has left of an incremental compilation may not fit together.
  const flags = { RUSTFLAGS: '-Awarnings', CARGO_PROFILE_DEV_OPT_LEVEL: '2', CARGO_INCREMENTAL: '0', ...more };
  const env = { ...process.env, CARGO_TARGET_DIR: built, ...flags };
  const [command, ...rest] = args;
  return spawnSync('cargo', [command, '--locked', '--quiet', ...rest], {
    cwd: copy,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
}

/** The same for WebAssembly, with what .cargo/config.toml asks for. @param {string[]} args */
function cargoForBrowsers(args) {
  const quiet = `--config=target.${TARGET}.rustflags=["-Awarnings"]`;
  // The runner reads the whole program each time: tables of the debugger would make that three times as long.
  const env = { RUSTFLAGS: undefined, CARGO_PROFILE_DEV_DEBUG: '0' };
  return cargo([...args, '--message-format=json', `--target=${TARGET}`, quiet], env);
}

/** @param {string} lines @returns {{ message?: any, executable?: string, profile: { test: boolean } }[]} */
function messages(lines) {
  return lines
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

/** What a program prints. @param {string} program @param {string[]} args */
function ask(program, args, cwd = root) {
  mkdirSync(folder, { recursive: true });
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Problem(`${basename(program)} failed: ${stderr}`);
  return stdout;
}
