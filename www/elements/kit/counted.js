/** So many of a thing: “1 step”, “2 steps”. @param {number | string} n @param {string} one @param {string} [many] */
export const counted = (n, one, many = `${one}s`) => `${n} ${String(n) === '1' ? one : many}`;
