// The relief as the engine paints it (`src/paint/surface/`), for what stands on it: how high it is, where its points are in the
// picture, and which point is seen at a place of the picture.

/** The height of a relief whose floor is 2 long, how far away the viewer is, and how high the middle of the picture. */
const HEIGHT = 0.66;
const DISTANCE = 6.5;
const MIDDLE = 0.4 * HEIGHT;
/** The whole at zoom 1, in parts of the picture's width and of its height. */
const FILL = { width: 0.305, height: 0.35 };

/** How far a look along a ray goes at a time, and how much nearer than the ground something has to be to hide it. */
const STRIDE = 0.02;
const CLEAR = 0.006;

/**
 * @typedef {object} Spot a point of the relief in the picture
 * @property {number} x in CSS pixels of the picture, to the right
 * @property {number} y and down
 * @property {boolean} hidden whether a hill is before it
 */

/** Losses at the corners of a net over the domain, as heights. */
export class Relief {
  #parts;
  #columns;
  #rows;
  #domain;
  /** Half the sides of the floor. */
  #half;

  /**
   * @param {Float64Array} losses by rows, the first at the largest second variable
   * @param {number} columns
   * @param {number[]} domain
   * @param {{ low: number, middle: number, high: number }} scale of the heights: linear near `low`, logarithmic far above
   */
  constructor(losses, columns, domain, { low, middle, high }) {
    const [m, h] = [middle - low, high - low];
    const knee = (m * m) / (h - 2 * m);
    const top = Math.log1p(h / knee);
    this.#parts = losses.map((loss) => Math.min(Math.max(Math.log1p((loss - low) / knee) / top, 0), 1));
    this.#columns = columns;
    this.#rows = losses.length / columns;
    this.#domain = domain;
    const [x0 = 0, x1 = 1, y0 = 0, y1 = 1] = domain;
    const ratio = (x1 - x0) / (y1 - y0);
    this.#half = [Math.min(ratio, 1), Math.min(1 / ratio, 1)];
  }

  /** A point of the parameters on the floor. @param {number} px @param {number} py */
  floor(px, py) {
    const [x0 = 0, x1 = 1, y0 = 0, y1 = 1] = this.#domain;
    const [a = 1, b = 1] = this.#half;
    return [a * ((2 * (px - x0)) / (x1 - x0) - 1), b * ((2 * (py - y0)) / (y1 - y0) - 1)];
  }

  /** What `floor` was given. @param {number} x @param {number} y */
  parameters(x, y) {
    const [x0 = 0, x1 = 1, y0 = 0, y1 = 1] = this.#domain;
    const [a = 1, b = 1] = this.#half;
    return [x0 + ((x / a + 1) / 2) * (x1 - x0), y0 + ((y / b + 1) / 2) * (y1 - y0)];
  }

