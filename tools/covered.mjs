// Which lines of www/ have run, by what V8 has counted: in the sources themselves, and in the scripts of dist/ by their maps.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dist, www } from './places.mjs';

/** @typedef {{ startOffset: number, endOffset: number, count: number }} Range */
/** @typedef {{ url: string, functions: { ranges: Range[] }[] }} Script */
/** @typedef {{ lines: number, covered: number, missed: number[] }} File */

/** No code, or code that always runs: blank lines, comments, brackets, imports. */
const SILENT = /^\s*($|\/\/|\/\*|\*|import\b|export \{|\} from |(else|try|finally|[\s{}()[\];,])*$)/;

/** The file of ours that a script is. @param {string} url */
function fileOf(url) {
  const bare = url.replace(/[?#].*/, '');
  if (bare.startsWith('http')) return join(dist, basename(bare));
  return bare.startsWith('file:') ? fileURLToPath(bare) : '';
}

/** Which characters have run: of nested ranges the innermost says it. @param {Script} script @param {Uint8Array} marks */
function mark({ functions }, marks) {
  const runs = new Uint8Array(marks.length);
  for (const { ranges } of functions) {
    for (const { startOffset, endOffset, count } of ranges) runs.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  }
  for (const [k, ran] of runs.entries()) marks[k] |= ran;
}

/**
 * Every script of www/, whether it was loaded or not, by its path from there.
 * @param {string} folder files that Node or the browser has left, each `{ result: Script[] }`
 * @param {string} maps the maps of the scripts in dist/
 * @returns {Map<string, File>}
 */
export function coveredLines(folder, maps) {
  const sources = readdirSync(www, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const texts = new Map(sources.map((name) => [join(www, name), readFileSync(join(www, name), 'utf8')]));
  /** @type {Map<string, { text: string, marks: Uint8Array }>} */
  const scripts = new Map();
  for (const left of readdirSync(folder)) {
    /** @type {{ result: Script[] }} */
    const { result } = JSON.parse(readFileSync(join(folder, left), 'utf8'));
    for (const script of result) {
      const file = fileOf(script.url);
      const own = texts.get(file);
      if (own === undefined && (dirname(file) !== dist || !existsSync(join(maps, `${basename(file)}.map`)))) continue;
      const known = scripts.get(file);
      const text = known?.text ?? own ?? readFileSync(file, 'utf8');
      const marks = known?.marks ?? new Uint8Array(text.length);
      scripts.set(file, { text, marks });
      mark(script, marks);
    }
  }
  /** Lines that have run, by file. @type {Map<string, Set<number>>} */
  const ran = new Map(Array.from(texts.keys(), (file) => [file, new Set()]));
  for (const [file, { text, marks }] of scripts) {
    if (texts.has(file)) direct(text, marks, /** @type {Set<number>} */ (ran.get(file)));
    else mapped(text, marks, join(maps, `${basename(file)}.map`), ran);
  }
  return new Map(
    Array.from(texts, ([file, text]) => {
      const lines = text.split('\n').flatMap((line, k) => (SILENT.test(line) ? [] : [k]));
      const missed = lines.filter((k) => !ran.get(file)?.has(k));
      return [relative(www, file), { lines: lines.length, covered: lines.length - missed.length, missed }];
    }),
  );
}

/** A line has run where its first character has. @param {string} text @param {Uint8Array} marks @param {Set<number>} ran */
function direct(text, marks, ran) {
  let at = 0;
  for (const [k, line] of text.split('\n').entries()) {
    if (marks[at + line.search(/\S|$/)]) ran.add(k);
    at += line.length + 1;
  }
}

/** @param {string} text of a script in dist/ @param {Uint8Array} marks @param {string} path of its map @param {Map<string, Set<number>>} ran */
function mapped(text, marks, path, ran) {
  const payload = JSON.parse(readFileSync(path, 'utf8'));
  const map = new SourceMap(payload);
  let [line, begin] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\n') [line, begin] = [line + 1, at + 1];
    if (!marks[at]) continue;
    const found = map.findEntry(line, at - begin);
    // What the bundler has added comes from nowhere.
    if (!('originalSource' in found) || !found.originalSource || found.generatedColumn !== at - begin) continue;
    // Paths in a map are told from dist/, where it was written.
    ran.get(resolve(dist, found.originalSource))?.add(found.originalLine);
  }
}
