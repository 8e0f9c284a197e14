// `npm run test:embed`: figures within the programs that people really use, in a browser. It installs those programs.
// `npm run test:embed -- vite react notebooks` takes only these.
import { install } from './python.mjs';
import { npm, Problem, run, whenStarted } from './shell.mjs';

const NOTEBOOKS = 'notebooks';

function notebooks() {
  install(NOTEBOOKS);
  npm('exec', '--', 'playwright', 'test', '-c', 'tests/embed');
}

whenStarted(import.meta.url, async () => {
  const asked = process.argv.slice(2);
  const tools = asked.filter((name) => name !== NOTEBOOKS);
  const parts = [];
  if (asked.length === 0 || tools.length > 0) {
    parts.push(() => run(process.execPath, ['--test-reporter=spec', 'tests/embed/tools.js', ...tools]));
  }
  if (tools.length < asked.length || asked.length === 0) parts.push(notebooks);
  const failed = parts.filter((part) => {
    try {
      part();
      return false;
    } catch (error) {
      console.error(error);
      return true;
    }
  });
  if (failed.length > 0) throw new Problem('Not all tools show the figures.');
});
