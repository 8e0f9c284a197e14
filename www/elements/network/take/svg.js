// What is drawn on a canvas, as SVG: the part of a canvas' context that the pictures of a network use. Lines, marks and letters
// become vectors; a bitmap that is drawn stays one.

/** @param {number} x */
const short = (x) => String(Math.round(x * 100) / 100);
/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Settings that `save` keeps. */
const START = {
  fillStyle: '#000',
  strokeStyle: '#000',
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
};
const ANCHORS = /** @type {Record<string, string>} */ ({ center: 'middle', right: 'end', end: 'end' });

/** Of clip paths; each SVG file has some of them. */
let count = 0;

export class SvgContext {
  /** @type {string[]} */
  parts = [];
  imageSmoothingEnabled = true;
  imageSmoothingQuality = 'low';
  /** @type {({ dash: number[], clip: string } & Record<string, unknown>)[]} */
  #saved = [];
  /** @type {number[]} */
  #dash = [];
  #clip = '';
  #path = '';
  /** Measures letters, and says what a colour is. */
  #scratch = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));

  constructor() {
    Object.assign(this, START);
  }

  save() {
    const kept = Object.fromEntries(Object.keys(START).map((name) => [name, Reflect.get(this, name)]));
    this.#saved.push({ ...kept, dash: this.#dash, clip: this.#clip });
  }

  restore() {
    const { dash = this.#dash, clip = this.#clip, ...kept } = this.#saved.pop() ?? {};
    Object.assign(this, kept);
    this.#dash = dash;
    this.#clip = clip;
  }

  clearRect() {}

  beginPath() {
    this.#path = '';
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.#path += `M${short(x)} ${short(y)}`;
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.#path += `${this.#path ? 'L' : 'M'}${short(x)} ${short(y)}`;
  }

  /** A whole circle, in two halves. @param {number} x @param {number} y @param {number} r */
  arc(x, y, r) {
    this.lineTo(x + r, y);
    const half = (/** @type {number} */ to) => `A${short(r)} ${short(r)} 0 0 1 ${short(to)} ${short(y)}`;
    this.#path += half(x - r) + half(x + r);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.#path += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
  }

  closePath() {
    this.#path += 'Z';
  }

  clip() {
    count += 1;
    this.#clip = `clip${count}`;
    this.parts.push(`<clipPath id="${this.#clip}"><path d="${this.#path}"/></clipPath>`);
  }

  fill() {
    this.#add('path', `d="${this.#path}" ${this.#colour('fill')}`);
  }

  /** @param {Path2D & { d?: string }} [path] with its text in `d` */
  stroke(path) {
    const d = path ? path.d : this.#path;
    if (d) this.#add('path', `d="${d}" fill="none" ${this.#line()}`);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.#dash = dash;
  }

  /** @param {string} text */
  measureText(text) {
    const { font, textAlign, textBaseline } = /** @type {any} */ (this);
    return Object.assign(this.#scratch, { font, textAlign, textBaseline }).measureText(text);
  }

  /** @param {string} text @param {number} x @param {number} y @param {number} [most] its width */
  fillText(text, x, y, most = Infinity) {
    const narrow =
      this.measureText(text).width > most ? ` textLength="${short(most)}" lengthAdjust="spacingAndGlyphs"` : '';
    this.#write(text, x, y, this.#colour('fill') + narrow);
  }

  /** @param {string} text @param {number} x @param {number} y */
  strokeText(text, x, y) {
    this.#write(text, x, y, `fill="none" ${this.#line()}`);
  }

  /** @param {HTMLCanvasElement} canvas @param {number} x @param {number} y @param {number} width @param {number} height */
  drawImage(canvas, x, y, width, height) {
    const place = `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
    const crisp = this.imageSmoothingEnabled ? '' : ' style="image-rendering: pixelated"';
    this.#add('image', `${place} preserveAspectRatio="none" href="${canvas.toDataURL('image/png')}"${crisp}`);
  }

  /** @param {string} text @param {number} x @param {number} y @param {string} look */
  #write(text, x, y, look) {
    if (!text) return;
    const { font, textAlign } = /** @type {any} */ (this);
    // Not every program that reads SVG knows other baselines.
    const down = y - (this.measureText(text).alphabeticBaseline ?? 0);
    const anchor = ANCHORS[textAlign] ? ` text-anchor="${ANCHORS[textAlign]}"` : '';
    const place = `x="${short(x)}" y="${short(down)}"${anchor} style="font: ${escaped(font)}"`;
    this.#add('text', `${place} ${look}`, escaped(text));
  }

  #line() {
    const { lineWidth, lineCap, lineJoin } = /** @type {any} */ (this);
    const dash = this.#dash.length ? ` stroke-dasharray="${this.#dash.join(' ')}"` : '';
    return `${this.#colour('stroke')} stroke-width="${short(lineWidth)}" stroke-linecap="${lineCap}" stroke-linejoin="${lineJoin}"${dash}`;
  }

  /** As #rrggbb and an opacity, which every program reads. @param {'fill' | 'stroke'} what */
  #colour(what) {
    const { fillStyle, strokeStyle } = /** @type {any} */ (this);
    this.#scratch.fillStyle = what === 'fill' ? fillStyle : strokeStyle;
    const found = String(this.#scratch.fillStyle);
    const [red = 0, green = 0, blue = 0, alpha = 1] = (found.match(/[\d.]+/g) ?? []).map(Number);
    if (found.startsWith('#')) return `${what}="${found}"`;
    const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('');
    return `${what}="#${hex}" ${what}-opacity="${alpha}"`;
  }

  /** @param {string} name @param {string} attributes @param {string} [content] */
  #add(name, attributes, content = '') {
    const clip = this.#clip ? ` clip-path="url(#${this.#clip})"` : '';
    this.parts.push(`<${name} ${attributes}${clip}${content ? `>${content}</${name}>` : '/>'}`);
  }
}
