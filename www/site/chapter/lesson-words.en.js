// What chips, questions and exercises say, in English.

import { counted } from '../../elements/kit/counted.js';

export const words = {
  /** The caption of settings that no chip names. */
  own: 'Settings of your own. A chip brings back a case that the text speaks of.',
  veil: {
    text: 'Answer the question above, and this figure shows what happens.',
    skip: 'Skip',
  },
  question: {
    running: 'Asking the simulation…',
    right: 'Right. ',
    wrong: 'Not so. ',
    failed: (/** @type {string} */ why) => `The simulation could not be asked: ${why}`,
    /** What was found, as a sentence; `value` is null where it never happens. */
    one: (/** @type {string} */ what, /** @type {string | null} */ value, /** @type {string} */ target) => {
      const sentences = {
        steps: value === null ? `It never reaches ${target}.` : `It reaches ${target} after ${counted(value, 'step')}.`,
        settled:
          value === null
            ? `It never stays below ${target}.`
            : `It is below ${target} for good after ${counted(value, 'step')}.`,
        converged: value === null ? 'It never comes to rest.' : `It is at rest after ${counted(value, 'step')}.`,
        diverged: value === null ? 'It never blows up.' : `It has blown up after ${counted(value, 'step')}.`,
        loss: `It gets to a loss of ${value}.`,
        slope: `The gradient is ${value}.`,
        stationary:
          value === null
            ? 'There is no stationary point.'
            : `There ${Number(value) === 1 ? 'is' : 'are'} ${counted(value, 'stationary point')}.`,
        minima:
          value === '0'
            ? 'Not one is a minimum.'
            : `${value} of them ${Number(value) === 1 ? 'is a minimum' : 'are minima'}.`,
        accuracy: `It reads ${value} of them.`,
      };
      return sentences[/** @type {keyof typeof sentences} */ (what)] ?? `The answer is ${value}.`;
    },
    /** The same of one choice among several. */
    each: (/** @type {string} */ name, /** @type {string} */ what, /** @type {string | null} */ value) => {
      const ofSteps = what === 'steps' || what === 'settled';
      const said =
        value === null ? 'never' : ofSteps ? counted(value, 'step') : what === 'loss' ? `loss ${value}` : value;
      return `${name}: ${said}`;
    },
    all: (/** @type {string[]} */ each) => `${each.join('; ')}.`,
  },
  exercise: {
    done: 'Done.',
    /** After “Show a solution”. */
    given: 'This is one way to do it.',
    solution: 'Show a solution',
    link: 'Link',
    copied: 'Copied',
    not: (/** @type {string} */ name, /** @type {string} */ value) => `Not yet: ${nameOf(name)} is ${value}.`,
    elsewhere: (/** @type {string} */ name) => `Not yet: ${nameOf(name)} is not the one that is meant.`,
    state: (/** @type {string} */ wanted) => `Not yet: the run has not ${wanted}.`,
  },
  marks: { done: 'done' },
  tally: {
    none: 'Your predictions and exercises are counted here. What you do is kept in this browser only.',
    some: (
      /** @type {number} */ right,
      /** @type {number} */ guesses,
      /** @type {number} */ done,
      /** @type {number} */ exercises,
    ) =>
      `Predictions: ${right} of ${guesses} right at the first guess. Exercises: ${done} of ${exercises} done. This is kept in this browser only.`,
    forget: 'Forget it',
  },
};

/** @type {Record<string, string>} */
const NAMES = {
  learningRate: 'the learning rate',
  batchSize: 'the batch size',
  momentum: 'momentum',
  loss: 'the loss',
  step: 'the step',
  samples: 'the number of samples seen',
  accuracy: 'the share of the test set that is read',
  parameters: 'the number of parameters',
  minima: 'the number of valleys',
  maxima: 'the number of hilltops',
  'start.1': 'the start’s second coordinate',
  quickest: 'the least number of steps',
  objective: 'the loss function',
  formula: 'the formula',
  optimizer: 'the optimizer',
  dataset: 'the data set',
};

/** @param {string} name of a setting, or of what is told of a run */
const nameOf = (name) => NAMES[name] ?? (name.startsWith('params.') ? 'the parameter' : name);

/** @typedef {typeof words} LessonWords */
