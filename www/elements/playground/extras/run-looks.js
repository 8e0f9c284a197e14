// The colour and dash by which a run that is compared is known.

import { optimizerStyle, STYLES } from '../../views/palette.js';

/** A look that no other run has, the optimizer's own if that is free. @param {number} index @param {string[]} taken colours */
export function styleFor(index, taken) {
  for (let step = 0; step < STYLES; step += 1) {
    const style = optimizerStyle(index + step);
    if (!taken.includes(style.colour)) return style;
  }
  return optimizerStyle(index);
}

/** @param {string} colour @param {number[]} dash */
export function swatch(colour, dash) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 28 8');
  svg.setAttribute('class', 'swatch');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', 'M0 4h28');
  line.setAttribute('stroke', colour);
  line.setAttribute('stroke-width', '3');
  line.setAttribute('stroke-dasharray', dash.join(' '));
  svg.append(line);
  return svg;
}
