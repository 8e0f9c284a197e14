// Maps: of a loss as a whole, and of many runs.

interface StationaryPoint {
  point: number[];
  loss: number;
  /** `continuum`: one of a curve or region of such points. */
  kind: 'minimum' | 'saddle' | 'maximum' | 'inflection' | 'degenerate' | 'continuum';
}

/** For each start on a grid where its run leads; row 0 is at the top. */
interface Basins {
  minima: number[][];
  /** For each of the minima whether the gradient goes to zero there; at a kink it does not. */
  smooth: boolean[];
  /** Which of the minima the run has reached, or is near after all steps; −1 for none. */
  label: Int32Array;
  /** Steps until it was there; all steps where it is still on its way, and where it diverges those that it could take. */
  steps: Uint32Array;
  /** As in `RateMap`, where cycles are not asked for. */
  outcome: Uint8Array;
}

/** For each pair of learning rate and momentum what becomes of a run; row 0 has the largest momentum. */
interface RateMap {
  /** 0 converged, 1 still moving, 2 diverged, 3 going round in a cycle, 4 at rest at none of the minima. */
  outcome: Uint8Array;
  steps: Uint32Array;
  /** As in `Basins`. */
  label: Int32Array;
  minima: number[][];
  learningRates: Float64Array;
  /** From low to high. */
  momenta: Float64Array;
  /** About the minimum that most runs lead to; null where it is flat or there is none, and for anything but the plain rule. */
  theory: RateTheory | null;
}

/** What the quadratic with a minimum's curvature says. */
interface RateTheory {
  /** The least and the largest eigenvalue of the Hessian. */
  curvature: [low: number, high: number];
  /** Whether the loss is that quadratic. */
  exact: boolean;
  /** For each momentum the learning rate beyond which steps grow; empty where there is no such bound. */
  bound: Float64Array;
  /** The fastest pair in the long run, by which errors shrink by a factor a step. */
  best: { learningRate: number; momentum: number; factor: number } | null;
}

/** What mini-batches make of the gradient at a point. Gradients by rows, a number for each parameter. */
interface GradientCloud {
  full: Float64Array;
  batches: Float64Array;
  /** Of the batches' gradients about the full one, dim × dim: as found, and as it follows from the samples' own. */
  covariance: Float64Array;
  expected: Float64Array;
  sizes: Uint32Array;
  /** Root mean square distance from the full gradient for batches of each size: as found, */
  found: Float64Array;
  /** as it follows, √((N−B)/(N−1))·σ/√B, */
  follows: Float64Array;
  /** and σ/√B. */
  plain: Float64Array;
}
