// What stands on a plot: axes, ball, arrows, crosses. Functions of a context and pixels; each leaves the context's
// state as it found it.

/** @typedef {import('./scale.js').Scale} Scale */
/** @typedef {import('./palette.js').Palette} Palette */

/**
 * @typedef {object} Frame the part of a plot inside its axes
 * @property {number} left
 * @property {number} top
 * @property {number} width
 * @property {number} height
 * @property {Scale} x
 * @property {Scale} y
 */

/** Room for the labels of the axes, in pixels. */
export const MARGIN = { left: 46, right: 10, top: 12, bottom: 36 };

/** Marks lie on dark and on bright colours: each has a thin casing of the other brightness. */
export const CASING = 'rgb(0 0 0 / 0.72)';
export const BRIGHT = '#fff';

/** A label that is wider is written narrower: here below, and before the axis where it has no more room than the margin. */
const ROOM = 52;

const FONT = '12px system-ui, sans-serif';
const NAME_FONT = 'italic 14px Cambria, "Times New Roman", serif';

/** Far outside any canvas, and near enough for its arithmetic. */
const FAR = 1e5;

/** @param {number} pixel */
export const clampPixel = (pixel) => Math.min(Math.max(pixel, -FAR), FAR);

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {Palette} palette
 * @param {{ x: string, y: string }} names
 * @param {boolean} grid whether lines go across the frame
 */
export function drawAxes(context, frame, palette, names, grid) {
  const { left, top, width, height, x, y } = frame;
  const bottom = top + height;
  context.save();
  context.font = FONT;
  context.fillStyle = palette.muted;
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.beginPath();
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const { value, label } of x.ticks(Math.max(2, width / 80))) {
    const pixel = Math.round(x.to(value)) + 0.5;
    context.moveTo(pixel, grid ? top : bottom);
    context.lineTo(pixel, bottom + 4);
    // A label at the end would run into the name of the axis: half a digit is some 3 pixels wide.
    if (names.x === '' || pixel + 3 * label.length < left + width - 15) {
      context.fillText(label, pixel, bottom + 7, ROOM);
    }
  }
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const { value, label } of y.ticks(Math.max(2, height / 60))) {
    const pixel = Math.round(y.to(value)) + 0.5;
    context.moveTo(grid ? left + width : left, pixel);
    context.lineTo(left - 4, pixel);
    if (names.y === '' || pixel > top + 18) context.fillText(label, left - 7, pixel, left - 8);
  }
  context.stroke();
  context.fillStyle = palette.ink;
  context.font = NAME_FONT;
  context.textBaseline = 'top';
  context.fillText(names.x, left + width, bottom + 6);
  context.fillText(names.y, left - 8, top - 2);
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {string} colour
 */
