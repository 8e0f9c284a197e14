// 图的紧凑形式另有的文字（简体中文）。

/** @type {import('./words.en.js').CompactWords} */
export const words = {
  more: '更多',
  rate: 'α',
};
