// One training as an element holds it: what was asked for, what the engine made of it, and how far it has come. Nothing
// here touches the page.

import { withLibraries } from '../kit/libraries.js';
import { isEngineError } from '../kit/refusal.js';
import { Rows } from './rows.js';
import { CORNERS, isFile } from './state.js';
import { onPlane, usualPlane } from './table/seen.js';
import { TABLE_WORDS } from './table/words.js';

/** @typedef {import('../../engine/training.js').Training} Training */
/** @typedef {import('../../engine/training.js').Options & { tables?: Map<string, DataTable> }} StartOptions `tables`: those of the reader's own, by what `data` says */

/** @typedef {{ key: string, value: unknown, used: string, messages: Words }} Problem a wish that the engine refused */

/**
 * @typedef {object} Needs what a frame shows beside the numbers
 * @property {boolean} parameters
 * @property {boolean} [gradient] of the last batch
 * @property {number} width of the maps of neurons; 0 for none
 * @property {boolean} confusion
 * @property {{ set: 'train' | 'test', from: number, count: number } | null} samples
 * @property {Float32Array | null} predict an input
 * @property {boolean} points the samples that the picture shows
 * @property {string} [plane] of a table
 * @property {boolean} [looked] the sample that is looked at
 */

/**
 * @typedef {object} Moment what a frame has to draw; null for what it did not ask for
 * @property {NetworkStatus} status
 * @property {NetworkParameters | null} parameters
 * @property {Float32Array | null} gradient
 * @property {UnitMaps | null} outputs
 * @property {Uint32Array | null} confusion
 * @property {SampleRows | null} samples
 * @property {Float32Array | null} prediction
 * @property {{ train: SampleRows, test: SampleRows } | null} points
 * @property {SampleRows | null} looked
 */

/** Small pictures of digits take the place of large ones that cannot be had. */
const LARGE = 'mnist';
const SMALL = 'digits';

/** More points than this are not drawn. */
const MOST_POINTS = 4000;

/** @param {unknown} value */
const textOf = (value) => (Array.isArray(value) ? value.join(',') : String(value ?? ''));

/** @param {Config} a @param {Config} b */
const same = (a, b) => {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Array.from(names).every((name) => textOf(a[name]) === textOf(b[name]));
};

export class Session {
  /** @type {Problem[]} */
  problems = [];
  rows = new Rows();
  /** Counts the runs: what was drawn for an earlier one is no longer true. */
  generation = 0;
  /** Runs that go along with it, where there are any. @type {import('./compare/runs.js').Runs | undefined} */
  runs;
  /** The last wishes, to tell which of them are new. @type {Config} */
  #asked;
  /** What the engine took of them. @type {Config} */
  #taken;

  /** @param {Training} training @param {Catalog} catalog @param {Settled} settled @param {Config} asked */
  constructor(training, catalog, { taken, problems }, asked) {
    this.training = training;
    /** What there is. */
    this.catalog = catalog;
    this.problems = problems;
    this.#taken = taken;
    this.#asked = asked;
  }

  /** Tables of the reader's own, by what `data` says. @type {Map<string, DataTable>} */
  tables = new Map();

  /** @param {(settings: Setting[]) => Config} wishes of the settings that there are @param {StartOptions} [options] a signal ends its Worker at once */
  static async open(wishes, options) {
    const { Training } = await import('../../engine/training.js');
    options?.signal?.throwIfAborted();
    const training = new Training();
    const end = () => training.terminate();
    options?.signal?.addEventListener('abort', end);
    try {
      const catalog = withLibraries(await training.catalog());
      const asked = wishes(catalog.network.settings);
      const session = new Session(training, catalog, await settle(training, asked, {}, options), asked);
      session.tables = options?.tables ?? session.tables;
      return session;
    } catch (error) {
      training.terminate();
      throw options?.signal?.aborted ? options.signal.reason : error;
    } finally {
      options?.signal?.removeEventListener('abort', end);
    }
  }

  get config() {
    return this.training.config;
  }

  get taken() {
    return this.#taken;
  }

  /** Points of one's own that cannot be learnt from yet, as text; null where there are none such. */
  get draft() {
    const refused = this.problems.find(({ key }) => key === 'data');
    return refused && this.#asked.dataset === 'own' ? String(refused.value ?? '') : null;
  }

  /** The data set that the network learns from. */
  get dataset() {
    const { datasets } = this.catalog.network;
    const found = datasets.find(({ name }) => name === this.config.dataset) ?? datasets[0];
    if (!found) throw new Error('a catalog without data sets');
    const { table } = this;
    if (!table) return found;
    const words = (/** @type {'en' | 'zh'} */ language) =>
      TABLE_WORDS[language].note(String(table.values.length / table.width), String(table.width - 1), this.target);
    return {
      ...found,
      task: table.task,
      label: { en: table.name, zh: table.name },
      note: { en: words('en'), zh: words('zh') },
    };
  }

