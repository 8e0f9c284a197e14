// The functions of a WebAssembly in another order: those that are alike side by side. gzip looks back only 32 KB, so a page
// loads 2 KB less of the engine of figures.
import { Problem } from './shell.mjs';
import { concat, number, reader } from './wasm.mjs';

/** Sections of the binary format (https://webassembly.github.io/spec/core/binary/modules.html), after eight bytes. */
const [IMPORTS, FUNCTIONS, EXPORTS, START, ELEMENTS, CODE] = [2, 3, 7, 8, 9, 10];
const HEADER = 8;
/** Kinds of imports. */
const [FUNCTION, TABLE, MEMORY] = [0, 1, 2];
/** So many bytes in a row are what functions are compared by. */
const GRAM = 4;

/** @param {Uint8Array} wasm */
export function withLikeTogether(wasm) {
  const sections = sectionsOf(wasm);
  const bodies = entries(/** @type {Uint8Array} */ (sections.get(CODE)));
  const types = vector(/** @type {Uint8Array} */ (sections.get(FUNCTIONS)), (bytes) => bytes.number());
  const imported = importedFunctions(/** @type {Uint8Array} */ (sections.get(IMPORTS)));
  const order = alike(bodies);
  /** By the index that a function had, the one that it has now. */
  const places = Array.from({ length: imported + bodies.length }, (_, index) => index);
  order.forEach((from, to) => {
    places[imported + from] = imported + to;
  });
  const place = (/** @type {number} */ index) => number(places[index] ?? index);
  sections.set(FUNCTIONS, list(order.map((from) => number(types[from] ?? 0))));
  sections.set(CODE, list(order.map((from) => sized(moved(bodies[from] ?? new Uint8Array(0), place)))));
  sections.set(EXPORTS, exported(/** @type {Uint8Array} */ (sections.get(EXPORTS)), place));
  sections.set(ELEMENTS, placed(/** @type {Uint8Array} */ (sections.get(ELEMENTS)), place));
  const start = sections.get(START);
  if (start) sections.set(START, place(reader(start).number()));
  return concat([wasm.subarray(0, HEADER), ...Array.from(sections, ([id, body]) => concat([number(id), sized(body)]))]);
}

/** Each followed by the one that has most in common with it. @param {Uint8Array[]} bodies @returns {number[]} */
function alike(bodies) {
  const grams = bodies.map(gramsOf);
  /** In which functions each of them is. @type {Map<string, number[]>} */
  const having = new Map();
  grams.forEach((found, index) => {
    for (const gram of found) {
      const others = having.get(gram);
      if (others) others.push(index);
      else having.set(gram, [index]);
    }
  });
  const left = new Set(bodies.keys());
  const order = [];
  for (let last = 0; ; ) {
    order.push(last);
    left.delete(last);
    const common = new Float64Array(bodies.length);
    for (const gram of grams[last] ?? []) for (const other of having.get(gram) ?? []) common[other] += 1;
    let [best, most] = [-1, -1];
    for (const next of left) {
      // A long one has something of everything.
      const likeness = (common[next] ?? 0) / Math.sqrt(grams[next]?.size || 1);
      if (likeness > most) [best, most] = [next, likeness];
    }
    if (best < 0) return order;
    last = best;
  }
}

/** @param {Uint8Array} body */
function gramsOf(body) {
  const found = new Set();
  for (let at = GRAM; at <= body.length; at += 1)
    found.add(Buffer.from(body.subarray(at - GRAM, at)).toString('latin1'));
  return found;
}

/** @param {Uint8Array} wasm @returns {Map<number, Uint8Array>} in their order */
function sectionsOf(wasm) {
  const bytes = reader(wasm);
  bytes.take(HEADER);
  const sections = new Map();
  while (bytes.left()) sections.set(bytes.number(), bytes.take(bytes.number()));
  return sections;
}

/** @param {Uint8Array} section */
function importedFunctions(section) {
  const kinds = vector(section, (bytes) => {
    bytes.text();
    bytes.text();
    const kind = bytes.number();
    if (kind === FUNCTION) bytes.number();
    else if (kind === TABLE || kind === MEMORY) {
      if (kind === TABLE) bytes.number();
      const bounded = bytes.number() & 1;
      for (let bound = 0; bound <= bounded; bound += 1) bytes.number();
    } else bytes.take(2);
    return kind;
  });
  return kinds.filter((kind) => kind === FUNCTION).length;
}

