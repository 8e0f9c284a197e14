// Colours for the canvases. Those of the theme are CSS custom properties and are read from the page; those that tell
// optimizers apart are after Okabe and Ito (2008), and differ for colour-blind readers too.

const NAMES = /** @type {const} */ (['ink', 'muted', 'line', 'paper', 'accent', 'gradient', 'velocity']);

/** @typedef {Record<typeof NAMES[number], string>} Palette */

/** Properties that take a colour, one for each: the browser resolves all of them at once. */
const PROPERTIES = ['', 'border-top-', 'border-right-', 'border-bottom-', 'border-left-', 'outline-', 'background-'];

/** The theme's colours as the browser resolved them. @param {Element | ShadowRoot} root @returns {Palette} */
export function readPalette(root) {
  const probe = document.createElement('span');
  probe.style.cssText = `display:none;${NAMES.map((name, k) => `${PROPERTIES[k]}color:var(--sgd-${name})`).join(';')}`;
  root.append(probe);
  const style = getComputedStyle(probe);
  const palette = NAMES.map((name, k) => [name, style.getPropertyValue(`${PROPERTIES[k]}color`)]);
  probe.remove();
  return Object.fromEntries(palette);
}

/** Okabe and Ito's, as dark or as bright as it takes to stand out from white and from dark paper; a grey for their yellow. */
const COLOURS = ['#D55E00', '#0072B2', '#009E73', '#80868C', '#3D97CC', '#C77F00', '#C4689B'];

/** Solid, dashed, dash-dotted, dotted: in pixels. */
const DASHES = [[], [7, 4], [8, 3, 2, 3], [2, 3]];

/** How the runs of an optimizer are drawn wherever they are. @param {number} index its place in the catalog */
export function optimizerStyle(index) {
  const place = Math.max(index, 0);
  return {
    colour: COLOURS[place % COLOURS.length] ?? '',
    dash: DASHES[place % DASHES.length] ?? [],
  };
}
