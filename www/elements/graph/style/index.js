// What a graph has besides what every figure has. Later sheets build on earlier ones.

import late from '../../kit/style/late.css';
import explain from './explain.css';
import frame from './frame.css';
import picture from './picture.css';
import walk from './walk.css';

export const style = [frame, picture, walk, explain, late].join('\n');
