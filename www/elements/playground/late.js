// What every figure has as soon as it is there: the picture of the loss, and the style that can come later.

import style from '../kit/style/late.css';

export { Chart } from '../views/chart.js';
export { style };
