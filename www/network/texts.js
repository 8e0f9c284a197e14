// What is said in one language: what all figures say, and what networks say.

/** @param {'en' | 'zh'} language @returns {Promise<import('./figure.js').Texts>} */
export async function textsIn(language) {
  const [{ words: common }, { words }] = await (language === 'zh'
    ? Promise.all([import('../playground/words/zh.js'), import('./words.zh.js')])
    : Promise.all([import('../playground/words/en.js'), import('./words.en.js')]));
  return { language, common, words };
}
