// A name and its value as a reader wants them: equal or about equal, never both.

/** @param {string} name @param {string} value as `format.js` writes it */
export const equation = (name, value) => `${name} = ${value}`.replace('= ≈', '≈');
