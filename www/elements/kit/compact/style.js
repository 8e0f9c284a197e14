// What the compact form of every figure looks like; loaded where it is asked for.

import sheet from './style.css';

export const compactStyle = sheet;
