// What the page's own figures say, in the language of the page.

/** @typedef {import('./words.en.js').ChapterWords} ChapterWords */
/** @typedef {import('./lesson-words.en.js').LessonWords} LessonWords */

export const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';

/** @type {Promise<ChapterWords> | undefined} */
let words;

/** @returns {Promise<ChapterWords>} */
export function wordsOf() {
  words ??= (language === 'zh' ? import('./words.zh.js') : import('./words.en.js')).then((module) => module.words);
  return words;
}

/** @type {Promise<LessonWords> | undefined} */
let lesson;

/** What chips, questions and exercises say. @returns {Promise<LessonWords>} */
export function lessonWords() {
  lesson ??= (language === 'zh' ? import('./lesson-words.zh.js') : import('./lesson-words.en.js')).then(
    (module) => module.words,
  );
  return lesson;
}
