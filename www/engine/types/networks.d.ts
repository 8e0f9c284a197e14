// The training of a network.

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
  /** Low and high of x1 and x2; of a table, of its usual plane. */
  domain: number[];
  /** Of tables: whether their numbers are standardised, and by what. */
  standardise?: boolean;
  scaling?: Scaling;
  seed: number;
  [knob: string]: unknown;
}

/** (number − mean) ÷ deviation is what the network is told: of each input, then of the label. */
interface Scaling {
  mean: number[];
  deviation: number[];
}

/** A plane through the inputs of a table: origin + x·across + y·up is what the network is told at (x, y). */
interface InputPlane {
  origin: number[];
  across: number[];
  up: number[];
  /** Of the variance, where these are principal components. */
  shares: number[] | null;
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
  /**
   * As they were evaluated last, without penalties; on up to 2,000 samples each while it trains. At the weights where gradients are
   * taken, also where the optimizer has an average of them.
   */
  trainLoss: number;
  testLoss: number;
  trainAccuracy: number;
  testAccuracy: number;
  /** After which step that was; of the two parts the earlier. */
  evaluatedAt: number;
  trainEvaluatedAt: number;
  testEvaluatedAt: number;
  /** The sample that was looked at last, while its batch is not done. */
  sample: { index: number; at: number; of: number; loss: number; prediction: Float32Array } | null;
  message: Words | null;
  /** `rule`: the optimizer's rule has no value; `start`: values that were typed in. */
  cause: 'rate' | 'rule' | 'start' | null;
  /** Of a run that has diverged by its steps: the first numbers that were not finite. */
  overflow: NetworkOverflow | null;
}

/** Which numbers were the first that were not finite. */
interface NetworkOverflow {
  /** The sums or outputs of a layer; the loss of finite outputs; a gradient of a finite loss; weights or biases after an update by a finite
   * gradient; or the same where the rule has no value (0/0, or the root of a negative number). */
  what: 'activation' | 'loss' | 'gradient' | 'weights' | 'rule';
  /** From 1; the output is the last. */
  layer: number;
  /** In which update, from 1. */
  step: number;
  /** The largest size of a weight of that layer, while all were finite. */
  largestWeight: number;
}

/** Layers in the course of a training, at most 512 rows: one for the start, and one when the training was evaluated. */
interface LayerTrace {
  length: number;
  step: Float64Array;
  /** From the first hidden layer to the output; each array has `length` numbers. */
  layers: LayerColumns[];
}

interface LayerColumns {
  /** ‖∇W, ∇b‖₂ of the last batch, penalties included; NaN where no update was made just before. */
  gradientNorm: Float64Array;
  /** ‖W‖₂. */
  weightNorm: Float64Array;
  /** ‖ΔW‖₂ ÷ ‖W‖₂ of the last update, by the weights before it; NaN where there is none. */
  updateRatio: Float64Array;
  /** The part of its relu units, 0 to 1, that are 0 on each of the first samples to train on, up to 2,000; NaN for other units. */
  dead: Float64Array;
}

interface RangeTestOptions {
  /** The first rate and the last, 1e-6 to 10: these two unless said. */
  from?: number;
  to?: number;
  /** Updates, 10 to 2,000: 100 unless said. */
  steps?: number;
  /** From the weights of now (unless said), or of the start. */
  start?: 'now' | 'start';
}

/** What a learning-rate range test has found; each array has a number for each rate. */
interface RangeTest {
  /** After which update of the run it began. */
  step: number;
  /** Equally far apart by their logarithm. */
  rate: Float64Array;
  /** The loss of the batch after the update with that rate, without penalties. */
  loss: Float64Array;
  /** Its mean with weights that fall by `smoothing` an update, divided by their sum. */
  smoothed: Float64Array;
  smoothing: number;
  /** The rate at which the smoothed loss falls most steeply by the logarithm of the rate, over a tenth of the steps and without the first ten;
   * null if it does not fall. */
  steepest: number | null;
  /** The rate of the lowest smoothed loss; null if there is no loss. */
  lowest: number | null;
  /** All steps were taken, the smoothed loss was 4 times the lowest, or the loss was no finite number any more. */
  ended: 'steps' | 'rise' | 'overflow';
}

