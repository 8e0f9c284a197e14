// Serves, once for all tests, the built site, and the example post on another origin.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist } from '../../tools/places.mjs';
import { serve } from '../../tools/serve.mjs';

/** Playwright's workers are started later, with this environment. */
export default async function startServers() {
  const site = await serve(dist);
  const folder = await mkdtemp(join(tmpdir(), 'blog-'));
  await cp(join(dist, 'example'), folder, { recursive: true });
  const post = await readFile(join(dist, 'example/index.html'), 'utf8');
  await writeFile(join(folder, 'index.html'), post.replaceAll('../', site.url));
  const blog = await serve(folder);
  Object.assign(process.env, { SITE: site.url, BLOG: blog.url });
  return async () => {
    await Promise.all([site.close(), blog.close()]);
    await rm(folder, { recursive: true });
  };
}
