// Which part of a picture is seen: drag, pinch, wheel and keys move it.

import { placeIn } from '../kit/pointer.js';

/** @typedef {{ x: number, y: number, scale: number }} View the picture's point at the top left, and pixels per unit */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box its centre and its size */

const LARGEST = 3;
/** What fits is drawn no larger than this. */
const LARGE = 1.15;
const SMALLEST = 0.2;
/** Where all of a picture would be smaller than this, a part of it is shown. */
export const LEGIBLE = 0.92;
const MARGIN = 14;
/** So much larger or smaller a picture may first be, that no card is cut. Larger still, little of it would be seen. */
const SIZES = [1, 0.97, 0.94, 0.91, 1.05, 1.1, 1.15, 1.2];
/** Around a card: its line. */
const EDGE = 2;
/** A picture is moved no farther than this so that no card is cut. */
const FAR = 200;
const ZOOM = 1.25;
const PAN = 60;

/**
 * What shows all of a picture, or where that would be too small to read, its beginning.
 *
 * @param {{ width: number, height: number }} picture
 * @param {{ width: number, height: number }} frame
 * @param {number} [least] scale
 * @param {number} [most]
 * @returns {View}
 */
export function viewOfAll(picture, frame, least = LEGIBLE, most = LARGE) {
  const [width, height] = [frame.width - 2 * MARGIN, frame.height - 2 * MARGIN];
  const fitting = Math.min(width / picture.width, height / picture.height, most);
  const scale = Math.max(fitting, least);
  const start = (/** @type {number} */ size, /** @type {number} */ room) =>
    size * scale > room - 2 * MARGIN ? -MARGIN / scale : (size - room / scale) / 2;
  return { scale, x: start(picture.width, frame.width), y: start(picture.height, frame.height) };
}

/** The same view, moved as little as needed to have a box in it. @param {View} view @param {Box} box @param {{ width: number, height: number }} frame @returns {View} */
export function withBox(view, box, frame) {
  const moved = (
    /** @type {number} */ from,
    /** @type {number} */ room,
    /** @type {number} */ middle,
    /** @type {number} */ size,
  ) => {
    const [low, high] = [middle - size / 2 - MARGIN, middle + size / 2 + MARGIN];
    const seen = room / view.scale;
    // Without room for a margin it is in the middle, without room for all of it at its beginning.
    if (high - low > seen) return size > seen ? low : middle - seen / 2;
    return Math.min(Math.max(from, high - seen), low);
  };
  return {
    scale: view.scale,
    x: moved(view.x, frame.width, box.x, box.width),
    y: moved(view.y, frame.height, box.y, box.height),
  };
}

/**
 * The same view, moved as little as needed to have every card in it whole or not at all, and a box of them whole; null where
 * there is no such place.
 *
 * @param {View} view
 * @param {Box[]} cards
 * @param {Box} kept
 * @param {{ width: number, height: number }} frame
 * @returns {View | null}
 */
export function withoutCuts(view, cards, kept, frame) {
  const [width, height] = [frame.width / view.scale, frame.height / view.scale];
  const [across, down] = [cards.map(spanAcross), cards.map(spanDown)];
  const [xs, ys] = [places(view.x, width, across, spanAcross(kept)), places(view.y, height, down, spanDown(kept))];
  const whole = (/** @type {number} */ x, /** @type {number} */ y) =>
    across.every((span, index) => {
      const [left, right] = span;
      const [top, bottom] = down[index] ?? span;
      const outside = left >= x + width || right <= x || top >= y + height || bottom <= y;
      return outside || (left >= x && right <= x + width && top >= y && bottom <= y + height);
    });
  let [best, way] = [/** @type {View | null} */ (null), Number.POSITIVE_INFINITY];
  for (const x of xs) {
    for (const y of ys) {
      const moved = Math.abs(x - view.x) + Math.abs(y - view.y);
      if (moved >= way || !whole(x, y)) continue;
      [best, way] = [{ scale: view.scale, x, y }, moved];
    }
  }
  return best;
}

/** @typedef {[low: number, high: number]} Span of a card, with what is around it */

const spanAcross = (/** @type {Box} */ { x, width }) =>
  /** @type {Span} */ ([x - width / 2 - EDGE, x + width / 2 + EDGE]);
