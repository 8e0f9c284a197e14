// Colours for the canvases. Those of the theme are CSS custom properties and are read from the page; those that tell
// optimizers apart are Okabe and Ito's (2008), which differ for colour-blind readers too.

/**
 * @typedef {object} Palette
 * @property {string} ink
 * @property {string} muted
 * @property {string} line
 * @property {string} paper
 * @property {string} accent
 */

/** The theme's colours as the browser resolved them. @param {Element | ShadowRoot} root @returns {Palette} */
export function readPalette(root) {
  const probe = document.createElement('span');
  root.append(probe);
  const read = (/** @type {string} */ name) => {
    probe.style.color = `var(--sgd-${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = {
    ink: read('ink'),
    muted: read('muted'),
    line: read('line'),
    paper: read('paper'),
    accent: read('accent'),
  };
  probe.remove();
  return palette;
}

export const OKABE_ITO = ['#E69F00', '#D55E00', '#CC79A7', '#56B4E9', '#009E73', '#F0E442', '#0072B2'];

/** Solid, dashed, dotted, dash-dotted: in pixels. */
const DASHES = [[], [7, 4], [2, 3], [8, 3, 2, 3]];

/** How many colours there are. */
export const STYLES = OKABE_ITO.length;

/** How an optimizer's path is drawn. @param {number} index its place in the catalog */
export function optimizerStyle(index) {
  const place = Math.max(index, 0);
  return {
    colour: OKABE_ITO[place % OKABE_ITO.length] ?? '#E69F00',
    dash: DASHES[place % DASHES.length] ?? [],
  };
}
