// What comes after the figure has to say, in Chinese.

/** @type {import('./words.en.js').ExtraWords} */
export const words = {
  compare: '比较',
  own: '本次运行',
  full: '全批量',
  columns: { run: '运行', rate: '学习率', step: '步数', evaluations: '样本梯度数', loss: '损失', state: '状态' },
  remove: (name) => `移除${name}`,
  add: '添加一条',
  addRate: '学习率',
  sameRateHint: '相同',
  fairness: '比较方式',
  fair: { 'same-rate': '学习率相同', 'best-rate': '各用自己的最佳学习率', 'same-evaluations': '梯度计算次数相同' },
  statement: {
    'same-rate': (rate) => `起点和批次都相同。没有指定学习率的运行用 ${rate}。`,
    'best-rate': (steps) =>
      `起点和批次都相同。没有指定学习率的运行，各用 0.001、0.003、0.01…… 中走 ${steps} 步后损失最低的那个。`,
    'same-evaluations': () => '起点相同。不论批大小，各次运行用的单样本梯度一样多；图表的横轴就是这个数目。',
    oneEach: () => '起点相同。没有数据时，每个优化器每一步都只算一次梯度：步数相同，计算次数就相同。',
  },
  searching: (name, percent) => `正在为 ${name} 试学习率：${percent}%`,
  cancel: '取消',
  notOfOne: (name) => `“${name}”是所有运行共有的，不能只给其中一次设置。`,
  noRate: (name) => `${name} 试过的每个学习率都会发散。`,
  sameAsOwn: '这就是本次运行：请换一个学习率。',
  cancelled: '搜索已取消；所有运行用同一个学习率。',
  tooMany: (most) => `最多比较 ${most} 次运行，多出的没有显示。`,
  fork: (step, setting, value) => `自第 ${step} 步起：${setting} ${value}`,

  timeline: '时间轴',
  timelineHint: '回看这次运行的任意一步',
  at: (step, of) => `第 ${step} 步，共 ${of} 步`,
  goOn: (step) => `从第 ${step} 步继续`,
  forkHere: (step) => `在第 ${step} 步分叉`,
  forkWith: '把',
  forkTo: '改为',

  rateNow: (schedule, step, rate, horizon) => `${schedule}，前 ${horizon} 步。第 ${step} 步之后的学习率是 ${rate}。`,

  insight: '这一步怎么算',
  ofParameter: '参数',
  taken: (step) => `第 ${step} 步是这样走的：`,
  latest: (step) => `最近的一步（第 ${step} 步）是这样走的：`,
  coming: (step) => `接下来的第 ${step} 步：`,
  unknown: '走一步就能看到它的数字。',
  steady: (rate, sharpness, product, bound) =>
    `学习率 × 锐度 = ${rate} × ${sharpness} = ${product}；小于 ${bound} 时稳定。`,
  sharpness: '锐度是小球处 Hessian 的最大特征值。',
  sharpnessScaled: '锐度是小球处 Hessian 的最大特征值，已计入这个优化器对梯度的缩放。',
  hilly: '这里的损失在任何方向上都不向上弯：还没有哪个学习率算太大。',
  ownSteps: '无论曲率如何，每个参数都按自己的步长移动，只有梯度的符号会改变这个步长。',
  noBound:
    '不论曲率如何，这个优化器每步都移动一个学习率：没有能让它停稳的学习率，只能停在离极小值约一个学习率的范围内。',
  stepsLeft: (steps) => `照最近一步这么短的步子，离前方的极小值大约还有 ${steps} 步。`,
  crawl: '学习率远低于稳定的上限：可以试试更大的。',

  take: '导出',
  script: '脚本',
  trace: '记录',
  picture: '图片',
  scriptHint: (steps) => `按当前设置走 ${steps} 步`,
  onlyPixels: '三维视图由像素组成，请导出为 PNG。',
  failed: (why) => `没有成功：${why}`,

  show: '显示为',
  map: '地形图',
  surface: '曲面',
};
