// What a lesson's questions and figures have in the page before any script runs, so that nothing moves when one does.
import { words as en } from '../www/site/chapter/lesson-words.en.js';
import { words as zh } from '../www/site/chapter/lesson-words.zh.js';
import { usual } from '../www/site/chapter/verdict.js';

/**
 * The text of a page, with the room of the answers to its questions, and the links of its captions.
 *
 * @param {string} html
 * @param {'en' | 'zh'} language
 * @param {string} root the way from the page to the top of the site
 */
export function withRooms(html, language, root) {
  return withLinks(withAnswers(html, language === 'zh' ? zh : en), language, root);
}

/**
 * Questions that have, unseen, an answer of the usual length: it keeps the room of the real one.
 *
 * @param {string} html
 * @param {import('../www/site/chapter/lesson-words.en.js').LessonWords} words
 */
function withAnswers(html, { question: words }) {
  return html.replace(/<div\s+class="prediction"[\s\S]*?<\/ul>/g, (asked) => {
    const { what = '', untilLoss = 0 } = JSON.parse(asked.match(/data-ask='(.*?)'/)?.[1] ?? '{}');
    const least = asked.includes('data-rule="least"');
    const labels = Array.from(asked.matchAll(/<li\b.*?>([\s\S]*?)<\/li>/g), ([, item = '']) =>
      item.replace(/<.*?>/g, '').trim(),
    );
    const answer = usual({ what, untilLoss, least, labels }, words);
    return `${asked}
      <p class="verdict"><span class="room" aria-hidden="true"><b>${words.wrong}</b>${answer}</span></p>`;
  });
}

/** The page that shows an element alone. @type {Record<string, string>} */
const ALONE = { 'sgd-playground': 'play/', 'sgd-network': 'network/', 'sgd-graph': 'graph/' };

/** What the link to it says. @type {Record<'en' | 'zh', Record<string, string>>} */
const OPEN = {
  en: {
    'play/': 'Open in the playground',
    'network/': 'Open on the network page',
    'graph/': 'Open on the graph page',
  },
  zh: { 'play/': '在实验场中打开', 'network/': '在网络页面中打开', 'graph/': '在计算图页面中打开' },
};

/**
 * Figures that have a link at the end of each caption, to the page that shows them alone.
 *
 * @param {string} html
 * @param {'en' | 'zh'} language
 * @param {string} root the way from the page to the top of the site
 */
function withLinks(html, language, root) {
  const top = language === 'zh' ? `${root}zh/` : root;
  return html.replace(/<figure class="live[\s\S]*?<\/figure>/g, (figure) => {
    const [, element = '', named] = figure.match(/<(sgd-\w+)|data-opens="(.+?)"/) ?? [];
    const page = named ?? ALONE[element];
    if (!page) return figure;
    const link = ` <a class="open" href="${top}${page}">${OPEN[language][page]}</a>`;
    return figure.replace(/<figcaption>[\s\S]*<\/figcaption>/, (caption) => {
      if (!caption.includes('</p>')) return caption.replace('</figcaption>', `${link}</figcaption>`);
      return caption.replace(figure.includes('class="chips"') ? /\s*<\/p>/g : /\s*<\/p>/, `${link}</p>`);
    });
  });
}
