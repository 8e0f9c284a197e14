// The compact form of a graph: the picture and what happens at the present node side by side, what is turned above them, where the
// walk is below, and all else behind “More”. How high it is depends on its width alone.

import { compactStyle } from '../../kit/compact/style.js';
import { h } from '../../kit/dom.js';
import { addSheet } from '../../kit/sheet.js';
import style from './style.css';

/** @param {ShadowRoot} shadow @param {import('../figure.js').Parts} parts @param {string} more what opens the rest @returns {HTMLElement[]} */
export function compact(
  shadow,
  { settings, notices, view, panel, transport, others, position, legend, zoom, told },
  more,
) {
  position.append(zoom);
  addSheet(shadow, compactStyle);
  addSheet(shadow, style);
  return [
    notices,
    h('div', { className: 'bar' }, transport, settings.starts),
    h(
      'div',
      { className: 'pictures' },
      h('div', { className: 'first' }, view),
      h('div', { className: 'second' }, panel),
    ),
    position,
    h(
      'details',
      { className: 'further' },
      h('summary', {}, more),
      h('div', { className: 'row' }, ...others),
      settings.root,
      legend,
    ),
    ...told,
  ];
}
