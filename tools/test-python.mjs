// `npm run test:python`: the Python package, as a wheel, in an environment of its own.
import { join } from 'node:path';
import { install, program } from './python.mjs';
import { root, run, whenStarted } from './shell.mjs';

whenStarted(import.meta.url, async () => {
  install('test');
  run(program('python'), ['-m', 'pytest', '--quiet', '-p', 'no:cacheprovider', join(root, 'python/tests')]);
});
