// What the engine gives (the words of `engine.js`), and what the bundler makes of a style sheet.

declare module '*.css' {
  const text: string;
  export default text;
}

/** What the service worker keeps, with a hash of each: the build writes it. */
declare const FILES: Record<string, string>;

/** A sentence in every language of the interface. */
interface Words {
  en: string;
  zh: string;
}

interface DataInfo {
  samples: [low: number, high: number, initial: number];
  batchSize: number;
  inputs: string[];
  target: string;
  /** Whether targets are 0 or 1. */
  classes: boolean;
  model: string;
}

interface KnownMinimum {
  point: ArrayLike<number>;
  loss: number;
}

interface ObjectiveInfo {
  name: string;
  kind: 'surface' | 'model';
  dim: number;
  variables: string[];
  formula: string | null;
  domain: number[];
  start: number[];
  minima: KnownMinimum[];
  learningRate: number;
  label: Words;
  note: Words;
  source: string;
  data: DataInfo | null;
}

interface OptimizerInfo {
  name: string;
  label: Words;
  note: Words;
  equation: string;
  paper: string;
  knobs: string[];
  slots: string[];
  /** Whose rules can be asked for. */
  conventions: string[];
  /** Those whose rule is another than Keras'. */
  differs: string[];
  /** Whether there is a learning rate beyond which it does not settle. */
  bounded: boolean;
  /** By convention, the numbers that it begins with. */
  defaults: Record<string, Record<string, number>>;
}

interface Setting {
  name: string;
  attribute: string;
  symbol: string;
  label: Words;
  note: Words;
  kind: 'number' | 'integer' | 'numbers' | 'choice' | 'text' | 'rows' | 'seed' | 'batch' | 'switch';
  scale: 'log' | 'linear' | 'near-one';
  min: number;
  max: number;
  default: string | number | null;
  live: boolean;
  /** Whether it stands with the settings that few readers want. */
  more: boolean;
}

interface ScheduleInfo {
  name: string;
  label: Words;
  note: Words;
  equation: string;
  source: string;
  settings: string[];
}

interface Catalog {
  objectives: ObjectiveInfo[];
  optimizers: OptimizerInfo[];
  schedules: ScheduleInfo[];
  /** The 1-3-10 ladder. */
  learningRates: number[];
  settings: Setting[];
  limits: Record<string, number>;
  network: NetworkCatalog;
}

interface DatasetInfo {
  name: string;
  label: Words;
  note: Words;
  kind: 'points' | 'own' | 'images';
  task: 'classes' | 'values';
  /** How many; of the reader's own points two at least. */
  classes: number;
  /** Of its pictures; 0 for points. */
  side: number;
  /** How many samples; 0 where they are made. */
  size: number;
  /** Hidden layers that suit. */
  layers: number[];
  batchSize: number;
  source: string;
  licence: string;
}

interface NetworkCatalog {
  datasets: DatasetInfo[];
  features: { name: string; label: string }[];
  activations: { name: string; label: string; equation: string }[];
  initializers: { name: string; label: Words; note: Words; source: string }[];
  settings: Setting[];
  limits: { layers: number; neurons: number; parameters: number; classes: number; points: number; evaluated: number };
  landscape: {
    directions: { name: string; label: Words }[];
    normalise: { name: string; label: Words }[];
    slice: Setting[];
    interpolation: Setting[];
    spectrum: Setting[];
    /** The most paths besides the run's own. */
    paths: number;
  };
}

/** Settings by camelCase name; values as typed by a reader or as numbers. */
type Config = Record<string, unknown>;

interface ResolvedConfig {
  objective: string;
  kind: 'surface' | 'model';
  formula: string | null;
  label: Words;
  dim: number;
  variables: string[];
  domain: number[];
  start: number[];
  optimizer: string;
  convention: string;
  schedule: string;
  learningRate: number;
  /** Of the optimizers that have one; others have their own knobs, by the names of the catalog. */
  momentum?: number;
  batchSize: number | 'full';
  samples: number;
  /** Whether the samples were given, rather than made from the seed. */
  ownData: boolean;
  seed: number;
}

