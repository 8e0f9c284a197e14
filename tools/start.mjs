// `npm start [-- PORT]`: builds, serves, and builds again when a source changes.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { build, dist } from './build.mjs';
import { serve } from './serve.mjs';
import { setUpPage } from './setup.mjs';
import { Problem, root, say, whenStarted } from './shell.mjs';

whenStarted(import.meta.url, async () => {
  const port = Number(process.argv[2] ?? process.env.PORT ?? 8000);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Problem('the port must be a number from 0 to 65535.');
  setUpPage();
  await build();
  const { url } = await serve(dist, { port });
  console.log(`\nReady: ${url} (Ctrl-C ends it; a changed source is built again)\n`);
  for (const folder of ['src', 'www']) watch(join(root, folder), { recursive: true }, sourceChanged);
});

let building = false;
let stale = false;

function sourceChanged() {
  stale = true;
  if (!building) rebuild();
}

/** In a process of its own, so that the page is served meanwhile. */
function rebuild() {
  building = true;
  // A moment, for an editor that saves several files.
  setTimeout(() => {
    stale = false;
    const start = performance.now();
    spawn(process.execPath, [join(root, 'tools/build.mjs')], { stdio: 'inherit' }).on('exit', (status) => {
      building = false;
      if (status === 0) say(`built again in ${((performance.now() - start) / 1000).toFixed(1)} s`);
      if (stale) rebuild();
    });
  }, 200);
}
