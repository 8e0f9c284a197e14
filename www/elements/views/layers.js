// Canvases on top of one another in one box: what rarely changes is drawn below what moves. They follow the size of
// the box and the density of the screen.

import { forgetDensity, onDensity } from '../kit/density.js';
import { pause } from '../kit/turns.js';

/** Which layers a box has. @type {WeakMap<HTMLElement, Layers>} */
export const drawnIn = new WeakMap();

export class Layers {
  width = 0;
  height = 0;
  /** Pixels of the canvases to one of CSS. */
  ratio = 0;
  /** @type {CanvasRenderingContext2D[]} */
  #contexts = [];
  #observer;
  #onResize;
  #ahead;
  #begun = false;
  #gone = false;

  #measure = () => {
    const { clientWidth, clientHeight } = this.box;
    if (this.#begun) {
      if (this.#fit() && this.width > 0 && this.height > 0) this.#onResize();
    } else if (clientWidth > 0 && clientHeight > 0) this.#begin();
  };

  /** Whether anything is another size than before. */
  #fit() {
    const { clientWidth: width, clientHeight: height } = this.box;
    const ratio = window.devicePixelRatio;
    if (width === this.width && height === this.height && ratio === this.ratio) return false;
    Object.assign(this, { width, height, ratio });
    for (const context of this.#contexts) {
      context.canvas.width = Math.round(width * ratio);
      context.canvas.height = Math.round(height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
    }
    return true;
  }

  /** There is nothing yet that would be missed, and the frame in which a figure comes has enough to do. */
  async #begin() {
    this.#begun = true;
    for (const act of [() => this.#fit(), ...this.#ahead, this.#onResize]) {
      await pause();
      if (this.#gone) return;
      act();
    }
  }

  /**
   * @param {HTMLElement} box positioned; its padding box is what the canvases cover
   * @param {number} count
   * @param {() => void} onResize everything has to be drawn anew
   * @param {(() => void)[]} [ahead] what can be done for that in other tasks
   */
  constructor(box, count, onResize, ahead = []) {
    this.box = box;
    drawnIn.set(box, this);
    this.#onResize = onResize;
    this.#ahead = ahead;
    for (let index = 0; index < count; index += 1) {
      const canvas = document.createElement('canvas');
      canvas.setAttribute('aria-hidden', 'true');
      box.append(canvas);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no 2-D canvas here');
      this.#contexts.push(context);
    }
    this.#observer = new ResizeObserver(this.#measure);
    this.#observer.observe(box);
    onDensity(this.#measure);
  }

  /** @param {number} index 0 is the lowest @returns {CanvasRenderingContext2D} cleared */
  fresh(index) {
    const context = this.layer(index);
    context.clearRect(0, 0, this.width, this.height);
    return context;
  }

  /** @param {number} index @returns {CanvasRenderingContext2D} with what was drawn before */
  layer(index) {
    const context = this.#contexts[index];
    if (!context) throw new RangeError(`no layer ${index}`);
    return context;
  }

  /** Draws everything once more, on others than its own. @param {CanvasRenderingContext2D[]} contexts one a layer */
  drawOn(contexts) {
    const own = this.#contexts;
    this.#contexts = contexts;
    this.#onResize();
    this.#contexts = own;
  }

  get canvases() {
    return this.#contexts.map(({ canvas }) => canvas);
  }

  disconnect() {
    this.#gone = true;
    this.#observer.disconnect();
    forgetDensity(this.#measure);
  }
}
