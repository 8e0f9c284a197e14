// Canvases on top of one another in one box: what rarely changes is drawn below what moves. They follow the size of
// the box and the density of the screen.

import { forgetDensity, onDensity } from '../kit/density.js';

export class Layers {
  width = 0;
  height = 0;
  /** Pixels of the canvases to one of CSS. */
  ratio = 0;
  /** @type {CanvasRenderingContext2D[]} */
  #contexts = [];
  #observer;
  #onResize;

  #measure = () => {
    const { clientWidth: width, clientHeight: height } = this.box;
    const ratio = window.devicePixelRatio;
    if (width === this.width && height === this.height && ratio === this.ratio) return;
    Object.assign(this, { width, height, ratio });
    for (const context of this.#contexts) {
      context.canvas.width = Math.round(width * ratio);
      context.canvas.height = Math.round(height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
    }
    if (width > 0 && height > 0) this.#onResize();
  };

  /**
   * @param {HTMLElement} box positioned; its padding box is what the canvases cover
   * @param {number} count
   * @param {() => void} onResize everything has to be drawn anew
   */
  constructor(box, count, onResize) {
    this.box = box;
    this.#onResize = onResize;
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

  get canvases() {
    return this.#contexts.map(({ canvas }) => canvas);
  }

  disconnect() {
    this.#observer.disconnect();
    forgetDensity(this.#measure);
  }
}
