// The pictures of a figure as files: the chart, the plane, the diagram. SVG is drawn by the same calls as the canvas; what is a
// bitmap on the page, the colours of a plane and the maps of neurons, is one in it.

import { drawnIn } from '../../views/layers.js';
import { readPalette } from '../../views/palette.js';
import { escaped, SvgContext } from './svg.js';

/** @typedef {{ kind: 'chart' | 'plane' | 'diagram', title: string | null, box: HTMLElement }} Picture `title`: a chart's own */

/** What is to be seen of a figure. @param {HTMLElement} figure @returns {Picture[]} */
export function picturesOf(figure) {
  const kinds = /** @type {const} */ ([
    ['chart', '.chart-box'],
    ['plane', '.plot.square'],
    ['diagram', '.network-box'],
  ]);
  return kinds.flatMap(([kind, selector]) => {
    const boxes = /** @type {HTMLElement[]} */ (Array.from(figure.querySelectorAll(selector)));
    const shown = boxes.filter((box) => drawnIn.has(box) && box.clientWidth > 0 && box.checkVisibility());
    return shown.map((box) => ({ kind, box, title: kind === 'chart' ? titleOf(box) : null }));
  });
}

/** @param {HTMLElement} box */
const titleOf = (box) => box.closest('.chart')?.querySelector('.chart-title > span')?.firstChild?.textContent ?? '';

/** @param {Picture} picture @returns {string} */
export function svgOf({ box }) {
  const layers = /** @type {import('../../views/layers.js').Layers} */ (drawnIn.get(box));
  const [ground, above] = [new SvgContext(), new SvgContext()];
  const contexts = layers.canvases.map(() => new SvgContext());
  drawGround(/** @type {any} */ (ground), box);
  layers.drawOn(/** @type {any[]} */ (contexts));
  drawAbove(/** @type {any} */ (above), box);
  const parts = [ground, ...contexts, above].flatMap((context) => context.parts);
  const { clientWidth: width, clientHeight: height } = box;
  const title = box.getAttribute('aria-label') ?? box.parentElement?.parentElement?.getAttribute('aria-label') ?? '';
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>\n<title>${escaped(title)}</title>\n${parts.join('\n')}\n</svg>\n`;
}

/** @param {Picture} picture @returns {Promise<Blob | null>} */
export function pngOf({ box }) {
  const layers = /** @type {import('../../views/layers.js').Layers} */ (drawnIn.get(box));
  const picture = document.createElement('canvas');
  const context = picture.getContext('2d');
  if (!context) return Promise.resolve(null);
  const { clientWidth: width, clientHeight: height } = box;
  Object.assign(picture, { width: Math.round(width * layers.ratio), height: Math.round(height * layers.ratio) });
  context.scale(layers.ratio, layers.ratio);
  drawGround(context, box);
  for (const canvas of layers.canvases) context.drawImage(canvas, 0, 0, width, height);
  drawAbove(context, box);
  return new Promise((resolve) => picture.toBlob(resolve, 'image/png'));
}

/** @param {CanvasRenderingContext2D} context @param {HTMLElement} box */
function drawGround(context, box) {
  context.fillStyle = readPalette(box).paper;
  context.fillRect(0, 0, box.clientWidth, box.clientHeight);
}

/** What stands on the canvases as elements: the maps of neurons, and names. @param {CanvasRenderingContext2D} context @param {HTMLElement} box */
function drawAbove(context, box) {
  const origin = box.getBoundingClientRect();
  const place = (/** @type {DOMRect} */ { x, y, width, height }) => ({
    x: x - origin.x,
    y: y - origin.y,
    width,
    height,
  });
  for (const canvas of box.querySelectorAll('canvas')) {
    const button = canvas.closest('button');
    if (!button) continue;
    const { x, y, width, height } = place(canvas.getBoundingClientRect());
    const { borderTopColor, borderTopWidth, opacity } = getComputedStyle(button);
    if (Number(opacity) < 0.9 || button.classList.contains('unused')) continue;
    context.imageSmoothingEnabled = !canvas.classList.contains('pixels');
    context.drawImage(canvas, x, y, width, height);
    const border = Number.parseFloat(borderTopWidth);
    if (!border) continue;
    context.strokeStyle = borderTopColor;
    context.lineWidth = border;
    context.beginPath();
    context.rect(x, y, width, height);
    context.stroke();
  }
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue?.trim();
    const parent = node.parentElement;
    if (!text || !parent?.checkVisibility() || parent.closest('.unused')) continue;
    range.selectNodeContents(node);
    const { x, y, width, height } = place(range.getBoundingClientRect());
    if (width === 0) continue;
    const { color, fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(parent);
    context.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
    context.fillStyle = color;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillText(text, x, y + height / 2);
  }
}
