// A figure as the view of a model that a program of another language has too: the front end of the Python package, as anywidget
// wants it (https://anywidget.dev/en/afm/). The model has a value for each attribute of the figure, null where it has none.

/**
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(content: unknown, callbacks?: unknown, buffers?: ArrayBuffer[]) => void} send
 * @property {(event: string, listener: (...args: any[]) => void) => void} on
 * @property {(event: string, listener: (...args: any[]) => void) => void} off
 */

/** What the program can have done. */
const ACTIONS = ['play', 'pause', 'step', 'reset', 'back'];
/** While a run plays its record is sent once in so many milliseconds, and at most so many rows a millisecond. */
const RECORDS = 1000;
const ROWS = 10;

/** @param {{ model: Model, el: HTMLElement }} view @returns {() => void} ends it */
export function render({ model, el }) {
  /** The attribute of each of the model's names. @type {Record<string, string>} */
  const attributes = model.get('_attributes');
  const figure = /** @type {any} */ (document.createElement(model.get('_tag')));
  const controller = new AbortController();
  const { signal } = controller;

  const take = (/** @type {string} */ name) => {
    const [attribute, value] = [attributes[name] ?? name, model.get(name)];
    if (value === null) figure.removeAttribute(attribute);
    else if (value !== figure.getAttribute(attribute)) figure.setAttribute(attribute, value);
  };
  const give = () => {
    for (const [name, attribute] of Object.entries(attributes)) {
      const value = figure.getAttribute(attribute);
      if (value !== model.get(name)) model.set(name, value);
    }
    model.save_changes();
  };
  /** @param {string} event @param {(...args: any[]) => void} listener */
  const follow = (event, listener) => {
    model.on(event, listener);
    signal.addEventListener('abort', () => model.off(event, listener));
  };

  for (const name of Object.keys(attributes)) {
    take(name);
    follow(`change:${name}`, () => take(name));
  }
  follow('msg:custom', ({ action }) => {
    if (ACTIONS.includes(action)) figure[action]?.();
  });

  const record = recorder(figure, model);
  let shown = false;
  /** @param {string} name @param {(event: CustomEvent) => void} listener */
  const hear = (name, listener) => figure.addEventListener(name, listener, { signal });
  hear('sgd-change', ({ detail }) => detail.committed && give());
  hear('sgd-step', () => record.later());
  hear('sgd-state', ({ detail: { state } }) => {
    model.set('status', state);
    model.save_changes();
    if (state === 'running') return;
    record.now();
    if (!shown) model.send({ event: 'shown' });
    shown = true;
  });

  // JupyterLab takes no keys for its own that are pressed in here.
  figure.setAttribute('data-lm-suppress-shortcuts', 'true');
  el.append(figure);
  return () => {
    record.end();
    controller.abort();
    figure.remove();
  };
}

/**
 * Sends the record of a figure's run, a column after the other.
 * @param {any} figure
 * @param {Model} model
 */
function recorder(figure, model) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let rows = 0;
  const now = async () => {
    clearTimeout(timer);
    timer = undefined;
    const run = figure.run ?? figure.training;
    const trace = await record(run);
    if (!trace || !figure.isConnected) return;
    rows = trace.length;
    const { columns, values } = table(trace, run.config.variables ?? []);
    model.send({ event: 'trace', columns }, undefined, [values.buffer]);
  };
  return {
    now,
    later: () => {
      // A long record is sent less often.
      timer ??= setTimeout(now, Math.max(RECORDS, rows / ROWS));
    },
    end: () => clearTimeout(timer),
  };
}

/** What a run has recorded; nothing where there is none, or where its training has ended since. @param {any} run */
async function record(run) {
  try {
    return await run?.trace();
  } catch {
    return undefined;
  }
}

/**
 * The record of a run as a table: a row for the start and for each step, of a network for some of them.
 * @param {any} trace
 * @param {string[]} variables names of a run's parameters
 */
function table({ length, dim, params, ...lists }, variables) {
  const steps = lists.step ? {} : { step: Float64Array.from({ length }, (_, row) => row) };
  const places = params
    ? variables.map((_, k) => Float64Array.from({ length }, (_, row) => params[row * dim + k]))
    : [];
  const named = Object.fromEntries(places.map((place, k) => [variables[k], place]));
  const columns = Object.entries({ ...steps, ...named, ...lists });
  const values = new Float64Array(columns.length * length);
  for (const [k, [, column]] of columns.entries()) values.set(column, k * length);
  const snake = (/** @type {string} */ name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return { columns: columns.map(([name]) => snake(name)), values };
}
