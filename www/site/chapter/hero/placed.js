// Where a mark stands in the picture, for CSS: in parts of the picture, with which it scales.

/** @param {{ x: number, y: number }} spot @param {{ width: number, height: number }} picture */
export function placed({ x, y }, { width, height }) {
  const [across, down] = [(100 * x) / width, (100 * y) / height].map((part) => Number(part.toFixed(2)));
  return `${across}cqw ${down}cqh`;
}
