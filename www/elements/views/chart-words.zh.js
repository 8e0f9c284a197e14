// What a chart of losses has to say, in Chinese.

/** @type {import('./chart-words.en.js').ChartWords} */
export const words = {
  title: '损失随步数的变化',
  bySamples: '损失随所用样本数的变化',
  step: '步数',
  samples: '已用样本',
  loss: '损失',
  log: '（对数刻度）',
  went: (steps, first, last) => `${steps} 步之间，损失从 ${first} 变为 ${last}。`,
};
