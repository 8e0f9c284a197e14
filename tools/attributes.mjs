// `npm run docs`: docs/attributes.md, the tables of what the elements' attributes take. Settings and names come from the
// built engine's catalog, what concerns showing from what the elements read.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NAMES } from '../www/elements/graph/state.js';
import { LOOK_NAMES, readLook } from '../www/elements/network/state.js';
import { PRESENTATION_NAMES, readPresentation } from '../www/elements/playground/state.js';
import { attributeTable } from './attribute-table.mjs';
import { elementsOf } from './elements.mjs';
import { dist } from './places.mjs';
import { byAttribute, GRAPH, NETWORK, names, PLAYGROUND } from './said.mjs';
import { networkSettings, SEVERAL } from './settings.mjs';
import { Problem, root, whenStarted } from './shell.mjs';

export const ATTRIBUTES = join(root, 'docs/attributes.md');

/** What a setting without a default in the catalog begins with. @type {Record<string, string>} */
const OPEN = {
  formula: 'none',
  data: 'none',
  seed: 'a new one at each visit',
};

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|');

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return lines.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** What values a setting takes. @param {Setting} setting */
function valuesOf({ name, kind, min, max }) {
  if (name === 'dataset') return 'a name, see [Names](#names), or rows of numbers';
  if (SEVERAL.includes(name)) return 'names, separated by commas: see [Names](#names)';
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

/** @param {Setting[]} settings @param {string[]} knobs @param {string} subject @param {(attribute: string) => string} property */
function settingsTable(settings, knobs, subject, property) {
  return table(
    ['attribute', 'property', 'values', 'default', 'live', 'meaning'],
    settings.map((setting) => {
      const values = valuesOf(setting);
      if (values === undefined) throw new Problem(`${setting.name} has values of a kind that this tool does not know.`);
      const initial = defaultOf(setting, knobs, subject);
      const { attribute, live, note } = setting;
      return [`\`${attribute}\``, property(attribute), values, initial, live ? 'yes' : '', note.en];
    }),
  );
}

/**
 * @param {string[]} attributes
 * @param {Record<string, import('./said.mjs').Said>} said
 * @param {(attributes: Record<string, string>) => { initial: Record<string, unknown>, rejected: { name: string, expects: string }[] }} read as the element does
 * @param {(attribute: string) => string} property
 */
function showingTable(attributes, said, read, property) {
  const { initial } = read({});
  // Nothing that takes a list of names or a number takes this.
  const { rejected } = read(Object.fromEntries(attributes.map((name) => [name, '?'])));
  const rows = attributes.map((name) => {
    const [meaning, values, usual] = said[name] ?? [];
    if (meaning === undefined) throw new Problem(`tools/said.mjs does not say what ${name} means.`);
    const expects = rejected.find((entry) => entry.name === name)?.expects ?? '';
    const ranged = expects.includes(' … ') ? `a number, ${expects.replace(' … ', ' to ')}` : names(expects.split(', '));
    return [`\`${name}\``, property(name), values || ranged, usual ?? `\`${initial[name]}\``, meaning];
  });
  return table(['attribute', 'property', 'values', 'default', 'meaning'], rows);
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
    ['name', 'shown as', 'what it is', 'conventions', 'defaults', 'defaults (`torch`)'],
    optimizers.map(({ name, label, note, conventions: [own = '', ...others], defaults, whole }) => [
      ...[`\`${name}\`${whole ? '\\*' : ''}`, label.en, note.en, names([own, ...others])],
      ...[told(defaults[own]), own === 'torch' ? '' : told(defaults.torch)],
    ]),
  );
}

/** Whose rules there are, and which optimizers of each. @param {Catalog} catalog */
function librariesTable({ libraries }) {
  return table(
    ['library', 'version', '`convention`', 'optimizers, by its own names'],
    libraries.map(({ label, version, conventions, classes }) => [
      ...[label, version, names(conventions)],
      classes
        .map(({ name, forms }) => `${name} (${names([...new Set(forms.map(({ optimizer }) => optimizer))])})`)
        .join(', '),
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

/** What the page says of an element beside its settings. @param {import('./elements.mjs').ElementInfo} element */
function membersOf({ properties, events, methods, members }) {
  const types = new Map(properties.map(({ attribute, name, type }) => [attribute, `\`${name}\`: ${type}`]));
  const rows = [
    ...methods.map(({ name, note }) => [`\`${name}()\``, note]),
    ...members.map(({ name, note }) => [`\`${name}\``, note]),
  ];
  return {
    property: (/** @type {string} */ attribute) => types.get(attribute) ?? '',
    tables: [
      table(['method or property', 'what it does or is'], rows),
      table(
        ['event', '`detail`', 'when'],
        events.map(({ name, detail, note }) => [`\`${name}\``, `\`${detail}\``, note]),
      ),
    ].join('\n\n'),
  };
}

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
  const [play, net, graph] = elementsOf(attributeTable(catalog)).map(membersOf);
  if (!play || !net || !graph) throw new Problem('tools/elements.mjs lacks an element.');
  const unsaid = NAMES.filter((name) => !(name in GRAPH));
  if (unsaid.length > 0) throw new Problem(`tools/said.mjs does not say what ${unsaid.join(', ')} means.`);
  return `<!-- \`npm run docs\` writes this page from the catalog. To change it, change the catalog or tools/said.mjs. -->

# Attributes

The attributes of an element are its state. The address of a page uses the same words after \`#\`. Each attribute is also a
property; it is \`null\` without the attribute, and where the attribute means nothing. Lists may be set as lists or as texts.

A setting that is **live** can change in the middle of a run, which goes on from its present step. Any other setting starts
the run again. If a value does not fit, the element says so in its own frame and uses another one instead. An attribute that
takes \`true\` or \`false\` is true if it stands there without a value.

## \`<sgd-playground>\`

What is computed:

${settingsTable(settings, knobs, 'objective', play.property)}

What is shown:

${showingTable(PRESENTATION_NAMES, PLAYGROUND, playground, play.property)}

${play.tables}

## \`<sgd-network>\`

What is computed:

${settingsTable(networkSettings(network.settings), knobs, 'data set', net.property)}

\`dataset\`, the former name of \`data\`, is read as well; HTML has a \`dataset\` of its own.

What is shown:

${showingTable(LOOK_NAMES, NETWORK, training, net.property)}

${net.tables}

## \`<sgd-graph>\`

${table(
  ['attribute', 'property', 'values', 'default', 'meaning'],
  Object.keys(GRAPH).map((name) => {
    const [meaning = '', values = '', usual = ''] = GRAPH[name] ?? [];
    return [`\`${name}\``, graph.property(name), values, usual, meaning];
  }),
)}

\`step\`, the former name of \`at-step\`, is read as well; \`step()\` is a method.

${graph.tables}

## Names

### \`objective\`

\`formula\` stands for a formula of your own.

${namesTable(objectives)}

### \`optimizer\` and \`convention\`

\`convention\` says whose rule and whose defaults are used: those of Keras 3 (\`keras\`), of another library, or for Nesterov also
the look-ahead form of Sutskever et al. 2013 (\`sutskever\`). The first that an optimizer has is its own; \`keras\`, which is the
default, stands for that one where Keras has no such optimizer. Rules of libraries other than Keras and PyTorch, and the
optimizers marked with *, are in the whole engine, which a figure loads when it is asked for one.

${optimizersTable(catalog)}

Every library whose rules are known, with the version whose numbers they are held against. A library with two rules by one name of
ours has a convention for each.

${librariesTable(catalog)}

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
