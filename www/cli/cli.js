#!/usr/bin/env node
// The command of the package: `npx sgd-playground poster himmelblau poster.png optimizer=adam steps=200`.

import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { encode } from 'fast-png';
import { escaped, inMarkup } from '../site/builder/snippets.js';
import { poster, Refused } from './poster.js';

const USAGE = `npx sgd-playground poster SUBJECT FILE.png [NAME=VALUE …]

paints a still picture of a run on a loss of two parameters, and prints the markup of a figure that shows it until it has loaded.

SUBJECT is an objective such as himmelblau, or a formula such as "x^2 + 3*y^2". NAME=VALUE is whatever a link may say, such as
optimizer=adam, start=-1,1 or compare=sgd@0.01,adam@0.1, and
  steps=300         how many steps the run takes
  size=1600x1200    in pixels
  camera=-32,40,1   yaw and pitch in degrees, and zoom
  paper=none        none, white or black
  colormap=viridis  viridis, magma, cividis, …`;

/** A figure with its picture. @param {string} file @param {import('./poster.js').Poster} poster */
function markup(file, { width, height, attributes, says }) {
  const said = Object.entries({ ...attributes, view: 'surface' }).map(inMarkup);
  const style = 'display: block; width: 100%; height: auto';
  return `<sgd-playground ${said.join(' ')}>
  <img src="${escaped(basename(file))}" width="${width}" height="${height}" style="${style}" alt="${escaped(says)}">
</sgd-playground>`;
}

/** @param {string[]} parameters */
async function run([command, subject, file, ...wishes]) {
  if (command === undefined || ['help', '--help', '-h'].includes(command)) return USAGE;
  if (command !== 'poster') throw new Refused(`There is no command ${command}; there is poster.\n\n${USAGE}`);
  if (subject === undefined || file === undefined) throw new Refused(`Of which surface, and where to?\n\n${USAGE}`);
  const wrong = wishes.find((wish) => !wish.includes('='));
  if (wrong !== undefined) throw new Refused(`“${wrong}” says nothing; NAME=VALUE fits, such as steps=200.`);
  const pairs = wishes.map((wish) => [wish.slice(0, wish.indexOf('=')), wish.slice(wish.indexOf('=') + 1)]);
  const painted = await poster(subject, Object.fromEntries(pairs));
  const { width, height, pixels } = painted;
  const data = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  try {
    writeFileSync(file, encode({ width, height, data, channels: 4 }));
  } catch (error) {
    throw new Refused(`${file} cannot be written: ${/** @type {Error} */ (error).message}`);
  }
  return `${painted.says}\n\n${markup(file, painted)}`;
}

try {
  console.log(await run(process.argv.slice(2)));
} catch (error) {
  // The engine's own refusals are sentences, too.
  if (!(error instanceof Refused) && /** @type {Error} */ (error).name !== 'EngineError') throw error;
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
}
