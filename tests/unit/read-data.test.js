// Tables as real programs write them, each with its right reading, and what cannot be read.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readTable } from '../../www/engine/data/read.js';

const file = (/** @type {string} */ name) => readFileSync(new URL(`../data/${name}`, import.meta.url));
const lines = file('base.csv').toString().trim().split('\n').slice(1);
/** The 40 points that most of the files have. */
const BASE = lines.map((line) => line.split(',').map(Number));

/**
 * File, format, rows, inputs, label, classes, rows that are left out, index, columns that are left out.
 * @type {[string, string, number, string, string, string, string, string, string][]}
 */
const RIGHT = [
  ['awk.txt', 'text', 40, 'x1,x2', 'x3', 'inner|outer', '', '', ''],
  ['bars-sparse.arff', 'ARFF', 12, 'p0,p1,p2,p3,p4,p5,p6,p7,p8', 'class', 'vertical|horizontal', '', '', ''],
  ['base.csv', 'CSV', 40, 'x1,x2', 'class', '0|1', '', '', ''],
  ['duckdb.csv', 'CSV', 40, 'x1,x2,positive', 'class', 'inner|outer', '', '', ''],
  ['duckdb.json', 'JSON', 40, 'x1,x2', 'class', 'inner|outer', '', '', ''],
  ['gnuplot.dat', 'gnuplot', 40, 'x,y', 'curve', 'inner|outer', '', '', ''],
  ['libreoffice-de-comma.csv', 'CSV', 40, 'x1,x2', 'class', '0|1', '', '', ''],
  ['moons-lo-de.csv', 'CSV', 40, 'x1,x2', 'class', '0|1', '', '', ''],
  ['moons-octave.csv', 'CSV', 40, 'x1,x2', 'x3', '0|1', '4,10,12', '', ''],
  ['moons-octave.txt', 'Octave', 40, 'points1,points2', 'labels', 'inner|outer', '4,10,12', '', ''],
  ['moons-orange.tab', 'TSV', 40, 'x1,x2', 'class', 'inner|outer', '4', '', 'note'],
  ['moons-pandas-gaps.csv', 'CSV', 40, 'x1,x2', 'class', 'inner|outer', '4,8', '', 'train'],
  ['moons-pandas-twoheaders.csv', 'CSV', 40, 'point/x1,point/x2', 'target/class', 'inner|outer', '', 'index', ''],
  ['moons-pandas.csv', 'CSV', 40, 'x1,x2', 'class', 'inner|outer', '', 'index', ''],
  ['moons-pandas.json', 'JSON', 40, 'x1,x2', 'class', 'inner|outer', '', '', ''],
  ['moons-polars.ndjson', 'ndjson', 40, 'x1,x2', 'class', 'inner|outer', '6,8,10', '', 'train'],
  ['moons-r-table.txt', 'text', 40, 'x1,x2', 'class', 'inner|outer', '4,10', 'index', 'train'],
  ['moons-r.csv', 'CSV', 40, 'x1,x2', 'class', 'inner|outer', '4,10', 'index', 'train'],
  ['moons-records.json', 'JSON', 40, 'x1,x2', 'class', 'inner|outer', '4,8', '', 'train'],
  ['moons-savetxt.txt', 'text', 40, 'x1,x2', 'class', '0|1', '', '', ''],
  ['moons.arff', 'ARFF', 40, 'x1,x2', 'class', 'inner|outer', '4', '', ''],
  ['numpy-fortran.npy', 'npy', 40, 'x1,x2', 'x3', '0|1', '', '', ''],
  ['numpy-savetxt.csv', 'CSV', 40, 'x1,x2', 'class', '0|1', '', '', ''],
  ['numpy-single.npz', 'npz', 40, 'data1,data2', 'labels', '0|1', '', '', ''],
  ['numpy-words.npz', 'npz', 40, 'X1,X2', 'y', 'inner|outer', '', '', ''],
  ['pandas-de.csv', 'CSV', 40, 'x1,x2', 'class', 'inner|outer', '', '', ''],
  ['pandas-gbk.csv', 'CSV', 40, '长度,宽度', '品种', '内|外', '', '', ''],
  ['pandas-noheader.csv', 'CSV', 40, 'x1,x2', 'x3', 'inner|outer', '', '', ''],
  ['pandas-null.tsv', 'TSV', 40, 'x1,x2', 'class', 'inner|outer', '5', 'id', ''],
  ['pandas-split.json', 'JSON', 40, 'x1,x2', 'class', 'inner|outer', '', '', ''],
  ['pandas-unnamed.csv', 'CSV', 40, '0,1', '2', '0|1', '', 'index', ''],
  ['pandas-utf16.txt', 'TSV', 40, 'x1,x2', 'class', 'inner|outer', '', '', ''],
  [
    'pandas-values.csv',
    'CSV',
    30,
    'sepal length (cm),sepal width (cm),petal length (cm)',
    'petal width (cm)',
    '',
    '',
    '',
    '',
  ],
  [
    'polars-iris.csv',
    'CSV',
    30,
    'sepal length (cm),sepal width (cm),petal length (cm),petal width (cm)',
    'species',
    'setosa|versicolor|virginica',
    '',
    '',
    'note',
  ],
  ['r-csv2.csv', 'CSV', 40, 'x1,x2', 'class', 'inner|outer', '3', 'index', ''],
  ['r-tabs.tsv', 'TSV', 40, 'x1,x2', 'class', 'inner|outer', '3', '', ''],
  ['sklearn.svmlight', 'svmlight', 40, '1,2', 'label', '0|1', '', '', ''],
  ['sqlite.csv', 'CSV', 40, 'x1,x2', 'kind', 'inner, left|outer', '', 'id', ''],
  ['sqlite.tsv', 'TSV', 40, 'x1,x2', 'class', '0|1', '', '', ''],
];
/** Files with fewer digits. @type {Record<string, number>} */
const DIGITS = {
  'awk.txt': 1e-4,
  'gnuplot.dat': 1e-5,
  'moons-orange.tab': 1e-5,
  'numpy-savetxt.csv': 1e-6,
  'numpy-single.npz': 1e-6,
  'moons-pandas.json': 1e-9,
  'moons-records.json': 1e-9,
  'pandas-split.json': 1e-9,
};

