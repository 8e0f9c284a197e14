// A loss of two parameters from above: heat map, contours, known minima, and the run's path across them.

import { ARROWS, BRIGHT, clampPixel, drawArrow, drawBall, drawCross, drawRing, strokeContours } from './marks.js';
import { drawRows } from './rows.js';
import { linearScale } from './scale.js';

/** @typedef {import('./plot.js').Picture} Picture */
/** @typedef {import('./plot.js').History} History */
/** @typedef {import('./plot.js').Scene} Scene */
/** @typedef {import('./marks.js').Frame} Frame */

/** Beyond these the surface is painted coarser and scaled up: it is smooth, and pixels cost time. */
const MOST_CELLS = 480 ** 2;
const MOST_EVALUATIONS = 1.5e6;
/** The part of its cells that a surface has while it changes from frame to frame. */
const IN_PASSING = 1 / 9;

/** Steps that stand out before they fade into the path. */
const TRAIL = 40;

/** @param {(painted: Painted) => void} onPaint told the scale of the colours @returns {Picture} */
export function mapPicture(onPaint) {
  const cache = document.createElement('canvas');
  const painter = cache.getContext('2d', { willReadFrequently: true });
  /** What was last painted, and how far: its losses, its colours, its contours. */
  let key = '';
  let part = 1;
  /** What is painted as finely as it may be. */
  let fine = '';
  let [width, height] = [1, 1];
  let coloured = false;
  /** @type {Painted | undefined} */
  let painted;

  /** @param {Frame} frame @param {Scene} scene */
  const evaluate = (frame, scene) => {
    const cells = part * Math.min(MOST_CELLS, MOST_EVALUATIONS / Math.max(scene.samples, 1));
    const shrink = Math.min(1, Math.sqrt(cells / (frame.width * frame.height)));
    width = Math.max(1, Math.round(frame.width * shrink));
    height = Math.max(1, Math.round(frame.height * shrink));
    const asked = `${scene.key} ${width} ${height}`;
    if (key === asked) return;
    scene.paint(undefined, { width, height, contours: false });
    coloured = false;
    painted = undefined;
    key = asked;
  };

  /** @param {Frame} frame @param {Scene} scene */
  const colour = (frame, scene) => {
    evaluate(frame, scene);
    if (coloured || !painter) return;
    Object.assign(cache, { width, height });
    scene.paint(painter, { width, height, contours: false });
    coloured = true;
  };

  /** @param {Frame} frame @param {Scene} scene */
  const outline = (frame, scene) => {
    colour(frame, scene);
    painted ??= scene.paint(undefined, { width, height, contours: true });
    return painted;
  };

  return {
    ahead: [evaluate, colour, outline],

    grid: false,
    names: ({ variables }) => ({ x: variables[0] ?? '', y: variables[1] ?? '' }),

    // Equal scales wherever they fit, so that −∇L is seen to be at right angles to the contours.
    aspect({ domain: [x0 = 0, x1 = 1, y0 = 0, y1 = 1] }) {
      return Math.min(Math.max((x1 - x0) / (y1 - y0), 1), 2.2);
    },

    prepare({ domain: [x0 = 0, x1 = 1, y0 = 0, y1 = 1] }, { left, top, width, height }) {
      const x = linearScale(x0, x1, left, left + width);
      const y = linearScale(y0, y1, top + height, top);
      return { left, top, width, height, x, y };
    },

    surface(context, frame, scene, _palette, passing) {
      const asked = [scene.key, frame.width, frame.height].join();
      const coarse = passing && asked !== fine;
      part = coarse ? IN_PASSING : 1;
      fine = coarse ? '' : asked;
      const painted = outline(frame, scene);
      context.drawImage(cache, 0, 0, cache.width, cache.height, frame.left, frame.top, frame.width, frame.height);
      strokeContours(context, frame, painted.contours);
      for (const { point } of scene.minima) drawCross(context, frame.x.to(point[0] ?? 0), frame.y.to(point[1] ?? 0));
      onPaint(painted);
    },

    path(context, frame, { colour, dash, history }, rows, drawn) {
      context.lineJoin = 'round';
      context.setLineDash(dash);
      return drawRows(context, rows, places(frame, history), (length) => {
        context.lineDashOffset = drawn + length;
        // A bright edge keeps a line apart from a map of any colour.
        for (const [width, style, alpha] of /** @type {const} */ ([
          [3.25, BRIGHT, 0.7],
          [1.75, colour, 1],
        ])) {
          context.lineWidth = width;
          context.strokeStyle = style;
          context.globalAlpha = alpha;
          context.stroke();
        }
      });
    },

    end(context, frame, { colour, history }) {
      drawTrail(context, frame, colour, history);
      drawBall(context, ...places(frame, history)(history.length - 1), colour);
    },

    moment(context, frame, scene, { status, history, rate, velocityUnit, batchGradient }, palette) {
      drawTrail(context, frame, scene.colour, history);
      drawRing(context, ...places(frame, history)(0));
      const [u = 0, v = 0] = status.params;
      const x = clampPixel(frame.x.to(u));
      const y = clampPixel(frame.y.to(v));
      /** @param {ArrayLike<number>} vector @param {number} factor @param {import('./marks.js').ArrowStyle} style */
      const arrow = (vector, factor, style) =>
        drawArrow(
          context,
          x,
          y,
          frame.x.to(u + factor * (vector[0] ?? 0)) - frame.x.to(u),
          frame.y.to(v + factor * (vector[1] ?? 0)) - frame.y.to(v),
          style,
          palette,
        );
      const velocity = status.slots.velocity;
      if (velocity) arrow(velocity, velocityUnit, ARROWS.velocity);
      arrow(status.gradient, -rate, ARROWS.gradient);
      if (batchGradient) arrow(batchGradient, -rate, ARROWS.batch);
      drawBall(context, x, y, scene.colour);
      return { x, y };
    },
  };
}

/**
 * The last steps, each a dot, so that their length can be seen; older ones fade.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {string} colour
 * @param {History} history
 */
function drawTrail(context, frame, colour, history) {
  const first = Math.max(1, history.length - TRAIL);
  const place = places(frame, history);
  context.lineJoin = 'round';
  for (const [width, style] of /** @type {const} */ ([
    [5, BRIGHT],
    [3, colour],
    [0, BRIGHT],
  ])) {
    context.lineWidth = width;
    context.strokeStyle = context.fillStyle = style;
    for (let row = first; row < history.length; row += 1) {
      context.globalAlpha = 1 - (history.length - row) / TRAIL;
      context.beginPath();
      if (width > 0) {
        context.moveTo(...place(row - 1));
        context.lineTo(...place(row));
        context.stroke();
      } else {
        context.arc(...place(row), 1.5, 0, 2 * Math.PI);
        context.fill();
      }
    }
  }
  context.globalAlpha = 1;
}

/** Where the rows of a history are, in pixels. @param {Frame} frame @param {History} history @returns {(row: number) => [number, number]} */
const places =
  ({ x, y }, { params }) =>
  (row) => [clampPixel(x.to(params[2 * row] ?? 0)), clampPixel(y.to(params[2 * row + 1] ?? 0))];
