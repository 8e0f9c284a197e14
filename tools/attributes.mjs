// `npm run docs`: docs/attributes.md, the tables of what the elements' attributes take. Settings and names come from the
// built engine's catalog, what concerns showing from what the elements read; only the sentences about the latter stand here.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CONTROLS, NAMES } from '../www/elements/graph/state.js';
import { LOOK_NAMES, readLook } from '../www/elements/network/state.js';
import { PRESENTATION_NAMES, readPresentation } from '../www/elements/playground/state.js';
import { dist } from './places.mjs';
import { Problem, root, whenStarted } from './shell.mjs';

export const ATTRIBUTES = join(root, 'docs/attributes.md');

/** A meaning; after it the values, and the default, where the element's own reader does not say them. @typedef {string[]} Said */

/** @type {Record<string, Said>} */
const SHARED = {
  controls: [
    'The controls to show, by the names of their attributes. `none` hides all of them. Without this attribute, or without names, the element shows everything.',
    'names, separated by commas',
    'all',
  ],
  speed: ['A factor on the pace of playing: 20 steps a second at 1.'],
  lang: [
    'The language of the element. Any tag that begins with `zh` means Chinese, any other English.',
    'a language tag',
    'the language of the page',
  ],
  theme: ['Light or dark. `auto` follows the page’s color scheme, or else the reader’s system.'],
  autoplay: [
    'Starts playing at once. Readers who prefer reduced motion press Play themselves.',
    'present, or `false`',
    'off',
  ],
};

/** @type {Record<string, Said>} */
export const PLAYGROUND = {
  ...SHARED,
  controls: [
    `${SHARED.controls?.[0]} \`moves\` shows the button for the five moves of a step, and their numbers. With this attribute the figure has no timeline, no numbers of the step and no export, and the comparison and the maps appear only if \`compare\` and \`maps\` ask for them.`,
    ...(SHARED.controls?.slice(1) ?? []),
  ],
  maps: [
    'The maps below the figure that are open: where each start leads, what each pair of learning rate and momentum does, and the gradients of mini-batches around the full gradient.',
    '',
    'none',
  ],
  view: [
    'The main picture. `auto` draws a curve for one parameter and a map for two. `surface` is the 3-D view of two.',
  ],
  camera: [
    'Where the 3-D view is seen from: yaw and pitch in degrees, and zoom. Two more numbers, from −1 to 1, move the middle of the picture.',
    '`yaw,pitch,zoom` or `yaw,pitch,zoom,x,y`',
    'from the front',
  ],
  steps: ['Playing stops after this step.', 'a whole number from 1', 'no limit'],
  'until-loss': ['Playing stops when the loss is below this.', 'a number', 'no limit'],
  compare: [
    'Other runs from the same start, in the same picture: at most 8 runs in all. See [Comparing runs](embedding.md#comparing-runs).',
    'for example `sgd@0.1,adam`',
    'none',
  ],
  fairness: [
    'What the compared runs have in common: one learning rate, the best rate of each, or the number of gradients of single samples.',
  ],
  height: ['The height of the main picture in CSS pixels.', '', 'from the width'],
  beside: [
    'The compact form, made to fit a window, with this beside the main picture: the losses, the samples and the model, the five moves of a step, the 3-D view, one of the maps, or nothing. One row has the buttons and at most two of `controls`; all else is behind “More”. Its height depends on its width alone. Where the loss has nothing of that kind, the losses are shown.',
    '',
    'the full form',
  ],
};

