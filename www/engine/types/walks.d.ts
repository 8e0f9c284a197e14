// A computation graph, walked forward and backward.

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
