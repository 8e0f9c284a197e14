// A file, or a text, as a table that a network can learn from.

import { EngineError } from '../error.js';
import { readArff } from './arff.js';
import { binaryIn, checkBytes, textIn } from './bytes.js';
import { readDelimited } from './delimited.js';
import { readJson } from './json.js';
import { readNpy, readNpz } from './numpy.js';
import { isGnuplot, isOctave, readGnuplot, readOctave } from './octave.js';
import { empty, refused } from './refusal.js';
import { isSvmlight, readSvmlight } from './svmlight.js';
import { tableOf } from './table.js';

const NO_SOURCE = {
  en: 'readData takes a text, a Uint8Array or an ArrayBuffer.',
  zh: 'readData 接受文本、Uint8Array 或 ArrayBuffer。',
};

/** @param {unknown} source @returns {Uint8Array | null} */
function bytesOf(source) {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  return ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : null;
}

/**
 * @param {string | ArrayBuffer | ArrayBufferView} source
 * @param {ReadOptions} [options]
 * @returns {DataTable}
 */
export function readTable(source, options = {}) {
  const name = String(options.name ?? '');
  const bytes = bytesOf(source);
  if (!bytes && typeof source !== 'string') throw new EngineError({ code: 'bad-type', messages: NO_SOURCE });
  checkBytes(bytes?.length ?? /** @type {string} */ (source).length);
  const kind = bytes && binaryIn(bytes);
  if (kind === 'npy') return tableOf(readNpy(/** @type {Uint8Array} */ (bytes)), name, options);
  if (kind === 'npz') return tableOf(readNpz(/** @type {Uint8Array} */ (bytes)), name, options);
  const { text, encoding } = bytes ? textIn(bytes) : { text: /** @type {string} */ (source), encoding: 'text' };
  const grid = gridIn(text, name, options);
  return tableOf({ ...grid, how: { ...grid.how, encoding } }, name, options);
}

/** @param {string} raw @param {string} name @param {ReadOptions} options */
function gridIn(raw, name, options) {
  const bare = raw.replace(/^\ufeff/, '');
  // Full-width digits and commas.
  const text = /[\uff0b-\uff1b]/.test(bare) ? bare.replace(/[\uff0b-\uff1b]/g, halfWidth) : bare;
  if (text.trim() === '') throw empty();
  const start = text.trimStart().slice(0, 2000);
  if (/^<(!doctype|html|\?xml|svg|table)/i.test(start)) {
    throw refused(
      'This is a page or XML, and no table. Save the data behind it as CSV.',
      '这是网页或 XML，不是表格。请把其中的数据另存为 CSV。',
    );
  }
  if (/^\{\\rtf/.test(start))
    throw refused('This is a text document. Save the table as CSV.', '这是文档。请把表格另存为 CSV。');
  if (/^(%.*[\r\n]\s*)*@relation\b/i.test(start) || /\.arff$/i.test(name)) return readArff(text);
  if (/^[[{]/.test(start)) return readJson(text);
  if (isOctave(start)) return readOctave(text);
  if (isGnuplot(start)) return readGnuplot(text);
  if (isSvmlight(text)) return readSvmlight(text, options);
  return readDelimited(text, options);
}

/** @param {string} sign */
const halfWidth = (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