/** @type {Record<string, Said>} */
export const NETWORK = {
  ...SHARED,
  beside: [
    'The compact form: two pictures that fit a window, the settings that `controls` names above them, and everything else behind “More”. Its height depends on its width alone. `draw`: a pad to draw a digit on, or the plane, and a curve of the accuracy. `diagram`: the network, and the pad or the plane. `slice`: a slice of the loss, drawn anew as the network learns, and how far to trust it. `curve`: loss and accuracy.',
    '',
    'none',
  ],
  'step-unit': [
    'What the Step button, and one step of playing, takes: one sample, one batch or one epoch.',
    '',
    'depends on the data set',
  ],
  axis: ['What the charts of loss and accuracy count.'],
  maps: ['The pictures of the loss around the network that are open.', '', 'none'],
  directions: ['What the slice of the loss is laid through.', '', '`random`; `pca` with `beside="slice"`'],
};

/** @type {Record<string, Said>} */
export const GRAPH = {
  formula: [
    'The loss, in one variable or in a pair: `x`, `w`, `x` and `y`, `w` and `b`, `w1` and `w2`.',
    'a formula',
    '`(2w + b - 1)^2`',
  ],
  objective: [
    'A surface or a model of the catalog, or `network` for a tiny network. `formula` takes precedence.',
    'a name',
    'none',
  ],
  start: [
    'The point at which the walk computes: a number for each parameter. For a network: two inputs and the class, 0 or 1.',
    'numbers, separated by commas',
    'that of the objective; `1,0.5` for the formula above',
  ],
  layers: [
    'Of a network: how many units each hidden layer has. At most two layers of 1 to 4 units; `none` for no hidden layer.',
    'whole numbers, separated by commas',
    '`3`',
  ],
  activation: ['Of a network: the activation of all hidden layers.', 'a name', '`relu`'],
  seed: ['The random numbers that weights and samples are made from.', 'a whole number from 0', '`1`'],
  samples: [
    'Of a model: how many data points the seed makes. The graph shows at most 6.',
    'a whole number from 1',
    'that of the model',
  ],
  data: [
    'Of a model: your own samples. Inputs, then the target; semicolons between samples.',
    'rows of numbers',
    'none',
  ],
  lang: SHARED.lang ?? [],
  theme: [SHARED.theme?.[0] ?? '', '`auto`, `light`, `dark`', '`auto`'],
  controls: [SHARED.controls?.[0] ?? '', `\`none\`, or some of ${names(CONTROLS)}`, 'all'],
  beside: [
    'With `explain` the compact form: the picture and what happens at the present node side by side, the start above them, and everything else behind “More”. Its height depends on its width alone.',
    '`explain`',
    'none',
  ],
  'at-step': ['How far the walk has come when the element appears.', 'a whole number from 0', '`0`'],
};

/** What a setting without a default in the catalog begins with. @type {Record<string, string>} */
const OPEN = {
  formula: 'none',
  data: 'none',
  seed: 'a new one at each visit',
};

/** Settings that take several names. */
const LISTS = ['activation', 'features'];

/** @param {string[]} list */
function names(list) {
  return list.map((name) => `\`${name}\``).join(', ');
}

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|');

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return lines.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/**
 * The settings of a network as its attributes have them: a data set's name and points stand in one.
 *
 * @param {Setting[]} settings
 */
export function networkSettings(settings) {
  const shown = settings.filter(({ name }) => name !== 'objective' && name !== 'data');
  return shown.map((setting) =>
    setting.name === 'dataset' ? { ...setting, attribute: 'data', note: { en: DATA, zh: '' } } : setting,
  );
}

const DATA =
  'What the network learns from: a data set, or your own points: x1, x2 and the class (0, 1 …), semicolons between points.';

/** What values a setting takes. @param {Setting} setting */
function valuesOf({ name, kind, min, max }) {
  if (name === 'dataset') return 'a name, see [Names](#names), or rows of numbers';
  if (LISTS.includes(name)) return 'names, separated by commas: see [Names](#names)';
  const range = `${min} to ${max}`;
  return {
    number: `a number, ${range}`,
    integer: `a whole number, ${range}`,
    seed: `a whole number, ${range}`,
    batch: `a whole number from ${min}, or \`full\``,
    switch: '`true` or `false`',
    choice: 'a name, see [Names](#names)',
    text: 'a formula',
    numbers: 'numbers, separated by commas',
    rows: 'rows of numbers',
  }[/** @type {string} */ (kind)];
}

