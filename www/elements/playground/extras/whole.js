// Whether a figure offers everything, and not just what is asked for.

/** @param {import('./extras.js').Context} context */
export const isWhole = ({ presentation: { beside, controls } }) => beside !== '' || controls === null;
