// The picture as it is on the screen, as a PNG.

/**
 * @param {import('../../views/plot.js').Plot} plot
 * @param {import('../../views/palette.js').Palette} palette
 * @returns {Promise<Blob>}
 */
export function pictureBlob(plot, palette) {
  const canvas = document.createElement('canvas');
  const layers = plot.canvases;
  canvas.width = layers[0]?.width ?? 1;
  canvas.height = layers[0]?.height ?? 1;
  const context = canvas.getContext('2d');
  if (!context) return Promise.reject(new Error('no 2-D canvas here'));
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const layer of layers) context.drawImage(layer, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png');
  });
}
