// What is said of taking a network along, and of bringing one.

const en = {
  open: 'Take it with you, or load weights',
  network: 'The network',
  networkHint: 'weights, and in the first two what the optimizer remembers',
  script: 'As a script',
  scriptHint:
    'a zip: Python that builds this network, gives its loss and accuracy, and trains it on; with both files that it reads',
  data: 'The data',
  dataHint: 'as it is parted into what is trained and tested on',
  record: 'The record',
  picture: (/** @type {string} */ name) => `Picture: ${name}`,
  pictures: { chart: 'the chart', plane: 'the plane', diagram: 'the diagram' },
  pictureHint:
    'In SVG lines, points and letters are vectors; the colours of the plane and of neurons are bitmaps in it.',
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
  script: '脚本',
  scriptHint: 'zip 文件：构建这个网络的 Python 脚本，给出其损失与准确率，并可继续训练；附有它读取的两个文件',
  data: '数据',
  dataHint: '按训练与测试分开',
  record: '记录',
  picture: (name) => `图像：${name}`,
  pictures: { chart: '曲线图', plane: '平面', diagram: '网络图' },
  pictureHint: 'SVG 中的线、点和文字是矢量；平面和神经元的颜色是嵌入的位图。',
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