type MoveName = 'draw' | 'forward' | 'loss' | 'backward' | 'update';

interface Move {
  move: MoveName;
  batch?: Uint32Array;
  epoch?: number;
  outputs?: Float64Array;
  loss?: number;
  gradient?: Float64Array;
  params?: Float64Array;
  delta?: Float64Array;
}

interface Batch {
  indices: Uint32Array;
  loss: number;
  size: number;
  samples: number;
  full: boolean;
}

interface Status {
  state: 'ready' | 'running' | 'converged' | 'diverged';
  step: number;
  epoch: number;
  samples: number;
  loss: number;
  gradientNorm: number;
  /** The learning rate of the coming step, as the schedule has it. */
  rate: number;
  params: Float64Array;
  gradient: Float64Array;
  slots: Record<string, Float64Array>;
  nextMove: MoveName;
  batch: Batch | null;
  message: Words | null;
  /** Why it has diverged. */
  cause: 'start' | 'no-value' | 'unbounded' | 'rate' | null;
}

interface Trace {
  length: number;
  dim: number;
  params: Float64Array;
  loss: Float64Array;
  gradientNorm: Float64Array;
}

interface Samples {
  inputs: Float64Array;
  targets: Float64Array;
  n: number;
  inputDim: number;
}

/** A part of an equation: a letter, a number, or an operation on earlier parts, with its value. */
interface RuleTerm {
  op: string;
  arguments: number[];
  symbol: string;
  value: number;
}

/** An update rule in the numbers of one step. */
interface Rule {
  /** Which step, from 1. */
  step: number;
  /** Whether it has been taken. */
  taken: boolean;
  terms: RuleTerm[];
  /** The assignments: a letter, and which term it becomes. */
  lines: { symbol: string; term: number }[];
}

/** Learning rate against curvature: steps on a quadratic shrink while rate × sharpness < bound. */
interface Steadiness {
  /** After how many steps; of a run that has diverged, the first that was beyond the bound. */
  step: number;
  sharpness: number;
  rate: number;
  bound: number;
  /** Whether the optimizer scales gradients, which the sharpness takes into account. */
  scaled: boolean;
  /** How many steps of the length of the last one it is to the minimum; null where there is none ahead. */
  stepsLeft: number | null;
}

interface Run {
  readonly config: ResolvedConfig;
  step(): Status;
  train(steps: number, options?: { untilLoss?: number }): Status;
  /** Null where the run cannot go on. */
  move(): Move | null;
  set(changes: Config): Status;
  rewind(step?: number): Status;
  /** Another run with the same past up to that step. */
  fork(step?: number): Run;
  moveTo(point: ArrayLike<number>): Status;
  status(): Status;
  /** Null where the numbers are not known. */
  rule(parameter?: number): Rule | null;
  /** Null for optimizers whose steps do not depend on the curvature, or who have not seen enough of it. */
  steadiness(): Steadiness | null;
  /** The learning rate of the step that follows so many others. */
  rateAt(step: number): number;
  trace(from?: number): Trace;
  data(): Samples | null;
  free(): void;
}

interface Contour {
  level: number;
  lines: { points: Float64Array; closed: boolean }[];
}

interface Painted {
  low: number;
  high: number;
  /** The loss whose colour is half way. */
  middle: number;
  /** RGBA × 64, from low to high. */
  ramp: Uint8ClampedArray;
  contours: Contour[];
}