export function drawBall(context, x, y, colour) {
  context.beginPath();
  context.arc(x, y, 7, 0, 2 * Math.PI);
  context.fillStyle = BRIGHT;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = CASING;
  context.stroke();
  context.beginPath();
  context.arc(x, y, 4, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

/** A small ring where the run began. @param {CanvasRenderingContext2D} context @param {number} x @param {number} y */
export function drawRing(context, x, y) {
  for (const [width, colour] of /** @type {const} */ ([
    [4, CASING],
    [2, BRIGHT],
  ])) {
    context.beginPath();
    context.arc(x, y, 5, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}

/** A cross for a minimum. @param {CanvasRenderingContext2D} context @param {number} x @param {number} y */
export function drawCross(context, x, y) {
  context.lineCap = 'round';
  for (const [width, colour] of /** @type {const} */ ([
    [5, CASING],
    [2, BRIGHT],
  ])) {
    context.beginPath();
    for (const sign of [1, -1]) {
      context.moveTo(x - 5, y - 5 * sign);
      context.lineTo(x + 5, y + 5 * sign);
    }
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} dx its direction
 * @param {number} dy
 * @param {string} colour
 * @param {number} reach half its length
 */
export function drawTangent(context, x, y, dx, dy, colour, reach) {
  const factor = reach / Math.hypot(dx, dy);
  if (!Number.isFinite(factor)) return;
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x - factor * dx, y - factor * dy);
  context.lineTo(x + factor * dx, y + factor * dy);
  context.stroke();
}

/** @typedef {{ name: 'gradient' | 'velocity', dash: number[] }} ArrowStyle its colour's name, and its dash */

/** The arrows that start at the ball, in the pictures and in their legend. @type {Record<'gradient' | 'batch' | 'velocity', ArrowStyle>} */
export const ARROWS = {
  gradient: { name: 'gradient', dash: [] },
  batch: { name: 'gradient', dash: [5, 3] },
  velocity: { name: 'velocity', dash: [] },
};

/** Lengths of arrows: the longest, the shortest, and the displacement at which they are about half way between. */
const ARROW = { longest: 84, shortest: 22, middle: 20 };
/** Whatever moves less in a step, in pixels, stands still: it has no direction to show. */
const STILL = 1e-4;

/**
 * An arrow in the direction of a displacement. A step can be a hundredth of a pixel or a thousand pixels: the direction
 * is exact, the length grows with the step but is compressed so that it can be seen.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} x where it begins
 * @param {number} y
 * @param {number} dx the displacement, in pixels
 * @param {number} dy
 * @param {ArrowStyle} style
 * @param {Palette} palette
 */
export function drawArrow(context, x, y, dx, dy, { name, dash }, palette) {
  const size = Math.hypot(dx, dy);
  if (!(size > STILL) || !Number.isFinite(size)) return;
  const length = ARROW.shortest + (ARROW.longest - ARROW.shortest) * (size / (size + ARROW.middle));
  const ux = dx / size;
  const uy = dy / size;
  const neckX = x + ux * (length - 8);
  const neckY = y + uy * (length - 8);
  context.save();
  context.lineCap = 'butt';
  for (const [width, colour] of /** @type {const} */ ([
    [6, palette.paper],
    [3, palette[name]],
  ])) {
    const extra = (width - 3) / 2;
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(x + ux * 9, y + uy * 9);
    context.lineTo(neckX, neckY);
    context.stroke();
    context.beginPath();
    context.moveTo(x + ux * (length + 2 + 1.6 * extra), y + uy * (length + 2 + 1.6 * extra));
    context.lineTo(neckX - ux * extra - uy * (5.5 + extra), neckY - uy * extra + ux * (5.5 + extra));
    context.lineTo(neckX - ux * extra + uy * (5.5 + extra), neckY - uy * extra - ux * (5.5 + extra));
    context.closePath();
    context.fill();
  }
  context.restore();
}

/** The contours that were drawn last, as a path, and where. @type {WeakMap<Contour[], { place: string, path: Path2D }>} */
const paths = new WeakMap();

/** @param {CanvasRenderingContext2D} context @param {Frame} frame @param {Contour[]} contours */
export function strokeContours(context, { left, top, width, height, x, y }, contours) {
  context.strokeStyle = 'rgb(255 255 255 / 0.28)';
  context.lineWidth = 0.75;
  context.lineJoin = 'round';
  const place = `${[left, top, width, height]}`;
  const known = paths.get(contours);
  if (known?.place === place) return context.stroke(known.path);
  // Each line is a path of its own first: to close one, browsers look at all of the path that it is in.
  const all = new Path2D();
  for (const { lines } of contours) {
    for (const { points, closed } of lines) {
      const line = new Path2D();
      for (let index = 0; index < points.length; index += 2) {
        line.lineTo(x.to(points[index] ?? 0), y.to(points[index + 1] ?? 0));
      }
      if (closed) line.closePath();
      all.addPath(line);
    }
  }
  paths.set(contours, { place, path: all });
  context.stroke(all);
}
