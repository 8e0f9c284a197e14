// One helper for building elements; nothing here knows what is built.

/**
 * A new element. A name with a dash, and `role` and `for`, is set as an attribute; any other as a property.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [props]
 * @param {...(Node | string | null | undefined)} children null and undefined are left out
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined) continue;
    if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, String(value));
    else Reflect.set(element, name, value);
  }
  for (const child of children) if (child != null) element.append(child);
  return element;
}

/**
 * Changes the text only where it differs: a frame then leaves the rest of the layout alone.
 *
 * @param {Node} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Hides it, or shows it, where that is a change: a browser looks at the style of all that is set. @param {HTMLElement} element @param {boolean} hidden */
export function hide(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

/** Makes these all that is in it; what was there stays as it is, with its focus. @param {Element} parent @param {Element[]} nodes */
export function fill(parent, nodes) {
  const { children } = parent;
  for (const child of Array.from(children)) if (!nodes.includes(child)) child.remove();
  for (const [k, node] of nodes.entries()) if (children[k] !== node) parent.insertBefore(node, children[k] ?? null);
}

/**
 * A screen reader says what these have come to when the run rests; while it plays they change too often to be read out.
 *
 * @param {Iterable<Element>} regions
 * @param {boolean} playing
 */
export function hush(regions, playing) {
  for (const region of regions) setAttributes(region, { 'aria-live': playing ? 'off' : 'polite' });
}

/** What says the same already stays as it is. @param {Element} element @param {Record<string, string | null>} values null removes */
export function setAttributes(element, values) {
  for (const [name, value] of Object.entries(values)) {
    if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}

/** @param {Event} event */
const stop = (event) => event.stopImmediatePropagation();

/** A button with nothing to do for now. One that is `disabled` would lose the focus. @param {HTMLButtonElement} button @param {boolean} resting */
export function rest(button, resting) {
  setAttributes(button, { 'aria-disabled': String(resting) });
  button[resting ? 'addEventListener' : 'removeEventListener']('click', stop, true);
}

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A 24 × 24 icon, drawn in the colour of the text beside it.
 *
 * @param {string} path
 */
export function icon(path) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}
