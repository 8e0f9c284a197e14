// The relief as the engine paints it (`src/paint/surface/`), for what stands on it: how high it is, where its points are in the
// picture, and which point is seen at a place of the picture.

/** The height of a relief whose floor is 2 long, how far away the viewer is, and how high the middle of the picture. */
const HEIGHT = 0.66;
const DISTANCE = 6.5;
const MIDDLE = 0.4 * HEIGHT;
/** The whole at zoom 1, in parts of the picture's width and of its height. */
const FILL = { width: 0.305, height: 0.35 };

/** How far a look along a ray goes at a time, and how much nearer than the ground something has to be to hide it. */
const STRIDE = 0.025;
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
  #wide;
  #deep;

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
    const [left = 0, right = 1, bottom = 0, far = 1] = domain;
    this.#domain = { left, right, bottom, top: far };
    const ratio = (right - left) / (far - bottom);
    this.#wide = Math.min(ratio, 1);
    this.#deep = Math.min(1 / ratio, 1);
  }

  /** A point of the parameters on the floor. @param {number} px @param {number} py */
  floor(px, py) {
    const { left, right, bottom, top } = this.#domain;
    const [across, up] = [(2 * (px - left)) / (right - left) - 1, (2 * (py - bottom)) / (top - bottom) - 1];
    return { x: this.#wide * across, y: this.#deep * up };
  }

  /** What `floor` was given. @param {number} x @param {number} y */
  parameters(x, y) {
    const { left, right, bottom, top } = this.#domain;
    const [across, up] = [(x / this.#wide + 1) / 2, (y / this.#deep + 1) / 2];
    return [left + across * (right - left), bottom + up * (top - bottom)];
  }

  /** How high it is over a place of the floor; NaN beside it. @param {number} x @param {number} y */
  height(x, y) {
    const columns = this.#columns;
    const across = ((x / this.#wide + 1) / 2) * (columns - 1);
    const down = ((1 - y / this.#deep) / 2) * (this.#rows - 1);
    if (!(across >= 0 && down >= 0 && across < columns && down < this.#rows)) return Number.NaN;
    const column = Math.min(Math.floor(across), columns - 2);
    const row = Math.min(Math.floor(down), this.#rows - 2);
    const at = row * columns + column;
    const parts = this.#parts;
    const [a, b, c, d] = [parts[at] ?? 0, parts[at + 1] ?? 0, parts[at + columns] ?? 0, parts[at + columns + 1] ?? 0];
    const upper = a + (across - column) * (b - a);
    const lower = c + (across - column) * (d - c);
    return HEIGHT * (upper + (down - row) * (lower - upper));
  }
}

/**
 * A relief before a camera. What is asked for thousands of points a frame is written out, number by number: arrays would be made
 * for each.
 */
export class View {
  #relief;
  /** Sine and cosine of yaw and of pitch. */
  #turn;
  #middle;
  #focus;
  #target;
  #eye;

  /** @param {Relief} relief @param {{ width: number, height: number, camera: number[] }} picture */
  constructor(relief, { width, height, camera: [yaw = 0, pitch = 0, zoom = 1, x = 0, y = 0] }) {
    const radians = Math.PI / 180;
    const turn = {
      s: Math.sin(yaw * radians),
      c: Math.cos(yaw * radians),
      sp: Math.sin(pitch * radians),
      cp: Math.cos(pitch * radians),
    };
    this.#relief = relief;
    this.#turn = turn;
    this.#middle = { x: width / 2, y: height / 2 };
    this.#focus = DISTANCE * zoom * Math.min(FILL.width * width, FILL.height * height);
    this.#target = { x, y };
    this.#eye = {
      x: x - DISTANCE * turn.s * turn.cp,
      y: y - DISTANCE * turn.c * turn.cp,
      z: MIDDLE + DISTANCE * turn.sp,
    };
  }

  /** Where a point of the parameters is in the picture; nothing beside the relief. @param {number} px @param {number} py @returns {Spot | undefined} */
  spot(px, py) {
    const { x, y } = this.#relief.floor(px, py);
    const z = this.#relief.height(x, y);
    if (Number.isNaN(z)) return undefined;
    const { s, c, sp, cp } = this.#turn;
    const [dx, dy, dz] = [x - this.#target.x, y - this.#target.y, z - MIDDLE];
    const depth = s * dx + c * dy;
    const near = this.#focus / (DISTANCE + cp * depth - sp * dz);
    return {
      x: this.#middle.x + (c * dx - s * dy) * near,
      y: this.#middle.y - (sp * depth + cp * dz) * near,
      hidden: this.#hidden(x, y, z),
    };
  }

  /** The point of the parameters that is seen at a place of the picture; nothing beside the relief. @param {number} x @param {number} y */
  pick(x, y) {
    const { s, c, sp, cp } = this.#turn;
    const [right, up] = [(x - this.#middle.x) / this.#focus, (this.#middle.y - y) / this.#focus];
    const ray = { x: s * cp + right * c + up * s * sp, y: c * cp - right * s + up * c * sp, z: up * cp - sp };
    /** How far below the ground the ray is so far along; not a number beside the relief. @param {number} along */
    const below = (along) =>
      this.#relief.height(this.#eye.x + along * ray.x, this.#eye.y + along * ray.y) - this.#eye.z - along * ray.z;
    // From where it comes below the highest that there can be, to the floor.
    let above = (HEIGHT - this.#eye.z) / ray.z;
    const far = -this.#eye.z / ray.z;
    for (let at = above; at <= far; at += STRIDE / 2) {
      if (below(at) >= 0) {
        const met = meeting(below, above, at);
        return this.#relief.parameters(this.#eye.x + met * ray.x, this.#eye.y + met * ray.y);
      }
      above = at;
    }
    return undefined;
  }

  /** Whether the ground is between a place and the eye. @param {number} x @param {number} y @param {number} z */
  #hidden(x, y, z) {
    const [dx, dy, dz] = [this.#eye.x - x, this.#eye.y - y, this.#eye.z - z];
    const part = STRIDE / Math.hypot(dx, dy, dz);
    const most = (HEIGHT - z) / dz;
    for (let along = 2 * part; along < most; along += part) {
      const ground = this.#relief.height(x + along * dx, y + along * dy);
      if (Number.isNaN(ground)) return false;
      if (ground > z + along * dz + CLEAR) return true;
    }
    return false;
  }
}

/** Where the ground is met, between a place above it and one below. @param {(along: number) => number} below @param {number} low @param {number} high */
function meeting(below, low, high) {
  let [above, under] = [low, high];
  for (let halving = 0; halving < 12; halving += 1) {
    const middle = (above + under) / 2;
    if (below(middle) >= 0) under = middle;
    else above = middle;
  }
  return under;
}