/** @param {Setting} setting @param {string[]} knobs what optimizers let one set @param {string} subject */
function defaultOf({ name, kind, default: initial }, knobs, subject) {
  if (kind === 'switch' && initial !== null) return initial ? '`true`' : '`false`';
  if (name === 'weightDecay') return '`0`; for AdamW see [Names](#names)';
  if (initial !== null) return `\`${initial}\``;
  if (knobs.includes(name)) return 'depends on the optimizer';
  if (name === 'learningRate') return `depends on the ${subject} and the optimizer`;
  return OPEN[name] ?? `depends on the ${subject}`;
}

/** @param {Setting[]} settings @param {string[]} knobs @param {string} subject */
function settingsTable(settings, knobs, subject) {
  return table(
    ['attribute', 'values', 'default', 'live', 'meaning'],
    settings.map((setting) => {
      const values = valuesOf(setting);
      if (values === undefined) throw new Problem(`${setting.name} has values of a kind that this tool does not know.`);
      const initial = defaultOf(setting, knobs, subject);
      return [`\`${setting.attribute}\``, values, initial, setting.live ? 'yes' : '', setting.note.en];
    }),
  );
}

/**
 * @param {string[]} attributes
 * @param {Record<string, Said>} said
 * @param {(attributes: Record<string, string>) => { initial: Record<string, unknown>, rejected: { name: string, expects: string }[] }} read as the element does
 */
function showingTable(attributes, said, read) {
  const { initial } = read({});
  // Nothing that takes a list of names or a number takes this.
  const { rejected } = read(Object.fromEntries(attributes.map((name) => [name, '?'])));
  const rows = attributes.map((name) => {
    const [meaning, values, usual] = said[name] ?? [];
    if (meaning === undefined) throw new Problem(`tools/attributes.mjs does not say what ${name} means.`);
    const expects = rejected.find((entry) => entry.name === name)?.expects ?? '';
    const ranged = expects.includes(' … ') ? `a number, ${expects.replace(' … ', ' to ')}` : names(expects.split(', '));
    return [`\`${name}\``, values || ranged, usual ?? `\`${initial[name]}\``, meaning];
  });
  return table(['attribute', 'values', 'default', 'meaning'], rows);
}

/** @param {{ name: string, label: string | Words, note?: Words, equation?: string }[]} list */
const namesTable = (list) =>
  table(
    ['name', 'shown as', 'what it is'],
    list.map(({ name, label, note, equation }) => [
      `\`${name}\``,
      typeof label === 'string' ? label : label.en,
      note?.en ?? equation ?? '',
    ]),
  );

/** @param {Catalog} catalog */
function optimizersTable({ optimizers, settings }) {
  const settingNamed = (/** @type {string} */ name) => settings.find((setting) => setting.name === name);
  const written = (/** @type {string} */ name, /** @type {number} */ value) =>
    settingNamed(name)?.kind === 'switch' ? value !== 0 : value;
  /** @param {Record<string, number> | undefined} defaults */
  const told = (defaults = {}) => {
    const set = Object.entries(defaults).filter(([name, value]) => name !== 'weightDecay' || value !== 0);
    return set.map(([name, value]) => `\`${settingNamed(name)?.attribute}\` ${written(name, value)}`).join(', ');
  };
  return table(
    ['name', 'shown as', 'what it is', 'conventions', 'defaults (`keras`)', 'defaults (`torch`)'],
    optimizers.map(({ name, label, note, conventions, defaults }) => [
      ...[`\`${name}\``, label.en, note.en, names(conventions)],
      ...[told(defaults.keras), told(defaults.torch)],
    ]),
  );
}

