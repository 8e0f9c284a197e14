// Short names for what WebAssembly and its glue have of each other. wasm-bindgen's are long, many with a hash, which does
// not compress: short ones save a figure nearly 2 KB, gzipped.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLikeTogether } from './order.mjs';
import { Problem } from './shell.mjs';
import { number, reader, text } from './wasm.mjs';

/** By what name the WebAssembly imports its glue; there is no other module. */
const [MODULE, SHORT_MODULE] = ['./sgd_playground_bg.js', 'g'];
/** Sections of the binary format (https://webassembly.github.io/spec/core/binary/modules.html), after eight bytes. */
const [CUSTOM, IMPORTS, EXPORTS] = [0, 2, 7];
const HEADER = 8;

/** What no call of ours needs. */
const NEEDLESS = [
  // A new instance is made by `Module` alone: none is ever scheduled.
  /^ +__wbg_call_guard\(\);\n/gm,
  /^function __wbg_call_guard\(\) \{\n[\s\S]*?^\}\n/gm,
  /^.*__wbg_reinit_scheduled = false;\n/gm,
  // Objects are given back by `free`.
  /^if \(Symbol\.dispose\).*\n/gm,
  // Parameters as they once were.
  / else \{\n +console\.warn\('using deprecated.*\n +\}/g,
  // What every browser has that has SIMD, and Node.
  /^if \(!\('encodeInto'[\s\S]*?^\}\n/gm,
  /\(typeof FinalizationRegistry === 'undefined'\)\n.*\n +: /g,
  // The quick way for long texts: those that come in are names and formulas, which the plain way before it takes.
  /(?<=passStringToWasm0\(\w+, (?:wasm\.)?\w+), (?:wasm\.)?\w+(?=\))/g,
  /^ +if \(realloc === undefined\) \{\n/gm,
  /^ +\}\n\n +let len = arg\.length;[\s\S]*?(?=^\})/gm,
];

/**
 * What wasm-bindgen has written into a folder.
 * @param {string} folder
 * @returns {{ path: string, glue: string, wasm: Uint8Array }} where the glue is, its text and the WebAssembly
 */
export function withShortNames(folder) {
  const wasm = readFileSync(join(folder, 'sgd_playground_bg.wasm'));
  const compiled = new WebAssembly.Module(wasm);
  const imports = shortNames(WebAssembly.Module.imports(compiled));
  const exports = shortNames(WebAssembly.Module.exports(compiled));
  const path = join(folder, 'sgd_playground.js');
  let defined = 0;
  const glue = readFileSync(path, 'utf8')
    .replaceAll(/^ +(\w+): function\b/gm, (whole, name) => {
      const short = imports.get(name);
      if (!short) return whole;
      defined += 1;
      return `${short}: function`;
    })
    .replaceAll(/\bwasm\.(\w+)/g, (whole, name) => (exports.has(name) ? `wasm.${exports.get(name)}` : whole))
    .replace(`"${MODULE}"`, SHORT_MODULE)
    // Whoever loads it says where it is: bundlers would look for a file of that name.
    .replace(/^ +if \(module_or_path === undefined\) \{\n.*\n +\}\n/m, '')
    // Nobody loads it in one go, without waiting.
    .replace(/^export \{ initSync, /m, 'export { ');
  const kept = NEEDLESS.reduce((text, part) => text.replaceAll(part, ''), glue);
  if (defined !== imports.size || /import\.meta|_scheduled|deprecated|realloc/.test(kept))
    throw new Problem(`${path} is not written as ${import.meta.url} expects.`);
  return { path, glue: kept, wasm: withLikeTogether(renamed(wasm, imports, exports)) };
}

/** a, b, … z, ba, bb, … @param {{ name: string }[]} entries @returns {Map<string, string>} */
const shortNames = (entries) =>
  new Map(entries.map(({ name }, k) => [name, k.toString(26).replace(/./g, (digit) => LETTERS[parseInt(digit, 26)])]));
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * @param {Uint8Array} wasm
 * @param {Map<string, string>} imports functions, all of them
 * @param {Map<string, string>} exports
 */
function renamed(wasm, imports, exports) {
  const bytes = reader(wasm);
  const sections = [wasm.subarray(0, HEADER)];
  bytes.take(HEADER);
  while (bytes.left()) {
    const id = bytes.number();
    const size = bytes.number();
    const contents = id === IMPORTS || id === EXPORTS ? entries(id) : bytes.take(size);
    // Custom ones are for tools.
    if (id !== CUSTOM) sections.push(number(id), number(contents.length), contents);
  }
  return Buffer.concat(sections);

  /** @param {number} id of the section */
  function entries(id) {
    const count = bytes.number();
    const parts = [number(count)];
    for (let k = 0; k < count; k += 1) {
      if (id === IMPORTS && bytes.text() !== MODULE) throw new Problem(`the WebAssembly imports more than ${MODULE}.`);
      const name = bytes.text();
      if (id === IMPORTS) parts.push(text(SHORT_MODULE));
      parts.push(text((id === IMPORTS ? imports : exports).get(name) ?? name));
      // Its kind, and the index of its type or of itself.
      parts.push(number(bytes.number()), number(bytes.number()));
    }
    return Buffer.concat(parts);
  }
}
