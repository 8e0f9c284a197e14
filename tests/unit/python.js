// Python, for tests that run what was written: $PYTHON, else python3.
import { execFileSync, spawnSync } from 'node:child_process';

const program = process.env.PYTHON ?? 'python3';
const env = { ...process.env, KERAS_BACKEND: 'jax', JAX_PLATFORMS: 'cpu' };

/** Whether it can do that. @param {string} code */
export const can = (code) => spawnSync(program, ['-c', code], { env }).status === 0;

/** What it prints. @param {string[]} args @param {string} [cwd] */
export const python = (args, cwd) =>
  execFileSync(program, args, { env, encoding: 'utf8', maxBuffer: 1 << 28, ...(cwd && { cwd }) });