/** @param {Catalog} catalog */
function schedulesTable({ schedules, settings }) {
  const attributes = (/** @type {string[]} */ list) =>
    names(settings.filter(({ name }) => list.includes(name)).map(({ attribute }) => attribute));
  return table(
    ['name', 'shown as', 'what it is', 'attributes'],
    schedules.map(({ name, label, note, settings: own }) => [`\`${name}\``, label.en, note.en, attributes(own)]),
  );
}

/** @param {Record<string, unknown>} values */
export const byAttribute = (values) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      value,
    ]),
  );

/** The whole page. @param {Catalog} catalog */
export function attributesPage(catalog) {
  const { settings, objectives, optimizers, network } = catalog;
  const knobs = optimizers.flatMap((optimizer) => optimizer.knobs);
  const playground = (/** @type {Record<string, string>} */ attributes) => {
    const { presentation, rejected } = readPresentation(attributes);
    return { initial: byAttribute({ ...presentation }), rejected };
  };
  const training = (/** @type {Record<string, string>} */ attributes) => {
    const { look, rejected } = readLook(attributes);
    return { initial: byAttribute({ ...look }), rejected };
  };
  const unsaid = NAMES.filter((name) => !(name in GRAPH));
  if (unsaid.length > 0) throw new Problem(`tools/attributes.mjs does not say what ${unsaid.join(', ')} means.`);
  return `<!-- \`npm run docs\` writes this page from the catalog. To change it, change the catalog or tools/attributes.mjs. -->

# Attributes

The attributes of an element are its state. The address of a page uses the same words after \`#\`, and the JavaScript API
uses them in camelCase: \`learning-rate\` is \`learningRate\`.

A setting that is **live** can change in the middle of a run, which goes on from its present step. Any other setting starts
the run again. If a value does not fit, the element says so in its own frame and uses another one instead. An attribute that
takes \`true\` or \`false\` is true if it stands there without a value.

## \`<sgd-playground>\`

What is computed:

${settingsTable(settings, knobs, 'objective')}

What is shown:

${showingTable(PRESENTATION_NAMES, PLAYGROUND, playground)}

## \`<sgd-network>\`

What is computed:

${settingsTable(networkSettings(network.settings), knobs, 'data set')}

\`dataset\`, the former name of \`data\`, is read as well; HTML has a \`dataset\` of its own.

What is shown:

${showingTable(LOOK_NAMES, NETWORK, training)}

## \`<sgd-graph>\`

${table(
  ['attribute', 'values', 'default', 'meaning'],
  NAMES.map((name) => {
    const [meaning = '', values = '', usual = ''] = GRAPH[name] ?? [];
    return [`\`${name}\``, values, usual, meaning];
  }),
)}

\`step\`, the former name of \`at-step\`, is read as well; \`step()\` is a method.

## Names

### \`objective\`

\`formula\` stands for a formula of your own.

${namesTable(objectives)}

### \`optimizer\` and \`convention\`

\`convention\` says whose rule and whose defaults are used: those of Keras 3 (\`keras\`), of PyTorch (\`torch\`), or for
Nesterov also the look-ahead form of Sutskever et al. 2013 (\`sutskever\`).

${optimizersTable(catalog)}

### \`schedule\`

${schedulesTable(catalog)}

### \`data\` of a network

${namesTable(network.datasets)}

### \`activation\`

${namesTable(network.activations)}

### \`initializer\`

${namesTable(network.initializers)}

### \`features\`

${table(
  ['name', 'shown as'],
  network.features.map(({ name, label }) => [`\`${name}\``, label]),
)}
`;
}

whenStarted(import.meta.url, async () => {
  const place = join(dist, 'engine.js');
  if (!existsSync(place)) throw new Problem('dist/engine.js is missing: `npm run build` makes it.');
  /** @type {typeof import('../www/engine/engine.js')} */
  const { createEngine } = await import(pathToFileURL(place).href);
  writeFileSync(ATTRIBUTES, attributesPage((await createEngine()).catalog()));
});
