// Pictures of windows, and how far two are apart.
import sharp from 'sharp';

/** Pictures are compared at this size: letters differ between engines, places and colours do not. */
const SIZE = { width: 96, height: 96, fit: /** @type {const} */ ('fill') };
/** Bits a pixel that a picture has at least; axes alone have fewer. */
const SOMETHING = 2;

/** @param {Uint8Array} picture @param {{ left: number, top: number, width: number, height: number }} place */
export const cut = (picture, place) => sharp(picture).extract(place).removeAlpha().png().toBuffer();

/** Whether there is more in it than axes. @param {Uint8Array} picture */
export const shows = async (picture) => (await sharp(picture).stats()).entropy > SOMETHING;

/** The mean difference of colours, from 0 to 1. @param {Uint8Array} a @param {Uint8Array} b */
export async function difference(a, b) {
  const [one = new Uint8Array(), other = new Uint8Array()] = await Promise.all(
    [a, b].map((picture) => sharp(picture).resize(SIZE).raw().toBuffer()),
  );
  return one.reduce((sum, value, place) => sum + Math.abs(value - (other[place] ?? 0)), 0) / one.length / 255;
}