  /** The reader's own table, where the network learns from one. */
  get table() {
    return this.config.dataset === 'table' ? this.tables.get(String(this.#taken.data)) : undefined;
  }

  /** What its inputs are called. */
  get inputNames() {
    return (this.table?.columns ?? []).filter(({ role }) => role === 'input').map(({ name }) => name);
  }

  /** What its label is called. */
  get target() {
    return this.table?.columns.find(({ role }) => role === 'label')?.name ?? '';
  }

  /** What a class is called. @param {number} label */
  className(label) {
    return this.table?.classes[label] ?? String(label);
  }

  /** Whether these wishes can only be met by another run. @param {Config} asked */
  restarts(asked) {
    const changed = this.#changed(asked);
    return changed.length > 0 && this.#live(changed, asked) === null;
  }

  /**
   * Makes the training follow `asked`: live where the engine can, else by another one. What is refused changes nothing.
   *
   * @param {Config} asked
   * @param {StartOptions} [options]
   * @returns {Promise<'nothing' | 'live' | 'run'>}
   */
  async apply(asked, options) {
    const changed = this.#changed(asked);
    if (changed.length === 0) return 'nothing';
    const live = this.#live(changed, asked);
    if (live) {
      this.#asked = asked;
      this.problems = this.problems.filter(({ key }) => !changed.includes(key));
      await this.#set(live);
      return 'live';
    }
    const settled = await settle(this.training, asked, { ...this.#taken, seed: this.config.seed }, options);
    this.#asked = asked;
    this.problems = settled.problems;
    this.#taken = settled.taken;
    if (!settled.started) return 'live';
    this.restart();
    return 'run';
  }

  /** Whether the run goes no further: it has diverged, or taken the most steps that a run may. @param {NetworkStatus | undefined} status */
  ended(status) {
    return status !== undefined && (status.state === 'diverged' || status.step >= this.catalog.limits.steps);
  }

  /** Updates until so many epochs are over; the one under way counts as one. @param {number} epochs @param {{ samples: number }} [status] */
  updatesIn(epochs, status) {
    const { batchSize, train: all } = this.config;
    const size = batchSize === 'full' ? all : Math.min(Number(batchSize), all);
    const left = all - ((status?.samples ?? 0) % all);
    return Math.ceil(left / size) + (epochs - 1) * Math.ceil(all / size);
  }

  /** Ends the training, and those that go along with it. */
  end() {
    this.training.terminate();
    this.runs?.end();
  }

  /** What was drawn is of another run. */
  restart() {
    this.rows.clear();
    this.runs?.forget();
    this.generation += 1;
  }

  /**
   * Sends commands and asks for what is to be drawn, all at once.
   *
   * @param {(training: Training) => Promise<unknown> | undefined} command
   * @param {Needs} needs
   * @returns {Promise<Moment>}
   */
  async frame(command, needs) {
    const { training, rows } = this;
    const from = rows.from;
    const { inputs, dataset } = this.config;
    const plane = dataset === 'table' ? (needs.plane ?? usualPlane(inputs)) : undefined;
    const commanded = command(training);
    const [status, trace, parameters, gradient, outputs, confusion, samples, prediction, train, test] =
      await Promise.all([
        training.status(),
        training.trace(from),
        needs.parameters ? training.parameters() : null,
        needs.gradient ? training.gradient() : null,
        needs.width > 0 ? training.outputs(needs.width, plane) : null,
        needs.confusion ? training.confusion('test') : null,
        needs.samples ? training.samples(needs.samples.set, needs.samples.from, needs.samples.count) : null,
        needs.predict ? training.predict(needs.predict) : null,
        needs.points ? training.samples('train', 0, MOST_POINTS) : null,
        needs.points ? training.samples('test', 0, MOST_POINTS) : null,
        commanded,
      ]);
    if (!rows.extend(trace, from)) rows.extend(await training.trace(0), 0);
    const at = outputs?.plane;
    const points =
      train && test ? (at ? { train: onPlane(train, at), test: onPlane(test, at) } : { train, test }) : null;
    const looked = needs.looked && status.sample ? await training.samples('train', status.sample.index, 1) : null;
    return { status, parameters, gradient, outputs, confusion, samples, prediction, points, looked };
  }

  /** @param {Config} asked @returns {string[]} */
  #changed(asked) {
    const before = this.#asked;
    const names = new Set([...Object.keys(before), ...Object.keys(asked)]);
    return Array.from(names).filter((name) => before[name] !== asked[name]);
  }

  /**
   * The values to set where all that changes can be changed in mid-run, else null.
   *
   * @param {string[]} changed
   * @param {Config} asked
   * @returns {Config | null}
   */
  #live(changed, asked) {
    /** @type {Config} */
    const changes = {};
    for (const name of changed) {
      const setting = this.catalog.network.settings.find((candidate) => candidate.name === name);
      const value = asked[name] ?? setting?.default ?? this.#knobDefault(name, asked);
      if (!setting?.live || value === undefined) return null;
      changes[name] = value;
    }
    return changes;
  }

  /** What an optimizer's own knob begins with. @param {string} name @param {Config} asked */
  #knobDefault(name, asked) {
    const { optimizer, convention } = { ...this.config, ...asked };
    const info = this.catalog.optimizers.find((candidate) => candidate.name === optimizer);
    return info?.defaults[String(convention)]?.[name];
  }

  /** @param {Config} wanted */
  async #set(wanted) {
    const changes = { ...wanted };
    while (Object.keys(changes).length > 0) {
      try {
        await this.training.set(changes);
        Object.assign(this.#taken, changes);
        return;
      } catch (error) {
        if (!isEngineError(error)) throw error;
        const names = Object.keys(changes);
        const key = error.key !== undefined && names.includes(error.key) ? error.key : (names[0] ?? '');
        const used = textOf(this.config[key]);
        this.problems.push({ key, value: changes[key], used, messages: error.messages });
        delete changes[key];
      }
    }
  }
}

/** @typedef {{ started: boolean, taken: Config, problems: Problem[] }} Settled */

/**
 * Starts the run that comes closest to `asked`. Each refusal is kept; in place of what was refused comes what was taken
 * before, or else the default. Where nothing is left that is new, the present run goes on.
 *
 * @param {Training} training
 * @param {Config} asked
 * @param {Config} known
 * @param {StartOptions} [options]
 * @returns {Promise<Settled>}
 */
async function settle(training, asked, known, options) {
  /** @type {Problem[]} */
  const problems = [];
  const config = { ...asked };
  const fallback = { ...known };
  const running = known.seed !== undefined;
  for (;;) {
    // Without a seed of its own an element keeps the one that it drew: only a new seed makes another run.
    /** @type {Config} */
    const tried = { ...(running ? { seed: known.seed } : {}), ...config };
    if (running && problems.length > 0 && same(tried, known)) {
      for (const problem of problems) problem.used = textOf(training.config[problem.key]);
      return { started: false, taken: known, problems };
    }
    const table = options?.tables?.get(String(tried.data));
    if (isFile(tried.data) && !table) {
      // A link has only the name of the file.
      const name = tried.data.slice('file:'.length);
      const messages = { en: TABLE_WORDS.en.missing(name), zh: TABLE_WORDS.zh.missing(name) };
      problems.push({ key: 'data', value: tried.data, used: '', messages });
      for (const key of ['dataset', 'data', 'standardise']) {
        delete config[key];
        if (key in fallback && !isFile(fallback.data)) config[key] = fallback[key];
      }
      continue;
    }
    try {
      await training.start({ objective: 'network', ...tried, ...(table && { data: table }) }, options);
      for (const problem of problems) problem.used = textOf(training.config[problem.key]);
      return { started: true, taken: { ...config, seed: training.config.seed }, problems };
    } catch (error) {
      const names = Object.keys(config);
      if (!isEngineError(error) || names.length === 0) throw error;
      const missing = error.code === 'unavailable' && config.dataset === LARGE;
      const key = missing ? 'dataset' : (error.key ?? '');
      if (!problems.some((problem) => problem.key === key)) {
        problems.push({ key, value: config[key], used: '', messages: error.messages });
      }
      if (key === 'data' && config.dataset === 'own' && config.data !== CORNERS) {
        // Points that cannot be learnt from yet: till then there are those that were, or some to stand in.
        const before = fallback.dataset === 'own' && fallback.data !== config.data ? fallback.data : undefined;
        config.data = before ?? CORNERS;
        delete fallback.data;
        continue;
      }
      for (const name of refusedWith(key, config)) {
        delete config[name];
        if (missing && name === 'dataset') config[name] = SMALL;
        else if (name in fallback) config[name] = fallback[name];
        delete fallback[name];
      }
    }
  }
}

/** Which wishes fall with one of them. @param {string} key @param {Config} config */
function refusedWith(key, config) {
  if (key === 'data' && ['own', 'table'].includes(String(config.dataset))) return ['dataset', 'data'];
  return key in config ? [key] : Object.keys(config);
}
