// `node build-there.mjs FOLDER`: builds the site of the sources in that folder, by its own script.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { build } = await import(pathToFileURL(join(process.argv[2], 'tools/build.mjs')).href);
await build();
