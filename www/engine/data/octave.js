// Octave's `save -text`, and gnuplot's `set table`.

import { columnsOf, gridOf } from './grid.js';
import { checkSize, empty, refused, widest } from './refusal.js';

export const isOctave = (/** @type {string} */ text) =>
  /^# (Created by Octave|name: )/.test(text) && /^# type: /m.test(text);
export const isGnuplot = (/** @type {string} */ text) => /^\s*# (Curve|Surface) \d+ of \d+/m.test(text.slice(0, 4096));

/** Several variables, one below another: those of as many rows are columns of one table. @param {string} text @returns {import('./grid.js').Grid} */
export function readOctave(text) {
  /** @type {{ name: string, rows: string[][] }[]} */
  const matrices = [];
  /** @type {string[]} */
  let names = [];
  for (const part of text.split(/^# name: /m).slice(1)) {
    const lines = part.split(/\r\n|\r|\n/);
    const name = (lines[0] ?? '').trim();
    const type = /^# type: (.*)$/m.exec(part)?.[1]?.trim() ?? '';
    if (name.startsWith('<')) {
      // An element of a cell: a text has its length, then itself.
      const at = lines.findIndex((line) => line.startsWith('# length:'));
      if (at >= 0) names.push(lines[at + 1] ?? '');
    } else if (type === 'cell') names = [];
    else if (/matrix$/.test(type)) {
      const rows = lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).slice(1);
      matrices.push({ name, rows: rows.map((line) => line.trim().split(/\s+/)) });
    }
  }
  const count = widest(matrices.map(({ rows }) => rows));
  const fitting = matrices.filter(({ rows }) => rows.length === count);
  if (count === 0) throw empty();
  const columns = fitting.flatMap(({ name, rows }) => {
    const width = rows[0]?.length ?? 0;
    return columnsOf(rows, width).map((cells, k) => ({ name: width > 1 ? `${name}${k + 1}` : name, cells }));
  });
  checkSize(count, columns.length);
  const last = columns.at(-1);
  if (last && names.length > 1) named(last, names);
  return gridOf('Octave', columns, count);
}

/** The names of classes in place of their numbers, from 0 or from 1. @param {{ cells: unknown[] }} column @param {string[]} names */
function named(column, names) {
  const numbers = column.cells.map(Number);
  const base = numbers.includes(0) ? 0 : 1;
  if (numbers.every((k) => names[k - base] !== undefined)) column.cells = numbers.map((k) => names[k - base]);
}

/** A block is a class; rows end with `i` where they are in the picture. @param {string} text @returns {import('./grid.js').Grid} */
export function readGnuplot(text) {
  /** @type {string[][]} */
  const rows = [];
  let title = '';
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trim();
    const curve = /^# Curve (\d+) of/.exec(line);
    const said = /^# Curve title: "(.*)"/.exec(line);
    if (curve) title = curve[1] ?? '';
    if (said?.[1]) title = said[1];
    if (line === '' || line.startsWith('#')) continue;
    const cells = line.split(/\s+/);
    if (cells.pop() === 'i') rows.push([...cells, title]);
  }
  const width = widest(rows);
  if (rows.length === 0) throw empty();
  if (rows.some(({ length }) => length !== width)) {
    throw refused('Not all curves of this table have as many columns.', '表中各条曲线的列数不一致。');
  }
  checkSize(rows.length, width);
  const columns = columnsOf(rows, width).map((cells, k) => ({
    name: k === width - 1 ? 'curve' : (['x', 'y', 'z'][k] ?? `x${k + 1}`),
    cells,
    ...(k === width - 1 && { role: /** @type {const} */ ('label') }),
  }));
  return gridOf('gnuplot', columns, rows.length);
}