for (const [name, format, rows, inputs, label, classes, left, index, out] of RIGHT) {
  test(`${name} is read right`, () => {
    const table = readTable(file(name), { name });
    const names = (/** @type {string} */ role) =>
      table.columns.filter((column) => column.role === role).map((column) => column.name);
    assert.deepEqual(
      [table.format, table.count, String(names('input')), String(names('label')), table.classes.join('|')],
      [format, rows, inputs, label, classes],
    );
    assert.deepEqual(
      [table.left.map(({ row }) => row).join(), String(names('index')), String(names('left'))],
      [left, index, out],
    );
    assert.equal(table.problem, null);
    assert.equal(table.rows.length, rows - table.left.length);
    assert.ok(table.rows.flat().every(Number.isFinite));
    if (rows !== BASE.length) return;
    // The points are those of base.csv, in their order.
    const outside = new Set(table.left.map(({ row }) => row - 1));
    const kept = BASE.filter((_, k) => !outside.has(k));
    // gnuplot writes one curve after another.
    if (name === 'gnuplot.dat') kept.sort((a, b) => (a[2] ?? 0) - (b[2] ?? 0));
    for (const [k, row] of table.rows.entries()) {
      const [x1 = 0, x2 = 0, target] = kept[k] ?? [];
      const near = DIGITS[name] ?? 1e-13;
      assert.ok(Math.abs((row[0] ?? 9) - x1) < near && Math.abs((row[1] ?? 9) - x2) < near, `${name}: row ${k + 1}`);
      assert.equal(row.at(-1), target);
    }
  });
}

/** How those are read that need to be told something, or cannot be read. */
const TOLD = ['bars.svmlight', 'moons.h5'];

test('every file of the folder is read, and what it is read as', (t) => {
  const files = readdirSync(new URL('../data/', import.meta.url)).filter((name) => !/^(README|make)/.test(name));
  assert.deepEqual(files.filter((name) => !TOLD.includes(name)).sort(), RIGHT.map(([name]) => name).sort());
  t.diagnostic('file | format | rows | inputs | label | classes | left out | other columns');
  for (const name of files.sort()) {
    try {
      const { format, count, columns, classes, task, left } = readTable(
        file(name),
        name === 'bars.svmlight' ? { name, base: 0, width: 9 } : { name },
      );
      const names = (/** @type {string} */ role) =>
        columns.flatMap((column) => (column.role === role ? [column.name] : [])).join(', ');
      const what = task === 'classes' ? classes.join(', ') : 'numbers';
      const out = left.map(({ row, why }) => `${row}: ${why.en}`).join('; ');
      t.diagnostic(
        [
          name,
          format,
          count,
          names('input'),
          names('label'),
          what,
          out,
          [names('index'), names('left')].filter(Boolean),
        ].join(' | '),
      );
    } catch (error) {
      assert.equal(name, 'moons.h5');
      t.diagnostic(`${name} | refused: ${/** @type {Error} */ (error).message}`);
    }
  }
});