/** A run on a surface. */
interface SurfaceRun {
  /** The two parameters of each row of its record, row by row: `run.trace().params`. */
  params: ArrayLike<number>;
  /** The row from which on it is drawn; 0 unless told otherwise. */
  first?: number;
  /** The row at which its ball is; the last one unless told otherwise. */
  ball?: number;
  /** `#rrggbb`. */
  colour?: string;
  /** Lengths of dashes and gaps in turn, in CSS pixels; a whole line without. */
  dash?: number[];
}

/** How a surface is looked at. */
interface SurfaceLook {
  /** In pixels of the picture. */
  width: number;
  height: number;
  /** Yaw and pitch in degrees and zoom; after them, unless the middle is looked at, x and y of what is, from −1 to 1. */
  camera?: ArrayLike<number>;
  /** Pixels of the picture to a CSS pixel, by which lines and balls are as thick. */
  density?: number;
  /** Whether to take four samples a pixel. */
  fine?: boolean;
  /** Whether there are contours, a floor and a scale. */
  lines?: boolean;
  /** `#rrggbb`, the colour of floor and scale. */
  ink?: string;
  /** The first is the one whose start is marked. */
  runs?: SurfaceRun[];
}

/** A place for text beside a surface, in pixels of its picture. */
interface SurfaceLabel {
  /** The variable, 0 or 1, or 2 for the loss. */
  axis: number;
  /** NaN where the name of the axis belongs. */
  value: number;
  /** How far apart the numbers of the axis are; NaN for the loss. */
  step: number;
  x: number;
  y: number;
  /** The direction in which there is room. */
  right: number;
  down: number;
}

interface LitSurface {
  /** What its heights and colours stand for. */
  scale(): Painted;
  /** Paints it into the top left of a canvas; tells where the first run's ball stands, if that can be shown. */
  paint(context: CanvasRenderingContext2D | null, look: SurfaceLook): { x: number; y: number; hidden: boolean } | null;
  /** The picture that was painted last: red, green, blue, opacity. */
  pixels(): Uint8ClampedArray;
  labels(): SurfaceLabel[];
  /** The point that is seen in a pixel of the last picture; null beside the surface. */
  pick(x: number, y: number): number[] | null;
  /** The way of a displacement from a point, along the surface as it is there, in pixels of the last picture. */
  along(point: ArrayLike<number>, displacement: ArrayLike<number>): number[] | null;
  free(): void;
}

interface StationaryPoint {
  point: number[];
  loss: number;
  kind: 'minimum' | 'saddle' | 'maximum' | 'degenerate';
}

