// What every figure looks like; what can come later, and paper, see `late.css`. Later sheets build on earlier ones.

import body from './body.css';
import fields from './fields.css';
import frame from './frame.css';
import moves from './moves.css';
import numbers from './numbers.css';
import plots from './plots.css';
import tokens from './tokens.css';
import transport from './transport.css';

export const style = [tokens, frame, transport, body, plots, numbers, moves, fields].join('\n');
