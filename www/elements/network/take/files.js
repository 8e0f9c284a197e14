// The data and the record of a training as text, and its picture.

import { readPalette } from '../../views/palette.js';

/** @typedef {import('../session.js').Session} Session */

/** Samples that are asked for at a time. */
const AT_ONCE = 1000;

/** Every sample, and of which part it is; each number in the shortest form that reads back as the same f32. @param {Session} session */
export async function dataCsv({ training, config, dataset }) {
  /** @type {string[]} */
  const lines = [];
  for (const part of /** @type {const} */ (['train', 'test'])) {
    for (let from = 0; from < config[part]; from += AT_ONCE) {
      const { count, width, inputs, targets } = await training.samples(part, from, AT_ONCE);
      if (lines.length === 0) {
        const names = Array.from({ length: width }, (_, k) => (dataset.kind === 'images' ? `pixel${k}` : `x${k + 1}`));
        lines.push([...names, config.task === 'classes' ? 'class' : 'value', 'part'].join(','));
      }
      for (let k = 0; k < count; k++) {
        const row = Array.from(inputs.subarray(k * width, (k + 1) * width), shortest);
        lines.push([...row, shortest(targets[k] ?? 0), part].join(','));
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** @param {number} x */
function shortest(x) {
  for (let digits = 1; digits < 9; digits++) {
    const text = Number(x.toPrecision(digits));
    if (Math.fround(text) === x) return String(text);
  }
  return String(x);
}

/** @param {NetworkTrace} trace */
export function recordCsv({ length, ...columns }) {
  const names = Object.keys(columns);
  const lists = Object.values(columns);
  // What was not evaluated stays empty.
  const rows = Array.from({ length }, (_, row) =>
    lists.map((list) => (Number.isNaN(list[row]) ? '' : list[row])).join(','),
  );
  return `${[names.join(','), ...rows].join('\n')}\n`;
}

/** The same with the configuration; null where nothing was evaluated. @param {NetworkTrace} trace @param {ResolvedNetwork} config */
export function recordJson({ length: _, ...columns }, config) {
  const lists = Object.entries(columns).map(([name, list]) => [name, Array.from(list)]);
  return `${JSON.stringify({ config, ...Object.fromEntries(lists) })}\n`;
}

/** The largest picture that is shown, on the page's own ground. @param {HTMLElement} figure @returns {Promise<Blob | null>} */
export function pictureOf(figure) {
  const shown = Array.from(figure.querySelectorAll('canvas')).filter((canvas) => canvas.checkVisibility());
  const area = (/** @type {HTMLCanvasElement} */ canvas) => canvas.clientWidth * canvas.clientHeight;
  const [largest] = shown.sort((a, b) => area(b) - area(a));
  const picture = document.createElement('canvas');
  const context = picture.getContext('2d');
  if (!largest || !context) return Promise.resolve(null);
  Object.assign(picture, { width: largest.width, height: largest.height });
  context.fillStyle = readPalette(figure).paper;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(largest, 0, 0);
  return new Promise((resolve) => picture.toBlob(resolve, 'image/png'));
}
