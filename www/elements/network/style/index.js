// What a network has besides what every figure has. Later sheets build on earlier ones.

import late from '../../kit/style/late.css';
import answers from './answers.css';
import drawing from './drawing.css';
import frame from './frame.css';
import images from './images.css';
import layers from './layers.css';
import numbers from './numbers.css';

export const style = [frame, layers, drawing, numbers, answers, images, late].join('\n');
