// What is said of tables of a reader's own.

import { counted } from '../../kit/counted.js';

const en = {
  open: 'A table of your own: a file, or pasted',
  stays: 'Nothing leaves this tab.',
  formats: 'CSV, TSV, ARFF, svmlight, JSON, .npy or .npz; up to 50,000 rows and 64 inputs.',
  choose: 'Choose a file…',
  drop: 'or drop one here, or on the figure.',
  paste: 'Or paste a table',
  read: 'Read what is pasted',
  pasted: 'pasted',
  reading: 'Reading…',
  understood: (/** @type {string} */ name, /** @type {string} */ format, /** @type {string} */ rows) =>
    `${name}: ${format}, ${counted(rows, 'row')}`,
  column: 'Column',
  role: 'Used as',
  roles: { input: 'input', label: 'label', index: 'index', left: 'left out' },
  roleOf: (/** @type {string} */ name) => `What ${name} is used as`,
  found: 'What is in it',
  first: 'First rows',
  cells: { number: 'numbers', truth: 'true or false', word: 'words' },
  range: (/** @type {string} */ low, /** @type {string} */ high) => `${low} to ${high}`,
  different: (/** @type {string} */ n) => `${n} different`,
  gaps: (/** @type {string} */ n) => `${n} missing`,
  labelKind: 'The label is',
  labelKinds: { class: 'a class', number: 'a number to be told' },
  classes: (/** @type {string} */ names) => `Classes: ${names}.`,
  standardise: 'Standardise: mean 0, deviation 1',
  header: 'The first line has names',
  base: 'First index',
  width: 'Number of inputs',
  unsure: 'The file does not say where its indices begin, nor how many inputs there are.',
  left: (/** @type {string} */ n, /** @type {string} */ of) =>
    `${n} of ${counted(of, 'row')} ${Number(n) === 1 ? 'is' : 'are'} left out`,
  row: (/** @type {string} */ row, /** @type {string} */ why) => `Row ${row}: ${why}`,
  more: (/** @type {string} */ n) => `… and ${n} more`,
  use: 'Learn from this table',
  cancel: 'Close',
  unchanged: (/** @type {string} */ sentence) => `${sentence} What was there is unchanged.`,
  taken: (/** @type {string} */ name) => `The network learns from ${name} now.`,
  missing: (/** @type {string} */ name) =>
    `This figure is about the file ${name}, which a link cannot hold. Choose or drop it under “A table of your own” to go on; till then other data stand in.`,
  note: (/** @type {string} */ rows, /** @type {string} */ inputs, /** @type {string} */ label) =>
    `${counted(rows, 'row')}, ${counted(inputs, 'input')}; to be told: ${label}. The file stays in this tab: a link holds its name alone.`,
  save: 'Download the rows as CSV',
  plane: 'Plane of the picture',
  across: 'Across',
  up: 'Up',
  principal: 'principal components',
  onPrincipal: (/** @type {string} */ first, /** @type {string} */ second) =>
    `Across and up: the first two principal components of the inputs, with ${first} and ${second} of the variance. The map is that of the plane; points are seen from above it.`,
  onInputs: (/** @type {string} */ x, /** @type {string} */ y) => `Across: ${x}; up: ${y}.`,
  others: ' The map has all other inputs at their mean; points are where these two inputs are.',
  drawn: (/** @type {string} */ n) => ` The first ${n} points of each part are drawn.`,
};

/** @typedef {typeof en} TableWords */

/** @type {TableWords} */
const zh = {
  open: '你自己的表格：文件或粘贴',
  stays: '数据不会离开此标签页。',
  formats: 'CSV、TSV、ARFF、svmlight、JSON、.npy 或 .npz；最多 50,000 行、64 个输入。',
  choose: '选择文件…',
  drop: '或拖到这里，或拖到图上。',
  paste: '或粘贴表格',
  read: '读取粘贴的内容',
  pasted: '粘贴的表格',
  reading: '正在读取…',
  understood: (name, format, rows) => `${name}：${format}，${rows} 行`,
  column: '列',
  role: '用作',
  roles: { input: '输入', label: '标签', index: '序号', left: '不用' },
  roleOf: (name) => `${name} 用作什么`,
  found: '内容',
  first: '前几行',
  cells: { number: '数', truth: '真或假', word: '文字' },
  range: (low, high) => `${low} 到 ${high}`,
  different: (n) => `${n} 种取值`,
  gaps: (n) => `缺 ${n} 个`,
  labelKind: '标签是',
  labelKinds: { class: '类别', number: '要预测的数' },
  classes: (names) => `类别：${names}。`,
  standardise: '标准化：均值 0，标准差 1',
  header: '第一行是列名',
  base: '首个序号',
  width: '输入个数',
  unsure: '文件没有说明序号从几开始，也没有说明有多少个输入。',
  left: (n, of) => `${of} 行中有 ${n} 行不用`,
  row: (row, why) => `第 ${row} 行：${why}`,
  more: (n) => `……另有 ${n} 行`,
  use: '从这个表格学习',
  cancel: '关闭',
  unchanged: (sentence) => `${sentence}原有内容未变。`,
  taken: (name) => `网络现在从 ${name} 学习。`,
  missing: (name) =>
    `此图使用文件 ${name}，而链接不能包含文件。请在“你自己的表格”中选择或拖入它；在此之前使用其他数据。`,
  note: (rows, inputs, label) =>
    `${rows} 行，${inputs} 个输入；要预测的是 ${label}。文件只留在此标签页：链接只包含其名称。`,
  save: '下载这些行（CSV）',
  plane: '图的平面',
  across: '横轴',
  up: '纵轴',
  principal: '主成分',
  onPrincipal: (first, second) =>
    `横轴和纵轴：输入的前两个主成分，占方差的 ${first} 和 ${second}。图上是该平面的结果；点投影到平面上。`,
  onInputs: (x, y) => `横轴：${x}；纵轴：${y}。`,
  others: '图上其他输入取均值；点按这两个输入放置。',
  drawn: (n) => `每部分只画前 ${n} 个点。`,
};

export const TABLE_WORDS = { en, zh };
