// 图形下方各张地图的文字（简体中文）。

/** @type {import('./words.en.js').MapWords} */
export const words = {
  working: '正在计算更细的图',

  basins: {
    title: '吸引域',
    note: '换一个起点，会走到哪里？图上每一点都是一个起点，用上面的设置、全部样本各跑一次。颜色表示到达哪个极小点，越深表示走的步数越多。',
    keys: '方向键移动起点，按住 Shift 步子更大；空格键播放或暂停。',
    outside: '小球已离开画面',
    reached: (number, point, share) => `极小点 ${number}，位于 ${point}：${share}`,
    kink: (number, point, share) => `极小点 ${number}，位于尖点 ${point}：${share}`,
    more: (count) => `另有 ${count} 个极小点`,
    moving: (steps, share) => `${steps} 步后仍未到达任何极小点：${share}`,
    resting: (_steps, share) => `静止了，但不在这些极小点：${share}`,
    diverged: (_steps, share) => `发散：${share}`,
    statement: (optimizer, rate) => `${optimizer}，学习率 ${rate}。`,
    pace: (least, most) => `最快的起点 ${least} 步后静止，图中最慢的要 ${most} 步。`,
  },

  rates: {
    title: '学习率 × 动量',
    note: '同一个起点，学习率与动量的各种搭配，每一步都用全部样本。越亮静止得越快，灰色的还在动，黑色的发散。点一个格子，上面的图就按它运行。',
    keys: '方向键在格子间移动，按住 Shift 步子更大；回车键按该格运行。',
    hint: '指向格子可读出结果，点击即可运行。',
    cell: (rate, momentum, outcome) => `α = ${rate}，β = ${momentum}：${outcome}`,
    outcomes: {
      0: (steps) => `${steps} 步后静止`,
      1: (steps) => `${steps} 步后仍在移动`,
      2: (steps) => `${steps} 步后发散`,
      3: (steps) => `陷入循环，${steps} 步后仍未停`,
      4: (steps) => `${steps} 步后静止，但不在极小点`,
    },
    converged: (least, most, part) => `${least} 步（亮）到 ${most} 步（暗）后静止：${part}`,
    moving: (steps, part) => `${steps} 步后仍在移动：${part}`,
    resting: (part) => `静止了，但不在极小点：${part}`,
    cycling: (part) => `陷入循环：${part}`,
    diverged: (part) => `发散：${part}`,
    ring: '圆圈是当前的搭配。',
    exact: (low, high) => `这个损失是二次函数，曲率从 ${low} 到 ${high}，理论在此是精确的。`,
    near: (low, high) => `理论把损失当作极小点附近的二次函数，曲率从 ${low} 到 ${high}；离得远了，图与理论就不再一致。`,
    bound: '理论上，越过虚线步子会越来越大。',
    best: (rate, momentum, factor) =>
      `星号是理论上长期最快的搭配：α = ${rate}，β = ${momentum}，误差每步乘以 ${factor}。`,
    without: (optimizer) => `${optimizer} 没有动量可调。请在上面选择 SGD、动量、Nesterov 或 RMSprop。`,
  },

  cloud: {
    title: '梯度云',
    note: '在小球所在处，每个小批量都有自己的梯度，合起来是一团云，围着全体样本的梯度。增大批大小，看它怎样收缩。',
    beyond: '这里的梯度太大，平方已超出数的范围。请重置后再看。',
    picture: '各小批量的梯度与全体样本的梯度',
    pictureNote: '每个点是一个批的梯度，线段从零指向全体样本的梯度。椭圆是一倍和两倍标准差，由单个样本的梯度推得。',
    axes: { x: '批大小 B（对数刻度）', y: '散布（对数刻度）' },
    sizes: '梯度的离散程度与批大小',
    sizesNote:
      '到全体梯度的均方根距离，横轴是批大小 B。点：实测。虚线：σ/√B。实线：再乘 √((N−B)/(N−1))，因为一个批里 N 个样本各最多出现一次。',
    statement: (size, found, follows, plain, length) =>
      `批大小 ${size}：各批梯度与全体梯度相距 ${found}，后者长 ${length}。理论值是 ${follows}；只按 σ/√B 则是 ${plain}。`,
  },
};
