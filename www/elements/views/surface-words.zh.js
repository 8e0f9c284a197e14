// What the 3-D view has to say, in Chinese.

/** @type {import('./surface-words.en.js').SurfaceWords} */
export const words = {
  title: '损失曲面',
  keys: '方向键转动曲面，按住 Shift 平移；加号和减号缩放，0 恢复视角；空格键播放或暂停。起点可在设置中修改，或点击曲面。',
  help: '拖动可转动，按住 Shift 拖动可平移，点击设定起点。',
  helpTouch: '左右拖动可转动，双指平移和缩放，轻点设定起点。',
  view: '视角',
  zoomIn: '放大',
  zoomOut: '缩小',
  resetView: '恢复视角',
  outside: '小球已离开画面',
  ball: '当前位置',
};
