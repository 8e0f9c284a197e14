// A file as it was read, before anything is made of its columns.

/** @typedef {'input' | 'label' | 'index' | 'left'} Role */

/**
 * @typedef {object} GridColumn
 * @property {string} name '' where the file gives none
 * @property {ArrayLike<unknown>} cells texts, numbers, truths or null, from the first row on
 * @property {Role} [role] where the file says it
 * @property {string[]} [classes] in the order in which the file lists them
 */

/**
 * @typedef {object} Grid
 * @property {string} format what it was read as
 * @property {GridColumn[]} columns
 * @property {number} count rows
 * @property {Map<number, 'short' | 'long'>} ragged rows with too few or too many cells, by number
 * @property {'.' | ','} decimal
 * @property {Record<string, unknown>} how what else was found: separator, header, encoding, base
 */

/**
 * @param {string} format
 * @param {GridColumn[]} columns
 * @param {number} count
 * @param {Partial<Grid>} [more]
 * @returns {Grid}
 */
export const gridOf = (format, columns, count, more = {}) => ({
  format,
  columns,
  count,
  ragged: new Map(),
  decimal: '.',
  how: {},
  ...more,
});

/** Rows as columns. @param {readonly (readonly unknown[])[]} rows @param {number} width @returns {unknown[][]} */
export function columnsOf(rows, width) {
  return Array.from({ length: width }, (_, column) => {
    const cells = new Array(rows.length);
    for (let row = 0; row < rows.length; row += 1) cells[row] = rows[row]?.[column];
    return cells;
  });
}
