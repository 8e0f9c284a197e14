// Random stationary points, counted: what the eigenvalues of random symmetric matrices are like.

/** A stream of numbers from 0 to 1 (mulberry32), the same for the same seed. @param {number} seed */
function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Normal deviates, two by two (Box and Muller 1958). @param {() => number} random */
function normal(random) {
  let spare = Number.NaN;
  return () => {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/**
 * How many eigenvalues of a symmetric matrix are positive. By Sylvester's law of inertia they are as many as the positive pivots
 * of its elimination. The matrix (by rows) is overwritten.
 *
 * @param {Float64Array} a
 * @param {number} n
 */
export function positives(a, n) {
  let found = 0;
  for (let k = 0; k < n; k += 1) {
    const pivot = a[k * n + k] ?? 0;
    if (pivot > 0) found += 1;
    for (let i = k + 1; i < n; i += 1) {
      const factor = (a[i * n + k] ?? 0) / pivot;
      for (let j = k + 1; j < n; j += 1) a[i * n + j] = (a[i * n + j] ?? 0) - factor * (a[k * n + j] ?? 0);
    }
  }
  return found;
}

/**
 * Matrices of the Gaussian orthogonal ensemble: symmetric, normal deviates of variance 1 off the diagonal and 2 on it.
 *
 * @param {number} n their dimension
 * @param {number} sample how many
 * @param {number} seed
 */
export function kinds(n, sample, seed) {
  const draw = normal(uniform(seed * 1000 + n));
  const matrix = new Float64Array(n * n);
  const count = { minima: 0, saddles: 0, maxima: 0 };
  for (let k = 0; k < sample; k += 1) {
    for (let i = 0; i < n; i += 1) {
      matrix[i * n + i] = Math.SQRT2 * draw();
      for (let j = 0; j < i; j += 1) matrix[i * n + j] = matrix[j * n + i] = draw();
    }
    const found = positives(matrix, n);
    count[found === n ? 'minima' : found === 0 ? 'maxima' : 'saddles'] += 1;
  }
  return count;
}