test('a label of numbers with fractions is to be told, and not a class', () => {
  const table = readTable(file('pandas-values.csv'));
  assert.deepEqual([table.task, table.columns.at(-1)?.kind, table.rows[0]], ['values', 'number', [5.1, 3.5, 1.4, 0.2]]);
});

test('sparse rows say what is not 0; svmlight is told its base and its width', () => {
  const arff = readTable(file('bars-sparse.arff'));
  assert.deepEqual(arff.rows[0], [0, 0.5, 0, 0, 0.5, 0, 0, 0.5, 0, 0]);
  const table = readTable(file('bars.svmlight'), { base: 0, width: 9 });
  assert.deepEqual(
    table.rows.map((row) => row.slice(0, 9)),
    arff.rows.map((row) => row.slice(0, 9)),
  );
  assert.equal(readTable(file('bars.svmlight')).how.sure, false);
  assert.equal(readTable(file('sklearn.svmlight')).how.base, 1);
});

test('rows that are left out say why', () => {
  const table = readTable(
    'x1,x2,class\n1,2,a\n3,,b\n4,inf,a\n5,oh,b\n1,2\n1,2,a,9\n7,8,\n2,2,b\n3,3,a\n4,4,b\n5,5,a\n6,6,b\n7,7,a\n',
  );
  assert.deepEqual(
    table.left.map(({ row, why }) => `${row}: ${why.en}`),
    [
      '2: x2 is missing',
      '3: x2 is infinite',
      '4: x2 is no number: “oh”',
      '5: has too few cells',
      '6: has too many cells',
      '7: class is missing',
    ],
  );
  assert.equal(table.rows.length, 7);
});

test('how many rows are complete is said in words', () => {
  const says = (/** @type {string} */ rows) => readTable(`a,b,class\n${rows}`).problem?.en;
  assert.equal(says('1,2,x\n3,,y\n5,6,\n'), 'One row is complete; there must be 2 at least.');
  assert.equal(says('1,,x\n3,4,\n'), 'No row is complete; there must be 2 at least.');
});

test('what was found out can be said otherwise', () => {
  const text = 'id,a,b,class\n1,0.5,2,0\n2,1.5,4,1\n3,2.5,6,0\n4,3.5,8,1\n';
  const found = readTable(text);
  assert.deepEqual(
    found.columns.map(({ role }) => role),
    ['index', 'input', 'input', 'label'],
  );
  const other = readTable(text, { roles: ['input', 'left', 'label', 'left'], label: 'number' });
  assert.deepEqual(
    [other.task, other.rows],
    [
      'values',
      [
        [1, 2],
        [2, 4],
        [3, 6],
        [4, 8],
      ],
    ],
  );
  assert.equal(readTable(text, { label: 'number' }).task, 'values');
  const headless = readTable('1,2,0\n3,4,1\n5,6,0\n7,8,1\n', { header: true });
  assert.deepEqual([headless.count, headless.columns[0]?.name], [3, '1']);
});

test('habits of spreadsheets', () => {
  const rows = (/** @type {string} */ text) => readTable(text).rows;
  const expected = [
    [1.5, -2, 0],
    [-3, 0.5, 1],
    [2, 2, 0],
    [4, 1, 1],
  ];
  assert.deepEqual(rows('sep=;\n1,5;-2;0\n-3;0,5;1\n2;2;0\n4;1;1'), expected);
  assert.deepEqual(rows('\ufeff1.5,-2,0,\r\n-3,0.5,1,\r\n2,2,0,\r\n4,1,1,\r\n'), expected);
  assert.deepEqual(rows('１．５，－２，０\n－３，０．５，１\n２，２，０\n４，１，１'), expected);
  assert.deepEqual(rows('1,5 -2 0\n-3 0,5 1\n2 2 0\n4 1 1'), expected);
  assert.deepEqual(rows('# points\n1.5 | -2 | 0\n-3 | 0.5 | 1\n2|2|0\n4|1|1'), expected);
  // Thousands, in quotes, beside decimal points.
  assert.deepEqual(rows('a,b\n"1,234.5",2\n"12,000",3.5\n7,1.5')[0], [1234.5, 2]);
  // In quotes a gap is a word, where there are words; bare it is none.
  const words = readTable('x,class\n1,"NA"\n2,NA\n3,"NA"\n4,"EU"\n5,"EU"\n');
  assert.deepEqual([words.classes, words.left.map(({ row }) => row)], [['EU', 'NA'], [2]]);
});

/** An array of NumPy without numbers. @param {string} shape */
function npy(shape, type = '<f8') {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': ${shape}, }\n`;
  return Uint8Array.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0, ...Buffer.from(header)]);
}

