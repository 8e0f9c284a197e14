// What is said of a run that cannot go on, by its cause.

/**
 * @param {Status} status of a run that has diverged
 * @param {ResolvedConfig} config
 * @returns {Words}
 */
export function verdict({ cause, step: last }, { learningRate, momentum }) {
  const step = last + 1;
  const beyond = { en: `Step ${step} leaves the range of finite numbers.`, zh: `第 ${step} 步超出了有限数的范围。` };
  switch (cause) {
    case 'start':
      return {
        en: 'The loss or its gradient is not a finite number here; move the start.',
        zh: '这里的损失或梯度不是有限的数；请移动起点。',
      };
    case 'no-value':
      return {
        en: `Step ${step} leads to where the loss or its gradient has no finite value.`,
        zh: `第 ${step} 步会走到损失或梯度没有有限值的地方。`,
      };
    case 'unbounded':
      return {
        en: `By step ${step} the loss has fallen out of the range of numbers: it has no lowest point here, at any learning rate.`,
        zh: `到第 ${step} 步，损失已经低得超出数的范围：这里没有最低点，换什么学习率都一样。`,
      };
    case 'rule':
      return {
        en: `In step ${step} the optimizer’s rule itself has no value: rounding has led to the root of a negative number, or to 0/0.`,
        zh: `第 ${step} 步中，优化器的更新规则本身没有值：舍入误差导致了负数开方或 0/0。`,
      };
    case 'rate':
      return momentum
        ? {
            en: `${beyond.en} A learning rate of ${learningRate} with a momentum of ${momentum} is too large here; try a smaller learning rate or less momentum.`,
            zh: `${beyond.zh}学习率 ${learningRate} 加上动量 ${momentum} 在这里太大，请减小学习率或动量。`,
          }
        : {
            en: `${beyond.en} A learning rate of ${learningRate} is too large here; try a smaller one.`,
            zh: `${beyond.zh}学习率 ${learningRate} 在这里太大，请换小一些。`,
          };
    default:
      return beyond;
  }
}
