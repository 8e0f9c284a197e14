// What the compact form of a figure says besides, in English.

export const words = {
  more: 'More',
  rate: 'α',
};

/** @typedef {typeof words} CompactWords */