/** @param {Uint8Array} section @param {(index: number) => Uint8Array} place */
function exported(section, place) {
  return list(
    vector(section, (bytes) => {
      const name = bytes.take(bytes.number());
      const kind = bytes.number();
      const index = bytes.number();
      return concat([sized(name), number(kind), kind === FUNCTION ? place(index) : number(index)]);
    }),
  );
}

/** Tables of functions, at a place that is written out. @param {Uint8Array} section @param {(index: number) => Uint8Array} place */
function placed(section, place) {
  return list(
    vector(section, (bytes) => {
      const kind = bytes.number();
      // Of table 0, with an offset `i32.const n; end`.
      if (kind !== 0 || bytes.number() !== 0x41) throw new Problem(`elements of kind ${kind} are not known.`);
      const offset = bytes.signed();
      bytes.take(1);
      const count = bytes.number();
      const functions = Array.from({ length: count }, () => place(bytes.number()));
      return concat([Uint8Array.of(0, 0x41), offset, Uint8Array.of(0x0b), list(functions)]);
    }),
  );
}

/** The body of a function, with the functions that it calls at their new places. @param {Uint8Array} body @param {(index: number) => Uint8Array} place */
function moved(body, place) {
  const bytes = reader(body);
  const parts = [];
  let copied = 0;
  for (let locals = bytes.number(); locals > 0; locals -= 1) {
    bytes.number();
    bytes.number();
  }
  while (bytes.left()) {
    const opcode = bytes.byte();
    if (opcode !== 0x10 && opcode !== 0x12 && opcode !== 0xd2) {
      skip(opcode, bytes);
      continue;
    }
    parts.push(body.subarray(copied, bytes.at()), place(bytes.number()));
    copied = bytes.at();
  }
  return concat([...parts, body.subarray(copied)]);
}

/** What follows an instruction (https://webassembly.github.io/spec/core/binary/instructions.html). @param {number} opcode @param {ReturnType<typeof reader>} bytes */
function skip(opcode, bytes) {
  const numbers = (/** @type {number} */ count) => {
    for (let k = 0; k < count; k += 1) bytes.number();
  };
  if (opcode >= 0x02 && opcode <= 0x04) bytes.signed();
  else if (opcode === 0x0c || opcode === 0x0d || (opcode >= 0x20 && opcode <= 0x26)) numbers(1);
  else if (opcode === 0x0e) numbers(bytes.number() + 1);
  else if (opcode === 0x11 || opcode === 0x13 || (opcode >= 0x28 && opcode <= 0x3e)) numbers(2);
  else if (opcode === 0x1c) numbers(bytes.number());
  else if (opcode === 0x3f || opcode === 0x40) numbers(1);
  else if (opcode === 0x41 || opcode === 0x42 || opcode === 0xd0) bytes.signed();
  else if (opcode === 0x43) bytes.take(4);
  else if (opcode === 0x44) bytes.take(8);
  else if (opcode === 0xfc) {
    const which = bytes.number();
    if (which > 7) numbers([8, 10, 12, 14].includes(which) ? 2 : 1);
  } else if (opcode === 0xfd) {
    const which = bytes.number();
    if (which <= 11 || which === 92 || which === 93) numbers(2);
    else if (which <= 13) bytes.take(16);
    else if (which >= 21 && which <= 34) bytes.take(1);
    else if (which >= 84 && which <= 91) {
      numbers(2);
      bytes.take(1);
    }
  } else if (opcode > 0xd2 || (opcode > 0x05 && opcode < 0x0b))
    throw new Problem(`the instruction ${opcode} is not known.`);
}

/** @template T @param {Uint8Array} section @param {(bytes: ReturnType<typeof reader>) => T} read @returns {T[]} */
function vector(section, read) {
  const bytes = reader(section);
  return Array.from({ length: bytes.number() }, () => read(bytes));
}

/** @param {Uint8Array} section */
const entries = (section) => vector(section, (bytes) => bytes.take(bytes.number()));

/** @param {Uint8Array[]} parts */
const list = (parts) => concat([number(parts.length), ...parts]);

/** @param {Uint8Array} bytes */
const sized = (bytes) => concat([number(bytes.length), bytes]);
