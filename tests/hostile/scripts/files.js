// Sound files, from which others are made.
import { readdirSync, readFileSync } from 'node:fs';

/** @param {string} folder in tests/ @param {RegExp} name */
export const filesIn = (folder, name) => {
  const place = new URL(`../../${folder}/`, import.meta.url);
  return readdirSync(place)
    .filter((file) => name.test(file))
    .map((file) => new Uint8Array(readFileSync(new URL(file, place))));
};
