// What the engine answers.

/** What a figure asks. */
interface FigureEngine {
  readonly trapped: boolean;
  resolve(config: Config): ResolvedConfig;
  experiment(config?: Config): Run;
  closedForm(config: Config): KnownMinimum | null;
  field(config: Config & { width: number; height?: number; into?: Float64Array }): Float64Array;
  paint(
    context: CanvasRenderingContext2D | undefined,
    config: Config & { width: number; height: number; colormap?: string; contours?: boolean },
  ): Painted;
}

/** What runs in a page. */
interface Engine extends WorkerEngine {
  /** What takes long, in Workers. */
  readonly worker: EngineWorkers;
}

/** What runs in a Worker, too. */
interface WorkerEngine extends FigureEngine {
  catalog(): Catalog;
  experiment(config: Config & { objective: 'network' }): NetworkRun;
  experiment(config?: Config): Run;
  /** A training that goes on from a checkpoint of one with the same configuration. */
  restore(config: Config, checkpoint: Uint8Array, changes?: RunChange[]): NetworkRun;
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
  /** A table of a reader's own, from a text or the bytes of a file. */
  readData(source: string | ArrayBuffer | ArrayBufferView, options?: ReadOptions): Promise<DataTable>;
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
  /** A program that reproduces the run: in Python, for TensorFlow.js in JavaScript. */
  export(
    config: Config & { steps?: number },
    library: 'keras' | 'torch' | 'jax' | 'optax' | 'sklearn' | 'tfjs',
  ): string;
  /** An update rule in letters, for one parameter w in its first step. */
  rule(config: Config): Pick<Rule, 'terms' | 'lines'>;
  /** What a safetensors or npz file of a network's weights holds. */
  readWeights(bytes: Uint8Array): Promise<WeightsFile>;
  /** A pasted line of another library, or its own names, as settings of a run. */
  fromLibrary(from: string | { library: string; rule: string; settings?: Record<string, unknown> }): FromLibrary;
  bestRate(
    config: Config,
    options?: { steps?: number; signal?: AbortSignal; onProgress?: (part: number) => void },
  ): Promise<{ best: number | null; tried: { rate: number; loss: number; steps: number; state: string }[] }>;
}

/** What a line of another library is here. */
interface FromLibrary {
  library: string;
  /** The library's own name. */
  rule: string;
  optimizer: string;
  convention: string;
  config: Config;
  /** What cannot be said here, argument by argument. */
  unsaid: { argument: string; value: string; note: Words }[];
}

/** `visible` tells whether somebody is looking: then it comes first. */
interface WorkerOptions {
  signal?: AbortSignal;
  onProgress?: (part: number) => void;
  visible?: () => boolean;
}

/** The same call as a promise. Its options are the last argument, or stand in that. */
type Remote<F> = F extends (...args: infer A) => infer R
  ? (...args: [...A, how?: WorkerOptions]) => Promise<Awaited<R>>
  : never;

type RemoteName =
  | 'basins'
  | 'bestRate'
  | 'closedForm'
  | 'contours'
  | 'descend'
  | 'export'
  | 'gradient'
  | 'gradientCloud'
  | 'rateMap'
  | 'resolve'
  | 'stationaryPoints';

type EngineWorkers = { readonly [K in RemoteName]: Remote<Engine[K]> } & {
  /** Why this is computed on the page itself, where its policy has no Workers. */
  readonly here: Words | undefined;
  readData: Engine['readData'];
  /** Without `into`: a Worker would fill a copy. */
  field(
    config: Config & { width: number; height?: number; into?: undefined },
    how?: WorkerOptions,
  ): Promise<Float64Array>;
  /**
   * The training of a network in a Worker of its own. `workers`: how many, up to 4, may share one that is large, this one among
   * them; 1 unless said otherwise.
   */
  experiment(
    config: Config,
    options?: {
      signal?: AbortSignal;
      onProgress?: (progress: { loaded: number; total: number }) => void;
      workers?: number;
    },
  ): Promise<import('../training.js').Training>;
};

interface EngineError extends Error {
  code: string;
  messages: Words;
  key?: string;
  position?: number;
  length?: number;
  /** Where something could not be loaded: why. */
  kind?: import('../load-failure.js').Kind;
}
