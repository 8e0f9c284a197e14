// Programs that serve notebooks, each until its test has ended.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that is free now. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Starts a server, and waits until it says where it is.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, says: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<() => Promise<void>>} ends it
 */
export async function start(command, args, { cwd, says, env }) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
  const ended = once(child, 'exit');
  let output = '';
  const ready = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (output.includes(says)) resolve(undefined);
      });
    }
  });
  const failed = ended.then(() => {
    throw new Error(`${command} has ended:\n${output}`);
  });
  await Promise.race([ready, failed]);
  failed.catch(() => undefined);
  return async () => {
    child.kill();
    await ended;
  };
}
