// What is said of taking a network along, and of bringing one.

const en = {
  open: 'Take it with you, or load weights',
  network: 'The network',
  networkHint: 'weights, and in the first two what the optimizer remembers',
  data: 'The data',
  record: 'The record',
  picture: 'The picture',
  load: 'Load weights',
  choose: 'Choose a file…',
  loadHint: '.safetensors or .npz, of this page, PyTorch, Keras or Flax; or drop one on the figure.',
  loaded: (/** @type {string} */ name, /** @type {string} */ form, /** @type {string} */ step) =>
    `${name}: ${form}, step ${step}.`,
  withOptimizer: 'With what the optimizer remembered.',
  weightsAlone: 'The weights alone: the optimizer begins anew.',
  holds: (/** @type {string} */ form, /** @type {string} */ activation) =>
    `The file holds ${form}${activation ? ` with ${activation}` : ''}.`,
  takeOver: 'Use the layers of the file',
  takeOverAll: 'Use the settings of the file',
  failed: (/** @type {string} */ why) => `That did not work: ${why}`,
};

/** @type {typeof en} */
const zh = {
  open: '导出网络，或载入权重',
  network: '网络',
  networkHint: '权重；前两种还含优化器的状态',
  data: '数据',
  record: '记录',
  picture: '图像',
  load: '载入权重',
  choose: '选择文件…',
  loadHint: '.safetensors 或 .npz，来自本页、PyTorch、Keras 或 Flax；也可以拖到图上。',
  loaded: (name, form, step) => `${name}：${form}，第 ${step} 步。`,
  withOptimizer: '包括优化器的状态。',
  weightsAlone: '只有权重：优化器重新开始。',
  holds: (form, activation) => `文件里的网络是 ${form}${activation ? `，激活函数为 ${activation}` : ''}。`,
  takeOver: '采用文件中的层',
  takeOverAll: '采用文件中的设置',
  failed: (why) => `没有成功：${why}`,
};

export const TAKE_WORDS = { en, zh };
