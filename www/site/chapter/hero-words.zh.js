// What the first picture says, in Chinese.

/** @typedef {import('./hero/scene.js').Name} Name */

/** @type {Record<Name, string>} */
const names = { sgd: 'SGD', momentum: '动量法', adam: 'Adam' };

/** Latin letters stand apart from Chinese ones. @param {string} text */
const spaced = (text) => text.replace(/[a-z)](?=[\u4e00-\u9fff])|[\u4e00-\u9fff](?=[a-z(])/gi, '$& ');

/** @param {Name[]} which */
const list = (which) => {
  const [last = '', ...before] = which.map((name) => names[name]).reverse();
  return before.length > 0 ? `${before.reverse().join('、')}和${last}` : last;
};

/** @type {import('./hero-words.en.js').HeroWords} */
export const words = {
  label: '三个小球，在一片有四个谷的地形上',
  keys: '方向键移动起点，按住 Shift 移得更远；空格键让小球再滚一次。',
  again: '再滚一次',
  hint: '拖动圆环：从哪里出发，它们会各走各的？',
  gap: '',
  valleys: (groups) => {
    const count = ['', '', '同一个起点，两个谷：', '同一个起点，三个谷：'][groups.length] ?? '';
    const found = groups.map(({ which, place }) =>
      which.length === 3 ? `三个小球都到了${place}处的谷底` : `${list(which)}到了${place}${count ? '' : '处的谷底'}`,
    );
    return spaced(`${count}${found.join('，')}。`);
  },
  level: (which, place) => spaced(`${list(which)}停在${place}不动：那里的坡度为零。`),
  left: (which) => spaced(`${list(which)}滚出了画面。`),
  moving: (which, steps) => spaced(`${list(which)}走了 ${steps} 步还没有停下。`),
};
