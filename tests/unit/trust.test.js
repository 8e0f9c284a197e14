// TRUST.md: each of its commands exists, and no figure in it says more than there is.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dist } from '../../tools/places.mjs';
import { root } from '../../tools/shell.mjs';

const text = readFileSync(`${root}/TRUST.md`, 'utf8');
const rows = text.split('\n').filter((line) => line.startsWith('|') && !/^\| (---|promise|fault)/.test(line));
const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
const specs = readdirSync(`${root}/tests/e2e`).filter((file) => file.endsWith('.spec.js'));

/** Why it is no command that can be run here. @param {string} command */
function lacks(command) {
  const [program = '', ...words] = command.replace(/^(\w+=\S+ )+/, '').split(' ');
  if (program === 'npm') {
    const name = words[0] === 'run' ? words[1] : words[0];
    if (!Object.hasOwn(scripts, name ?? '')) return 'no such script';
    if (name !== 'test:e2e') return '';
    const parts = words.slice(3);
    const missing = parts.find((part) => !specs.some((file) => file.startsWith(`${part}.`)));
    return missing ? `no spec ${missing}` : '';
  }
  if (program === 'node') {
    const missing = words.filter((word) => word.includes('/')).find((file) => !existsSync(`${root}/${file}`));
    return missing ? `no file ${missing}` : '';
  }
  if (program === 'cargo') {
    const at = words.indexOf('--test');
    // `--test engine runs::` takes the tests of a file.
    const [program, part] = [words[at + 1], words[at + 2]?.replace(/::$/, '')];
    const file = `tests/${program === 'engine' ? part : program}.rs`;
    return at >= 0 && !existsSync(`${root}/${file}`) ? `no file ${file}` : '';
  }
  return 'no program of ours';
}

/** @param {string} row */
const commandsOf = (row) =>
  Array.from(row.matchAll(/`((?:npm|node|cargo|[A-Z]+=\S+ \w+) [^`]+)`/g), ([, command]) => command ?? '');

test('every promise has a command, and every command exists', () => {
  assert.ok(rows.length > 25);
  for (const row of rows) {
    const commands = commandsOf(row);
    assert.ok(commands.length > 0, `without a command: ${row}`);
    for (const command of commands) assert.equal(lacks(command), '', command);
  }
});

test('there are as many hashes as it says', () => {
  const [, ...said] = text.match(/(\d+) runs and (\d+) networks, all equal/) ?? [];
  for (const [k, file] of ['runs', 'networks'].entries()) {
    const lines = readFileSync(`${root}/tests/golden/${file}.txt`, 'utf8').trimEnd().split('\n').length;
    assert.equal(Number(said[k]), lines, file);
  }
});

test('readers find it: from README, and from the last section of the learning page in both languages', () => {
  assert.match(readFileSync(`${root}/README.md`, 'utf8'), /\]\(TRUST\.md\)/);
  assert.equal(readFileSync(`${dist}/TRUST.txt`, 'utf8'), text);
  for (const page of ['index.html', 'zh/index.html']) {
    const html = readFileSync(`${dist}/${page}`, 'utf8');
    const last = html.slice(html.indexOf('id="limits"'));
    assert.match(last, /href="[^"]*TRUST\.txt"/, page);
  }
});

test('the sentences that it quotes are those of the product', () => {
  const sources = ['www', 'src']
    .flatMap((folder) => readdirSync(`${root}/${folder}`, { recursive: true }).map((file) => `${folder}/${file}`))
    .filter((file) => /\.(js|rs)$/.test(file))
    .map((file) => readFileSync(`${root}/${file}`, 'utf8'))
    .join('\n')
    .replaceAll('\\', '');
  const quoted = Array.from(text.matchAll(/“([^”]+)”/g), ([, sentence]) => sentence ?? '');
  assert.ok(quoted.length > 10);
  for (const sentence of quoted) {
    for (const part of sentence.split(/…|\bN\b|\(404\)|503/)) {
      const words = part.trim().replace(/^\W+|\W+$/g, '');
      if (words.length > 3) assert.ok(sources.includes(words), `nobody says “${words}”`);
    }
  }
});
