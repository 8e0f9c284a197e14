// The basins of Himmelblau's function as one would write them by hand in JavaScript: f64, the gradient written out, everything
// in local variables. The same rule for the end of a run as the engine's (src/maps/many.rs).

const LOOK = 16;
const NEAR = 0.02;

/**
 * @param {{ domain: number[], width: number, height: number, maxSteps: number, rate: number, momentum: number,
 *   minima: number[][], steep: number, still: number }} task
 */
export function basins({
  domain: [left, right, bottom, top],
  width,
  height,
  maxSteps,
  rate,
  momentum,
  minima,
  steep,
  still,
}) {
  const label = new Int32Array(width * height);
  const steps = new Uint32Array(width * height);
  const across = right - left;
  const up = top - bottom;
  const [slopeX, slopeY] = [across / steep, up / steep];
  const [wayX, wayY] = [1 / across / still, 1 / up / still];

  /** @param {number} x @param {number} y */
  function nearest(x, y) {
    let best = -1;
    let least = NEAR;
    for (let k = 0; k < minima.length; k++) {
      const dx = (x - minima[k][0]) / across;
      const dy = (y - minima[k][1]) / up;
      const distance = Math.sqrt(dx * dx + dy * dy);
      if (distance <= least) {
        least = distance;
        best = k;
      }
    }
    return best;
  }

  for (let row = 0, cell = 0; row < height; row++) {
    for (let column = 0; column < width; column++, cell++) {
      let x = left + ((column + 0.5) / width) * across;
      let y = top - ((row + 0.5) / height) * up;
      let vx = 0;
      let vy = 0;
      let quiet = 0;
      let taken = maxSteps;
      let found = -2;
      for (let step = 1; step <= maxSteps; step++) {
        const a = x * x + y - 11;
        const b = x + y * y - 7;
        const gx = 4 * x * a + 2 * b;
        const gy = 2 * a + 4 * y * b;
        const loss = a * a + b * b;
        if (loss - loss + gx - gx + gy - gy !== 0) {
          taken = Math.max(step - 2, 0);
          found = -1;
          break;
        }
        vx = momentum * vx - rate * gx;
        vy = momentum * vy - rate * gy;
        x += vx;
        y += vy;
        const sx = gx * slopeX;
        const sy = gy * slopeY;
        const wx = vx * wayX;
        const wy = vy * wayY;
        quiet = sx * sx + sy * sy + wx * wx + wy * wy <= 1 ? quiet + 1 : 0;
        if (quiet > 0 && (step % LOOK === 0 || step === maxSteps)) {
          const minimum = nearest(x, y);
          if (minimum >= 0) {
            found = minimum;
            taken = step - quiet;
            break;
          }
        }
      }
      label[cell] = found === -2 ? nearest(x, y) : found;
      steps[cell] = taken;
    }
  }
  return { label, steps };
}