const spanDown = (/** @type {Box} */ { y, height }) =>
  /** @type {Span} */ ([y - height / 2 - EDGE, y + height / 2 + EDGE]);

/** Where a frame can begin so that spans are just inside or just outside of it, and one inside. @param {number} from @param {number} seen @param {Span[]} spans @param {Span} kept */
function places(from, seen, spans, [low, high]) {
  const all = new Set([from, ...spans.flatMap(([start, end]) => [start, end, start - seen, end - seen])]);
  return [...all].filter((place) => place <= low && place + seen >= high && Math.abs(place - from) <= FAR);
}

/** The box around two. @param {Box} a @param {Box} b @returns {Box} */
export function around(a, b) {
  const [left, right] = [
    Math.min(a.x - a.width / 2, b.x - b.width / 2),
    Math.max(a.x + a.width / 2, b.x + b.width / 2),
  ];
  const [top, bottom] = [
    Math.min(a.y - a.height / 2, b.y - b.height / 2),
    Math.max(a.y + a.height / 2, b.y + b.height / 2),
  ];
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}

/** Nearer or farther, with the point under (x, y) kept in its place. @param {View} view @param {number} factor @param {number} x @param {number} y @returns {View} */
export function zoomed(view, factor, x, y) {
  const scale = Math.min(Math.max(view.scale * factor, SMALLEST), LARGEST);
  return { scale, x: view.x + x / view.scale - x / scale, y: view.y + y / view.scale - y / scale };
}

export class Camera {
  /** @type {View} */
  #view = { x: 0, y: 0, scale: 1 };
  /** Pointers that are down, and where. @type {Map<number, { x: number, y: number }>} */
  #down = new Map();
  /** Whether the reader has chosen the view. */
  #chosen = false;
  /** Whether nothing has been looked at since all of it was fitted in. */
  #arriving = false;
  #dragged = false;
  /** As it was when the first of the pointers came. */
  #before = { view: this.#view, chosen: false };
  #picture = { width: 1, height: 1 };
  /** The size of the frame, as last measured. @type {{ width: number, height: number } | undefined} */
  #room;
  #frame;
  #content;
  #most;

