// A path as rows of a history, and how these are drawn. `thin.js` has paths of any length.

/** Rows that are all kept, whatever they show. */
export const WHOLE = 1000;
/** Where the pen is lifted. */
export const LIFT = -1;
/** Rows of a path that are drawn at once. */
const PART = 400;

/** The beginning of a path: all of it, as long as it is short. */
export class Beginning {
  #first;
  #length;

  /** @param {number} first the row at which it begins */
  constructor(first) {
    this.#first = this.#length = first;
  }

  /** Takes over the rows that are new. @param {number} length how many there are */
  extend(length) {
    this.#length = Math.min(length, this.#first + WHOLE);
  }

  /** What there is to draw after the rows before `row` have been drawn. @param {number} row */
  since(row) {
    const from = Math.max(this.#first, row - 1);
    return Array.from({ length: Math.max(0, this.#length - from) }, (_, k) => from + k);
  }
}

/** @param {import('./history.js').History} history @param {number} row */
export const heightOf = ({ dim, params, loss }, row) => (dim === 1 ? loss[row] : params[2 * row + 1]) ?? 0;

/**
 * Draws a line through rows, and says how long it is. Long lines that cross themselves a thousand times are drawn in parts,
 * many times faster than at once.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} rows
 * @param {(row: number) => [number, number]} place in pixels
 * @param {(length: number) => void} stroke a part, after so many pixels
 */
export function drawRows(context, rows, place, stroke) {
  let length = 0;
  for (let from = 0; from < Math.max(1, rows.length - 1); from += PART) {
    const before = length;
    /** @type {[number, number] | undefined} */
    let last;
    context.beginPath();
    for (const row of rows.slice(from, from + PART + 1)) {
      const at = row === LIFT ? undefined : place(row);
      if (at && last) {
        context.lineTo(...at);
        length += Math.hypot(at[0] - last[0], at[1] - last[1]);
      } else if (at) context.moveTo(...at);
      last = at;
    }
    stroke(before);
  }
  return length;
}
