// A loss of two parameters from above, with its axes and signs for its stationary points.

import { h } from '../../elements/kit/dom.js';
import { strokeContours } from '../../elements/views/marks.js';
import { linearScale } from '../../elements/views/scale.js';
import { shape } from './curve.js';

/** Room for the labels, in pixels. */
const MARGIN = { left: 28, right: 8, top: 10, bottom: 22 };
/** Pixels of the canvas to one of CSS, at most. */
const FINEST = 2;

/**
 * @param {{ width: number, height: number }} room in pixels
 * @param {ResolvedConfig} config
 * @param {(context: CanvasRenderingContext2D, width: number, height: number) => Painted} paint
 * @param {(spot: (point: number[]) => number[]) => SVGElement[]} signs
 */
export function mapOf({ width, height }, { domain, variables }, paint, signs) {
  const [left = 0, right = 1, bottom = 0, top = 1] = domain;
  const { top: above } = MARGIN;
  // Equal scales, as large as there is room.
  const most = { width: width - MARGIN.left - MARGIN.right, height: height - above - MARGIN.bottom };
  const unit = Math.max(0, Math.min(most.width / (right - left), most.height / (top - bottom)));
  const across = Math.round(unit * (right - left));
  const down = Math.round(unit * (top - bottom));
  const from = MARGIN.left + Math.round((most.width - across) / 2);
  const x = linearScale(left, right, from, from + across);
  const y = linearScale(bottom, top, above + down, above);
  const fine = Math.min(devicePixelRatio, FINEST);
  const canvas = h('canvas', { width: Math.max(1, across * fine), height: Math.max(1, down * fine) });
  Object.assign(canvas.style, { left: `${from}px`, top: `${above}px`, width: `${across}px`, height: `${down}px` });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context) {
    const { contours } = paint(context, canvas.width, canvas.height);
    const frame = { left: 0, top: 0, width: canvas.width, height: canvas.height };
    const [u, v] = [linearScale(left, right, 0, frame.width), linearScale(bottom, top, frame.height, 0)];
    strokeContours(context, { ...frame, x: u, y: v }, contours);
  }
  const over = shape('svg', { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
  const [first = '', second = ''] = variables;
  const base = above + down + 15;
  for (const { value, label } of x.ticks(Math.max(2, across / 60))) {
    if (x.to(value) < from + across - 14) over.append(text(x.to(value), base, 'middle', label));
  }
  for (const { value, label } of y.ticks(Math.max(2, down / 60))) {
    if (y.to(value) > above + 16) over.append(text(from - 5, y.to(value) + 4, 'end', label));
  }
  over.append(text(from + across, base, 'end', first, 'name'), text(from - 5, above + 8, 'end', second, 'name'));
  over.append(...signs(([u = 0, v = 0]) => [x.to(u), y.to(v)]));
  const map = h('div', { className: 'map' }, canvas);
  map.append(over);
  return map;
}

/** @param {number} x @param {number} y @param {string} anchor @param {string} content @param {string} [name] */
function text(x, y, anchor, content, name = '') {
  const element = shape('text', { x: String(x), y: String(y), 'text-anchor': anchor, class: name });
  element.textContent = content;
  return element;
}
