// A run on the relief: the way of its ball in the picture, and that way as SVG.

/** @typedef {import('./relief.js').View} View */
/** @typedef {import('./relief.js').Spot} Spot */
/** @typedef {Spot & { row: number }} Place at which part of which step the ball is there */

/** Parameters between one place of a way and the next, and pixels below which the next is left out. */
const STRIDE = 0.12;
const NEAR = 1.2;

/**
 * A step is straight in the plane of the parameters: over the relief it goes up and down. The way ends at the border.
 *
 * @param {View} view
 * @param {Float64Array} params row by row
 * @returns {Place[]}
 */
export function trailOf(view, params) {
  const [startX = 0, startY = 0] = params;
  const first = view.spot(startX, startY);
  if (!first) return [];
  const places = [{ ...first, row: 0 }];
  const rows = params.length / 2;
  for (let row = 1; row < rows; row += 1) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = params.subarray(2 * row - 2, 2 * row + 2);
    const pieces = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / STRIDE));
    for (let k = 1; k <= pieces; k += 1) {
      const part = k / pieces;
      const spot = view.spot(x0 + part * (x1 - x0), y0 + part * (y1 - y0));
      if (!spot) return places;
      const last = places.at(-1);
      const ends = row === rows - 1 && k === pieces;
      if (ends || !last || Math.hypot(spot.x - last.x, spot.y - last.y) > NEAR)
        places.push({ ...spot, row: row - 1 + part });
    }
  }
  return places;
}

/** Where the ball is at a step. @param {Place[]} places @param {number} row @returns {Spot} */
export function placeAt(places, row) {
  const after = Math.max(1, reached(places, row));
  const [a, b] = [places[after - 1], places[after]];
  if (!a || !b) return places.at(-1) ?? { x: 0, y: 0, hidden: true };
  const part = (row - a.row) / (b.row - a.row);
  return { x: a.x + part * (b.x - a.x), y: a.y + part * (b.y - a.y), hidden: a.hidden && b.hidden };
}

/** How many places have been passed at a step. @param {Place[]} places @param {number} row */
function reached(places, row) {
  const next = places.findIndex((place) => place.row > row);
  return next < 0 ? places.length : next;
}

/**
 * The way up to a step, those parts that are seen and those behind a hill, as SVG's `d`.
 *
 * @param {Place[]} places
 * @param {number} [row]
 */
export function drawn(places, row = Number.POSITIVE_INFINITY) {
  const passed = places.slice(0, reached(places, row));
  if (passed.length > 0 && row < (places.at(-1)?.row ?? 0)) passed.push({ ...placeAt(places, row), row });
  const lines = { seen: '', behind: '' };
  let [before, open] = [passed[0], /** @type {keyof typeof lines | ''} */ ('')];
  for (const place of passed.slice(1)) {
    const line = place.hidden ? 'behind' : 'seen';
    if (open !== line && before) lines[line] += `M${text(before)}L`;
    lines[line] += `${open === line ? ' ' : ''}${text(place)}`;
    [before, open] = [place, line];
  }
  return lines;
}

/** @param {Spot} spot */
const text = ({ x, y }) => `${Number(x.toFixed(1))} ${Number(y.toFixed(1))}`;
