// Pictures: contours, painted fields, the lit surface.

interface Contour {
  level: number;
  lines: { points: Float64Array; closed: boolean }[];
}

interface Painted {
  low: number;
  high: number;
  /** The loss whose colour is half way. */
  middle: number;
  /** RGBA × 64, from low to high. */
  ramp: Uint8ClampedArray;
  contours: Contour[];
}

/** A run on a surface. */
interface SurfaceRun {
  /** The two parameters of each row of its record, row by row: `run.trace().params`. */
  params: ArrayLike<number>;
  /** The row from which on it is drawn; 0 unless told otherwise. */
  first?: number;
  /** The row at which its ball is; the last one unless told otherwise. */
  ball?: number;
  /** `#rrggbb`. */
  colour?: string;
  /** Lengths of dashes and gaps in turn, in CSS pixels; a whole line without. */
  dash?: number[];
}

/** How a surface is looked at. */
interface SurfaceLook {
  /** In pixels of the picture. */
  width: number;
  height: number;
  /** Yaw and pitch in degrees and zoom; after them, unless the middle is looked at, x and y of what is, from −1 to 1. */
  camera?: ArrayLike<number>;
  /** Pixels of the picture to a CSS pixel, by which lines and balls are as thick. */
  density?: number;
  /** Whether to take four samples a pixel. */
  fine?: boolean;
  /** Whether there are contours, a floor and a scale. */
  lines?: boolean;
  /** `#rrggbb`, the colour of floor and scale. */
  ink?: string;
  /** The first is the one whose start is marked. */
  runs?: SurfaceRun[];
}

/** A place for text beside a surface, in pixels of its picture. */
interface SurfaceLabel {
  /** The variable, 0 or 1, or 2 for the loss. */
  axis: number;
  /** NaN where the name of the axis belongs. */
  value: number;
  /** How far apart the numbers of the axis are; NaN for the loss. */
  step: number;
  x: number;
  y: number;
  /** The direction in which there is room. */
  right: number;
  down: number;
}

interface LitSurface {
  /** What its heights and colours stand for. */
  scale(): Painted;
  /** Paints it into the top left of a canvas; tells where the first run's ball stands, if that can be shown. */
  paint(context: CanvasRenderingContext2D | null, look: SurfaceLook): { x: number; y: number; hidden: boolean } | null;
  /**
   * Does the work of `paint` for a look in pieces, for about so long each time; true when nothing is left of it but the runs. What was
   * painted last stays until then, and painting another look drops what has been done.
   */
  prepare(look: SurfaceLook, milliseconds: number): boolean;
  /** The picture that was painted last: red, green, blue, opacity. */
  pixels(): Uint8ClampedArray;
  labels(): SurfaceLabel[];
  /** The point that is seen in a pixel of the last picture; null beside the surface. */
  pick(x: number, y: number): number[] | null;
  /** The way of a displacement from a point, along the surface as it is there, in pixels of the last picture. */
  along(point: ArrayLike<number>, displacement: ArrayLike<number>): number[] | null;
  free(): void;
}
