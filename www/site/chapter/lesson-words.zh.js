// What chips, questions and exercises say, in Chinese.

/** @type {import('./lesson-words.en.js').LessonWords} */
export const words = {
  open: {
    'play/': '在实验场中打开',
    'network/': '在网络页面中打开',
    'graph/': '在计算图页面中打开',
  },
};
