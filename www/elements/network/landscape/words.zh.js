// What is said of the loss around a network, in Chinese.

/** @type {import('./words.en.js').LandscapeWords} */
export const words = {
  intro:
    '网络的权重太多，画不出全部。能画的只是穿过它们的一个平面上的损失，而这可能误导人：所以这里每张图都说明它有多可信。',
  cancel: '取消',
  calledOff: '已取消。',
  stale: (shown, now) => `图中是第 ${shown} 步；网络现在已到第 ${now} 步。`,
  changed: (shown) => `图中是第 ${shown} 步，此后有改动或回退。`,

  slice: {
    title: '损失的一个切片',
    draw: '画出切片',
    again: '重新画',
    withOthers: (names) => `加上 ${names} 的路径`,
    withoutOthers: '去掉其他优化器',
    othersNote: '它们从同样的权重出发，走同样多步，各用自己常用的学习率，现场训练。',
    training: (name, part) => `正在用 ${name} 训练：${part}`,
    computing: (part) => `正在计算损失：${part}`,
    map: '平面上的损失',
    lossScale: '损失',
    axes: {
      random: 'x、y：两个方向各在权重上加了多少倍；0, 0 是当时的网络。',
      other: 'x、y：全部权重构成的空间里的距离；0, 0 是当时的网络。',
    },
    describe: (step, low, high, start, end) =>
      `过第 ${step} 步权重的平面上的损失：从 ${low} 到 ${high}。训练的路径从 ${start} 开始，到 ${end} 结束。`,
    trust: '有多可信',
    hint: '请按“播放”：平面会沿着训练走过的路径展开。',
    later: '这里将说明：平面保留了路径的多少，网络离平面多远，以及两处的损失。',
    explained: (all, x, y) => `这个平面保留了路径散布的 ${all}：x 方向占 ${x}，y 方向占 ${y}。`,
    explainedMany: (all, x, y) => `这个平面保留了各条路径散布的 ${all}：x 方向占 ${x}，y 方向占 ${y}。`,
    unmoved: '还没有任何路径移动过：只有正中的一个点。',
    within: '在数值精度内，这次训练一直在这个平面里。',
    leaves: (part, distance, step) => `第 ${step} 步时网络离平面最远：距离 ${distance}，是路径所及范围的 ${part}。`,
    losses: (step, plane, truth) =>
      `第 ${step} 步时两者相差最大：平面上显示的损失是 ${plane}，网络当时的损失是 ${truth}。`,
    samples: (n) => `损失不含惩罚项，用了 ${n} 个训练样本。`,
    chart: '沿着路径',
    truth: '真实',
    plane: '平面',
    steps: '更新次数',
    table: '各条路径与平面相比',
    columns: ['优化器', '离开平面最远', '终点的损失', '平面上显示'],
    own: (name) => `${name}（本次训练）`,
  },

  interpolation: {
    title: '到另一个网络的连线',
    draw: '训练另一个再看',
    again: '重新来过',
    note: (seed) =>
      `用同样的数据、不同的初始权重（种子 ${seed}）训练第二个网络，走同样多步；然后沿两者之间的直线（两端略有延长）计算损失。`,
    training: (part) => `正在训练另一个网络：${part}`,
    computing: (part) => `正在计算损失：${part}`,
    axis: '位置',
    ends: '0 是这个网络，1 是另一个。',
    loss: '沿线的损失',
    accuracy: '沿线的准确率',
    train: '训练',
    test: '测试',
    wall: (here, there, top, at) =>
      `训练损失这头是 ${here}，那头是 ${there}；中间升到 ${top}（在 ${at} 处）。距离的一部分并没有意义：网络里的神经元互换位置，算出来的东西不变，位置却变了。`,
    noWall: (here, there) => `训练损失这头是 ${here}，那头是 ${there}，中间没有比两端更高的地方。`,
    distance: (distance, samples) => `两者的距离：${distance}。各用 ${samples} 个样本。`,
  },

  sharpness: {
    title: '锐度与稳定边缘',
    note: '锐度 λ₁ 是 Hessian 的最大特征值：损失弯得最厉害的方向上弯得有多厉害。在二次函数上，只有学习率 × λ₁ 小于一个界限时，步子才会越走越小：普通梯度下降的界限是 2。',
    live: '播放时测量',
    measure: '现在测量',
    tooLarge: '这个网络太大，无法边播放边测量；测量一次要几秒。',
    measuring: (part) => `正在测量：${part}`,
    chart: '锐度',
    sharpness: 'λ₁',
    steps: '更新次数',
    scaled: '先像优化器那样缩放各权重的梯度，再测量；界限是对缩放后的值而言的。',
    noBound: '这个优化器的步长与梯度大小无关，没有这样的界限。',
    value: (step, value, error, product, bound) =>
      `第 ${step} 步：λ₁ = ${value}（± ${error}），学习率 × λ₁ = ${product}；界限是 ${bound}。`,
    atLeast: (step, value) => `第 ${step} 步：λ₁ 至少是 ${value}；求解还没有收敛。`,
    alone: (step, value, error) => `第 ${step} 步：λ₁ = ${value}（± ${error}）。`,
    below: '在边缘以下。',
    at: '在稳定边缘上。',
    beyond: '越过了边缘：沿那个方向步子会变大，直到损失又变平缓。',
    hint: '用普通 SGD、每步用全部样本时，λ₁ 往往一直升到 2/α 这条线，然后停在附近（Cohen 等，2021）。',
    try: '改用普通 SGD 和全部样本',
    samples: (n) => `针对训练所用的损失（含惩罚项），用了 ${n} 个训练样本。`,
  },
};
