// What the axes of a chart show, in words within its frame: beside the ticks there is no room for words.

/** @typedef {import('./marks.js').Frame} Frame */
/** @typedef {import('./palette.js').Palette} Palette */

const FONT = '12px system-ui, sans-serif';

/**
 * In the corners that the lines leave free.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {Palette} palette
 * @param {{ x: string, y: string }} titles
 * @param {boolean} [rises] whether the lines go up to the right
 */
export function drawTitles(context, { left, top, width, height }, palette, { x, y }, rises = false) {
  context.save();
  context.font = FONT;
  context.fillStyle = palette.muted;
  // The lines of the grid stop before the words.
  context.strokeStyle = palette.paper;
  context.lineWidth = 4;
  context.lineJoin = 'round';
  const write = (/** @type {string} */ text, /** @type {number} */ across, /** @type {number} */ down) => {
    context.strokeText(text, across, down);
    context.fillText(text, across, down);
  };
  context.textBaseline = 'bottom';
  context.textAlign = rises ? 'right' : 'left';
  write(x, rises ? left + width - 5 : left + 5, top + height - 4);
  context.textBaseline = 'top';
  context.textAlign = 'right';
  write(y, left + width - 5, top + 4);
  context.restore();
}
