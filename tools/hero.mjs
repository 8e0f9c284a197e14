// The first picture of the learning page, as it is before any script: a relief that the engine paints, and on it the ways of
// three balls that the engine has rolled. The scripts of the page move the balls on the same picture.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { optimizerStyle } from '../www/elements/views/palette.js';
import { losses } from '../www/site/chapter/hero/net.js';
import { placed } from '../www/site/chapter/hero/placed.js';
import { Relief, View } from '../www/site/chapter/hero/relief.js';
import { roll } from '../www/site/chapter/hero/runs.js';
import { NAMES, PICTURES, START, SURFACE } from '../www/site/chapter/hero/scene.js';
import { sentence } from '../www/site/chapter/hero/sentence.js';
import { drawn, trailOf } from '../www/site/chapter/hero/trail.js';
import { words as en } from '../www/site/chapter/hero-words.en.js';
import { words as zh } from '../www/site/chapter/hero-words.zh.js';
import { dist } from './places.mjs';

/** By the name of the file: which picture, pixels to one of CSS, and WebP's quality. */
const FILES = {
  'hero-wide.webp': { shape: 'wide', density: 1, quality: 68 },
  'hero-wide-2x.webp': { shape: 'wide', density: 2, quality: 50 },
  'hero-tall.webp': { shape: 'tall', density: 2, quality: 55 },
};
/** Heights along each side. */
const SIDE = 240;

/** Writes the pictures, and gives what stands over them, by the names that the pages have for it. @param {Engine} engine @param {string[]} optimizers their names, in the catalog's order */
export async function hero(engine, optimizers) {
  const surface = engine.surface({ ...SURFACE, side: SIDE });
  const { low, middle, high } = surface.scale();
  for (const [file, { shape, density, quality }] of Object.entries(FILES)) {
    const picture = PICTURES[/** @type {keyof typeof PICTURES} */ (shape)];
    writeFileSync(join(dist, file), await painted(surface, picture, density, quality));
  }
  surface.free();
  const relief = new Relief(...losses(engine), SURFACE.domain, { low, middle, high });
  const rolled = roll(engine, START);
  /** @type {Record<string, string>} */
  const parts = { hero_scale: [low, middle, high].map((loss) => Number(loss.toPrecision(9))).join(' ') };
  /** How each run looks, and where its ball lies in both pictures. */
  const styles = Object.fromEntries(NAMES.map((name) => [name, style(optimizers.indexOf(name))]));
  /** @type {Record<string, string[]>} */
  const places = { start: [], ...styles };
  for (const [shape, picture] of Object.entries(PICTURES)) {
    const view = new View(relief, picture);
    const put = (/** @type {string} */ name, /** @type {{ x: number, y: number } | undefined} */ spot) => {
      if (!spot) throw new Error(`in the ${shape} picture ${name} is not on the relief`);
      places[name]?.push(`--${shape}:${placed(spot, picture)}`);
    };
    put('start', view.spot(START[0] ?? 0, START[1] ?? 0));
    const runs = rolled.map(({ name, params }) => {
      const trail = trailOf(view, params);
      put(name, trail.at(-1));
      const { seen, behind } = drawn(trail);
      const lines = [`<path class="whole"/>`, line('behind', behind), line('casing', seen), line('trail', seen)];
      return `<g class="${name}" style="${styles[name]?.slice(0, 2).join(';')}">${lines.join('')}</g>`;
    });
    parts[`hero_${shape}`] =
      `<svg class="${shape}" viewBox="0 0 ${picture.width} ${picture.height}" aria-hidden="true">${runs.join('')}</svg>`;
  }
  for (const [language, words] of Object.entries({ en, zh })) parts[`hero_seen_${language}`] = sentence(rolled, words);
  for (const [name, where] of Object.entries(places)) parts[`hero_${name}`] = where.join(';');
  return parts;
}

/** @param {number} index of an optimizer in the catalog */
function style(index) {
  const { colour, dash } = optimizerStyle(index);
  return [`--colour:${colour}`, `--dash:${dash.join(' ') || 'none'}`];
}

/** @param {string} name @param {string} d */
const line = (name, d) => `<path class="${name}" d="${d}"/>`;

/**
 * The relief with its contours, and nothing where it is not.
 *
 * @param {LitSurface} surface
 * @param {{ width: number, height: number, camera: number[] }} picture
 * @param {number} density
 * @param {number} quality
 */
function painted(surface, picture, density, quality) {
  const size = { width: density * picture.width, height: density * picture.height };
  const look = { ...size, camera: picture.camera, density, fine: true, ink: '#000000' };
  surface.paint(null, { ...look, lines: false });
  const bare = surface.pixels();
  surface.paint(null, look);
  // With the contours come floor and axes. Those are darker than the relief, or beside it; contours are lighter.
  const pixels = surface.pixels().map((value, at) => {
    const plain = bare[at] ?? 0;
    return at % 4 === 3 ? plain : Math.max(value, plain);
  });
  return sharp(Buffer.from(pixels), { raw: { ...size, channels: 4 } })
    .webp({ quality, alphaQuality: 80, effort: 6, smartSubsample: true })
    .toBuffer();
}
