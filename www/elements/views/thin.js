// A path of any length as a bounded number of its rows. A step whose whole way has been drawn before adds nothing to the
// picture, and is left out: a run that comes to rest, or jitters about a minimum for a million steps, is drawn as fast as a
// short one. What is kept depends on the rows alone, not on when they came, and holds for a picture of any size.

import { heightOf, LIFT, WHOLE } from './rows.js';

/** Rows at most; beyond, the cells grow. */
export const MOST = 4000;
/** Cells across and up: smaller than a pixel, so that nothing is off by one. */
const CELLS = 3072;
/** The edge belongs to the last cell. */
const INSIDE = 1 - 1e-9;
/** Places at which a way is looked at before it is left out. */
const LOOKS = 128;

export class ThinPath {
  /** Rows that a line leads through. @type {number[]} */
  rows = [];
  #cells = CELLS;
  /** A bit for each cell: whether the path has been there. */
  #seen = new Uint8Array(0);
  #first;
  #next;
  #across;
  #up;

  /**
   * @param {(row: number) => number} across where a row stands in the picture, from 0 to 1
   * @param {(row: number) => number} up
   * @param {number} first the row at which it begins
   */
  constructor(across, up, first) {
    this.#across = across;
    this.#up = up;
    this.#first = this.#next = first;
  }

  /** Takes over the rows that are new. @param {number} length how many there are */
  extend(length) {
    for (; this.#next < length; this.#next += 1) {
      if (this.#next - this.#first < WHOLE) this.rows.push(this.#next);
      else {
        if (this.#next - this.#first === WHOLE) this.#thin(CELLS);
        this.#lead(this.#next - 1, this.#next);
      }
    }
  }

  /** What there is to draw after the rows before `row` have been drawn. @param {number} row */
  since(row) {
    let drawn = this.rows.length - 1;
    while (drawn > 0 && !this.#isBefore(drawn, row)) drawn -= 1;
    return this.rows.slice(Math.max(0, drawn));
  }

  /** @param {number} index @param {number} row */
  #isBefore(index, row) {
    const kept = this.rows[index] ?? LIFT;
    return kept !== LIFT && kept < row;
  }

  /** All of it, to the very end. */
  get whole() {
    const last = this.#next - 1;
    return this.rows.at(-1) === last ? this.rows : [...this.rows, LIFT, last - 1, last];
  }

  /** Leaves out what shows nothing among cells of another size. @param {number} cells */
  #thin(cells) {
    const old = this.rows;
    this.rows = [];
    this.#cells = cells;
    this.#seen = new Uint8Array((cells * cells) / 8);
    for (const [index, row] of old.entries()) {
      const before = old[index - 1] ?? LIFT;
      if (before !== LIFT && row !== LIFT) this.#lead(before, row);
    }
  }

  /** @param {number} from @param {number} to */
  #lead(from, to) {
    const last = this.rows.at(-1);
    const goesOn = last !== undefined && this.#cellOf(last) === this.#cellOf(from);
    const start = goesOn ? last : from;
    if (!this.#visit(start, to)) return;
    if (last === undefined) this.rows.push(start);
    else if (!goesOn) this.rows.push(LIFT, start);
    this.rows.push(to);
    if (this.rows.length > MOST) this.#thin(this.#cells / 2);
  }

  /** Outside of the picture no two are the same. @param {number} row */
  #cellOf(row) {
    const [x, y] = [this.#across(row), this.#up(row)];
    return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? this.#cellAt(x * INSIDE, y * INSIDE) : Number.NaN;
  }

  /** @param {number} x @param {number} y */
  #cellAt(x, y) {
    return ((y * this.#cells) | 0) * this.#cells + ((x * this.#cells) | 0);
  }

  /** Goes along a straight way; tells whether it leads to where nothing was. @param {number} from @param {number} to */
  #visit(from, to) {
    const [x, y] = [this.#across(from), this.#up(from)];
    const [dx, dy] = [this.#across(to) - x, this.#up(to) - y];
    const [begin, end] = overlap(x, dx, overlap(y, dy, [0, 1]));
    if (!(begin <= end)) return false;
    const [seen, part] = [this.#seen, end - begin];
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) * part * this.#cells));
    const [x0, y0] = [(x + begin * dx) * INSIDE, (y + begin * dy) * INSIDE];
    const [stepX, stepY] = [(dx * part * INSIDE) / steps, (dy * part * INSIDE) / steps];
    const stride = Math.max(1, steps / LOOKS);
    let fresh = false;
    for (let step = 0; step <= steps && !fresh; step += stride) {
      const cell = this.#cellAt(x0 + step * stepX, y0 + step * stepY);
      fresh = ((seen[cell >> 3] ?? 0) & (1 << (cell & 7))) === 0;
    }
    for (let step = 0; fresh && step <= steps; step += 1) {
      const cell = this.#cellAt(x0 + step * stepX, y0 + step * stepY);
      seen[cell >> 3] = (seen[cell >> 3] ?? 0) | (1 << (cell & 7));
    }
    return fresh;
  }
}

/**
 * A run's path through a picture, as yet without rows. What has one parameter is shown against its loss.
 *
 * @param {Pick<import('./marks.js').Frame, 'x' | 'y'>} frame
 * @param {Pick<import('./plot.js').Line, 'history' | 'first'>} line
 */
export function pathIn({ x, y }, { history, first }) {
  return new ThinPath(
    (row) => ((history.params[row * history.dim] ?? 0) - x.low) / (x.high - x.low),
    (row) => (heightOf(history, row) - y.low) / (y.high - y.low),
    first,
  );
}

/**
 * The part of a way within the picture (Liang & Barsky 1984); what does not begin before its end is nowhere.
 *
 * @param {number} from
 * @param {number} way
 * @param {[number, number]} part
 * @returns {[number, number]}
 */
function overlap(from, way, [begin, end]) {
  if (!Number.isFinite(way)) return [1, 0];
  if (way === 0) return from >= 0 && from <= 1 ? [begin, end] : [1, 0];
  const [a, b] = [-from / way, (1 - from) / way];
  return [Math.max(begin, Math.min(a, b)), Math.min(end, Math.max(a, b))];
}
