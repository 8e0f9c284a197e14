// What is said of a closer look at a training, in Chinese.

/** @type {import('./words.en.js').InsightWords} */
export const words = {
  cancel: '取消',
  calledOff: '已取消。',

  layers: {
    title: '逐步看各层',
    healthy:
      '健康的层每次更新约移动权重长度的千分之一（10⁻³，虚线；这一经验值出自斯坦福 CS231n 讲义）：大得多，说明学习率过大；小得多，说明这一层几乎没有在学。',
    gradient: '梯度的长度',
    update: '更新 ÷ 权重',
    dead: '死亡的 ReLU 单元',
    output: '输出',
    steps: '更新次数',
    comma: '、',
    space: '',
    noneDead: (layer, all) => `第 ${layer} 层：${all} 个单元都还活着。`,
    someDead: (layer, dead, all, part, which) =>
      `第 ${layer} 层：${all} 个单元中有 ${dead} 个死亡（${part}）：${which}。`,
    noRelu: '这里没有 ReLU 单元，也就没有死亡单元可言。',
    cadence:
      '各层从第一个隐藏层起编号。长度为欧几里得范数；梯度是最近一批样本的梯度。若一个单元对前 2,000 个训练样本（不足则全部）的输出都是 0，就算死亡：这些样本都无法再激活它。在评估损失时测量，最多保留 512 步。',
  },

  range: {
    title: '学习率取多大？',
    intro: '学习率范围测试（Smith 2017）：让当前训练的副本走若干步，学习率逐步增大。训练本身不受影响。',
    weights: '权重',
    now: '现在的',
    fromStart: '最初的',
    draw: '测试学习率',
    again: '再测一次',
    computing: (part) => `正在尝试各学习率：${part}`,
    chart: '下一批样本的损失',
    axis: '学习率',
    smoothed: '均值',
    raw: '单批',
    steepestMark: '最陡',
    facts: (steepest, lowest) => `平滑后的损失在学习率 ${steepest} 处下降最陡，在 ${lowest} 处最低。`,
    noFall: '损失在任何学习率下都没有下降，因此给不出建议。也许网络已学不到更多，也许这些学习率都太大。',
    ended: {
      steps: (_rate) => '所有步都已走完。',
      rise: (rate) => `测试止于 ${rate}：平滑后的损失已达最低值的 4 倍。`,
      overflow: (rate) => `测试止于 ${rate} 之后：损失已不是有限的数。`,
    },
    nothing: '第一步就超出了有限数的范围；请把“从”改小。',
    note: (step, beta) =>
      `从第 ${step} 步的权重开始。平滑方法：滑动平均，每步保留 ${beta}，并修正了起点的偏差。两个建议都只是经验法则：换一种样本顺序，或训练更久，合适的学习率都可能不同。点击图中某处，即采用那里的学习率。`,
    useSteepest: (rate) => `采用最陡处的 ${rate}`,
    useTenth: (rate) => `采用最低处的十分之一 ${rate}`,
    taken: (rate) => `从现在起学习率为 ${rate}。`,
  },

  graph: {
    title: '它的计算图',
    intro: '训练集里一个样本的损失，用现在的权重，逐个节点：前向看值，反向看梯度。超过十行或十列的数组只显示长度。',
    by: { title: '每个节点是', numbers: '一个数', arrays: '一个数组' },
    sample: '样本，从 0 起',
    walk: '用一个样本走一遍这个网络的计算图',
  },
  singular: {
    title: '一步在各方向上走得均匀吗？',
    intro:
      '一层权重的下一步有若干奇异值，它们表示这一步在各个方向上走多远。Muon 使它们几乎相等，其他优化器则任其大小悬殊。',
    layer: '层',
    draw: '显示奇异值',
    again: '重新计算',
    computing: (part) => `正在计算奇异值：${part}`,
    chart: '奇异值 ÷ 最大奇异值',
    number: '序号',
    before: '之前',
    after: '之后',
    table: '全部数值',
    output: '输出层',
    of: (layer) => `第 ${layer} 层`,
    where: (optimizer, step, layer, size) => `${optimizer}，更新 ${step} 次之后，${layer}：${size}。`,
    facts: (before, after) => `处理之前，中位数是最大值的 ${before}；之后是 ${after}。`,
    one: '只有一行或一列的矩阵只有一个奇异值，即它的长度。',
    made: {
      gradient: '“之前”指下一批样本的梯度，“之后”指优化器由它得出的一步。',
      momentum: '“之前”指动量，“之后”指 Muon 由它得出的矩阵，即尚未乘以学习率和比例、也不含权重衰减的一步。',
    },
  },

  calibration: {
    title: '把握与正确率相符吗？',
    intro: (bins) =>
      `按网络对答案的把握把测试样本分成 ${bins} 组，每根柱子是该组答对的比例。若落在虚线上，则把握为 80% 的答案恰有 80% 正确。浅色部分是两者的差距（Guo 等，2017）。`,
    confidence: '把握',
    accuracy: '正确率',
    bin: (low, high, n, sure, right) => `${low} 到 ${high}：${n} 个样本，平均把握 ${sure}，正确率 ${right}`,
    error: (error, n) => `期望校准误差（ECE）：${error}，共 ${n} 个测试样本。`,
    over: (sure, right) => `网络过于自信：平均把握 ${sure}，正确率 ${right}。`,
    under: (sure, right) => `网络不够自信：平均把握 ${sure}，正确率 ${right}。`,
    even: (sure, right) => `平均而言把握与正确率相符：${sure} 和 ${right}。`,
    largest: (largest) => `各组中最大的差距为 ${largest}。`,
  },

  matrix: {
    title: '一层的权重',
    intro: '每一行是该层的一个输入，每一列是该层的一个单元。',
    layer: '层',
    shown: '显示',
    weights: '权重',
    gradient: '最近一批的梯度',
    output: '输出层',
    of: (layer) => `第 ${layer} 层`,
    size: (from, to) => `${from} 个输入 × ${to} 个单元`,
    describe: (layer, size, low, high) => `${layer}的权重：${size}，从 ${low} 到 ${high}。可用方向键逐个读取。`,
    hint: '指向一格，或用方向键，即可读出权重及其梯度。',
    cell: (from, to, weight, slope) => `从 ${from} 到 ${to}：权重 ${weight}，梯度 ${slope}`,
  },
};
