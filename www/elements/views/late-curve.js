// The picture of a loss of one parameter, which few figures show: loaded with the first of them.

/** Once it is loaded. @type {typeof import('./curve.js').curvePicture | undefined} */
export let curvePicture;

export async function loadCurve() {
  ({ curvePicture } = await import('./curve.js'));
}
