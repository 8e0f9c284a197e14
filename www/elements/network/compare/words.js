// What a comparison of networks says, in both languages.

import { counted } from '../../kit/counted.js';

/** @typedef {(...parts: string[]) => string} Sentence */

const en = {
  unknown: /** @type {Sentence} */ (
    (name) =>
      `There is no setting called “${name}”. After the optimizer come :convention, @rate and /setting=value, as in adam@0.01/layers=16-8.`
  ),
  common: /** @type {Sentence} */ (
    (name) => `“${name}” is the same for all runs, so that they learn from the same data; set it for the figure.`
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
  fairSizes: /** @type {Sentence} */ (
    (seed) =>
      `All runs start from the same weights (seed ${seed}) and make the same number of updates. Their batches differ in size, so they have learnt from different numbers of samples.`
  ),
  fairSizesEach: /** @type {Sentence} */ (
    (seed) =>
      `All runs make the same number of updates. Their batches differ in size, so they have learnt from different numbers of samples; and each starts from weights of its own, drawn from seed ${seed}.`
  ),
  strayed: {
    hand: /** @type {Sentence} */ (
      (run, step, seed) =>
        `All runs make the same number of updates. A weight of run ${run} was set by hand at step ${step}: since then it is no longer what became of the weights that seed ${seed} gives.`
    ),
    file: /** @type {Sentence} */ (
      (run, step, seed) =>
        `Run ${run} goes on from weights of a file, loaded at step ${step}; the others start from those that seed ${seed} gives. So the numbers say where each stands, and not which learns better.`
    ),
  },
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
  sweep: {
    title: 'A sweep: many runs, two settings',
    acrossField: 'Learning rate against',
    across: { batch: 'batch size', width: 'width of the hidden layers' },
    epochs: 'Epochs for each cell',
    run: 'Run the sweep',
    cancel: 'Cancel',
    calledOff: 'Called off.',
    running: /** @type {Sentence} */ ((cells, part) => `Training ${counted(cells, 'network')}: ${part}`),
    budgetBatch: /** @type {Sentence} */ (
      (seed, epochs, samples, workers) =>
        `Each cell is a new run from seed ${seed} that sees as many samples as any other: ${counted(epochs, 'epoch')}, ${counted(samples, 'sample')}. A smaller batch makes more updates of them. ${counted(workers, 'run')} at a time.`
    ),
    budgetWidth: /** @type {Sentence} */ (
      (seed, epochs, samples, workers, updates) =>
        `Each cell is a new run from seed ${seed} with as many updates and samples as any other: ${counted(epochs, 'epoch')}, ${counted(updates, 'update')}, ${counted(samples, 'sample')}. Each width starts from weights of its own. ${counted(workers, 'run')} at a time.`
    ),
    stale: 'These cells were run with other settings than the figure has now.',
    shown: 'Shown',
    columns: { testLoss: 'test loss', testAccuracy: 'test accuracy' },
    map: 'The cells of the sweep',
    caption: {
      batch: 'Rows: learning rate. Columns: batch size.',
      width: 'Rows: learning rate. Columns: neurons in the hidden layers.',
    },
    corner: { batch: 'rate \\ batch', width: 'rate \\ width' },
    worse: 'worse',
    better: 'better',
    choose: 'Press a cell to give its settings to the figure; the outlined one has the figure’s.',
    cell: {
      batch: /** @type {Sentence} */ ((rate, size, value) => `Learning rate ${rate}, batch size ${size}: ${value}.`),
      width: /** @type {Sentence} */ ((rate, width, value) => `Learning rate ${rate}, layers ${width}: ${value}.`),
    },
    use: 'Use these settings',
    taken: /** @type {Sentence} */ (
      (updates, samples) => `${counted(updates, 'update')}, ${counted(samples, 'sample')}.`
    ),
    states: { diverged: 'diverged', refused: 'too large', done: '' },
    best: {
      batch: /** @type {Sentence} */ (
        (rate, size, value) =>
          `Best: learning rate ${rate} with batch size ${size}, ${value}. One seed is one sample: another may rank them otherwise.`
      ),
      width: /** @type {Sentence} */ (
        (rate, width, value) =>
          `Best: learning rate ${rate} with layers ${width}, ${value}. One seed is one sample: another may rank them otherwise.`
      ),
    },
  },
};

/** @typedef {typeof en} CompareWords */

/** @type {CompareWords} */
const zh = {
  unknown: (name) =>
    `没有名为“${name}”的设置。优化器之后可以写 :convention、@学习率 和 /设置=值，例如 adam@0.01/layers=16-8。`,
  common: (name) => `“${name}”对所有运行都相同，这样它们才会用相同的数据学习；请在图本身上设置。`,
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
  fairSizes: (seed) =>
    `所有运行都从相同的权重（种子 ${seed}）出发，做同样次数的更新。它们的批大小不同，因此学过的样本数也不同。`,
  fairSizesEach: (seed) =>
    `所有运行都做同样次数的更新。它们的批大小不同，因此学过的样本数也不同；而且每次运行从各自的初始权重出发，均由种子 ${seed} 产生。`,
  strayed: {
    hand: (run, step, seed) =>
      `所有运行都做同样次数的更新。运行 ${run} 在第 ${step} 步有一个权重被手动改过：此后它不再是由种子 ${seed} 的初始权重得来的。`,
    file: (run, step, seed) =>
      `运行 ${run} 从文件载入的权重继续（在第 ${step} 步载入），其余运行从种子 ${seed} 的初始权重出发。因此这些数值只说明各自现在的情况，不说明哪种方法学得更好。`,
  },
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
  sweep: {
    title: '扫描：多次运行，两项设置',
    acrossField: '学习率与',
    across: { batch: '批大小', width: '隐藏层宽度' },
    epochs: '每格的轮数',
    run: '开始扫描',
    cancel: '取消',
    calledOff: '已取消。',
    running: (cells, part) => `正在训练 ${cells} 个网络：${part}`,
    budgetBatch: (seed, epochs, samples, workers) =>
      `每格都是从种子 ${seed} 重新开始的一次运行，各格用到的样本数相同：${epochs} 轮，共 ${samples} 个样本。批越小，更新次数越多。同时进行 ${workers} 次运行。`,
    budgetWidth: (seed, epochs, samples, workers, updates) =>
      `每格都是从种子 ${seed} 重新开始的一次运行，各格的更新次数和样本数都相同：${epochs} 轮，${updates} 次更新，${samples} 个样本。每种宽度从各自的初始权重出发。同时进行 ${workers} 次运行。`,
    stale: '这些结果所用的设置与图当前的设置不同。',
    shown: '显示',
    columns: { testLoss: '测试损失', testAccuracy: '测试准确率' },
    map: '扫描的各格',
    caption: { batch: '行：学习率。列：批大小。', width: '行：学习率。列：隐藏层的神经元数。' },
    corner: { batch: '学习率 \\ 批大小', width: '学习率 \\ 宽度' },
    worse: '较差',
    better: '较好',
    choose: '点按一格即可把它的设置用于本图；带边框的一格是本图当前的设置。',
    cell: {
      batch: (rate, size, value) => `学习率 ${rate}，批大小 ${size}：${value}。`,
      width: (rate, width, value) => `学习率 ${rate}，隐藏层 ${width}：${value}。`,
    },
    use: '使用这些设置',
    taken: (updates, samples) => `${updates} 次更新，${samples} 个样本。`,
    states: { diverged: '发散', refused: '过大', done: '' },
    best: {
      batch: (rate, size, value) =>
        `最好的一格：学习率 ${rate}，批大小 ${size}，${value}。这只是一个种子的结果，换一个种子排名可能不同。`,
      width: (rate, width, value) =>
        `最好的一格：学习率 ${rate}，隐藏层 ${width}，${value}。这只是一个种子的结果，换一个种子排名可能不同。`,
    },
  },
};

export const COMPARE_WORDS = { en, zh };
