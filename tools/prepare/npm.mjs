import { spawn } from 'node:child_process';
import { waiting } from './waiting.mjs';

/** The last lines of npm's words that a failure repeats. */
const shownLines = 15;

/**
 * Runs npm quietly, with one line that says what takes so long.
 * @param {string} workspace
 * @param {string} what
 * @param {readonly string[]} args
 * @returns {Promise<{ ok: boolean, end: string }>} whether it went well, and the end of what npm said
 */
export async function npm(workspace, what, args) {
  // Under `npm start` this is the very npm that was called; on its own, the one in PATH.
  const path = process.env['npm_execpath'];
  const [program, first] = path?.endsWith('.js') ? [process.execPath, [path]] : ['npm', []];
  const done = waiting(what);
  const child = spawn(program, [...first, ...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  const listen = (/** @type {Buffer} */ chunk) => {
    words += chunk.toString();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const stop = () => child.kill();
  process.once('exit', stop);
  const ok = await new Promise((resolve) => {
    child.once('error', (error) => {
      words += error.message;
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
  process.off('exit', stop);
  done(ok);
  return { ok, end: words.trimEnd().split('\n').slice(-shownLines).join('\n') };
}
