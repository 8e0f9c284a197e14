// What chips, questions and exercises say, in Chinese.

/** @type {import('./lesson-words.en.js').LessonWords} */
export const words = {
  own: '这是你自己的设置。点一个按钮，就回到正文讲的例子。',
  veil: {
    text: '先回答上面的问题，这幅图就会演示结果。',
    skip: '跳过',
  },
  question: {
    running: '正在运行模拟……',
    right: '猜对了。',
    wrong: '不是这样。',
    failed: (why) => `没能运行模拟：${why}`,
    one: (what, value, target) => {
      const sentences = {
        steps: value === null ? `永远到不了 ${target}。` : `${value} 步之后到达 ${target}。`,
        settled: value === null ? `永远不会一直低于 ${target}。` : `${value} 步之后一直低于 ${target}。`,
        converged: value === null ? '永远停不下来。' : `${value} 步之后停下。`,
        diverged: value === null ? '不会发散。' : `${value} 步之后发散。`,
        loss: `损失降到 ${value}。`,
        slope: `梯度是 ${value}。`,
        stationary: `一共有 ${value} 个驻点。`,
        minima: value === '0' ? '一个极小点也没有。' : `其中 ${value} 个是极小点。`,
        accuracy: `它认对了 ${value}。`,
      };
      return sentences[/** @type {keyof typeof sentences} */ (what)] ?? `答案是 ${value}。`;
    },
    each: (name, what, value) => {
      const counted = what === 'steps' || what === 'settled';
      const said = value === null ? '永远不会' : counted ? `${value} 步` : what === 'loss' ? `损失 ${value}` : value;
      return `${name}：${said}`;
    },
    all: (each) => `${each.join('；')}。`,
  },
  exercise: {
    done: '完成了。',
    given: '这是其中一种做法。',
    solution: '看一种答案',
    link: '链接',
    copied: '已复制',
    not: (name, value) => `还没有：${nameOf(name)}是 ${value}。`,
    elsewhere: (name) => `还没有：${nameOf(name)}不是要求的那个。`,
    state: (wanted) => `还没有：运行还没有${wanted === 'diverged' ? '发散' : '收敛'}。`,
  },
  marks: { done: '已完成' },
  tally: {
    none: '你的猜测和练习会记在这里，只保存在这个浏览器里。',
    some: (right, guesses, done, exercises) =>
      `猜了 ${guesses} 次，第一次就猜对的有 ${right} 次；练习完成了 ${done}/${exercises}。这些只保存在这个浏览器里。`,
    forget: '清除记录',
  },
};

/** @type {Record<string, string>} */
const NAMES = {
  learningRate: '学习率',
  batchSize: '批大小',
  momentum: '动量',
  loss: '损失',
  step: '步数',
  samples: '看过的样本数',
  accuracy: '测试集的准确率',
  parameters: '参数个数',
  minima: '谷的个数',
  maxima: '山顶的个数',
  'start.1': '起点的第二个坐标',
  quickest: '最少的步数',
  objective: '损失函数',
  formula: '公式',
  optimizer: '优化器',
  dataset: '数据集',
};

/** @param {string} name */
const nameOf = (name) => NAMES[name] ?? (name.startsWith('params.') ? '参数' : name);
