// `npm run test:embed`: figures within the programs that people really use, in a browser. It installs those programs.
import { install } from './python.mjs';
import { npm, whenStarted } from './shell.mjs';

whenStarted(import.meta.url, async () => {
  install('notebooks');
  npm('exec', '--', 'playwright', 'test', '-c', 'tests/embed', ...process.argv.slice(2));
});
