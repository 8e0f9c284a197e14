// Configurations and runs.

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
  /** Of the optimizers that have one. */
  momentum?: number;
  batchSize: number | 'full';
  samples: number;
  /** Whether the samples were given, rather than made from the seed. */
  ownData: boolean;
  seed: number;
  /** The knobs of the optimizer and of the schedule, by the names of the catalog. */
  [knob: string]: unknown;
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
  /** What turns `slots.velocity` into a way: 1 where the library has the learning rate inside the velocity, else −rate. */
  velocityUnit: number;
  /** Where the average of the parameters is that the optimizer gives in the end; only of an optimizer that has one. */
  average?: Float64Array;
  nextMove: MoveName;
  batch: Batch | null;
  message: Words | null;
  /** Why it has diverged. */
  cause: 'start' | 'no-value' | 'unbounded' | 'rate' | 'range' | 'rule' | null;
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
