// What a playground says besides what all figures say, in Chinese.

import { words as common } from '../../kit/words/zh.js';

/** @type {import('./en.js').Strings} */
export const words = {
  ...common,

  nextMove: '下一个动作',
  nextMoveHint: (move) => `下一个动作：${move}`,
  moves: { draw: '抽取批次', forward: '前向传播', loss: '计算损失', backward: '反向传播', update: '更新参数' },
  movesLabel: '这一步的五个动作',
  noBatch: '没有数据：损失就是函数本身',
  wholeBatch: (n) => `全部 ${n} 个样本`,
  someSamples: (list, n, of) => `${list}（${of} 个样本中的 ${n} 个）`,
  oneSample: (index, of) => `第 ${index} 个样本（共 ${of} 个）`,
  epoch: '轮次',
  samplesSeen: '已用样本',
  gradientNorm: '梯度大小',
  meanings: {
    step: '参数更新的次数',
    epoch: '看完全部数据的遍数',
    samplesSeen: '算过的样本梯度',
    loss: '小球处的高度',
    lossOverSamples: '小球处，按全部样本',
    gradientNorm: '梯度的范数',
    slope: '小球处的斜率',
    params: '小球的位置',
  },
  groups: { curves: '曲线', surfaces: '曲面', models: '带数据的模型' },
  ownFormula: '自定义公式',
  mapTitle: '损失地形图',
  curveTitle: '损失曲线',
  plotKeys: '方向键移动起点，按住 Shift 移动得更快；空格键播放或暂停。',
  left: (step, goesOn) => `第 ${step} 步已离开画面${goesOn ? '，按“播放”可继续' : ''}。`,
  dataTitle: '数据与模型',
  viewMisfit: (asked, used) => `视图“${asked}”不适合这个损失函数，已改用“${used}”。`,
};
