// What the tables of the atlas say in Chinese.

/** @type {import('./words.en.js').AtlasWords} */
export const words = {
  contents: '规则',
  library: '库',
  name: '库里的名字',
  first: '第一步',
  firstNote: '学习率的倍数',
  defaults: '默认值',
  differs: '与第一种形式不同',
  equation: '公式',
  when: (name, argument) => `${name}，加上 ${argument}`,
  without: (name, argument) => `${name}，不用 ${argument}`,
  required: (argument, value) => (value ? `${argument} 必须给出（这里取 ${value}）` : `${argument} 必须给出`),
  fixed: (value) => `${value}（固定）`,
  begins: (letter, value) => `${letter} 从 ${value} 开始`,
  caption: (rule, forms, libraries) =>
    forms === 1 ? `${rule}：${libraries} 个库，同一种算法` : `${rule}：${libraries} 个库，${forms} 种算法`,
  comma: '，',
};
