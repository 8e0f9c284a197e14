// Moving the start: by mouse anywhere on a plot, by touch on the ball or with a tap, by arrow keys.

import { placeIn } from '../kit/pointer.js';

/**
 * @typedef {object} DragTarget
 * @property {HTMLElement} box takes focus, clicks and keys
 * @property {HTMLElement} handle lies over the ball; only here a finger drags instead of scrolling
 * @property {(x: number, y: number) => number[]} pointAt the point of the data at a place in the box, kept inside the plot
 * @property {(right: number, up: number) => number[]} nudged the start moved by so many hundredths of the domain
 * @property {(point: number[], committed: boolean) => void} onStart
 * @property {() => void} onToggle
 */

/** @type {Record<string, [right: number, up: number]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @param {DragTarget} target */
export function followDrags({ box, handle, pointAt, nudged, onStart, onToggle }) {
  const place = (/** @type {MouseEvent} */ event) => {
    const { x, y } = placeIn(box, event);
    return pointAt(x, y);
  };

  /** The pointer that drags, while one does. @type {number | undefined} */
  let dragging;
  /** Where it has moved the start to; nowhere yet when it has only touched the ball. @type {number[] | undefined} */
  let moved;
  const move = (/** @type {PointerEvent} */ event) => {
    moved = place(event);
    onStart(moved, false);
  };

  box.addEventListener('pointerdown', (event) => {
    const grabs = event.target === handle || event.pointerType === 'mouse';
    if (!grabs || event.button !== 0 || dragging !== undefined) return;
    dragging = event.pointerId;
    moved = undefined;
    box.setPointerCapture(event.pointerId);
    box.classList.add('dragging');
    if (event.target !== handle) move(event);
  });
  box.addEventListener('pointermove', (event) => {
    if (event.pointerId === dragging) move(event);
  });
  const release = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== dragging) return;
    dragging = undefined;
    box.classList.remove('dragging');
    if (moved) onStart(moved, true);
  };
  box.addEventListener('pointerup', release);
  box.addEventListener('pointercancel', release);
  box.addEventListener('click', (event) => {
    const tapped = event instanceof PointerEvent && event.pointerType !== 'mouse' && event.pointerType !== '';
    if (tapped && event.target !== handle) onStart(place(event), true);
  });

  box.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = KEYS[event.key];
    if (direction) {
      const size = event.shiftKey ? 10 : 1;
      onStart(nudged(direction[0] * size, direction[1] * size), false);
    } else if (event.key === ' ') {
      onToggle();
    } else {
      return;
    }
    event.preventDefault();
  });
  box.addEventListener('keyup', (event) => {
    if (event.key in KEYS) onStart(nudged(0, 0), true);
  });
}
