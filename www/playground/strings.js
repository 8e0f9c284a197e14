// What the interface says, in each of its languages. What the engine knows (objectives, optimizers, settings, errors)
// brings its own words and is not repeated here.

const en = {
  loading: 'Loading the engine…',
  failed: (/** @type {string} */ why) => `The engine could not be started: ${why}`,
  trapped: 'it stopped twice on an internal error with these settings.',
  tryAgain: 'Try again',

  reset: 'Reset',
  play: 'Play',
  pause: 'Pause',
  step: 'Step',
  nextMove: 'Next move',
  nextMoveHint: (/** @type {string} */ move) => `Next move: ${move}`,
  speed: 'Speed',
  speedValue: (/** @type {string} */ factor) => `${factor}×`,

  moves: { draw: 'Draw a batch', forward: 'Forward pass', loss: 'Loss', backward: 'Backward pass', update: 'Update' },
  movesLabel: 'The five moves of this step',
  noBatch: 'no data: the loss is the function itself',
  wholeBatch: (/** @type {string} */ n) => `all ${n} samples`,
  someSamples: (/** @type {string} */ list, /** @type {string} */ n, /** @type {string} */ of) =>
    `${list} — ${n} of ${of} samples`,
  oneSample: (/** @type {string} */ index, /** @type {string} */ of) => `sample ${index} of ${of}`,

  step_: 'Step',
  epoch: 'Epoch',
  samplesSeen: 'Samples seen',
  loss: 'Loss',
  gradientNorm: 'Slope',
  state: 'State',
  meanings: {
    step: 'updates so far',
    epoch: 'passes over the data',
    samplesSeen: 'gradients computed',
    loss: 'at the ball',
    lossOverSamples: 'at the ball, all samples',
    gradientNorm: 'norm of the gradient',
    params: 'where the ball is',
  },
  states: {
    ready: 'ready',
    running: 'running',
    paused: 'paused',
    converged: 'converged',
    diverged: 'diverged',
  },

  groups: { curves: 'Curves', surfaces: 'Surfaces', models: 'Models with data' },
  ownFormula: 'Your formula',
  full: 'full',
  newSeed: 'New seed',
  more: 'More settings',
  settings: 'Settings',
  sliderOf: (/** @type {string} */ label) => `${label}, slider`,

  legend: {
    ball: 'where we are (drag it)',
    gradient: '−∇L, downhill',
    batch: '−∇L of this batch',
    velocity: 'velocity',
    minimum: 'minimum',
    tangent: 'tangent',
    fit: 'the model now',
    best: 'best possible',
    chosen: 'this batch',
  },
  lossScale: 'loss',
  mapTitle: 'Map of the loss',
  curveTitle: 'Curve of the loss',
  plotKeys: 'Arrow keys move the start, with Shift in larger steps; the space bar plays and pauses.',
  chartTitle: 'Loss against step',
  dataTitle: 'The data and the model',
  outside: 'the ball has left the picture',

  describe: {
    objective: (/** @type {string} */ name, /** @type {string} */ optimizer, /** @type {string} */ rate) =>
      `${name}, minimised by ${optimizer} with learning rate ${rate}.`,
    position: (
      /** @type {string} */ state,
      /** @type {string} */ step,
      /** @type {string} */ params,
      /** @type {string} */ loss,
    ) => `${state}, step ${step}: ${params}, loss ${loss}.`,
    chart: (/** @type {string} */ steps, /** @type {string} */ first, /** @type {string} */ last) =>
      `Over ${steps} steps the loss went from ${first} to ${last}.`,
  },

  divergedTitle: (/** @type {string} */ step) => `Stopped at step ${step}`,
  resetHalf: (/** @type {string} */ rate) => `Reset with half the rate (${rate})`,

  rejected: (/** @type {string} */ name, /** @type {string} */ value, /** @type {string} */ expects) =>
    `${name}="${value}" is not one of its values (${expects}). The usual one is used instead.`,
  unknownName: (/** @type {string} */ name) => `There is no setting called “${name}”; it was left aside.`,
  viewMisfit: (/** @type {string} */ asked, /** @type {string} */ used) =>
    `The view “${asked}” does not fit this loss; “${used}” is shown instead.`,
  instead: (/** @type {string} */ used) => `Used instead: ${used}.`,
  replaced: 'The engine stopped on an internal error and was started anew. The run is back at its start.',
};

/** @type {typeof en} */
const zh = {
  loading: '正在加载计算引擎……',
  failed: (why) => `计算引擎无法启动：${why}`,
  trapped: '在当前设置下，它两次因内部错误而停止。',
  tryAgain: '重试',

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
  gradientNorm: '坡度',
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
  dataTitle: '数据与模型',
  outside: '小球已离开画面',

  describe: {
    objective: (name, optimizer, rate) => `${name}，用${optimizer}最小化，学习率 ${rate}。`,
    position: (state, step, params, loss) => `${state}，第 ${step} 步：${params}，损失 ${loss}。`,
    chart: (steps, first, last) => `${steps} 步之间，损失从 ${first} 变为 ${last}。`,
  },

  divergedTitle: (step) => `停在第 ${step} 步`,
  resetHalf: (rate) => `学习率减半（${rate}）后重置`,

  rejected: (name, value, expects) => `${name}="${value}" 不是可用的值（可用：${expects}），已改用默认值。`,
  unknownName: (name) => `没有名为“${name}”的设置，已忽略。`,
  viewMisfit: (asked, used) => `视图“${asked}”不适合这个损失函数，已改用“${used}”。`,
  instead: (used) => `已改用 ${used}。`,
  replaced: '计算引擎因内部错误停止，现已重新启动；本次运行回到起点。',
};

/** @typedef {typeof en} Strings */

/** @typedef {'en' | 'zh'} Language */

/** @type {Record<Language, Strings>} */
export const STRINGS = { en, zh };

/** @param {string} tag a language tag such as `zh-Hans` or `en-GB` @returns {Language} */
export const languageOf = (tag) => (/^zh\b/i.test(tag) ? 'zh' : 'en');
