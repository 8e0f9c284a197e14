// What every figure has as soon as it is there: the picture of the loss, and the style that can come later.

import print from '../kit/style/print.css';

export { Chart } from '../views/chart.js';
export { print };
