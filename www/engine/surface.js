// A loss of two parameters as a lit surface, as programs hold it.

import { count, EngineError, list } from './error.js';
import { Handle } from './handle.js';

/** @typedef {import('./module.js').Module<typeof import('#wasm')>} FullModule */

const GONE = {
  en: 'This surface is gone: it was freed, or the engine was replaced after a fault. Make a new one.',
  zh: '这个曲面已不存在：它被释放了，或者引擎出错后已更换。请新建一个。',
};

/** Heights along each side. */
const SIDE = 200;

/** Where a surface is seen from at first: yaw, pitch, zoom. */
export const FRONT = [-32, 40, 1];

/** A path that names no colour: Okabe and Ito's orange. */
const COLOUR = '#e69f00';
const INK = '#5a5a5a';

const SIZE = { width: 1024, height: 768 };

/** @implements {LitSurface} */
export class Surface {
  #surface;
  #camera = new Float64Array(5);

  /**
   * @param {FullModule} module
   * @param {Config & { side?: number, colormap?: string, minima?: KnownMinimum[] }} config `side`: how many heights along each side, 200
   *   unless told otherwise; `minima`: what to mark with crosses
   */
  constructor(module, { side = SIDE, colormap = 'viridis', minima = [], ...config } = {}) {
    const n = count('side', side, 2);
    const points = Float64Array.from(minima.flatMap(({ point }) => list('minima', point).slice(0, 2)));
    this.#surface = new Handle(module, (wasm) => new wasm.Surface(config, n, String(colormap), points), GONE);
  }

  /** What its heights and colours stand for. @returns {Painted} */
  scale() {
    return this.#surface.call((surface) => surface.scale());
  }

  /**
   * Paints it into the top left of a canvas. While size, camera and the rest of the look are the same, only the runs are drawn anew.
   * @param {CanvasRenderingContext2D | null} context null for the pixels alone
   * @param {SurfaceLook} look
   * @returns {{ x: number, y: number, hidden: boolean } | null} where the ball of the first run stands; null where that is
   *   outside of the domain, or the loss is no number
   */
  paint(context, { runs = [], ...look }) {
    const seen = this.#look(look);
    return this.#surface.call((surface) => {
      surface.look(...seen);
      surface.showRuns(runs.length);
      runs.forEach((run, index) => {
        const { params, first = 0, ball = params.length / 2 - 1, dash } = run;
        const rows = params instanceof Float64Array ? params : Float64Array.from(list('params', params, false));
        surface.run(index, rows, first, ball, colourOf('colour', run.colour ?? COLOUR), Float32Array.from(dash ?? []));
      });
      return surface.paint(context ?? undefined);
    });
  }

  /**
   * Begins what `paint` would do for a look, or goes on with it, for about so long. Until that look is painted, or another, everything
   * stays as it is.
   * @param {SurfaceLook} look
   * @param {number} milliseconds
   * @returns {boolean} whether there is nothing left to do but the runs
   */
  prepare(look, milliseconds) {
    const seen = this.#look(look);
    return this.#surface.call((surface) => {
      surface.look(...seen);
      const end = performance.now() + milliseconds;
      let done = false;
      do done = surface.prepare();
      while (!done && performance.now() < end);
      return done;
    });
  }

  /**
   * A look as the WebAssembly takes it.
   * @param {SurfaceLook} look
   * @returns {[width: number, height: number, camera: Float64Array, density: number, fine: boolean, lines: boolean, ink: number]}
   */
  #look({ width, height, camera = FRONT, density = 1, fine = false, lines = true, ink = INK }) {
    const size = [count('width', width), count('height', height)];
    const numbers = list('camera', camera);
    const seen = this.#camera.subarray(0, Math.min(numbers.length, 5));
    seen.set(numbers.slice(0, 5));
    return [size[0], size[1], seen, Number(density), fine, lines, colourOf('ink', ink)];
  }

  /** The picture that was painted last: red, green, blue, opacity. @returns {Uint8ClampedArray} */
  pixels() {
    return this.#surface.call((surface) => surface.pixels());
  }

  /** Where the axes of that picture have labels. @returns {SurfaceLabel[]} */
  labels() {
    return this.#surface.call((surface) => surface.labels());
  }

  /** The point that is seen in a pixel of that picture; null beside the surface. @returns {number[] | null} */
  pick(/** @type {number} */ x, /** @type {number} */ y) {
    return this.#surface.call((surface) => surface.pick(x, y));
  }

  /**
   * The way of a displacement from a point, along the surface as it is there, right and down in pixels of that picture.
   * @param {ArrayLike<number>} point
   * @param {ArrayLike<number>} displacement
   * @returns {number[] | null} null outside of the domain, and where the loss is no number
   */
  along(point, displacement) {
    const [x = 0, y = 0] = list('point', point, false);
    const [right = 0, up = 0] = list('displacement', displacement, false);
    return this.#surface.call((surface) => surface.along(x, y, right, up));
  }

  /** Gives its memory back. */
  free() {
    this.#surface.consume((surface) => surface.free());
  }
}

/**
 * One picture, as pixels.
 * @param {FullModule} module
 * @param {Config & { side?: number, colormap?: string, minima?: KnownMinimum[] }} config
 * @param {Partial<SurfaceLook>} [look]
 */
export function still(module, config, { width = SIZE.width, height = SIZE.height, ...look } = {}) {
  const surface = new Surface(module, config);
  try {
    surface.paint(null, { width, height, fine: true, ...look });
    return { width, height, pixels: surface.pixels() };
  } finally {
    if (!module.trapped) surface.free();
  }
}

/** `#rrggbb` as a number. @param {string} key @param {string} text */
function colourOf(key, text) {
  if (/^#[\da-f]{6}$/i.test(text)) return Number.parseInt(text.slice(1), 16);
  throw new EngineError({
    code: 'bad-type',
    key,
    messages: {
      en: `${key} is ${String(text)}; use a colour such as #1a5fb4.`,
      zh: `${key} 是 ${String(text)}；应为 #1a5fb4 这样的颜色。`,
    },
  });
}
