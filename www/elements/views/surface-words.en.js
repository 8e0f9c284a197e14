// What the 3-D view has to say, in English.

export const words = {
  title: 'Surface of the loss',
  keys: 'Arrow keys turn it, with Shift they move it; plus and minus zoom, 0 resets the view; the space bar plays and pauses. The start is set by the settings, or by a click.',
  help: 'Drag to turn, Shift-drag to move, click to set the start.',
  helpTouch: 'Drag sideways to turn, two fingers move and zoom, tap to set the start.',
  view: 'View',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  resetView: 'Reset the view',
  outside: 'the ball has left the picture',
  ball: 'where we are',
};

/** @typedef {typeof words} SurfaceWords */