/** Singular values of the coming step of a layer's weights, from the largest: min(inputs, units) of them. */
interface SingularValues {
  /** Updates of the run so far. */
  step: number;
  /** From 0; the last is the output. */
  layer: number;
  /** Inputs and units. */
  shape: number[];
  /** What `before` is of: the gradient of the coming batch, penalties included; or the momentum that Muon makes orthogonal. */
  source: 'gradient' | 'momentum';
  before: Float64Array;
  /** Of the step of the weights; with Muon of what it makes of the momentum, before learning rate, scale and decay. */
  after: Float64Array;
}

/** What can be done in pieces. */
type JobName = 'slice' | 'interpolate' | 'spectrum' | 'rangeTest' | 'singularValues';

/** Predictions in bins (k/n, (k+1)/n] of their confidence, the probability of the class that is taken; the first has 0, too. */
interface Calibration {
  count: Uint32Array;
  /** Mean of each bin, NaN where it is empty. */
  confidence: Float64Array;
  /** The part that is right. */
  accuracy: Float64Array;
  /** The expected calibration error: Σ count/N·|accuracy − confidence|, 0 to 1. */
  error: number;
  /** The largest |accuracy − confidence| of a bin. */
  largest: number;
}

/** Of where a run stands: over all test data, and over all training data where those are few enough to be evaluated at each rest. */
interface ComparedScores {
  step: number;
  train: Score | null;
  test: Score;
}

/** One of several runs that go along with each other. */
interface ComparedRun {
  /** What tells it from the others. */
  name: string;
  /** Whether it is the figure's own. */
  own: boolean;
  training: import('../training.js').Training;
  config: ResolvedNetwork;
  status: NetworkStatus;
  /** That its Worker has spent on updates. */
  seconds: number;
  /** Once all rest. */
  scores: ComparedScores | undefined;
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
  /** Of a table. */
  plane?: InputPlane;
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

/** Something long, done in pieces. */
interface NetworkJob<R> {
  /** Gives the part that is done, 1 at the end. */
  work(units: number): number;
  finish(): R;
  free(): void;
}

/** What was taken from a file. */
interface LoadedWeights {
  format: 'safetensors' | 'npz';
  /** At which step it was saved; 0 where the file does not say. */
  step: number;
  /** Whether what the optimizer remembers was taken, too. */
  optimizer: boolean;
}

/** What a file of weights holds. */
interface WeightsFile {
  format: 'safetensors' | 'npz';
  inputs: number;
  /** Units of the hidden layers. */
  layers: number[];
  outputs: number;
  /** Of each hidden layer; null where the file does not say. */
  activation: string[] | null;
  step: number;
  /** Of a file of our own. */
  config: ResolvedNetwork | null;
  tensors: { name: string; shape: number[] }[];
}

/** After `step` updates: all settings that can change in mid-run, or a parameter by its place. */
type RunChange = { step: number; settings: Config } | { step: number; parameter: number; value: number };

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
  layerTrace(): LayerTrace;
  deadUnits(): (Uint32Array | null)[];
  rangeTest(options?: RangeTestOptions): RangeTest;
  singularValues(layer?: number): SingularValues;
  calibration(part?: 'train' | 'test', bins?: number): Calibration;
  walk(part?: 'train' | 'test', sample?: number, options?: { by?: 'arrays' | 'numbers' }): Walk;
  evaluate(part?: 'train' | 'test'): Score;
  predict(inputs: ArrayLike<number>): Float32Array;
  outputs(width?: number, plane?: string): UnitMaps;
  confusion(part?: 'train' | 'test'): Uint32Array;
  samples(part: 'train' | 'test', from?: number, n?: number): SampleRows;
  path(): NetworkPath;
  keepPath(keep: boolean): void;
  sibling(changes?: Config): NetworkRun;
  slice(options?: SliceOptions): NetworkSlice;
  interpolate(params: ArrayLike<number>, options?: InterpolationOptions): NetworkLine;
  spectrum(options?: SpectrumOptions): NetworkSpectrum;
  // biome-ignore lint/suspicious/noExplicitAny: the arguments and the answer are those of the call of that name.
  begin(name: JobName, ...args: any[]): NetworkJob<any>;
  changes(): RunChange[];
  checkpoint(): Uint8Array;
  save(format: 'safetensors' | 'npz' | 'onnx'): Promise<Uint8Array>;
  saveData(format: 'npz' | 'csv'): Promise<Uint8Array>;
  export(library: 'keras' | 'torch' | 'jax' | 'optax', options?: { steps?: number } | null): string;
  load(bytes: Uint8Array): Promise<LoadedWeights>;
  free(): void;
}
