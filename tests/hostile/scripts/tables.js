// Tables as text: CSV, TSV, ARFF, svmlight, JSON, Octave's and gnuplot's.
import { readTable } from '../../../www/engine/data/read.js';
import { filesIn } from './files.js';

export const seeds = filesIn('data', /\.(csv|tsv|txt|dat|tab|json|ndjson|arff|svmlight)$/).map((file) =>
  file.subarray(0, 4096),
);
export const words = [
  ...[
    '@attribute x {a,b}\n',
    '@data\n',
    '@relation r\n',
    '{0 1}\n',
    '%',
    '#',
    '"',
    "'",
    '\\',
    '\t',
    ';',
    ',,,,',
    '\r\n',
  ],
  ...[
    'sep=;\n',
    '1:1 ',
    '-1:1',
    '999999999:1',
    'qid:1 ',
    '[[',
    '{"a":',
    'null',
    '# name: x\n# type: matrix\n',
    '\ufeff',
  ],
  ...[
    '# Curve 0 of 1, 2 points\n',
    ' i\n',
    '1,234',
    '0x10',
    '-inf',
    'NaN',
    'True',
    '\u2028',
    '\0',
    '"columns":',
    '__proto__',
  ],
];

/** @param {Uint8Array<ArrayBuffer>} bytes */
export const take = (bytes) => readTable(bytes, { name: bytes.length % 7 === 0 ? 'a.arff' : 'a.csv' }).rows;
