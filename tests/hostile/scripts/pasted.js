// Points that a reader pastes, and those that a link holds.
import { pointsIn, pointsText, readPoints } from '../../../www/elements/network/csv.js';
import { fromLink, linkOf } from '../../../www/elements/network/link.js';

const texts = [
  'x1,x2,class\n1,2,0\n3,4,1\n',
  '1;2;a\n3,5;4,25;b\n',
  'sep=;\n"1";"2";"in""ner"\n',
  '1\t2\t0\n3\t4\t1',
  '1 2 0\n3 4 1',
  '-3,-3,0;3,3,0;-3,3,1;3,-3,1',
  'points:BkZABBkZABBkZAB',
];
export const seeds = texts.map((text) => new TextEncoder().encode(text));
export const words = ['"', ';', '；', ',', '，', '\t', '\ufeff', '#', 'points:', 'NaN', '1e999', '\u2212', '　', '\r'];

/** @param {Uint8Array<ArrayBuffer>} bytes */
export function take(bytes) {
  const text = new TextDecoder().decode(bytes);
  const { points } = readPoints(text);
  const own = pointsIn(pointsText(points));
  if (own.length !== points.length) throw new Error(`${own.length} of ${points.length} points come back`);
  const link = linkOf(pointsText(points));
  if (link !== null && fromLink(link) !== pointsText(points)) throw new Error('a link has other points');
  fromLink(text);
}
