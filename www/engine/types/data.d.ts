// Tables of a reader's own.

type ColumnRole = 'input' | 'label' | 'index' | 'left';
/** Of a label: `class` or `number`. Of other columns: what their cells are. */
type ColumnKind = 'number' | 'truth' | 'word' | 'class';

interface ReadOptions {
  /** Of the file: its ending may tell the format. */
  name?: string;
  /** Whether the first line has names; found out unless said. */
  header?: boolean;
  /** What lies between the cells of a text; a blank stands for any number of blanks. */
  separator?: string;
  decimal?: '.' | ',';
  /** What each column is for, by its place; found out where nothing is said. */
  roles?: readonly (ColumnRole | undefined)[];
  /** Whether a label of numbers is a class; found out unless said. */
  label?: 'class' | 'number';
  /** svmlight: the first index, and how many inputs there are. */
  base?: 0 | 1;
  width?: number;
}

interface DataColumn {
  name: string;
  role: ColumnRole;
  kind: ColumnKind;
  /** Of its cells. */
  cells: 'number' | 'truth' | 'word';
  /** How many cells are missing. */
  gaps: number;
  /** How many values are different, up to 1000. */
  different: number;
  /** Its first cells, as they were found. */
  examples: string[];
  least?: number;
  most?: number;
  /** Why it is left out. */
  why?: Words;
}

/** A table that a network can learn from. */
interface DataTable {
  name: string;
  /** What it was read as: CSV, TSV, text, ARFF, svmlight, JSON, ndjson, Octave, gnuplot, npy, npz. */
  format: string;
  how: Record<string, unknown>;
  columns: DataColumn[];
  /** Rows of the file. */
  count: number;
  /** Numbers of a row: the inputs and the label. */
  width: number;
  /** Row after row: inputs, then the label, of classes the number from 0. */
  values: Float64Array;
  /** The same as lists. */
  readonly rows: number[][];
  /** Names of the classes; none of numbers. */
  classes: string[];
  /** Rows that are not learnt from, counted from 1 below the header, and why. */
  left: { row: number; why: Words }[];
  task: 'classes' | 'values';
  /** Why nothing can be learnt from it, if so. */
  problem: Words | null;
}
