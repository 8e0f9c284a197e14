// What a graph has besides what every figure has. Later sheets build on earlier ones.

import print from '../../kit/style/print.css';
import explain from './explain.css';
import frame from './frame.css';
import picture from './picture.css';
import walk from './walk.css';

export const style = [frame, picture, walk, explain, print].join('\n');
