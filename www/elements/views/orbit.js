// Going round a surface: by mouse, touch, wheel and keys. What the camera becomes is computed here, and painted elsewhere.

import { placeIn } from '../kit/pointer.js';

/**
 * @typedef {object} Camera
 * @property {number} yaw in degrees
 * @property {number} pitch in degrees
 * @property {number} zoom
 * @property {number} x what is looked at, from −1 to 1 along each side
 * @property {number} y
 */

/** The ranges that the engine knows. */
const PITCH = { low: 5, high: 90 };
const ZOOM = { low: 0.4, high: 40 };

/** Degrees for a pixel, and for a press of a key; zoom for a press. */
const TURN = 0.4;
const KEY_TURN = 5;
const KEY_PAN = 0.05;
const KEY_ZOOM = 1.2;
/** How much a pixel of a wheel zooms. */
const WHEEL = 0.0016;
/** The half of a floor in parts of the picture's smaller side, at zoom 1: about as far as a dragged point moves. */
const REACH = 0.3;

/** A press that moves no further than this, in pixels, is a click. */
const STILL = 4;
/** Milliseconds in which a second click makes it a double one. */
const DOUBLE = 260;

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** Within its ranges, with as many digits as a link has. @param {Camera} camera @returns {Camera} */
export function settle({ yaw, pitch, zoom, x, y }) {
  const turned = ((((yaw + 180) % 360) + 360) % 360) - 180;
  return {
    yaw: Number(turned.toFixed(1)),
    pitch: Number(clamp(pitch, PITCH.low, PITCH.high).toFixed(1)),
    zoom: Number(clamp(zoom, ZOOM.low, ZOOM.high).toPrecision(4)),
    x: Number(clamp(x, -1, 1).toFixed(3)),
    y: Number(clamp(y, -1, 1).toFixed(3)),
  };
}

/** @param {Camera} camera @param {number} right in pixels @param {number} down */
export const turn = (camera, right, down) =>
  settle({ ...camera, yaw: camera.yaw + TURN * right, pitch: camera.pitch + TURN * down });

/**
 * What is under the pointer goes along with it.
 *
 * @param {Camera} camera
 * @param {number} right in floors, at zoom 1
 * @param {number} down
 */
export function pan(camera, right, down) {
  const yaw = (camera.yaw * Math.PI) / 180;
  // Along the floor: the lower the viewer, the further it is to a point that is higher in the picture.
  const away = down / camera.zoom / Math.max(Math.sin((camera.pitch * Math.PI) / 180), 0.25);
  const across = right / camera.zoom;
  const x = camera.x - across * Math.cos(yaw) + away * Math.sin(yaw);
  const y = camera.y + across * Math.sin(yaw) + away * Math.cos(yaw);
  return settle({ ...camera, x, y });
}

/** @param {Camera} camera @param {number} factor */
export const zoom = (camera, factor) => settle({ ...camera, zoom: camera.zoom * factor });

/** As `yaw,pitch,zoom`, and `x,y` where it is not the middle that is looked at. @param {Camera} camera */
export function cameraText({ yaw, pitch, zoom: factor, x, y }) {
  return (x === 0 && y === 0 ? [yaw, pitch, factor] : [yaw, pitch, factor, x, y]).join(',');
}

/** @param {ArrayLike<number>} numbers */
export const cameraOf = ({ 0: yaw = 0, 1: pitch = 0, 2: factor = 1, 3: x = 0, 4: y = 0 }) =>
  settle({ yaw, pitch, zoom: factor, x, y });

/** @type {Record<string, [right: number, down: number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** What a key does to a camera; null for a key that does nothing. @param {Camera} camera @param {string} key @param {boolean} shift */
export function pressed(camera, key, shift) {
  const arrow = ARROWS[key];
  if (arrow && shift) return pan(camera, KEY_PAN * camera.zoom * arrow[0], KEY_PAN * camera.zoom * arrow[1]);
  if (arrow)
    return settle({ ...camera, yaw: camera.yaw + KEY_TURN * arrow[0], pitch: camera.pitch + KEY_TURN * arrow[1] });
  if (key === '+' || key === '=') return zoom(camera, KEY_ZOOM);
  if (key === '-' || key === '_') return zoom(camera, 1 / KEY_ZOOM);
  return null;
}

