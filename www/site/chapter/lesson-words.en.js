// What chips, questions and exercises say, in English.

export const words = {
  open: {
    'play/': 'Open in the playground',
    'network/': 'Open on the network page',
    'graph/': 'Open on the graph page',
  },
};

/** @typedef {typeof words} LessonWords */
