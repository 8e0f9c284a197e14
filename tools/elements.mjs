// All that programs have of the elements, in one table: attributes and their properties, events, methods. From it the build
// writes the manifest, the types and the wrappers for frameworks, and `npm run docs` the reference.
import { propertyOf } from '../www/elements/kit/properties.js';

/**
 * @typedef {object} Property
 * @property {string} attribute
 * @property {string} name
 * @property {string} type what it reads as, where it does not read as null
 * @property {string} text what may stand in its attribute
 * @property {string} takes what it may be set to, beside null
 * @property {string} note
 */

/** @typedef {{ name: string, detail: string, note: string }} Event `detail` is a type */
/** @typedef {{ name: string, type: string, note: string }} Member what can only be read, or a method */

/**
 * @typedef {object} ElementInfo
 * @property {string} tag
 * @property {string} name of its class
 * @property {string} script that defines it
 * @property {string} note
 * @property {Property[]} properties
 * @property {Record<string, string>} former attributes by which they were called, and are called now
 * @property {Event[]} events
 * @property {Member[]} methods
 * @property {Member[]} members
 */

const CONTROL = [
  { name: 'play', type: '() => void', note: 'Goes on by itself, as the Play button does.' },
  { name: 'pause', type: '() => void', note: 'Stops playing.' },
];
const STATE = {
  name: 'state',
  type: 'Record<string, string>',
  note: 'What differs from the defaults, as attributes. Set it to replace all settings.',
};
const CHANGED = {
  name: 'sgd-change',
  detail: '{ committed: boolean }',
  note: 'A reader changed a setting. `committed` is false while a slider or the start still moves.',
};
const REFUSED = {
  name: 'sgd-error',
  detail: '{ message: string; code?: string; key?: string; kind?: string }',
  note: 'A value was refused, or the engine failed: `message` is a sentence that says what was wrong, `key` the setting, `kind` why something could not be loaded.',
};

/** @type {Omit<ElementInfo, 'properties'>[]} */
const ELEMENTS = [
  {
    tag: 'sgd-playground',
    name: 'SgdPlayground',
    script: 'sgd-playground.js',
    note: 'A run of an optimizer on a loss of one or two parameters: as a curve, a map, or a surface in space.',
    former: {},
    events: [
      { name: 'sgd-step', detail: 'Status', note: 'Steps were taken: the status of the run.' },
      {
        name: 'sgd-state',
        detail: "{ state: 'ready' | 'running' | 'paused' | 'converged' | 'diverged'; status: Status }",
        note: 'The state of the run changed.',
      },
      CHANGED,
      REFUSED,
    ],
    methods: [
      ...CONTROL,
      { name: 'step', type: '() => void', note: 'One step of the optimizer.' },
      { name: 'reset', type: '() => void', note: 'Back to the start, with the settings as they are now.' },
    ],
    members: [
      STATE,
      { name: 'run', type: 'Experiment | undefined', note: 'The experiment that is shown, once the engine is loaded.' },
      {
        name: 'engine',
        type: 'FigureEngine | undefined',
        note: 'The engine that all figures share, once it is loaded.',
      },
    ],
  },
  {
    tag: 'sgd-network',
    name: 'SgdNetwork',
    script: 'sgd-network.js',
    note: 'A network that learns in a Worker: its data, its weights, and what it gives.',
    former: { dataset: 'data' },
    events: [
      { name: 'sgd-step', detail: 'NetworkStatus', note: 'Steps were taken: the status of the training.' },
      {
        name: 'sgd-state',
        detail: "{ state: 'ready' | 'running' | 'paused' | 'diverged'; status: NetworkStatus | undefined }",
        note: 'The state of the training changed.',
      },
      {
        name: 'sgd-comparison',
        detail: '{ runs: ComparedRun[] }',
        note: 'The compared runs rest at one step and have been evaluated: what `comparison` gives.',
      },
      CHANGED,
      REFUSED,
    ],
    methods: [
      ...CONTROL,
      { name: 'step', type: '() => void', note: 'One step: a sample, a batch or an epoch.' },
      { name: 'reset', type: '() => void', note: 'Back to the start: the same data, the same initialisation.' },
    ],
    members: [
      STATE,
      { name: 'training', type: 'Training | undefined', note: 'The training in its Worker, once it has begun.' },
      {
        name: 'comparison',
        type: 'ComparedRun[] | undefined',
        note: 'The runs that `compare` asks for, the figure’s own first, once they have begun.',
      },
    ],
  },
  {
    tag: 'sgd-graph',
    name: 'SgdGraph',
    script: 'sgd-graph.js',
    note: 'A computation graph that is walked, forward with values and backward with gradients.',
    former: { step: 'at-step' },
    events: [
      {
        name: 'sgd-step',
        detail: '{ step: number; of: number; pass: string | null; node: string | null }',
        note: 'The walk is at another step.',
      },
      { name: 'sgd-state', detail: "{ state: 'ready' }", note: 'The graph can be walked.' },
      CHANGED,
      REFUSED,
    ],
    methods: [
      ...CONTROL,
      { name: 'step', type: '() => void', note: 'One node on.' },
      { name: 'back', type: '() => void', note: 'One node back.' },
      { name: 'reset', type: '() => void', note: 'To the start of the walk.' },
    ],
    members: [
      STATE,
      {
        name: 'walk',
        type: 'Walk | undefined',
        note: 'What is shown, as the engine told it. Set it to show another, such as `await training.walk(…)`; `null` goes back to the attributes.',
      },
      { name: 'position', type: 'number', note: 'How many steps have been taken.' },
      { name: 'engine', type: 'Engine | undefined', note: 'The engine, once it is loaded.' },
    ],
  },
];

/** One of these, which an editor offers, or another text. @param {string[]} [names] */
const open = (names = []) => [...names.map((name) => `'${name}'`), '(string & {})'].join(' | ');

const ROWS = 'readonly (readonly number[])[]';

/**
 * The types of a kind: what it reads as, what it says as a text, and what it may be set to.
 *
 * @param {import('./attribute-table.mjs').Attribute} attribute
 * @returns {[string, string, string?]}
 */
function typesOf({ name, kind, choices }) {
  if (name === 'controls') return ['string[]', 'boolean | string', 'boolean | string | readonly string[]'];
  switch (kind) {
    case 'number':
    case 'integer':
      return ['number', 'number | string'];
    case 'batch':
      return ["number | 'full'", 'number | string'];
    case 'switch':
      return ['boolean', 'boolean | string'];
    case 'numbers':
      return ['number[]', 'string', 'string | readonly number[]'];
    case 'choices':
      return ['string[]', open(choices), `${open(choices)} | readonly (${open(choices)})[]`];
    case 'choice':
      return ['string', open(choices)];
    case 'data':
      return ['string', open(choices), `${open(choices)} | ${ROWS}`];
    case 'rows':
      return ['string', 'string', `string | ${ROWS}`];
    default:
      return ['string', 'string'];
  }
}

/** @param {Record<string, import('./attribute-table.mjs').Attribute[]>} table what dist/attributes.json has @returns {ElementInfo[]} */
export const elementsOf = (table) =>
  ELEMENTS.map((element) => ({
    ...element,
    properties: (table[element.tag] ?? []).map((attribute) => {
      const [type, text, takes = text] = typesOf(attribute);
      return { attribute: attribute.name, name: propertyOf(attribute.name), type, text, takes, note: attribute.note };
    }),
  }));
