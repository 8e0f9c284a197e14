// The loss around a network.

/** The way that a run's parameters have gone. */
interface NetworkPath {
  length: number;
  step: Float64Array;
  /** length × parameters, row by row. */
  params: Float32Array;
}

interface SliceOptions {
  directions?: 'random' | 'pca' | 'checkpoints';
  /** Of random directions. */
  normalise?: 'filter' | 'layer' | 'none';
  width?: number;
  height?: number;
  /** At most; 1,000 unless told otherwise. */
  samples?: number;
  part?: 'train' | 'test';
  x?: ArrayLike<number>;
  y?: ArrayLike<number>;
  seed?: number;
  /** Of `paths`, losses at their last points alone; NaN elsewhere. */
  ends?: boolean;
  paths?: { step?: ArrayLike<number>; params: Float32Array }[];
}

/** A path as seen from a plane; a number for each of its points. */
interface SeenPath {
  step: Float64Array;
  /** The coordinates of the nearest point of the plane. */
  x: Float64Array;
  y: Float64Array;
  /** To the plane, in the space of parameters; and as a part of `extent`. */
  distance: Float64Array;
  relative: Float64Array;
  /** At the point itself, and on the plane nearest to it; NaN where `ends` leaves them out. */
  loss: Float64Array;
  planeLoss: Float64Array;
  /** The largest distance of a point from the plane's origin. */
  extent: number;
}

interface NetworkSlice {
  /** After which step. */
  step: number;
  width: number;
  height: number;
  /** Low and high of each coordinate. 0, 0 is where the run is. */
  x: number[];
  y: number[];
  /** At the centres of cells, row 0 at the top, where y is largest. */
  loss: Float64Array;
  /** Of how many samples. */
  samples: number;
  /** Which part of the squared ways from 0, 0 to all points of all paths lies along each axis; NaN where none has moved. */
  explained: number[];
  /** The length of one unit of each coordinate in the space of parameters. */
  lengths: number[];
  path: SeenPath;
  /** In the order of `paths`. */
  others: SeenPath[];
  /** The parameters at 0, 0. */
  origin: Float32Array;
  /** The directions. */
  axes: Float32Array[];
  /** The losses in colours: red, green, blue, opacity of each cell. */
  picture: Painted & { pixels: Uint8ClampedArray };
}

interface InterpolationOptions {
  /** At how many points, both ends of `x` included; 41 unless told otherwise, so that 0 and 1 are among them. */
  points?: number;
  samples?: number;
  /** From where to where; −0.5 to 1.5 unless told otherwise. */
  x?: ArrayLike<number>;
}

interface NetworkLine {
  step: number;
  /** Places on the line: 0 is the run, 1 the other end. */
  at: Float64Array;
  trainLoss: Float64Array;
  testLoss: Float64Array;
  trainAccuracy: Float64Array;
  testAccuracy: Float64Array;
  /** Of how many samples to train and to test on. */
  samples: number[];
  /** Between the ends, in the space of parameters. */
  distance: number;
}

interface SpectrumOptions {
  /** How many eigenvalues; 1 unless told otherwise. */
  count?: number;
  samples?: number;
  part?: 'train' | 'test';
  /** Products of the Hessian with a vector, at most. */
  iterations?: number;
  /** As a part of the largest eigenvalue. */
  tolerance?: number;
  scaled?: boolean;
  seed?: number;
}

interface NetworkSpectrum {
  step: number;
  /** The largest first. */
  values: Float64Array;
  /** For each a distance in which there is an eigenvalue, apart from rounding. */
  residuals: Float64Array;
  /** Whether all residuals are within the tolerance. */
  converged: boolean;
  /** How many products were taken. */
  products: number;
  samples: number;
  /** Of the step that follows. */
  rate: number;
  /** Steps on a quadratic shrink while rate × eigenvalue is below it; NaN for an optimizer that has none. */
  bound: number;
  /** Whether these are eigenvalues of the scaled Hessian, and whether the bound is for those. */
  scaled: boolean;
  scales: boolean;
}
