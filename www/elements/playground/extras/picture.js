// The picture as it is on the screen, as a PNG; beneath it the names of the runs, where there are several.

/** A line of the legend, in CSS pixels. */
const LEGEND = 20;

/**
 * @param {Pick<import('../../views/plot.js').Plot, 'canvases' | 'size'>} plot
 * @param {import('../../views/plot.js').Line[]} lines the runs
 * @param {import('../../views/palette.js').Palette} palette
 * @param {string[]} names of the runs
 * @returns {Promise<Blob>}
 */
export function pictureBlob(plot, lines, palette, names) {
  const canvas = document.createElement('canvas');
  const layers = plot.canvases;
  const { width, height } = plot.size;
  const ratio = (layers[0]?.width ?? 1) / Math.max(1, width);
  const rows = lines.length > 1 ? lines.length : 0;
  canvas.width = layers[0]?.width ?? 1;
  canvas.height = (layers[0]?.height ?? 1) + Math.ceil(rows * LEGEND * ratio);
  const context = canvas.getContext('2d');
  if (!context) return Promise.reject(new Error('no 2-D canvas here'));
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const layer of layers) context.drawImage(layer, 0, 0);
  context.scale(ratio, ratio);
  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  // A page that goes from right to left turns a canvas that stands nowhere in it.
  context.direction = 'ltr';
  context.lineWidth = 3;
  lines.slice(0, rows).forEach(({ colour, dash }, index) => {
    const middle = height + LEGEND * (index + 0.5);
    context.strokeStyle = colour;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(46, middle);
    context.lineTo(78, middle);
    context.stroke();
    context.fillStyle = palette.ink;
    context.fillText(names[index] ?? '', 86, middle);
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png');
  });
}
