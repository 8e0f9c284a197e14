// What a chart of losses has to say, in English.

export const words = {
  title: 'Loss against step',
  bySamples: 'Loss against samples seen',
  step: 'Step',
  samples: 'Samples seen',
  loss: 'Loss',
  log: ' (log scale)',
  went: (/** @type {string} */ steps, /** @type {string} */ first, /** @type {string} */ last) =>
    `By step ${steps} the loss went from ${first} to ${last}.`,
};

/** @typedef {typeof words} ChartWords */