test('rulers of notes and long blanks take no time', () => {
  const begun = process.cpuUsage();
  assert.equal(readTable(`${'%'.repeat(60)}\n1,2\n3,4\n`).count, 2);
  assert.equal(readTable(`"a" b\n1${' '.repeat(60_000)}x 2\n3 x 4\n`).format, 'text');
  const { user } = process.cpuUsage(begun);
  assert.ok(user < 5e6, `${user / 1e6} s`);
});

test('what cannot be read is refused in words, in both languages', () => {
  const bytes = (/** @type {number[]} */ list) => Uint8Array.from(list);
  /** @type {[string | Uint8Array, RegExp, string?][]} */
  const bad = [
    ['', /no rows of data/],
    ['  \n\n', /no rows of data/],
    ['1\n2\n3\n', /one column/],
    ['<!doctype html><p>', /page or XML/],
    ['{"a": 1, "b": [}', /no whole JSON/],
    ['[1, 2, 3]', /no table/],
    ['@relation r\n@data\n1,2\n', /no @attribute/],
    ['@relation r\nattribute a real\n', /Line 2 .*ARFF/],
    ['1 1:0.5 2:x\n0 1:2 2:3\n', /Line 1 .*svmlight/],
    [file('moons.h5'), /HDF5.*numpy\.savez/],
    [bytes([0x50, 0x41, 0x52, 0x31, 0, 0]), /Parquet/],
    [bytes([0x1f, 0x8b, 8, 0]), /packed \(gzip\)/],
    [bytes([0x89, 0x50, 0x4e, 0x47, 13, 10]), /PNG/],
    [bytes([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), /cut off|no array/],
    [bytes([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]), /cut off/],
    [file('numpy-fortran.npy').subarray(0, 300), /cut off/],
    [bytes([1, 2, 0, 0, 5, 6, 7, 8, 9]), /no text/],
    [bytes(Array.from({ length: 400 }, (_, k) => ((k * 97) % 251) + 1)), /no text/],
    [npy('(-3, 2)'), /cut off or damaged/],
    [npy('(a, 2)'), /cut off or damaged/],
    [npy('(50000, 200)', '|S0'), /type \|S0/],
    // More rows than a call takes values, and lists in lists deeper than they can be written.
    [`[${'[1],'.repeat(150_000)}[1]]`, /150,001 rows/],
    [`[[${'['.repeat(20_000)}${']'.repeat(20_000)}, 1], [2, 3]]`, /no table/],
    [`# Curve 0 of 1, 2 points\n${'1 2 i\n'.repeat(150_000)}`, /150,000 rows/],
    [`# Created by Octave\n# name: x\n# type: matrix\n# rows: 2\n${'1\n'.repeat(50_001)}`, /\d rows/],
    [`@relation r\n${'@attribute a real\n'.repeat(300)}@data\n${'{}\n'.repeat(9)}`, /300 columns/],
    [`${'1,2\n'.repeat(50_001)}`, /50,001 rows/],
    [`${'1,'.repeat(300)}1\n`.repeat(3), /301 columns/],
  ];
  for (const [source, expected] of bad) {
    assert.throws(
      () => readTable(source),
      (/** @type {any} */ error) => {
        assert.match(error.messages?.en ?? `no sentence: ${error.stack}`, expected);
        assert.match(error.messages.zh, /[\u4e00-\u9fff]/);
        return true;
      },
      String(expected),
    );
  }
});

test('a table that nothing can be learnt from says why', () => {
  const problem = (/** @type {string} */ text, options = {}) => readTable(text, options).problem?.en;
  assert.match(problem('a,b,class\nu,v,x\nv,w,y\n') ?? '', /No column is an input/);
  assert.match(problem('x,class\n1,a\n2,a\n3,a\n4,a\n') ?? '', /one class/);
  const letters = Array.from({ length: 24 }, (_, k) => `${k}.5,${String.fromCharCode(97 + (k % 12))}`);
  assert.match(problem(`x,class\n${letters.join('\n')}`) ?? '', /12 classes/);
  assert.match(problem('x,y\n1,\n2,\n,3\n,4\n5,6') ?? '', /complete/);
  assert.match(problem('a,b,class\n') ?? '', /No column is an input/);
  assert.match(problem('x,word,class\n1,a,0\n2,b,1\n3,c,0\n4,d,1\n', { roles: ['input', 'input'] }) ?? '', /has words/);
  assert.match(problem('x,y\n1,2\n3,4\n', { roles: ['input', 'input'] }) ?? '', /No column is the label/);
});
