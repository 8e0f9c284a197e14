// What was understood of a table, column by column; each of it can be changed.

import { h } from '../../kit/dom.js';
import { formatInteger, formatNumber } from '../../kit/format.js';
import { TABLE_WORDS } from './words.js';

/** @typedef {{ change: (changes: ReadOptions) => void, use: (standardise: boolean) => void, close: () => void }} PreviewActions */

/** @type {readonly ColumnRole[]} */
const ROLES = ['input', 'label', 'index', 'left'];
/** So many rows that are left out are told one by one. */
const TOLD = 12;
/** So many classes are named. */
const NAMED = 12;

export class Preview {
  #table;
  #language;
  #words;
  #actions;

  /** @param {DataTable} table @param {'en' | 'zh'} language @param {PreviewActions} actions */
  constructor(table, language, actions) {
    this.#table = table;
    this.#language = language;
    this.#words = TABLE_WORDS[language];
    this.#actions = actions;
    const words = this.#words;
    const { problem, classes, how } = table;
    const standardise = h('input', { type: 'checkbox', checked: true });
    const use = h('button', { type: 'button' }, words.use);
    use.disabled = problem !== null;
    use.addEventListener('click', () => actions.use(standardise.checked));
    const close = h('button', { type: 'button', className: 'small' }, words.cancel);
    close.addEventListener('click', () => actions.close());
    const named = classes.slice(0, NAMED).join(', ') + (classes.length > NAMED ? ' …' : '');
    this.root = h(
      'div',
      { className: 'preview' },
      h(
        'div',
        { className: 'scroll wide-table', tabIndex: 0, role: 'group', 'aria-label': words.column },
        this.#columns(),
      ),
      h(
        'div',
        { className: 'row' },
        ...this.#choices(),
        h('label', { className: 'unit' }, standardise, words.standardise),
      ),
      ...(how.sure === false ? this.#indices() : []),
      ...(classes.length > 0 ? [h('p', { className: 'quiet' }, words.classes(named))] : []),
      ...this.#left(),
      ...(problem ? [h('p', { className: 'refusal', role: 'alert' }, problem[language])] : []),
      h('div', { className: 'row' }, use, close),
    );
  }

  #columns() {
    const words = this.#words;
    const { columns } = this.#table;
    const head = [words.column, words.role, words.found, words.first].map((text) => h('th', { scope: 'col' }, text));
    const rows = columns.map((column, k) => {
      const { name, role, why, examples } = column;
      const select = h(
        'select',
        { 'aria-label': words.roleOf(name), 'data-part': `role-${k}` },
        ...ROLES.map((each) => h('option', { value: each, selected: each === role }, words.roles[each])),
      );
      select.addEventListener('change', () => this.#setRole(k, /** @type {ColumnRole} */ (select.value)));
      return h(
        'tr',
        {},
        h('th', { scope: 'row' }, name),
        h('td', {}, select),
        h(
          'td',
          {},
          this.#found(column),
          ...(why ? [h('span', { className: 'quiet' }, `; ${why[this.#language]}`)] : []),
        ),
        h('td', { className: 'quiet' }, examples.map((text) => text.slice(0, 14) || '·').join(', ')),
      );
    });
    return h('table', {}, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...rows));
  }

  /** @param {DataColumn} column */
  #found({ cells, least, most, different, gaps }) {
    const words = this.#words;
    const parts = [words.cells[cells]];
    if (cells === 'number' && least !== undefined && most !== undefined && least <= most) {
      parts.push(words.range(formatNumber(least, 3), formatNumber(most, 3)));
    }
    if (cells === 'word') parts.push(words.different(formatInteger(different)));
    if (gaps > 0) parts.push(words.gaps(formatInteger(gaps)));
    return parts.join(this.#language === 'zh' ? '，' : ', ');
  }

  /** There is one label: what was it before is an input, or left out. @param {number} at @param {ColumnRole} role */
  #setRole(at, role) {
    const roles = this.#table.columns.map((column, k) => {
      if (k === at) return role;
      const gone = role === 'label' && column.role === 'label';
      return gone ? (column.cells === 'word' ? 'left' : 'input') : column.role;
    });
    this.#actions.change({ roles });
  }

  /** Classes or numbers, and whether the first line has names. */
  #choices() {
    const words = this.#words;
    const { columns, how, task } = this.#table;
    const choices = [];
    const label = columns.find(({ role }) => role === 'label');
    if (label && label.cells !== 'word') {
      const select = h(
        'select',
        { 'data-part': 'label-kind' },
        .../** @type {const} */ (['class', 'number']).map((kind) =>
          h('option', { value: kind, selected: (kind === 'class') === (task === 'classes') }, words.labelKinds[kind]),
        ),
      );
      const roles = columns.map(({ role }) => role);
      select.addEventListener('change', () =>
        this.#actions.change({ roles, label: /** @type {'class' | 'number'} */ (select.value) }),
      );
      choices.push(h('label', { className: 'unit' }, h('span', {}, words.labelKind), select));
    }
    if (typeof how.header === 'number') {
      const header = h('input', { type: 'checkbox', checked: how.header > 0, 'data-part': 'header' });
      header.addEventListener('change', () => this.#actions.change({ header: header.checked }));
      choices.push(h('label', { className: 'unit' }, header, words.header));
    }
    return choices;
  }

  /** Of svmlight: where its indices begin, and how many inputs there are. */
  #indices() {
    const words = this.#words;
    const { how } = this.#table;
    const base = h('input', { type: 'number', min: '0', max: '1', value: String(how.base), 'data-part': 'base' });
    const width = h('input', { type: 'number', min: '1', max: '64', value: String(how.width), 'data-part': 'width' });
    const change = () => {
      this.#actions.change({ base: base.value === '0' ? 0 : 1, ...(width.value && { width: Number(width.value) }) });
    };
    base.addEventListener('change', change);
    width.addEventListener('change', change);
    return [
      h('p', { className: 'quiet' }, words.unsure),
      h(
        'div',
        { className: 'row' },
        h('label', { className: 'unit' }, h('span', {}, words.base), base),
        h('label', { className: 'unit' }, h('span', {}, words.width), width),
      ),
    ];
  }

  #left() {
    const words = this.#words;
    const { left, count } = this.#table;
    if (left.length === 0) return [];
    const told = left
      .slice(0, TOLD)
      .map(({ row, why }) => h('li', {}, words.row(formatInteger(row), why[this.#language])));
    const more = left.length > TOLD ? [h('li', {}, words.more(formatInteger(left.length - TOLD)))] : [];
    return [
      h(
        'details',
        {},
        h('summary', {}, words.left(formatInteger(left.length), formatInteger(count))),
        h('ul', { className: 'quiet' }, ...told, ...more),
      ),
    ];
  }
}
