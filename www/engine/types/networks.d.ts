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
  begin(name: 'slice' | 'interpolate' | 'spectrum', ...args: any[]): NetworkJob<any>;
  checkpoint(): Uint8Array;
  save(format: 'safetensors' | 'npz' | 'onnx'): Promise<Uint8Array>;
  load(bytes: Uint8Array): Promise<LoadedWeights>;
  free(): void;
}
