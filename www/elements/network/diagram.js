// The network drawn: a column for each layer, a button for each neuron with a small map of what it gives, and between them
// the weights as lines on a canvas.

import { h, setText } from '../kit/dom.js';
import { formatNumber } from '../kit/format.js';
import { percent } from '../kit/percent.js';
import { placeIn } from '../kit/pointer.js';
import { Layers } from '../views/layers.js';
import { biasIndex, layerShape, weightIndex } from './anatomy.js';
import { css, rgbOf } from './colours.js';
import { CellPicture, classShades, fillValues, largest } from './maps.js';

/** @typedef {import('./anatomy.js').Anatomy} Anatomy */
/** @typedef {import('./anatomy.js').Unit} Unit */
/** @typedef {import('./colours.js').Colours} Colours */

/** @typedef {{ layer: number, unit: number, from?: number }} Choice a neuron, and perhaps one of its weights */

/**
 * @typedef {object} DiagramActions
 * @property {(choice: Choice | null) => void} select
 * @property {(choice: Choice | null) => void} preview while the pointer is there
 * @property {(feature: string) => void} toggle an input
 */

/** @typedef {{ info: Unit, button: HTMLButtonElement, canvas: HTMLCanvasElement, picture: CellPicture, note: HTMLElement, x: number, y: number, size: number }} Node_ */
/** @typedef {{ path: Path2D, layer: number, from: number, to: number }} Link */

/** Sizes in pixels. */
const NODE = { narrow: 30, wide: 38, image: 72 };
const ROOM = { left: 50, right: 30, parts: 78, top: 26, gap: 15, column: 56, stem: 8 };
/** How near to a line a tap has to be. */
const REACH = 12;
/** Columns nearer to each other than this have short titles. */
const SHORT = 66;

/** The width of a line for a weight: large ones must not hide the small. @param {number} weight */
const lineWidth = (weight) => Math.min(7, 0.5 + 1.7 * Math.abs(weight) ** 0.7);

/** Whether units have names of their own, and need room for them. @param {Node_[] | undefined} column */
const isNamed = (column) => column?.some(({ info }) => !info.feature && info.label.length > 3);

export class Diagram {
  /** Room before the first column. */
  #left = ROOM.left;
  /** @type {Node_[][]} */
  #columns = [];
  /** @type {Link[]} */
  #links = [];
  /** @type {Anatomy | undefined} */
  #anatomy;
  /** @type {NetworkParameters | null} */
  #parameters = null;
  /** @type {Colours | undefined} */
  #colours;
  /** One for each class. @type {Uint32Array[]} */
  #classShades = [];
  /** @type {Choice | null} */
  #choice = null;
  #words;
  #actions;
  #layers;
  #box = h('div', { className: 'network-box' });
  #scroll = h('div', { className: 'network-scroll' }, this.#box);
  #peek = h('p', { className: 'peek', 'aria-hidden': 'true' });
  #titles = h('div', { 'aria-hidden': 'true' });
  #observer;
  /** Whether everything has its place. */
  #placed = false;

  /** @param {import('./words.en.js').NetworkWords} words @param {DiagramActions} actions */
  constructor(words, actions) {
    this.#words = words;
    this.#actions = actions;
    this.#layers = new Layers(this.#box, 1, () => this.#drawLinks());
    this.#box.append(this.#titles);
    this.root = h(
      'div',
      { className: 'network', role: 'group', 'aria-label': words.diagram },
      this.#scroll,
      this.#peek,
    );
    this.#observer = new ResizeObserver(() => this.#arrange());
    this.#observer.observe(this.#scroll);
    this.#scroll.addEventListener('scroll', () => this.#fade(this.#scroll), { passive: true });
    this.#box.addEventListener('pointermove', (event) => this.#point(event));
    this.#box.addEventListener('pointerleave', () => this.#show(null));
    this.#box.addEventListener('click', (event) => this.#tap(event));
  }

  disconnect() {
    this.#observer.disconnect();
    this.#layers.disconnect();
  }

  /** Another network. @param {Anatomy} anatomy @param {boolean} toggles */
  build(anatomy, toggles) {
    this.#anatomy = anatomy;
    this.#parameters = null;
    for (const { button, note } of this.#columns.flat()) {
      button.remove();
      note.remove();
    }
    this.#columns = anatomy.columns.map(({ drawn, image }) => drawn.map((info) => this.#node(info, image, toggles)));
    this.#links = [];
    this.#placed = false;
    this.place();
  }

