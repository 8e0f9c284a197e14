// What a comparison of networks says, in both languages.

/** @typedef {(...parts: string[]) => string} Sentence */

const en = {
  unknown: /** @type {Sentence} */ (
    (name) =>
      `There is no setting called “${name}”. After the optimizer come :convention, @rate and /setting=value, as in adam@0.01/layers=16-8.`
  ),
  common: /** @type {Sentence} */ (
    (name) => `“${name}” is the same for all runs, so that they learn from the same batches; set it for the figure.`
  ),
  tooMany: /** @type {Sentence} */ (
    (most) => `At most ${most} runs can be told apart by their colours; this one was left out.`
  ),
  refused: /** @type {Sentence} */ ((run, why) => `compare: “${run}” was left out. ${why}`),
  layers: /** @type {Sentence} */ ((layers) => `layers ${layers}`),
  legend: 'The runs',
  own: '(this figure)',
  charts: { loss: 'Loss of each run', accuracy: 'Accuracy of each run' },
  shown: 'Curves of',
  curves: {
    trainLoss: 'training loss',
    testLoss: 'test loss',
    trainAccuracy: 'training accuracy',
    testAccuracy: 'test accuracy',
  },
  table: 'Where each run stands',
  columns: {
    run: 'Run',
    trainLoss: 'Training loss',
    testLoss: 'Test loss',
    testAccuracy: 'Test accuracy',
    step: 'Updates',
    samples: 'Samples',
    seconds: 'Seconds',
  },
  diverged: 'diverged',
  exact: 'Losses are over all training and all test data. The exact number is in the hint of each cell.',
  part: /** @type {Sentence} */ (
    (most) =>
      `The test columns are over all test data; the training loss is over the first ${most} samples, as evaluated last. The exact number is in the hint of each cell.`
  ),
  moving: 'While it plays, losses and accuracy are those evaluated last; when it rests, they are evaluated anew.',
  fair: /** @type {Sentence} */ (
    (seed) =>
      `All runs start from the same weights (seed ${seed}), and make the same number of updates on the same batches, so on the same samples.`
  ),
  fairEach: /** @type {Sentence} */ (
    (seed) =>
      `All runs make the same number of updates on the same batches, so on the same samples. Their weights differ in number or initializer: each run starts from its own, drawn from seed ${seed}.`
  ),
  sameRate: /** @type {Sentence} */ ((rate) => `All use learning rate ${rate}.`),
  seconds:
    'Seconds are each run’s own: the time its Worker has spent on updates, while all share the cores of this machine.',
  add: 'Add a run',
  optimizer: 'Optimizer',
  rate: 'Learning rate',
  layersField: 'Hidden layers',
  asFigure: 'as the figure',
  remove: /** @type {Sentence} */ ((run) => `Leave out ${run}`),
  same: 'This run is compared already.',
  none: 'Nothing is compared yet. Add a run: it starts where this figure has started, and goes along with it.',
};

/** @typedef {typeof en} CompareWords */

/** @type {CompareWords} */
const zh = {
  unknown: (name) =>
    `没有名为“${name}”的设置。优化器之后可以写 :convention、@学习率 和 /设置=值，例如 adam@0.01/layers=16-8。`,
  common: (name) => `“${name}”对所有运行都相同，这样它们才会用相同的批次学习；请在图本身上设置。`,
  tooMany: (most) => `颜色最多能区分 ${most} 次运行，这一次未被采用。`,
  refused: (run, why) => `compare：未采用“${run}”。${why}`,
  layers: (layers) => `隐藏层 ${layers}`,
  legend: '各次运行',
  own: '（本图）',
  charts: { loss: '各次运行的损失', accuracy: '各次运行的准确率' },
  shown: '曲线',
  curves: { trainLoss: '训练损失', testLoss: '测试损失', trainAccuracy: '训练准确率', testAccuracy: '测试准确率' },
  table: '各次运行的现状',
  columns: {
    run: '运行',
    trainLoss: '训练损失',
    testLoss: '测试损失',
    testAccuracy: '测试准确率',
    step: '更新次数',
    samples: '样本数',
    seconds: '秒数',
  },
  diverged: '已发散',
  exact: '损失按全部训练数据和全部测试数据计算。精确数值见各单元格的提示。',
  part: (most) =>
    `测试各列按全部测试数据计算；训练损失按前 ${most} 个样本计算，是最近一次求值的结果。精确数值见各单元格的提示。`,
  moving: '播放时显示最近一次求值的损失和准确率；停下后会重新求值。',
  fair: (seed) => `所有运行都从相同的权重（种子 ${seed}）出发，在相同的批次上做同样次数的更新，因此用到的样本也相同。`,
  fairEach: (seed) =>
    `所有运行都在相同的批次上做同样次数的更新，因此用到的样本也相同。它们的权重个数或初始化方法不同：每次运行从各自的初始权重出发，均由种子 ${seed} 产生。`,
  sameRate: (rate) => `学习率均为 ${rate}。`,
  seconds: '秒数属于各次运行自身：其 Worker 用于更新的时间；所有运行共用这台机器的核心。',
  add: '添加一次运行',
  optimizer: '优化器',
  rate: '学习率',
  layersField: '隐藏层',
  asFigure: '与本图相同',
  remove: (run) => `去掉 ${run}`,
  same: '这次运行已在比较之中。',
  none: '目前没有可比较的运行。添加一次：它从本图的起点出发，并与本图同步前进。',
};

export const COMPARE_WORDS = { en, zh };
