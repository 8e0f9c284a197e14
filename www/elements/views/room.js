// Room before an upright axis: as wide as its labels, which marks.js writes in this font, so many of them, and so far from the axis.

const FONT = '12px system-ui, sans-serif';

/** @param {import('./scale.js').Scale} y @param {number} height of the axis @param {number} usual */
export function roomBefore(y, height, usual) {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return usual;
  context.font = FONT;
  // Labels stand 7 pixels before the axis.
  const widths = y.ticks(Math.max(2, height / 60)).map(({ label }) => context.measureText(label).width + 9);
  return Math.ceil(Math.max(usual, ...widths));
}
