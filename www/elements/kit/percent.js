/** A part of all as a percentage: what is there at all is not shown as none. @param {number} part */
export function percent(part) {
  if (part > 0 && part < 0.001) return '< 0.1%';
  return `${Number((100 * part).toFixed(1))}%`;
}
