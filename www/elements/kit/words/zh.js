// What the interface says, in Chinese.

/** @type {import('./en.js').Strings} */
export const words = {
  reset: '重置',
  play: '播放',
  pause: '暂停',
  step: '单步',
  nextMove: '下一动作',
  nextMoveHint: (move) => `下一动作：${move}`,
  speed: '播放速度',
  speedValue: (factor) => `${factor}×`,

  moves: { draw: '抽取批次', forward: '前向传播', loss: '计算损失', backward: '反向传播', update: '更新参数' },
  movesLabel: '这一步的五个动作',
  noBatch: '没有数据：损失就是函数本身',
  wholeBatch: (n) => `全部 ${n} 个样本`,
  someSamples: (list, n, of) => `${list}（${of} 个样本中的 ${n} 个）`,
  oneSample: (index, of) => `第 ${index} 个样本（共 ${of} 个）`,

  step_: '步数',
  epoch: '轮次',
  samplesSeen: '已用样本',
  loss: '损失',
  gradientNorm: '梯度大小',
  state: '状态',
  meanings: {
    step: '参数更新的次数',
    epoch: '看完全部数据的遍数',
    samplesSeen: '算过的样本梯度',
    loss: '小球处的高度',
    lossOverSamples: '小球处，按全部样本',
    gradientNorm: '梯度的范数',
    params: '小球的位置',
  },
  states: { ready: '就绪', running: '运行中', paused: '已暂停', converged: '已收敛', diverged: '已发散' },

  groups: { curves: '曲线', surfaces: '曲面', models: '带数据的模型' },
  ownFormula: '自定义公式',
  full: '全批量',
  newSeed: '换一个种子',
  more: '更多设置',
  settings: '设置',
  sliderOf: (label) => `${label}滑块`,

  legend: {
    ball: '当前位置（可拖动）',
    gradient: '−∇L，下坡方向',
    batch: '本批次的 −∇L',
    velocity: '速度',
    minimum: '极小值',
    tangent: '切线',
    fit: '当前模型',
    best: '最优解',
    chosen: '本批次',
  },
  lossScale: '损失',
  mapTitle: '损失地形图',
  curveTitle: '损失曲线',
  plotKeys: '方向键移动起点，按住 Shift 移动得更快；空格键播放或暂停。',
  chartTitle: '损失随步数的变化',
  chartBySamples: '损失随所用样本数的变化',
  dataTitle: '数据与模型',
  outside: '小球已离开画面',

  describe: {
    objective: (name, optimizer, rate) => `${name}，用${optimizer}最小化，学习率 ${rate}。`,
    position: (state, step, params, loss) => `${state}，第 ${step} 步：${params}，损失 ${loss}。`,
    chart: (steps, first, last) => `${steps} 步之间，损失从 ${first} 变为 ${last}。`,
  },

  divergedTitle: (step) => `停在第 ${step} 步`,
  rewindHalf: (step, rate) =>
    step === '0' ? `学习率减半（${rate}）后重置` : `回到第 ${step} 步，学习率减半（${rate}）`,
  unsteady: (step, rate, sharpness, product, bound) =>
    `在第 ${step} 步，学习率 × 锐度（Hessian 的最大特征值）= ${rate} × ${sharpness} = ${product}。只要它大于 ${bound}，每一步都会越冲越远。`,

  rejected: (name, value, expects) => `${name}="${value}" 不是可用的值（可用：${expects}），已改用默认值。`,
  unknownName: (name) => `没有名为“${name}”的设置，已忽略。`,
  viewMisfit: (asked, used) => `视图“${asked}”不适合这个损失函数，已改用“${used}”。`,
  instead: (used) => `已改用 ${used}。`,
};