/** For each start on a grid where its run leads; row 0 is at the top. */
interface Basins {
  minima: number[][];
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

/** What a node of a computation graph passes on to one of its arguments, on the way back. */
interface WalkPass {
  /** The local derivative, as `{b}`: see `WalkStation`. */
  rule: string;
  /** The local derivative of each element; null where the operation does not go element by element. */
  local: Float64Array | null;
  /** How the term comes about, as `{u} · {d}`; `{d}` is the local derivative. */
  how: string;
  /** One of the terms that add up to the argument's gradient, in the argument's shape. */
  term: Float64Array;
}

/**
 * A node of a computation graph. In texts, `{a}` and `{b}` stand for its arguments, `{y}` for itself and `{u}` for the
 * derivative of the output with respect to it.
 */
interface WalkStation {
  role: 'parameter' | 'sample' | 'constant' | 'operation';
  name: string;
  /** In a sign or a word; empty where there is none. */
  operation: string;
  /** How its value comes from those of its arguments, as `{a} · {b}`. */
  rule: string;
  /** By their places among the stations. */
  arguments: number[];
  shape: number[];
  value: Float64Array;
  /** Of the output with respect to each element; null where it depends on no parameter. */
  gradient: Float64Array | null;
  /** One for each argument; null for an argument that depends on no parameter. */
  passes: (WalkPass | null)[];
}

interface Walk {
  /** In order of evaluation. */
  stations: WalkStation[];
  /** The place of the output among them. */
  output: number;
}

/** What a figure asks. */
interface FigureEngine {
  readonly trapped: boolean;
  resolve(config: Config): ResolvedConfig;
  experiment(config?: Config): Run;
  closedForm(config: Config): KnownMinimum | null;
  field(config: Config & { width: number; height?: number; into?: Float64Array }): Float64Array;
  paint(
    context: CanvasRenderingContext2D,
    config: Config & { width: number; height: number; colormap?: string; contours?: boolean },
  ): Painted;
}

interface Engine extends FigureEngine {
  catalog(): Catalog;
  experiment(config: Config & { objective: 'network' }): NetworkRun;
  experiment(config?: Config): Run;
  /** A training that goes on from a checkpoint of one with the same configuration. */
  restore(config: Config, checkpoint: Uint8Array): NetworkRun;
  /** Fetches what is not part of the engine: `mnist`. */
  loadDataset(
    name: string,
    options?: {
      all?: boolean;
      base?: string | URL;
      signal?: AbortSignal;
      onProgress?: (progress: { loaded: number; total: number }) => void;
    },
  ): Promise<void>;
  /** Bytes of the WebAssembly's memory. */
  memory(): number;
  gradient(config: Config, point: ArrayLike<number>): { loss: number; gradient: Float64Array; hessian: Float64Array };
  /** Without a point, at the start. */
  walk(config: Config, point?: ArrayLike<number>): Walk;
  stationaryPoints(config: Config): StationaryPoint[];
  contours(config: Config & { width: number; height: number; levels?: ArrayLike<number> }): Contour[];
  basins(options: Config & { width?: number; height?: number; maxSteps?: number }): Basins;
  rateMap(
    options: Config & { learningRates?: ArrayLike<number>; momenta?: ArrayLike<number>; maxSteps?: number },
  ): RateMap;
  /** By which rule these maps take a run to be at rest. */
  quiet(config: Config): { steep: number; still: number; near: number; look: number };
  /** At the start, unless told otherwise; null for a formula. */
  gradientCloud(config: Config, point?: ArrayLike<number>): GradientCloud | null;
  /** The loss of two parameters as a lit surface. */
  surface(config: Config & { side?: number; colormap?: string; minima?: KnownMinimum[] }): LitSurface;
  /** One picture of such a surface, 1024 × 768 unless told otherwise; needs no canvas. */
  still(
    config: Config & { side?: number; colormap?: string; minima?: KnownMinimum[] },
    look?: Partial<SurfaceLook>,
  ): { width: number; height: number; pixels: Uint8ClampedArray };
  descend(config: Config, starts: ArrayLike<number>, steps: number): Float64Array;
  /** A script in Python that reproduces the run. */
  export(config: Config & { steps?: number }, library: 'keras' | 'torch' | 'jax'): string;
  bestRate(
    config: Config,
    options?: { steps?: number; signal?: AbortSignal; onProgress?: (part: number) => void },
  ): Promise<{ best: number | null; tried: { rate: number; loss: number; steps: number; state: string }[] }>;
  /** The same calls in Workers; `experiment`, for networks, in one of its own: see `Training`. */
  // biome-ignore lint/suspicious/noExplicitAny: each returns a promise of what the call itself returns.
  readonly worker: Record<string, (...args: any[]) => Promise<any>>;
}

interface EngineError extends Error {
  code: string;
  messages: Words;
  key?: string;
  position?: number;
  length?: number;
}

interface ResolvedNetwork {
  objective: 'network';
  dataset: string;
  task: 'classes' | 'values';
  all: boolean;
  layers: number[];
  /** One for each hidden layer. */
  activation: string[];
  initializer: string;
  features: string[];
  optimizer: string;
  convention: string;
  schedule: string;
  learningRate: number;
  batchSize: number | 'full';
  l1: number;
  l2: number;
  noise: number;
  trainRatio: number;
  /** In all, and of these to train and to test on. */
  samples: number;
  train: number;
  test: number;
  inputs: number;
  outputs: number;
  /** How many. */
  parameters: number;
  /** Low and high of x1 and x2. */
  domain: number[];
  seed: number;
  [knob: string]: unknown;
}

/** Accuracies are NaN where there are no classes. */
interface Score {
  loss: number;
  accuracy: number;
}

interface NetworkStatus {
  state: 'ready' | 'running' | 'diverged';
  step: number;
  epoch: number;
  samples: number;
  /** Of the batch of the last update, before it; NaN at the start. */
  loss: number;
  accuracy: number;
  /** The learning rate of the coming update. */
  rate: number;
  /** As they were evaluated last, without penalties; on up to 2,000 samples each while it trains. */
  trainLoss: number;
  testLoss: number;
  trainAccuracy: number;
  testAccuracy: number;
  /** After which step that was. */
  evaluatedAt: number;
  /** The sample that was looked at last, while its batch is not done. */
  sample: { index: number; at: number; of: number; loss: number; prediction: Float32Array } | null;
  message: Words | null;
  cause: 'rate' | null;
}

/** One row for the start, one for each update at first, and fewer later. NaN: not evaluated then. */
interface NetworkTrace {
  length: number;
  step: Float64Array;
  samples: Float64Array;
  epoch: Float64Array;
  /** Mean over the batches since the row before. */
  batchLoss: Float64Array;
  trainLoss: Float64Array;
  testLoss: Float64Array;
  trainAccuracy: Float64Array;
  testAccuracy: Float64Array;
}

interface NetworkParameters {
  values: Float32Array;
  /** W1 (inputs × units, by rows), b1, W2, b2 … */
  parts: { name: string; offset: number; shape: number[] }[];
}

/** For each layer, from the features to the output: units × width × width values, row 0 at the top. None for pictures. */
interface UnitMaps {
  width: number;
  domain: number[];
  layers: { units: number; values: Float32Array }[];
}

interface SampleRows {
  count: number;
  /** Numbers of a sample. */
  width: number;
  inputs: Float32Array;
  /** Class, from 0, or value of each. */
  targets: Float32Array;
  /** Probabilities of the classes, or the value. */
  outputs: Float32Array;
}

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
  /** At the point itself, and on the plane nearest to it. */
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

/** Something long, done in pieces. */
interface NetworkJob<R> {
  /** Gives the part that is done, 1 at the end. */
  work(units: number): number;
  finish(): R;
  free(): void;
}

interface NetworkRun {
  readonly config: ResolvedNetwork;
  step(): NetworkStatus;
  train(steps: number, options?: { untilLoss?: number } | null): NetworkStatus;
  stepSample(): NetworkStatus;
  set(changes: Config): NetworkStatus;
  setParameter(index: number, value: number): NetworkStatus;
  rewind(step?: number): NetworkStatus;
  status(): NetworkStatus;
  trace(from?: number): NetworkTrace;
  parameters(): NetworkParameters;
  gradient(): Float32Array;
  evaluate(part?: 'train' | 'test'): Score;
  predict(inputs: ArrayLike<number>): Float32Array;
  outputs(width?: number): UnitMaps;
  confusion(part?: 'train' | 'test'): Uint32Array;
  samples(part: 'train' | 'test', from?: number, n?: number): SampleRows;
  path(): NetworkPath;
  sibling(changes?: Config): NetworkRun;
  slice(options?: SliceOptions): NetworkSlice;
  interpolate(params: ArrayLike<number>, options?: InterpolationOptions): NetworkLine;
  spectrum(options?: SpectrumOptions): NetworkSpectrum;
  // biome-ignore lint/suspicious/noExplicitAny: the arguments and the answer are those of the call of that name.
  begin(name: 'slice' | 'interpolate' | 'spectrum', ...args: any[]): NetworkJob<any>;
  checkpoint(): Uint8Array;
  free(): void;
}
