// A loss of one parameter as a curve, with a ball that rolls along it.

import { ARROWS, CASING, clampPixel, drawArrow, drawBall, drawRing, drawTangent } from './marks.js';
import { roomBefore } from './room.js';
import { drawRows } from './rows.js';
import { linearScale } from './scale.js';

/** @typedef {import('./plot.js').Picture} Picture */
/** @typedef {import('./plot.js').History} History */
/** @typedef {import('./marks.js').Frame} Frame */

/** Points of the curve: more than there are pixels on most screens. */
const POINTS = 1200;

/** Steps that stand out before they fade into the path. */
const TRAIL = 40;

/** Half the length of the tangent, in pixels. */
const TANGENT = 90;

/** The arrows all point along the axis: each has a height of its own, in pixels from the ball. */
const ABOVE = 14;

/** @returns {Picture} */
export function curvePicture() {
  /** @type {Float64Array} */
  let losses = new Float64Array(0);

  return {
    grid: true,
    names: ({ variables }) => ({ x: variables[0] ?? '', y: 'L' }),
    aspect: () => null,

    prepare(scene, { left: usual, top, width: whole, height }) {
      losses = scene.field(POINTS);
      const [low, high] = verticalRange(losses);
      const [x0 = 0, x1 = 1] = scene.domain;
      const y = linearScale(low, high, top + height, top);
      const left = roomBefore(y, height, usual);
      const width = Math.max(1, usual + whole - left);
      const x = linearScale(x0, x1, left, left + width);
      return { left, top, width, height, x, y };
    },

    surface(context, { x, y, top, height }, { minima }, palette) {
      context.strokeStyle = palette.ink;
      context.lineWidth = 2;
      context.lineJoin = 'round';
      context.beginPath();
      const cell = (x.high - x.low) / losses.length;
      let drawing = false;
      losses.forEach((loss, index) => {
        const across = x.to(x.low + (index + 0.5) * cell);
        if (!Number.isFinite(loss)) drawing = false;
        else if (drawing) context.lineTo(across, clampPixel(y.to(loss)));
        else {
          context.moveTo(across, clampPixel(y.to(loss)));
          drawing = true;
        }
      });
      context.stroke();
      context.strokeStyle = palette.muted;
      context.lineWidth = 1;
      context.setLineDash([2, 4]);
      context.beginPath();
      for (const { point, loss } of minima) {
        const across = x.to(point[0] ?? 0);
        context.moveTo(across, y.to(loss) + 10);
        context.lineTo(across, top + height);
      }
      context.stroke();
    },

    path(context, frame, { colour, dash, history }, rows) {
      context.strokeStyle = colour;
      context.lineWidth = 1.25;
      context.setLineDash(dash);
      context.lineJoin = 'round';
      context.globalAlpha = 0.75;
      drawRows(
        context,
        rows,
        (row) => [pixelX(frame, history, row), pixelY(frame, history, row)],
        () => context.stroke(),
      );
      return 0;
    },

    end(context, frame, { colour, history }) {
      drawTrail(context, frame, colour, history);
      drawBall(context, pixelX(frame, history, history.length - 1), pixelY(frame, history, history.length - 1), colour);
    },

    moment(context, frame, scene, { status, history, rate, velocityUnit, batchGradient }, palette) {
      const w = status.params[0] ?? 0;
      const x = clampPixel(frame.x.to(w));
      const y = clampPixel(frame.y.to(status.loss));
      const across = frame.x.to(1) - frame.x.to(0);
      const up = (frame.y.to(1) - frame.y.to(0)) * (status.gradient[0] ?? 0);
      drawTangent(context, x, y, across, up, palette.accent, TANGENT);
      drawTrail(context, frame, scene.colour, history);
      drawRing(context, pixelX(frame, history, 0), pixelY(frame, history, 0));
      /** @param {number} move @param {number} above @param {import('./marks.js').ArrowStyle} style */
      const arrow = (move, above, style) =>
        drawArrow(context, x, y - above, frame.x.to(w + move) - frame.x.to(w), 0, style, palette);
      const velocity = status.slots.velocity;
      if (velocity) arrow(velocityUnit * (velocity[0] ?? 0), ABOVE, ARROWS.velocity);
      arrow(-rate * (status.gradient[0] ?? 0), 0, ARROWS.gradient);
      if (batchGradient) arrow(-rate * (batchGradient[0] ?? 0), -ABOVE, ARROWS.batch);
      drawBall(context, x, y, scene.colour);
      return { x, y };
    },
  };
}

/** The finite losses' range with some air around it. @param {Float64Array} losses @returns {[number, number]} */
function verticalRange(losses) {
  let low = Infinity;
  let high = -Infinity;
  for (const loss of losses) {
    if (!Number.isFinite(loss)) continue;
    low = Math.min(low, loss);
    high = Math.max(high, loss);
  }
  if (low > high) return [0, 1];
  const span = high - low || 1;
  return [low - 0.12 * span, high + 0.06 * span];
}

/**
 * Where the last steps landed; older ones fade.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {string} colour
 * @param {History} history
 */
function drawTrail(context, frame, colour, history) {
  context.fillStyle = colour;
  context.strokeStyle = CASING;
  context.lineWidth = 0.75;
  for (let row = Math.max(1, history.length - TRAIL); row < history.length; row += 1) {
    context.globalAlpha = 1 - (history.length - row) / TRAIL;
    context.beginPath();
    context.arc(pixelX(frame, history, row), pixelY(frame, history, row), 3, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** @param {Frame} frame @param {History} history @param {number} row */
const pixelX = (frame, history, row) => clampPixel(frame.x.to(history.params[row] ?? 0));

/** @param {Frame} frame @param {History} history @param {number} row */
const pixelY = (frame, history, row) => clampPixel(frame.y.to(history.loss[row] ?? 0));
