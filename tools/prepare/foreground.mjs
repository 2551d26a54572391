import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** How often to look whether npm is still there, in ms. */
const parentLookMs = 250;

/**
 * Runs a program in this one's place: same terminal, same signals, and it learns when this process ends.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code
 */
export function runInForeground(program, args, options) {
  const child = spawn(program, args, { ...options, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  // The child decides when to end; a signal that the terminal has sent to both does no harm when it comes twice.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  // npm passes a signal on to the shell that it ran this in, which ends without a word to this process.
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid === parent || child.kill('SIGTERM'), parentLookMs);
  if (!process.env['npm_lifecycle_event']) clearInterval(watch);
  child.once('close', () => clearInterval(watch));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