/**
 * @typedef {object} OrbitTarget
 * @property {HTMLElement} box takes focus, pointers and keys
 * @property {() => Camera} camera
 * @property {(camera: Camera) => void} onMove it moves, and may go on to
 * @property {() => void} onRest it has come to rest for now
 * @property {() => void} onReset
 * @property {() => void} onToggle
 * @property {(x: number, y: number) => void} onClick at a place in the box
 */

/** @param {OrbitTarget} target */
export function followOrbit({ box, camera, onMove, onRest, onReset, onToggle, onClick }) {
  /** The pointers that are down, and where. @type {Map<number, { x: number, y: number }>} */
  const down = new Map();
  let moved = 0;
  /** As it was when the first of them came. */
  let first = camera();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let clicking;
  const size = () => REACH * Math.max(1, Math.min(box.clientWidth, box.clientHeight));

  box.addEventListener('pointerdown', (event) => {
    // What stands over the picture is clicked, not dragged.
    if (event.button > 2 || (event.target instanceof Element && event.target.closest('button'))) return;
    if (down.size === 0) {
      moved = 0;
      first = camera();
    }
    down.set(event.pointerId, placeIn(box, event));
    box.setPointerCapture(event.pointerId);
    box.classList.add('dragging');
  });
  box.addEventListener('pointermove', (event) => {
    const last = down.get(event.pointerId);
    if (!last) return;
    const now = placeIn(box, event);
    const [dx, dy] = [now.x - last.x, now.y - last.y];
    moved += Math.abs(dx) + Math.abs(dy);
    const before = spread(down);
    down.set(event.pointerId, now);
    if (moved <= STILL) return;
    const sideways = event.shiftKey || (event.buttons & 2) !== 0;
    if (down.size > 1) {
      const [from, to] = [before, spread(down)];
      const moving = pan(camera(), (to.x - from.x) / size(), (to.y - from.y) / size());
      onMove(from.width > 0 ? zoom(moving, to.width / from.width) : moving);
    } else if (sideways) onMove(pan(camera(), dx / size(), dy / size()));
    else onMove(turn(camera(), dx, dy));
  });
  const release = (/** @type {PointerEvent} */ event) => {
    if (!down.delete(event.pointerId) || down.size > 0) return;
    box.classList.remove('dragging');
    // The browser has taken the finger: what began as a turn was a swipe through the page.
    if (event.type === 'pointercancel' && moved > STILL) onMove(first);
    if (moved > STILL) onRest();
    else if (event.type === 'pointerup' && event.button === 0) {
      const { x, y } = placeIn(box, event);
      clearTimeout(clicking);
      clicking = setTimeout(() => onClick(x, y), DOUBLE);
    }
  };
  box.addEventListener('pointerup', release);
  box.addEventListener('pointercancel', release);
  box.addEventListener('contextmenu', (event) => event.preventDefault());
  box.addEventListener('dblclick', (event) => {
    if (event.target instanceof Element && event.target.closest('button')) return;
    clearTimeout(clicking);
    onReset();
  });
  // One finger scrolls the page up and down; two are for the picture.
  box.addEventListener('touchstart', (event) => event.touches.length > 1 && event.preventDefault(), { passive: false });

  box.addEventListener(
    'wheel',
    (event) => {
      // The page scrolls past a picture that nobody has asked for anything.
      if (!event.ctrlKey && !box.matches(':focus')) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
      onMove(zoom(camera(), Math.exp(-WHEEL * lines * clamp(event.deltaY, -300, 300) * (event.ctrlKey ? 3 : 1))));
      onRest();
    },
    { passive: false },
  );
  box.addEventListener('keydown', (event) => {
    if (event.target !== box || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = pressed(camera(), event.key, event.shiftKey);
    if (next) {
      onMove(next);
      onRest();
    } else if (event.key === '0') onReset();
    else if (event.key === ' ') onToggle();
    else return;
    event.preventDefault();
  });
}

/** Where two fingers are, and how far apart. @param {Map<number, { x: number, y: number }>} down */
function spread(down) {
  const [a = { x: 0, y: 0 }, b = a] = down.values();
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, width: Math.hypot(b.x - a.x, b.y - a.y) };
}
