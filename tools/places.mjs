// Where the sources of the pages are, and where they are built.
import { join } from 'node:path';
import { root } from './shell.mjs';

export const www = join(root, 'www');
export const site = join(www, 'site');
export const dist = join(root, 'dist');
export const lib = join(root, 'lib');
