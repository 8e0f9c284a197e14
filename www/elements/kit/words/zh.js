// What the interface says, in Chinese.

/** @type {import('./en.js').Strings} */
export const words = {
  reset: '重置',
  play: '播放',
  pause: '暂停',
  step: '单步',
  speed: '播放速度',
  speedValue: (factor) => `${factor}×`,
  step_: '步数',
  loss: '损失',
  state: '状态',
  states: { ready: '就绪', running: '运行中', paused: '已暂停', converged: '已收敛', diverged: '已发散' },
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
  outside: '小球已离开画面',
  describe: {
    objective: (name, optimizer, rate) => `${name}，用${optimizer}最小化，学习率 ${rate}。`,
    position: (state, step, params, loss) => `${state}，第 ${step} 步：${params}，损失 ${loss}。`,
    chart: (steps, first, last) => `${steps} 步之间，损失从 ${first} 变为 ${last}。`,
  },
  divergedTitle: (step) => `停在第 ${step} 步`,
  rewindHalf: (step, rate) =>
    step === '0' ? `学习率减半（${rate}）后重置` : `回到第 ${step} 步，学习率减半（${rate}）`,
  rejected: (name, value, expects) => `${name}="${value}" 不是可用的值（可用：${expects}），已改用默认值。`,
  unknownName: (name) => `没有名为“${name}”的设置，已忽略。`,
  instead: (used) => `已改用 ${used}。`,
};