  /** @param {HTMLElement} frame @param {SVGElement} content @param {number} [most] scale at which all of the picture is shown */
  constructor(frame, content, most = LARGE) {
    this.#frame = frame;
    this.#most = most;
    this.#content = content;
    frame.addEventListener('pointerdown', (event) => this.#press(event));
    frame.addEventListener('pointermove', (event) => this.#drag(event));
    for (const name of /** @type {const} */ (['pointerup', 'pointercancel'])) {
      frame.addEventListener(name, (event) => this.#release(event));
    }
    // What ends a drag is no click on a node.
    frame.addEventListener('click', (event) => this.#dragged && event.stopPropagation(), true);
    frame.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
  }

  /** @param {{ width: number, height: number }} picture */
  set picture(picture) {
    this.#room = undefined;
    this.#picture = picture;
    this.#chosen = false;
    this.fit();
  }

  /** The frame has another size. */
  resize() {
    this.#room = undefined;
    if (!this.#chosen) this.fit();
  }

  get view() {
    return this.#view;
  }

  set view(view) {
    this.#set(view);
  }

  /** All of it, however small, until it has another view: on paper nobody moves it. */
  showAll() {
    this.#set(viewOfAll(this.#picture, this.#size, SMALLEST, this.#most));
  }

  fit() {
    this.#chosen = false;
    this.#arriving = true;
    this.#set(viewOfAll(this.#picture, this.#size, LEGIBLE, this.#most));
  }

  /** All of it, however small. */
  fitAll() {
    this.#chosen = true;
    this.#set(viewOfAll(this.#picture, this.#size, SMALLEST));
  }

  /** Brings the first of some boxes into view, and as many of the others as fit with it. @param {Box[]} boxes @param {Box[]} cards that the edge should not cut */
  reveal(boxes, cards) {
    const [first, ...others] = boxes;
    if (!first) return;
    const { width, height } = this.#size;
    const fits = (/** @type {Box} */ box) =>
      box.width * this.#view.scale <= width && box.height * this.#view.scale <= height;
    let all = first;
    for (const box of others) {
      const wider = around(all, box);
      if (fits(wider)) all = wider;
    }
    const sizes = this.#arriving ? SIZES : [1];
    this.#arriving = false;
    const views = sizes.map((size) => withBox({ ...this.#view, scale: this.#view.scale * size }, all, this.#size));
    for (const kept of this.#chosen ? [] : [all, first]) {
      for (const view of views) {
        const whole = withoutCuts(view, cards, kept, this.#size);
        if (whole) return this.#set(whole);
      }
    }
    this.#set(/** @type {View} */ (views[0]));
  }

  /** @param {1 | -1} direction */
  zoom(direction) {
    const { width, height } = this.#size;
    this.#chosen = true;
    this.#set(zoomed(this.#view, ZOOM ** direction, width / 2, height / 2));
  }

  /** @param {number} across @param {number} down in steps */
  pan(across, down) {
    this.#chosen = true;
    this.#move(across * PAN, down * PAN);
  }

  get #size() {
    // To ask in the midst of changes would lay out the page each time.
    this.#room ??= { width: this.#frame.clientWidth, height: this.#frame.clientHeight };
    return this.#room;
  }

  /** @param {number} across @param {number} down in pixels */
  #move(across, down) {
    const { x, y, scale } = this.#view;
    this.#set({ scale, x: x + across / scale, y: y + down / scale });
  }

  /** @param {View} view */
  #set(view) {
    // Some of the picture always stays in sight.
    const { width, height } = this.#size;
    const keep = (/** @type {number} */ from, /** @type {number} */ size, /** @type {number} */ room) =>
      Math.min(Math.max(from, 40 / view.scale - room / view.scale), size - 40 / view.scale);
    this.#view = {
      scale: view.scale,
      x: keep(view.x, this.#picture.width, width),
      y: keep(view.y, this.#picture.height, height),
    };
    const { x, y, scale } = this.#view;
    this.#content.style.transform = `scale(${scale}) translate(${-x}px, ${-y}px)`;
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0) return;
    this.#dragged = false;
    if (this.#down.size === 0) this.#before = { view: this.#view, chosen: this.#chosen };
    this.#down.set(event.pointerId, placeIn(this.#frame, event));
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    const before = this.#down.get(event.pointerId);
    if (!before) return;
    const now = placeIn(this.#frame, event);
    if (!this.#dragged && Math.hypot(now.x - before.x, now.y - before.y) < 4) return;
    if (!this.#dragged) this.#frame.setPointerCapture(event.pointerId);
    this.#dragged = true;
    this.#chosen = true;
    this.#frame.classList.add('dragging');
    const other = [...this.#down].find(([id]) => id !== event.pointerId)?.[1];
    this.#down.set(event.pointerId, now);
    if (other) {
      const distance = (/** @type {typeof now} */ point) => Math.hypot(point.x - other.x, point.y - other.y);
      const factor = distance(now) / Math.max(distance(before), 1);
      this.#set(zoomed(this.#view, factor, (now.x + other.x) / 2, (now.y + other.y) / 2));
      this.#move((before.x - now.x) / 2, (before.y - now.y) / 2);
    } else {
      this.#move(before.x - now.x, before.y - now.y);
    }
  }

  /** @param {PointerEvent} event */
  #release(event) {
    if (!this.#down.delete(event.pointerId)) return;
    this.#frame.classList.remove('dragging');
    if (event.type !== 'pointercancel' || !this.#dragged) return;
    // The browser has taken the finger: what began as a drag was a swipe through the page.
    this.#dragged = false;
    this.#chosen = this.#before.chosen;
    this.#set(this.#before.view);
  }

  /** Pages scroll on unless the reader has turned to the picture. @param {WheelEvent} event */
  #wheel(event) {
    const root = /** @type {ShadowRoot | Document} */ (this.#frame.getRootNode());
    const inside = this.#frame.contains(root.activeElement);
    if (!event.ctrlKey && !inside) return;
    event.preventDefault();
    const { x, y } = placeIn(this.#frame, event);
    const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
    this.#chosen = true;
    this.#set(zoomed(this.#view, Math.exp(-pixels / 400), x, y));
  }
}
