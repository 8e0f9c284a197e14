// The picture as SVG: lines and letters as such, the colours of the map as an image beneath them.

import { heightOf, LIFT } from '../../views/rows.js';
import { pathIn } from '../../views/thin.js';

/** @typedef {Pick<import('../../views/plot.js').Plot, 'frame' | 'scene' | 'size'>} Plot */
/** @typedef {import('../../views/plot.js').Line} Line */
/** @typedef {import('../../views/marks.js').Frame} Frame */

/** A line of the legend, in pixels. */
const LEGEND = 20;
/** Cells of the map's image. */
const CELLS = 240;

/**
 * @param {Plot} plot
 * @param {Line[]} lines the runs
 * @param {import('../../views/palette.js').Palette} palette
 * @param {string[]} names of the runs, told beneath the picture where there are several
 */
export function pictureSvg(plot, lines, palette, names) {
  const { frame, scene } = plot;
  if (!frame || !scene) throw new Error('nothing is drawn yet');
  const curve = scene.domain.length === 2;
  const { width, height } = plot.size;
  const legend =
    lines.length > 1
      ? lines.map((line, index) => legendOf(line, names[index] ?? '', height + LEGEND * index, palette))
      : [];
  const total = height + LEGEND * legend.length;
  const surface = curve ? curveOf(frame, scene, palette) : mapOf(frame, scene);
  const paths = lines.map((line) => pathOf(frame, line)).join('');
  const clip = box(frame, 'fill="none"');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(total)}" width="${round(width)}" height="${round(total)}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="${palette.paper}"/>`,
    `<clipPath id="frame">${clip}</clipPath>`,
    `<g clip-path="url(#frame)">${surface}${paths}</g>`,
    axes(frame, scene, palette, curve),
    ...legend,
    '</svg>\n',
  ].join('\n');
}

/** @param {Line} line @param {string} name @param {number} top @param {import('../../views/palette.js').Palette} palette */
const legendOf = ({ colour, dash }, name, top, palette) =>
  `<path d="M46 ${round(top + 9)}h32" stroke="${colour}" stroke-width="3" stroke-dasharray="${dash.join(' ')}"/><text x="86" y="${round(top + 13)}" fill="${palette.ink}">${escaped(name)}</text>`;

/** @param {Frame} frame @param {string} look */
const box = ({ left, top, width, height }, look) =>
  `<rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" ${look}/>`;

/** @param {Frame} frame @param {import('../../views/plot.js').Scene} scene */
function mapOf(frame, scene) {
  const canvas = document.createElement('canvas');
  canvas.width = CELLS;
  canvas.height = Math.max(1, Math.round((CELLS * frame.height) / frame.width));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2-D canvas here');
  const { contours } = scene.paint(context, { width: canvas.width, height: canvas.height, contours: true });
  const { left, top, width, height, x, y } = frame;
  const image = `<image x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" preserveAspectRatio="none" href="${canvas.toDataURL('image/png')}"/>`;
  const levels = contours.flatMap(({ lines }) =>
    lines.map(({ points, closed }) => {
      const places = Array.from({ length: points.length / 2 }, (_, k) =>
        place(x.to(points[2 * k] ?? 0), y.to(points[2 * k + 1] ?? 0)),
      );
      return `M${places.join('L')}${closed ? 'Z' : ''}`;
    }),
  );
  const minima = scene.minima.map(({ point: { 0: u = 0, 1: v = 0 } }) => {
    const [a, b] = [x.to(u), y.to(v)];
    return `M${place(a - 5, b - 5)}L${place(a + 5, b + 5)}M${place(a - 5, b + 5)}L${place(a + 5, b - 5)}`;
  });
  return `${image}<path d="${levels.join('')}" fill="none" stroke="#fff" stroke-opacity="0.28" stroke-width="0.75"/><path d="${minima.join('')}" stroke="#fff" stroke-width="2" stroke-linecap="round"/>`;
}

