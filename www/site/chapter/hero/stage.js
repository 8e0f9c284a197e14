// What stands on the picture: trails as SVG, and balls with their names as elements, so that both scale with it.

import { placed } from './placed.js';
import { NAMES, PICTURES } from './scene.js';
import { drawn, placeAt } from './trail.js';

/** @typedef {import('./trail.js').Place} Place */

/** Which of the two pictures is shown: as in `chapter-hero.css`. */
const narrow = matchMedia('(max-width: 40rem)');

export class Stage {
  #box;
  #balls;
  #start;

  /** @param {HTMLElement} box @param {() => void} onChange told when the other picture is shown */
  constructor(box, onChange) {
    const element = (/** @type {string} */ name) => /** @type {HTMLElement} */ (box.querySelector(`:scope > .${name}`));
    this.#box = box;
    this.#balls = NAMES.map(element);
    this.#start = element('start');
    narrow.addEventListener('change', onChange);
  }

  get shape() {
    return narrow.matches ? 'tall' : 'wide';
  }

  get picture() {
    return PICTURES[this.shape];
  }

  /** A place of the box in pixels of the picture. @param {number} x @param {number} y */
  inPicture(x, y) {
    const { clientWidth, clientHeight } = this.#box;
    const { width, height } = this.picture;
    return { x: (x / clientWidth) * width, y: (y / clientHeight) * height };
  }

  /** New ways of the balls, of which all is shown faintly. @param {Place[][]} trails */
  begin(trails) {
    trails.forEach((trail, index) => {
      const { seen } = drawn(trail);
      this.#line(index, 'whole', seen);
    });
    const [start] = trails[0] ?? [];
    if (start) this.#put(this.#start, start);
  }

  /** The ways up to a step, and the balls there. @param {Place[][]} trails @param {number} row */
  show(trails, row) {
    trails.forEach((trail, index) => {
      const { seen, behind } = drawn(trail, row);
      this.#line(index, 'behind', behind);
      this.#line(index, 'casing', seen);
      this.#line(index, 'trail', seen);
      const ball = this.#balls[index];
      if (ball) this.#put(ball, placeAt(trail, row));
    });
  }

  /** @param {number} index @param {string} name @param {string} d */
  #line(index, name, d) {
    this.#box.querySelector(`svg.${this.shape} .${NAMES[index]} .${name}`)?.setAttribute('d', d);
  }

  /** @param {HTMLElement} element @param {import('./relief.js').Spot} spot */
  #put(element, spot) {
    element.style.translate = placed(spot, this.picture);
    element.classList.toggle('behind', spot.hidden);
    element.style.setProperty('--x', `${((100 * spot.x) / this.picture.width).toFixed(2)}cqw`);
  }
}
