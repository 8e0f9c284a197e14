// What there is, as the catalog tells it.

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
  /** Whose rules can be asked for. The first is whose it is unless another one is: Keras', or another library's where Keras has none. */
  conventions: string[];
  /** Those whose rule is another than that of the first. */
  differs: string[];
  /** Whether there is a learning rate beyond which it does not settle. */
  bounded: boolean;
  /** Whether only the whole engine has it, which a figure loads when it is asked for one. */
  whole: boolean;
  /** By convention, the numbers that it begins with. */
  defaults: Record<string, Record<string, number>>;
}

interface AnySetting {
  name: string;
  attribute: string;
  symbol: string;
  label: Words;
  note: Words;
  scale: 'log' | 'linear' | 'near-one';
  default: string | number | null;
  live: boolean;
  /** Whether it stands with the settings that few readers want. */
  more: boolean;
}

/** One number, in a range. */
interface NumberSetting extends AnySetting {
  kind: 'number' | 'integer' | 'seed';
  min: number;
  max: number;
}

/** The size of a batch: at most all samples, however many those are. */
interface BatchSetting extends AnySetting {
  kind: 'batch';
  min: number;
  max: null;
}

interface OtherSetting extends AnySetting {
  kind: 'numbers' | 'choice' | 'text' | 'rows' | 'switch';
  min: null;
  max: null;
}

type Setting = NumberSetting | BatchSetting | OtherSetting;

interface ScheduleInfo {
  name: string;
  label: Words;
  note: Words;
  equation: string;
  source: string;
  settings: string[];
}

/** A library, with what it calls its optimizers. */
interface LibraryInfo {
  name: string;
  label: string;
  version: string;
  language: string;
  /** How its optimizers are reached, such as `torch.optim`. */
  paths: string[];
  /** Those of its rules: its name, and further ones where it has more than one rule by a name of ours. */
  conventions: string[];
  classes: {
    name: string;
    /** In order; an argument without a name cannot be said. `pair`: of two numbers. `usual` is null where it must be said. */
    arguments: { name: string; settings: string[]; pair: boolean; usual: number | null }[];
    /**
     * What it is here: the first form whose arguments `when` and `and` are said, and are not 0. `with`: settings that it
     * fixes, whatever is said of them. `start`: where the mean of squares of RMSprop begins.
     */
    forms: { optimizer: string; convention: string; when: string; and: string; with: string[]; start: number }[];
  }[];
}

interface Catalog {
  objectives: ObjectiveInfo[];
  optimizers: OptimizerInfo[];
  libraries: LibraryInfo[];
  schedules: ScheduleInfo[];
  /** The 1-3-10 ladder. */
  learningRates: number[];
  settings: Setting[];
  colormaps: { name: string }[];
  limits: {
    formulaLength: number;
    formulaDepth: number;
    samples: number;
    steps: number;
    cells: number;
    stationaryPoints: number;
  };
  /** What maps of many runs are like unless told otherwise; ranges are [low, high, count]. */
  maps: {
    basins: { width: number; height: number; maxSteps: number };
    rateMap: { learningRates: number[]; momenta: number[]; maxSteps: number };
  };
  network: NetworkCatalog;
}

interface DatasetInfo {
  name: string;
  label: Words;
  note: Words;
  kind: 'points' | 'own' | 'table' | 'images';
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
  limits: {
    layers: number;
    neurons: number;
    parameters: number;
    classes: number;
    points: number;
    evaluated: number;
    /** Of a table. */
    inputs: number;
    rows: number;
    tableClasses: number;
  };
  /** How many digits there are to train and to test on: unless all are asked for, and then. */
  mnist: { few: number[]; all: number[] };
  landscape: {
    directions: { name: string; label: Words }[];
    normalise: { name: string; label: Words }[];
    slice: Setting[];
    interpolation: Setting[];
    spectrum: Setting[];
    /** The most paths besides the run's own. */
    paths: number;
  };
  rangeTest: Setting[];
}
