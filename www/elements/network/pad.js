// A pad on which a reader draws a digit, with a finger, a mouse or the arrow keys. What is drawn is put into the frame that
// the images of the data set have: as high as theirs, and centred as they are.

import { h, setText } from '../kit/dom.js';

/** Dots of the pad across: a multiple of 8 and of 28. */
const DOTS = 224;
const PEN = 22;
/** Steps of the arrow keys. */
const STRIDE = 14;

/**
 * How a data set frames its digits: those of 8 × 8 fill their height; MNIST's are 20 pixels long at most, and their centre of
 * mass is in the middle.
 */
const FRAMES = { whole: { part: 1, mass: false }, mnist: { part: 20 / 28, mass: true } };

export class Pad {
  #words;
  #onChange;
  #canvas;
  #context;
  #said = h('p', { className: 'unseen', role: 'status' });
  #cursor = h('span', { className: 'pen', 'aria-hidden': 'true', hidden: true });
  /** @type {[number, number] | null} */
  #last = null;
  /** @type {[number, number]} */
  #pen = [DOTS / 2, DOTS / 4];
  #down = false;
  empty = true;

  /** @param {import('./words.en.js').NetworkWords['digits']} words @param {() => void} onChange */
  constructor(words, onChange) {
    this.#words = words;
    this.#onChange = onChange;
    this.#canvas = h('canvas', { width: DOTS, height: DOTS });
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no 2-D canvas here');
    this.#context = context;
    const box = h(
      'div',
      { className: 'pad', role: 'application', tabIndex: 0, 'aria-label': words.padLabel },
      this.#canvas,
      this.#cursor,
    );
    const clear = h('button', { type: 'button', className: 'small' }, words.padClear);
    clear.addEventListener('click', () => this.clear());
    this.root = h(
      'div',
      { className: 'pad-cell' },
      h('div', { className: 'row' }, h('strong', {}, words.pad), clear),
      box,
      h('p', { className: 'quiet' }, words.padHint),
      this.#said,
    );
    box.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      box.setPointerCapture(event.pointerId);
      this.#last = null;
      this.#draw(this.#place(event, box));
    });
    box.addEventListener('pointermove', (event) => {
      if (box.hasPointerCapture(event.pointerId)) this.#draw(this.#place(event, box));
    });
    box.addEventListener('keydown', (event) => this.#key(event));
    box.addEventListener('focus', () => this.#showPen(box.matches(':focus-visible')));
    box.addEventListener('blur', () => this.#showPen(false));
  }

  clear() {
    this.#context.clearRect(0, 0, DOTS, DOTS);
    this.#last = null;
    this.empty = true;
    this.#onChange();
  }

  /** In the colour of ink. @param {string} colour */
  recolour(colour) {
    if (this.#context.strokeStyle === colour) return;
    this.#context.globalCompositeOperation = 'source-in';
    this.#context.fillStyle = colour;
    this.#context.fillRect(0, 0, DOTS, DOTS);
    this.#context.globalCompositeOperation = 'source-over';
    this.#context.strokeStyle = colour;
  }

  /**
   * What is drawn, as an image of the data set.
   *
   * @param {number} side of the images
   * @param {number} low the number that means paper
   * @param {number} high the number that means ink
   * @returns {Float32Array | null} null where nothing is drawn
   */
  image(side, low, high) {
    if (this.empty) return null;
    const { data } = this.#context.getImageData(0, 0, DOTS, DOTS);
    const ink = (/** @type {number} */ x, /** @type {number} */ y) => (data[4 * (y * DOTS + x) + 3] ?? 0) / 255;
    let [left, right, top, bottom, mass, massX, massY] = [DOTS, -1, DOTS, -1, 0, 0, 0];
    for (let y = 0; y < DOTS; y += 1) {
      for (let x = 0; x < DOTS; x += 1) {
        const value = ink(x, y);
        if (value < 0.1) continue;
        [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
        mass += value;
        massX += value * x;
        massY += value * y;
      }
    }
    if (right < 0) return null;
    const frame = side >= 20 ? FRAMES.mnist : FRAMES.whole;
    const cell = Math.max(right - left + 1, bottom - top + 1) / (side * frame.part);
    const middleX = frame.mass ? massX / mass : (left + right) / 2;
    const middleY = frame.mass ? massY / mass : (top + bottom) / 2;
    const image = new Float32Array(side ** 2);
    for (let row = 0; row < side; row += 1) {
      for (let column = 0; column < side; column += 1) {
        const x = middleX + (column - side / 2) * cell;
        const y = middleY + (row - side / 2) * cell;
        image[row * side + column] = low + (high - low) * mean(ink, x, y, cell);
      }
    }
    return image;
  }

  /** @param {PointerEvent} event @param {HTMLElement} box @returns {[number, number]} */
  #place(event, box) {
    const { left, top, width, height } = box.getBoundingClientRect();
    return [((event.clientX - left) / width) * DOTS, ((event.clientY - top) / height) * DOTS];
  }

  /** @param {[number, number]} place */
  #draw(place) {
    const context = this.#context;
    const [x, y] = this.#last ?? place;
    context.lineWidth = PEN;
    context.lineCap = context.lineJoin = 'round';
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(place[0] + 0.01, place[1]);
    context.stroke();
    this.#last = place;
    this.empty = false;
    this.#onChange();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const move = moves[/** @type {keyof typeof moves} */ (event.key)];
    if (move) {
      const within = (/** @type {number} */ value) => Math.max(PEN / 2, Math.min(DOTS - PEN / 2, value));
      this.#pen = [within(this.#pen[0] + STRIDE * (move[0] ?? 0)), within(this.#pen[1] + STRIDE * (move[1] ?? 0))];
      if (this.#down) this.#draw(this.#pen);
    } else if (event.key === ' ') {
      this.#down = !this.#down;
      this.#last = null;
      if (this.#down) this.#draw(this.#pen);
    } else if (event.key === 'Delete' || event.key === 'Backspace') this.clear();
    else return;
    event.preventDefault();
    this.#showPen(true);
    const [column, row] = this.#pen.map((dots) => String(Math.round(dots / STRIDE)));
    const { penAt, penDown, penUp } = this.#words;
    setText(this.#said, penAt(column ?? '', row ?? '', this.#down ? penDown : penUp));
  }

  /** @param {boolean} shown */
  #showPen(shown) {
    this.#cursor.hidden = !shown;
    this.#cursor.classList.toggle('down', this.#down);
    this.#cursor.style.left = `${(100 * this.#pen[0]) / DOTS}%`;
    this.#cursor.style.top = `${(100 * this.#pen[1]) / DOTS}%`;
  }
}

/** The mean of the ink in a square. @param {(x: number, y: number) => number} ink @param {number} x @param {number} y @param {number} size */
function mean(ink, x, y, size) {
  const [x0, y0] = [Math.round(x), Math.round(y)];
  const [x1, y1] = [Math.max(x0 + 1, Math.round(x + size)), Math.max(y0 + 1, Math.round(y + size))];
  let sum = 0;
  for (let v = Math.max(0, y0); v < Math.min(DOTS, y1); v += 1) {
    for (let u = Math.max(0, x0); u < Math.min(DOTS, x1); u += 1) sum += ink(u, v);
  }
  return sum / ((x1 - x0) * (y1 - y0));
}
