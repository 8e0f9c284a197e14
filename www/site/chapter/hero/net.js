// The losses of which the relief is made, asked of the engine.

import { SURFACE } from './scene.js';

/** Losses along each side of the net. */
const COLUMNS = 161;
const ROWS = 105;

/** At the corners of a net whose outer ones lie on the border of the domain; and how many there are in a row. @param {{ field: FigureEngine['field'] }} engine @returns {[Float64Array, number]} */
export function losses(engine) {
  const [x0 = 0, x1 = 1, y0 = 0, y1 = 1] = SURFACE.domain;
  // The engine answers for the middles of cells.
  const [dx, dy] = [(x1 - x0) / (COLUMNS - 1) / 2, (y1 - y0) / (ROWS - 1) / 2];
  const domain = [x0 - dx, x1 + dx, y0 - dy, y1 + dy];
  return [engine.field({ ...SURFACE, domain, width: COLUMNS, height: ROWS }), COLUMNS];
}
