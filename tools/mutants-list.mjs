// Which mutants `npm run mutants` takes, and which survivors are known to be harmless (tests/mutants.txt).
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Problem } from './shell.mjs';

/** Of a mutant, without line and column, which change with every edit: `file: change in function`. @param {string} name */
export const label = (name) => name.replace(/:\d+:\d+:/, ':');

/** The last name of the function that a label is about. @param {string} text */
export function functionOf(text) {
  const path = / in (\S.*)$/.exec(text)?.[1] ?? /: replace (.+?)(?: -> .+)? with /.exec(text)?.[1];
  return path?.split('::').at(-1);
}

/**
 * The reasons by label. A line is `label | reason`; those that begin with # are comments.
 * @param {string} text
 * @param {string} file whose text it is
 * @param {string} form of a line
 * @param {(name: string) => boolean} fits whether it is a label
 * @returns {Map<string, string>}
 */
export function reasonsIn(text, file, form, fits) {
  const found = new Map();
  for (const [k, line] of text.split('\n').entries()) {
    if (!line.trim() || line.startsWith('#')) continue;
    // A change may have bars in it, and a reason has none.
    const at = line.lastIndexOf(' | ');
    const [name, reason] = [line.slice(0, at), line.slice(at + 3).trim()];
    if (at < 0 || !reason || !fits(name)) throw new Problem(`${file}, line ${k + 1}: “${form}” belongs here.`);
    if (found.has(name)) throw new Problem(`${file}, line ${k + 1}: ${name} stands there twice.`);
    found.set(name, reason);
  }
  return found;
}

/** Those of mutants of the engine. @param {string} text */
export const reasons = (text) =>
  reasonsIn(text, 'tests/mutants.txt', 'file: change in function | reason', (name) => functionOf(name) !== undefined);

/** @param {string} end */
export const isLeft = (end) => end === 'survived' || end === 'never reached';

/** Whether tests were asked. @param {string} end */
export const isRun = (end) => isLeft(end) || end === 'caught' || end === 'out of time';

/**
 * Survivors with a reason and without one, and reasons that are about nothing in the files that were looked at.
 * @template {{ file: string, name: string, end: string }} Row
 * @param {Row[]} rows
 * @param {Map<string, string>} known
 * @param {{ file: string, name: string }[]} all the mutants of these files, whether they were run or not
 */
export function sorted(rows, known, all) {
  const left = rows.filter(({ end }) => isLeft(end));
  const labels = new Set(all.map(({ name }) => label(name)));
  const files = new Set(all.map(({ file }) => file));
  return {
    open: left.filter(({ name }) => !known.has(label(name))),
    known: left.filter(({ name }) => known.has(label(name))),
    stale: [...known.keys()].filter((name) => !labels.has(name) && files.has(name.split(': ')[0] ?? '')),
  };
}

/** Tests of up to so many seconds share a process, which goes on to its last test when one has failed. */
export const QUICK = 0.5;

/** @typedef {{ program: string, seconds: number }} Timed */

/**
 * Tests in groups of one program, the quickest first.
 * @template {Timed} Test
 * @param {Test[]} tests
 * @returns {{ tests: [Test, ...Test[]], seconds: number }[]}
 */
export function inGroups(tests) {
  /** @typedef {{ tests: [Test, ...Test[]], seconds: number }} Group */
  /** The last group of each program. @type {Map<string, Group>} */
  const last = new Map();
  /** @type {Group[]} */
  const groups = [];
  for (const test of [...tests].sort((a, b) => a.seconds - b.seconds)) {
    const group = last.get(test.program);
    if (group && group.seconds + test.seconds <= QUICK) {
      group.tests.push(test);
      group.seconds += test.seconds;
    } else {
      const alone = /** @type {Group} */ ({ tests: [test], seconds: test.seconds });
      groups.push(alone);
      last.set(test.program, alone);
    }
  }
  return groups.sort((a, b) => a.seconds - b.seconds);
}

/**
 * @param {string[]} words of the command
 * @returns {{ files: string[], again: boolean, share: number, seed: string }}
 */
export function asked(words) {
  const options = /** @type {const} */ ({
    again: { type: 'boolean', default: false },
    share: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  });
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
  const share = Number(values.share);
  if (!(share > 0 && share <= 1)) throw new Problem(`--share ${values.share}: a number above 0 and up to 1 fits.`);
  return { files: positionals, again: values.again, share, seed: values.seed };
}

/**
 * About that share of them, the same for the same seed whatever else there is.
 * @template {{ name: string }} Mutant
 * @param {Mutant[]} all
 * @param {number} share
 * @param {string} seed
 */
export function drawn(all, share, seed) {
  const number = (/** @type {string} */ name) => createHash('sha256').update(`${seed} ${name}`).digest().readUInt32BE();
  return all.filter(({ name }) => number(name) < share * 2 ** 32);
}

/**
 * Those that were left last time or not run; where a function has the same change several times, all of these.
 * @template {{ name: string }} Mutant
 * @param {Mutant[]} all
 * @param {{ name: string, end: string }[]} ends
 */
export function leftOf(all, ends) {
  const left = new Set(ends.filter(({ end }) => isLeft(end) || end === 'not run').map(({ name }) => label(name)));
  return all.filter(({ name }) => left.has(label(name)));
}
