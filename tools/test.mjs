// `npm test`: everything, each part by the script of its name, and what came of it.
import { setUpTests } from './setup.mjs';
import { npm, Problem, whenStarted } from './shell.mjs';

const PARTS = [
  'build',
  'test:fmt',
  'test:clippy',
  'test:rust',
  'test:types',
  'test:lint',
  'test:floors',
  'test:floors',
  'test:unit',
  'test:wasm',
  'test:e2e',
];

whenStarted(import.meta.url, async () => {
  await setUpTests();
  const rows = PARTS.map((part) => {
    console.log(`\n━━ npm run ${part}`);
    const start = performance.now();
    const passed = succeeds(part);
    return { part, passed, seconds: (performance.now() - start) / 1000 };
  });
  console.log('\n━━ npm test');
  for (const { part, passed, seconds } of rows) {
    console.log(`${part.padEnd(12)} ${passed ? 'passed' : 'FAILED'} ${seconds.toFixed(1).padStart(8)} s`);
  }
  const failed = rows.filter(({ passed }) => !passed).length;
  console.log(`${rows.length - failed} passed, ${failed} failed`);
  if (failed) process.exitCode = 1;
});

/** @param {string} part */
function succeeds(part) {
  try {
    npm('run', '--silent', part);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
