// What one would write by hand in JavaScript instead: f64, typed arrays, powers multiplied out, analytic gradients.

/**
 * A row of each surface. The loop stands in every one of them: a loop for all would have to call a function that it cannot inline,
 * which no one would write where speed counts.
 * @type {Record<string, (y: number, left: number, dx: number, losses: Float64Array) => void>}
 */
const rows = {
  himmelblau(y, left, dx, losses) {
    for (let k = 0; k < losses.length; k++) {
      const x = left + (k + 0.5) * dx;
      const a = x * x + y - 11;
      const b = x + y * y - 7;
      losses[k] = a * a + b * b;
    }
  },
  rosenbrock(y, left, dx, losses) {
    for (let k = 0; k < losses.length; k++) {
      const x = left + (k + 0.5) * dx;
      const a = 1 - x;
      const b = y - x * x;
      losses[k] = a * a + 100 * b * b;
    }
  },
  beale(y, left, dx, losses) {
    for (let k = 0; k < losses.length; k++) {
      const x = left + (k + 0.5) * dx;
      const xy = x * y;
      const a = 1.5 - x + xy;
      const b = 2.25 - x + xy * y;
      const c = 2.625 - x + xy * y * y;
      losses[k] = a * a + b * b + c * c;
    }
  },
  booth(y, left, dx, losses) {
    for (let k = 0; k < losses.length; k++) {
      const x = left + (k + 0.5) * dx;
      const a = x + 2 * y - 7;
      const b = 2 * x + y - 5;
      losses[k] = a * a + b * b;
    }
  },
  'six-hump-camel'(y, left, dx, losses) {
    for (let k = 0; k < losses.length; k++) {
      const x = left + (k + 0.5) * dx;
      const xx = x * x;
      const yy = y * y;
      losses[k] = (4 - 2.1 * xx + (xx * xx) / 3) * xx + x * y + (4 * yy - 4) * yy;
    }
  },
  'styblinski-tang'(y, left, dx, losses) {
    for (let k = 0; k < losses.length; k++) {
      const x = left + (k + 0.5) * dx;
      const xx = x * x;
      const yy = y * y;
      losses[k] = 0.5 * ((xx - 16) * xx + 5 * x + (yy - 16) * yy + 5 * y);
    }
  },
  rastrigin(y, left, dx, losses) {
    for (let k = 0; k < losses.length; k++) {
      const x = left + (k + 0.5) * dx;
      losses[k] = 20 + x * x + y * y - 10 * (Math.cos(2 * Math.PI * x) + Math.cos(2 * Math.PI * y));
    }
  },
  ackley(y, left, dx, losses) {
    for (let k = 0; k < losses.length; k++) {
      const x = left + (k + 0.5) * dx;
      losses[k] =
        20 +
        Math.E -
        20 * Math.exp(-0.2 * Math.sqrt(0.5 * (x * x + y * y))) -
        Math.exp(0.5 * (Math.cos(2 * Math.PI * x) + Math.cos(2 * Math.PI * y)));
    }
  },
  'log-goldstein-price'(y, left, dx, losses) {
    for (let k = 0; k < losses.length; k++) {
      const x = left + (k + 0.5) * dx;
      const a = x + y + 1;
      const b = 2 * x - 3 * y;
      const xx = x * x;
      const xy = x * y;
      const yy = y * y;
      losses[k] = Math.log(
        (1 + a * a * (19 - 14 * x + 3 * xx - 14 * y + 6 * xy + 3 * yy)) *
          (30 + b * b * (18 - 32 * x + 12 * xx + 48 * y - 36 * xy + 27 * yy)),
      );
    }
  },
};

/** Their names. */
export const SURFACES = Object.keys(rows);

/**
 * @param {string} surface
 * @returns {(domain: number[], width: number, height: number, losses: Float64Array) => Float64Array}
 */
export function fieldOf(surface) {
  const fill = rows[surface];
  return ([left, right, bottom, top], width, height, losses) => {
    const dx = (right - left) / width;
    const dy = (top - bottom) / height;
    for (let row = 0; row < height; row++) {
      fill(top - (row + 0.5) * dy, left, dx, losses.subarray(row * width, (row + 1) * width));
    }
    return losses;
  };
}

/**
 * Momentum on Himmelblau's function, one start after another, everything in local variables.
 * @param {Float64Array} starts x and y by rows
 * @param {number} steps
 * @param {number} rate
 * @param {number} momentum
 */
export function descendOneByOne(starts, steps, rate, momentum) {
  const ends = new Float64Array(starts.length);
  for (let k = 0; k < starts.length; k += 2) {
    let x = starts[k];
    let y = starts[k + 1];
    let vx = 0;
    let vy = 0;
    for (let step = 0; step < steps; step++) {
      const a = x * x + y - 11;
      const b = x + y * y - 7;
      vx = momentum * vx - rate * (4 * x * a + 2 * b);
      vy = momentum * vy - rate * (2 * a + 4 * y * b);
      x += vx;
      y += vy;
    }
    ends[k] = x;
    ends[k + 1] = y;
  }
  return ends;
}

const BLOCK = 256;

/**
 * The same with the starts side by side, a block that fits the cache at a time: a start does not wait for its own
 * last step.
 * @param {Float64Array} starts x and y by rows
 * @param {number} steps
 * @param {number} rate
 * @param {number} momentum
 */
export function descendSideBySide(starts, steps, rate, momentum) {
  const ends = new Float64Array(starts.length);
  const xs = new Float64Array(BLOCK);
  const ys = new Float64Array(BLOCK);
  const vxs = new Float64Array(BLOCK);
  const vys = new Float64Array(BLOCK);
  for (let first = 0; first < starts.length; first += 2 * BLOCK) {
    const n = Math.min(BLOCK, (starts.length - first) / 2);
    for (let i = 0; i < n; i++) {
      xs[i] = starts[first + 2 * i];
      ys[i] = starts[first + 2 * i + 1];
    }
    vxs.fill(0);
    vys.fill(0);
    for (let step = 0; step < steps; step++) {
      for (let i = 0; i < n; i++) {
        const x = xs[i];
        const y = ys[i];
        const a = x * x + y - 11;
        const b = x + y * y - 7;
        const vx = momentum * vxs[i] - rate * (4 * x * a + 2 * b);
        const vy = momentum * vys[i] - rate * (2 * a + 4 * y * b);
        vxs[i] = vx;
        vys[i] = vy;
        xs[i] = x + vx;
        ys[i] = y + vy;
      }
    }
    for (let i = 0; i < n; i++) {
      ends[first + 2 * i] = xs[i];
      ends[first + 2 * i + 1] = ys[i];
    }
  }
  return ends;
}
