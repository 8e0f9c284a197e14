// Short names for what WebAssembly and its glue have of each other. wasm-bindgen's are long, many with a hash, which does
// not compress: short ones save a figure nearly 2 KB, gzipped.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './shell.mjs';

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
  if (defined !== imports.size || /import\.meta|_scheduled|deprecated/.test(kept))
    throw new Problem(`${path} is not written as ${import.meta.url} expects.`);
  return { path, glue: kept, wasm: renamed(wasm, imports, exports) };
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

/** @param {Uint8Array} bytes */
function reader(bytes) {
  let at = 0;
  /** @param {number} size */
  function take(size) {
    at += size;
    return bytes.subarray(at - size, at);
  }
  /** In LEB128: seven bits to a byte, the lowest first, all but the last marked. */
  function number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
  return { number, take, left: () => at < bytes.length, text: () => Buffer.from(take(number())).toString() };
}

/** @param {number} value @returns {Uint8Array} */
const number = (value) =>
  value < 0x80 ? Uint8Array.of(value) : Buffer.concat([Uint8Array.of((value & 0x7f) | 0x80), number(value >>> 7)]);

/** @param {string} value */
const text = (value) => Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);
