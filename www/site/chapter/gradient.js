// Two slopes make an arrow: the gradient of a bowl, at a place that the reader moves.

import { h, setText } from '../../elements/kit/dom.js';
import { formatNumber } from '../../elements/kit/format.js';
import { followDrags } from '../../elements/views/drag.js';
import { roundToPixel } from '../../elements/views/scale.js';
import { shape } from './curve.js';
import { figureEngine } from './engines.js';

const BOWL = { formula: '0.5x^2 + y^2', domain: [-2, 2, -1.5, 1.5], optimizer: 'sgd' };
const START = [0.8, 0.5];
const [WIDTH, HEIGHT] = [320, 240];
const UNIT = WIDTH / 4;
/** How long an arrow is for a slope of 1, in the units of the axes. */
const SCALE = 0.6;
/** The ball keeps so far from the edge, for its arrows have to fit. */
const EDGE = 0.6;
const LEVELS = [4, 3, 2.2, 1.5, 0.95, 0.5, 0.2, 0.04];

/** @param {number} x @param {number} y @returns {[number, number]} in pixels */
const place = (x, y) => [WIDTH / 2 + x * UNIT, HEIGHT / 2 - y * UNIT];

/** @type {import('./live.js').Mount} */
export async function mount(host, { gradient: words }) {
  const engine = await figureEngine();
  const run = engine.experiment({ ...BOWL, start: START });
  const svg = shape('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'slopes', 'aria-hidden': 'true' });
  const now = shape('g', {});
  svg.append(...LEVELS.map((loss) => contour(loss, 'level')), now);
  const handle = h('div', { className: 'handle' });
  const box = h(
    'div',
    { className: 'slopes-box', tabIndex: 0, role: 'application', 'aria-label': words.keys },
    svg,
    handle,
  );
  const said = h('p', { className: 'said', role: 'status' });
  const inside = ([x = 0, y = 0]) => [
    roundToPixel(Math.min(Math.max(x, -2 * EDGE), 2 * EDGE), 4, WIDTH),
    roundToPixel(Math.min(Math.max(y, -1.5 * EDGE), 1.5 * EDGE), 3, HEIGHT),
  ];
  let at = START;
  const show = () => {
    const { gradient, loss } = run.moveTo(at);
    const [x = 0, y = 0] = at;
    const [dx = 0, dy = 0] = gradient;
    const [left, top] = place(x, y);
    const [right, up] = [dx * SCALE * UNIT, -dy * SCALE * UNIT];
    now.replaceChildren(
      contour(loss, 'through'),
      shape('path', { class: 'frame', d: `M${left + right} ${top}v${up}h${-right}` }),
      ...arrow(left, top, right, 0, 'leg'),
      ...arrow(left, top, 0, up, 'leg'),
      name('∂L/∂x', left + right / 2, top + (up > 0 ? -8 : 18)),
      name('∂L/∂y', left + (right > 0 ? -26 : 26), top + up / 2 + 4),
      square(left, top, right, up),
      ...arrow(left, top, right, up, 'gradient'),
      name('∇L', left + right + Math.sign(right) * 16, top + up, 'symbol gradient'),
      shape('circle', { class: 'ball', cx: String(left), cy: String(top), r: '7' }),
    );
    handle.style.left = `${(100 * left) / WIDTH}%`;
    handle.style.top = `${(100 * top) / HEIGHT}%`;
    setText(said, words.said(formatNumber(dx, 2), formatNumber(dy, 2)));
  };
  followDrags({
    box,
    handle,
    pointAt: (left, top) => {
      const size = box.clientWidth / WIDTH;
      return inside([(left / size - WIDTH / 2) / UNIT, (HEIGHT / 2 - top / size) / UNIT]);
    },
    nudged: (right, up) => inside([(at[0] ?? 0) + right * 0.04, (at[1] ?? 0) + up * 0.04]),
    onStart: (point) => {
      at = point;
      show();
    },
    onToggle: () => {},
  });
  host.replaceChildren(box, said);
  show();
  return {};
}

/** All places of that loss. @param {number} loss @param {string} name */
function contour(loss, name) {
  const [cx, cy] = place(0, 0);
  const [rx, ry] = [Math.sqrt(2 * loss) * UNIT, Math.sqrt(loss) * UNIT];
  return shape('ellipse', { class: name, cx: String(cx), cy: String(cy), rx: String(rx), ry: String(ry) });
}

/** From a place, so far. @param {number} x @param {number} y @param {number} right @param {number} down @param {string} kind */
function arrow(x, y, right, down, kind) {
  const length = Math.hypot(right, down);
  if (length < 4) return [];
  const [u, v] = [right / length, down / length];
  const [tipX, tipY] = [x + right, y + down];
  const [neckX, neckY] = [tipX - 9 * u, tipY - 9 * v];
  const line = shape('path', { d: `M${x} ${y}L${neckX} ${neckY}` });
  const head = shape('path', {
    class: 'head',
    d: `M${tipX} ${tipY}L${neckX - 4.5 * v} ${neckY + 4.5 * u}L${neckX + 4.5 * v} ${neckY - 4.5 * u}Z`,
  });
  const group = shape('g', { class: `arrow ${kind}` });
  group.append(line, head);
  return [group];
}

/** @param {string} text @param {number} x @param {number} y @param {string} [kind] */
function name(text, x, y, kind = '') {
  const label = shape('text', { class: `slope-name ${kind}`, x: String(x), y: String(y) });
  label.textContent = text;
  return label;
}

/** The right angle between the arrow and the contour. @param {number} x @param {number} y @param {number} right @param {number} down */
function square(x, y, right, down) {
  const length = Math.hypot(right, down) || 1;
  const [u, v] = [(12 * right) / length, (12 * down) / length];
  return shape('path', { class: 'square', d: `M${x + u} ${y + v}l${-v} ${u}l${-u} ${-v}` });
}
