// What every figure has as soon as it is there: the picture of the loss, the style and the sentences that can come later.

import style from '../kit/style/late.css';
import { refusal } from '../kit/told.js';

export { Chart } from '../views/chart.js';
export { style };

/** @param {import('./session.js').Session} session */
export function fullSentences(session) {
  session.refusal = (problem, language) => refusal(problem, session.catalog.settings, language);
}