  /** How high it is over a place of the floor; NaN beside it. @param {number} x @param {number} y */
  height(x, y) {
    const [a = 1, b = 1] = this.#half;
    const across = ((x + a) / (2 * a)) * (this.#columns - 1);
    const down = ((b - y) / (2 * b)) * (this.#rows - 1);
    const column = Math.min(Math.floor(across), this.#columns - 2);
    const row = Math.min(Math.floor(down), this.#rows - 2);
    if (!(across >= 0 && down >= 0 && across < this.#columns && down < this.#rows)) return Number.NaN;
    const [u, v, at] = [across - column, down - row, row * this.#columns + column];
    const part = (/** @type {number} */ k) => this.#parts[at + k] ?? Number.NaN;
    const [first, second] = [part(0), part(this.#columns)];
    const upper = first + u * (part(1) - first);
    const lower = second + u * (part(this.#columns + 1) - second);
    return HEIGHT * (upper + v * (lower - upper));
  }
}

/** A relief before a camera. */
export class View {
  #relief;
  #right;
  #up;
  #forward;
  #target;
  #middle;
  #focus;
  #eye;

  /** @param {Relief} relief @param {{ width: number, height: number, camera: number[] }} picture */
  constructor(relief, { width, height, camera: [yaw = 0, pitch = 0, zoom = 1, x = 0, y = 0] }) {
    const radians = Math.PI / 180;
    const [s, c] = [Math.sin(yaw * radians), Math.cos(yaw * radians)];
    const [sp, cp] = [Math.sin(pitch * radians), Math.cos(pitch * radians)];
    this.#relief = relief;
    this.#right = [c, -s, 0];
    this.#up = [s * sp, c * sp, cp];
    this.#forward = [s * cp, c * cp, -sp];
    this.#target = [x, y, MIDDLE];
    this.#middle = [width / 2, height / 2];
    this.#focus = DISTANCE * zoom * Math.min(FILL.width * width, FILL.height * height);
    this.#eye = moved(this.#target, this.#forward, -DISTANCE);
  }

  /** Where a point of the parameters is in the picture; nothing beside the relief. @param {number} px @param {number} py @returns {Spot | undefined} */
  spot(px, py) {
    const [x = 0, y = 0] = this.#relief.floor(px, py);
    const z = this.#relief.height(x, y);
    if (Number.isNaN(z)) return undefined;
    const from = moved([x, y, z], this.#target, -1);
    const near = this.#focus / (DISTANCE + dot(from, this.#forward));
    const [middleX = 0, middleY = 0] = this.#middle;
    return {
      x: middleX + dot(from, this.#right) * near,
      y: middleY - dot(from, this.#up) * near,
      hidden: this.#hidden([x, y, z]),
    };
  }

  /** The point of the parameters that is seen at a place of the picture; nothing beside the relief. @param {number} x @param {number} y */
  pick(x, y) {
    const [middleX = 0, middleY = 0] = this.#middle;
    const sideways = moved(this.#forward, this.#right, (x - middleX) / this.#focus);
    const ray = moved(sideways, this.#up, (middleY - y) / this.#focus);
    // From where it comes below the highest that there can be, to the floor.
    const down = -(ray[2] ?? -1);
    const far = (this.#eye[2] ?? 0) / down;
    let above = ((this.#eye[2] ?? 0) - HEIGHT) / down;
    for (let at = above; at <= far; at += STRIDE / 2) {
      const [px = 0, py = 0, pz = 0] = moved(this.#eye, ray, at);
      if (!(this.#relief.height(px, py) >= pz)) {
        above = at;
        continue;
      }
      const [fx = 0, fy = 0] = moved(this.#eye, ray, this.#meeting(ray, above, at));
      return this.#relief.parameters(fx, fy);
    }
    return undefined;
  }

  /** How far along a ray the ground is, between a place above it and one below. @param {number[]} ray @param {number} above @param {number} below */
  #meeting(ray, above, below) {
    let [low, high] = [above, below];
    for (let halving = 0; halving < 12; halving += 1) {
      const middle = (low + high) / 2;
      const [x = 0, y = 0, z = 0] = moved(this.#eye, ray, middle);
      if (this.#relief.height(x, y) >= z) high = middle;
      else low = middle;
    }
    return high;
  }

  /** Whether the ground is between a place and the eye. @param {number[]} place */
  #hidden(place) {
    const way = moved(this.#eye, place, -1);
    const length = Math.hypot(...way);
    for (let gone = 2 * STRIDE; gone < length; gone += STRIDE) {
      const [x = 0, y = 0, z = 0] = moved(place, way, gone / length);
      if (z > HEIGHT) return false;
      const ground = this.#relief.height(x, y);
      if (Number.isNaN(ground)) return false;
      if (ground > z + CLEAR) return true;
    }
    return false;
  }
}

/** @param {number[]} a @param {number[]} b */
const dot = (a, b) => a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);

/** A place so many times a direction further on. @param {number[]} place @param {number[]} direction @param {number} times */
const moved = (place, direction, times) => place.map((value, k) => value + times * (direction[k] ?? 0));
