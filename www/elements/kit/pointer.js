/**
 * Where a pointer is in an element: in its own CSS pixels, from the edge of its padding. A page may have scaled it, by
 * `transform` or `zoom`; pointers and rectangles are told in pixels of the screen.
 *
 * @param {HTMLElement} element
 * @param {MouseEvent} event
 */
export function placeIn(element, { clientX, clientY }) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return {
    x: ((clientX - left) / width) * element.offsetWidth - element.clientLeft,
    y: ((clientY - top) / height) * element.offsetHeight - element.clientTop,
  };
}