/** @param {Frame} frame @param {import('../../views/plot.js').Scene} scene @param {import('../../views/palette.js').Palette} palette */
function curveOf({ x, y }, scene, palette) {
  const losses = scene.field(CELLS);
  const cell = (x.high - x.low) / losses.length;
  const places = Array.from(losses, (loss, index) => [x.to(x.low + (index + 0.5) * cell), y.to(loss)])
    .filter(([, up]) => Number.isFinite(up))
    .map(([across = 0, up = 0]) => place(across, up));
  return `<path d="M${places.join('L')}" fill="none" stroke="${palette.ink}" stroke-width="2"/>`;
}

/** @param {Frame} frame @param {Line} line */
function pathOf({ x, y }, { history, colour, dash, first }) {
  const { dim, params, length } = history;
  const at = (/** @type {number} */ row) => place(x.to(params[row * dim] ?? 0), y.to(heightOf(history, row)));
  const thin = pathIn({ x, y }, { history, first });
  thin.extend(length);
  const way = thin.whole.map((row, index, rows) =>
    row === LIFT ? '' : `${index === 0 || rows[index - 1] === LIFT ? 'M' : 'L'}${at(row)}`,
  );
  const [sx, sy] = at(first).split(' ');
  const [ex, ey] = at(length - 1).split(' ');
  const path = `d="${way.join('')}" fill="none" stroke-linejoin="round" stroke-dasharray="${dash.join(' ')}"`;
  return `<path ${path} stroke="#fff" stroke-opacity="0.3" stroke-width="3"/><path ${path} stroke="${colour}" stroke-width="1.75"/><circle cx="${sx}" cy="${sy}" r="5" fill="none" stroke="#fff" stroke-width="2"/><circle cx="${ex}" cy="${ey}" r="5" fill="${colour}" stroke="#fff" stroke-width="2"/>`;
}

/** @param {Frame} frame @param {import('../../views/plot.js').Scene} scene @param {import('../../views/palette.js').Palette} palette @param {boolean} curve */
function axes(frame, { variables }, palette, curve) {
  const { left, top, width, height, x, y } = frame;
  const bottom = top + height;
  // The ends are for the names of the axes.
  const acrossTicks = x.ticks(Math.max(2, width / 80)).filter(({ value }) => x.to(value) < left + width - 24);
  const upTicks = y.ticks(Math.max(2, height / 60)).filter(({ value }) => y.to(value) > top + 18);
  const across = acrossTicks.map(({ value, label }) => {
    const at = round(x.to(value));
    return `<path d="M${at} ${round(bottom)}v4" stroke="${palette.muted}"/><text x="${at}" y="${round(bottom + 17)}" text-anchor="middle" fill="${palette.muted}">${escaped(label)}</text>`;
  });
  const up = upTicks.map(({ value, label }) => {
    const at = round(y.to(value));
    return `<path d="M${round(left)} ${at}h-4" stroke="${palette.muted}"/><text x="${round(left - 7)}" y="${at}" text-anchor="end" dominant-baseline="middle" fill="${palette.muted}">${escaped(label)}</text>`;
  });
  const names = [variables[0] ?? '', curve ? 'L' : (variables[1] ?? '')].map(escaped);
  return `${box(frame, `fill="none" stroke="${palette.line}"`)}${across.join('')}${up.join('')}<text x="${round(left + width)}" y="${round(bottom + 17)}" text-anchor="end" font-style="italic" fill="${palette.ink}">${names[0]}</text><text x="${round(left - 8)}" y="${round(top + 8)}" text-anchor="end" font-style="italic" fill="${palette.ink}">${names[1]}</text>`;
}

/** A place far outside is moved to where it is still a number that renderers take. @param {number} x @param {number} y */
const place = (x, y) => `${round(clamp(x))} ${round(clamp(y))}`;

/** @param {number} pixels */
const clamp = (pixels) => Math.min(Math.max(pixels, -1e5), 1e5);

/** @param {number} pixels */
const round = (pixels) => String(Math.round(pixels * 100) / 100);

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