  /** Once it has a width. */
  place() {
    // At once: off the screen an observer hears of no size, and what is below would move when the reader comes near. What is
    // closed is not laid out for that: the observer hears of it when it is opened.
    if (!this.#placed && this.#scroll.checkVisibility()) this.#arrange();
  }

  /** In parts, as the figure's frames. @param {NetworkParameters | null} parameters @param {UnitMaps | null} outputs @param {Colours} colours @param {Uint32Array} shades */
  *draw(parameters, outputs, colours, shades) {
    if (colours !== this.#colours) this.#classShades = colours.classes.map((_, label) => classShades(colours, label));
    this.#colours = colours;
    if (parameters) this.#parameters = parameters;
    if (parameters) this.#drawLinks();
    yield;
    if (outputs) yield* this.#drawMaps(outputs, shades);
    else if (parameters && this.#anatomy?.columns[0]?.image) this.#drawWeights(parameters, shades);
  }

  /** The image that goes in, what it is, and what comes out. @param {ArrayLike<number>} image @param {number} width @param {ArrayLike<number>} output @param {Uint32Array} shades @param {string} caption */
  drawImage(image, width, output, shades, caption) {
    const node = this.#columns[0]?.[0];
    if (!node) return;
    setText(node.note, caption);
    const most = largest(Float32Array.from(image)) || 1;
    node.picture.paint(node.canvas, width, Math.max(1, Math.round(image.length / width)), (pixels) =>
      fillValues(pixels, image, 0, 1, most, shades),
    );
    for (const { info, note } of this.#columns.at(-1) ?? []) {
      const part = output[info.unit] ?? 0;
      setText(note, `${info.label}  ${percent(part)}`);
      note.style.setProperty('--part', String(part));
    }
  }

  /** @param {Choice | null} choice */
  mark(choice) {
    this.#choice = choice;
    for (const { info, button } of this.#columns.flat()) {
      const chosen = choice?.layer === info.layer && choice.unit === info.unit && info.unit >= 0;
      button.classList.toggle('chosen', chosen);
      if (info.feature === '') button.setAttribute('aria-pressed', String(chosen));
    }
    this.#drawLinks();
  }

  /** In words, for those who hear it. */
  describe() {
    const parameters = this.#parameters;
    for (const { info, button } of this.#columns.flat()) {
      if (info.layer === 0) continue;
      const bias = parameters?.values[biasIndex(parameters, info.layer, info.unit)] ?? 0;
      const text = this.#words.withBias(info.name, formatNumber(bias, 3));
      if (button.getAttribute('aria-label') !== text) button.setAttribute('aria-label', text);
    }
  }

  /** @param {Unit} info @param {boolean} image @param {boolean} toggles @returns {Node_} */
  #node(info, image, toggles) {
    const canvas = h('canvas', { className: image ? 'map pixels' : 'map', width: 1, height: 1, 'aria-hidden': 'true' });
    const side = image ? 'under' : info.layer === 0 ? 'before' : 'after';
    const note = h('span', { className: `label ${side}`, 'aria-hidden': 'true' }, info.label);
    const button = h('button', { type: 'button', className: 'unit' }, canvas);
    const { select, preview, toggle } = this.#actions;
    const isInput = info.feature !== '';
    const choice = { layer: info.layer, unit: info.unit };
    button.setAttribute('aria-label', isInput && toggles ? this.#words.use(info.name) : info.name);
    button.disabled = image || (isInput && !toggles);
    button.setAttribute('aria-pressed', String(isInput && info.unit >= 0));
    button.classList.toggle('unused', info.unit < 0);
    button.classList.toggle('image', image);
    button.addEventListener('click', () => (isInput ? toggle(info.feature) : select(choice)));
    button.addEventListener('focus', () => button.matches(':focus-visible') && !isInput && select(choice));
    button.addEventListener('pointerenter', (event) => {
      if (event.pointerType === 'mouse' && info.unit >= 0 && !image) preview(choice);
    });
    button.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && preview(null));
    note.classList.toggle('unused', info.unit < 0);
    this.#box.append(button, note);
    return { info, button, canvas, picture: new CellPicture(), note, x: 0, y: 0, size: 0 };
  }

  /** Gives everything its place. */
  #arrange() {
    const columns = this.#columns;
    const { clientWidth: available, scrollLeft } = this.#scroll;
    if (available === 0 || columns.length === 0) return;
    this.#placed = true;
    const size = available < 460 ? NODE.narrow : NODE.wide;
    // Beside the outputs for an image stand their probabilities.
    const right = this.#anatomy?.columns[0]?.image || isNamed(columns.at(-1)) ? ROOM.parts : ROOM.right;
    this.#left = isNamed(columns[0]) ? ROOM.parts : ROOM.left;
    const width = Math.max(available, this.#left + right + size + ROOM.column * (columns.length - 1));
    const apart = (width - this.#left - right - size) / (columns.length - 1);
    const pitch = size + ROOM.gap;
    const rows = Math.max(...columns.map((column) => column.length + (this.#gapOf(column) > 0 ? 1 : 0)));
    const height = ROOM.top + Math.max(rows * pitch, NODE.image + 3 * ROOM.gap) + ROOM.stem;
    this.#box.style.width = width > available ? `${width}px` : '100%';
    this.#box.style.height = `${height}px`;
    this.#titles.replaceChildren();
    for (const [index, column] of columns.entries()) this.#arrangeColumn(column, index, { height, size, apart, pitch });
    this.#trace();
    this.#drawLinks();
    // As it will be: to ask now would lay all of it out at once.
    this.#fade({ scrollLeft: Math.min(scrollLeft, width - available), scrollWidth: width, clientWidth: available });
  }

  /** Shows at which ends there is more to scroll to. @param {Pick<Element, 'scrollLeft' | 'scrollWidth' | 'clientWidth'>} room */
  #fade({ scrollLeft, scrollWidth, clientWidth }) {
    const { classList } = this.#scroll;
    classList.toggle('more-before', scrollLeft > 2);
    classList.toggle('more-after', scrollLeft + clientWidth < scrollWidth - 2);
  }

  /** After which drawn unit others are left out; 0 where none is. @param {Node_[]} column */
  #gapOf = (column) => {
    const last = column.at(-1)?.info.unit ?? 0;
    return column[0]?.info.feature === '' && last >= column.length ? column.length - 1 : 0;
  };

  /** @param {Node_[]} column @param {number} index @param {{ height: number, size: number, apart: number, pitch: number }} sizes */
  #arrangeColumn(column, index, { height, size, apart, pitch }) {
    const info = this.#anatomy?.columns[index];
    if (!info) return;
    const x = this.#left + apart * index;
    const gap = this.#gapOf(column);
    const rows = column.length + (gap > 0 ? 1 : 0);
    const edge = info.image ? Math.min(NODE.image, ROOM.left + size) : size;
    const top = ROOM.top + (height - ROOM.top - ROOM.stem - (info.image ? edge + ROOM.gap : rows * pitch)) / 2;
    const title = h('span', { className: 'column-title' }, apart < SHORT ? info.short : info.title);
    title.style.insetInlineStart = `${x + size / 2}px`;
    this.#titles.append(title);
    column.forEach((node, place) => {
      const row = gap > 0 && place >= gap ? place + 1 : place;
      node.size = edge;
      node.x = info.image ? Math.max(0, x + size - edge) : x;
      node.y = top + row * pitch;
      const { style } = node.button;
      [style.left, style.top, style.width, style.height] = [node.x, node.y, edge, edge].map((value) => `${value}px`);
      if (info.image) {
        node.note.style.left = `${node.x + edge / 2}px`;
        node.note.style.top = `${node.y + edge + 5}px`;
        return;
      }
      node.note.style.left = `${node.info.layer === 0 ? node.x - 5 : node.x + edge + 6}px`;
      node.note.style.top = `${node.y + edge / 2}px`;
    });
    if (gap > 0) {
      const more = h('span', { className: 'more-units' }, this.#words.manyUnits(String(info.units)));
      more.style.insetInlineStart = `${x + size / 2}px`;
      more.style.top = `${top + gap * pitch + size / 2}px`;
      this.#titles.append(more);
    }
  }

  /** The curves of the links. */
  #trace() {
    this.#links = [];
    for (let layer = 1; layer < this.#columns.length; layer += 1) {
      for (const from of this.#columns[layer - 1] ?? []) {
        if (from.info.unit < 0) continue;
        for (const to of this.#columns[layer] ?? []) {
          const [x1, y1] = [from.x + from.size, from.y + from.size / 2];
          const [x2, y2] = [to.x, to.y + to.size / 2];
          const middle = (x1 + x2) / 2;
          const d = `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
          // Its text is for SVG.
          const path = Object.assign(new Path2D(d), { d });
          this.#links.push({ path, layer, from: from.info.unit, to: to.info.unit });
        }
      }
    }
  }

  #drawLinks() {
    const [parameters, colours] = [this.#parameters, this.#colours];
    if (!parameters || !colours || this.#layers.width === 0) return;
    const context = this.#layers.fresh(0);
    const { palette, negative, positive } = colours;
    const bundled = this.#anatomy?.columns[0]?.image ?? false;
    const muted = rgbOf(palette.muted);
    context.lineCap = 'butt';
    for (const { path, layer, from, to } of this.#links) {
      const weight = parameters.values[weightIndex(parameters, layer, from, to)] ?? 0;
      const chosen = this.#choice?.layer === layer && this.#choice.unit === to;
      const one = chosen && this.#choice?.from === from;
      if (one) {
        context.lineWidth = lineWidth(weight) + 5;
        context.strokeStyle = palette.accent;
        context.stroke(path);
      }
      if (bundled && layer === 1) {
        context.lineWidth = chosen ? 2 : 1;
        context.strokeStyle = css(muted, chosen ? 0.9 : 0.35);
      } else {
        context.lineWidth = lineWidth(weight);
        const strength = Math.min(chosen ? 1 : 0.85, 0.25 + 0.5 * Math.abs(weight) + (chosen ? 0.3 : 0));
        context.strokeStyle = css(weight < 0 ? negative : positive, Math.round(strength * 8) / 8);
      }
      context.stroke(path);
    }
    context.lineCap = 'round';
    for (const { info, x, y, size } of this.#columns.slice(1).flat()) {
      if (size === 0) continue;
      const bias = parameters.values[biasIndex(parameters, info.layer, info.unit)] ?? 0;
      const colour = bias < 0 ? negative : positive;
      context.strokeStyle = context.fillStyle =
        bias === 0 ? palette.muted : css(colour, Math.min(1, 0.5 + Math.abs(bias)));
      context.lineWidth = lineWidth(bias);
      context.beginPath();
      context.moveTo(x + size / 2, y + size);
      context.lineTo(x + size / 2, y + size + ROOM.stem);
      context.stroke();
    }
  }

  /** @param {UnitMaps} outputs @param {Uint32Array} shades */
  *#drawMaps({ width, layers }, shades) {
    const last = layers.length - 1;
    for (const [layer, column] of this.#columns.entries()) {
      const found = layers[layer];
      if (!found) continue;
      const probabilities = layer === last && found.units > 1;
      const scale = Math.max(layer === 0 || layer === last ? 1 : 0.3, layer === last ? 1 : largest(found.values));
      for (const { info, picture, canvas } of column) {
        if (info.unit < 0) continue;
        const ownShades = probabilities ? this.#classShades[info.unit % this.#classShades.length] : undefined;
        picture.paint(canvas, width, width, (pixels) =>
          fillValues(pixels, found.values, info.unit * width * width, 1, scale, ownShades ?? shades),
        );
      }
      yield;
    }
  }

  /** Where there is no plane, a neuron is shown by its weights, in rows as wide as what they look at. @param {NetworkParameters} parameters @param {Uint32Array} shades */
  #drawWeights(parameters, shades) {
    for (const { info, picture, canvas } of this.#columns.slice(1).flat()) {
      const [from, to] = layerShape(parameters, info.layer);
      const width = Math.ceil(Math.sqrt(from));
      const first = weightIndex(parameters, info.layer, 0, info.unit);
      let most = 0;
      for (let k = 0; k < from; k += 1) most = Math.max(most, Math.abs(parameters.values[first + k * to] ?? 0));
      picture.paint(canvas, width, Math.max(1, Math.ceil(from / width)), (pixels) =>
        fillValues(pixels.subarray(0, from), parameters.values, first, to, most, shades),
      );
    }
  }

  /** @param {PointerEvent | MouseEvent} event @returns {Link | null} */
  #linkAt(event) {
    if (event.target instanceof Element && event.target.closest('button')) return null;
    const place = placeIn(this.#box, event);
    const { ratio } = this.#layers;
    const [x, y] = [place.x * ratio, place.y * ratio];
    const context = this.#layers.layer(0);
    for (const reach of [3, REACH]) {
      context.lineWidth = reach;
      const found = this.#links.filter(({ path }) => context.isPointInStroke(path, x, y)).at(-1);
      if (found) return found;
    }
    return null;
  }

  /** @param {PointerEvent} event */
  #point(event) {
    if (event.pointerType !== 'mouse') return;
    this.#placePeek(event);
    this.#show(this.#linkAt(event));
  }

  /** Beside the line that is pointed at. @param {PointerEvent | MouseEvent} event */
  #placePeek(event) {
    const { x, y } = placeIn(this.root, event);
    this.#peek.style.left = `${Math.max(90, Math.min(this.root.clientWidth - 90, x))}px`;
    this.#peek.style.top = `${y < 40 ? y + 18 : y - 34}px`;
  }

  /** Reads out a weight. @param {Link | null} link */
  #show(link) {
    const parameters = this.#parameters;
    const bundled = link?.layer === 1 && this.#anatomy?.columns[0]?.image;
    this.#box.classList.toggle('over-link', link !== null);
    if (!link || !parameters || bundled) {
      setText(this.#peek, '');
      return;
    }
    const { layer, from, to } = link;
    const weight = parameters.values[weightIndex(parameters, layer, from, to)] ?? 0;
    const name = this.#anatomy?.unitName ?? (() => '');
    setText(this.#peek, this.#words.link(name(layer - 1, from), name(layer, to), formatNumber(weight, 3)));
  }

  /** @param {MouseEvent} event */
  #tap(event) {
    if (event.target instanceof Element && event.target.closest('button')) return;
    const link = this.#linkAt(event);
    this.#placePeek(event);
    this.#show(link);
    this.#actions.select(link ? { layer: link.layer, unit: link.to, from: link.from } : null);
  }
}
