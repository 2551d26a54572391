import { spawn, type ChildProcess } from 'node:child_process';

/** A program ended badly; what it said is here, to be shown. */
export class Failed extends Error {
  override readonly name = 'Failed';
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
}

/**
 * Runs a program quietly.
 * @throws Failed with all that it said, when it ends badly
 */
export async function runQuietly(
  program: string,
  args: readonly string[],
  options: RunOptions,
): Promise<void> {
  const child = spawn(program, args, {
    ...options,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWith(options.stop, child);
  let words = '';
  const listen = (chunk: Buffer) => {
    words += chunk.toString();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const code = await ended(child);
  if (code !== 0) throw new Failed(words.trim());
}

/**
 * Runs a program on this terminal and gives its exit code. It is in a session of its own: a Ctrl-C reaches it once,
 * through here, and so does the next one for a program that takes its time.
 */
export function runVisibly(program: string, args: readonly string[], options: RunOptions): Promise<number> {
  const child = spawn(program, args, {
    ...options,
    env: options.env ?? process.env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  endWith(options.stop, child);
  return ended(child);
}

/** One press of Ctrl-C may arrive several times, passed on by npm and Nx: repeats within this time are the same. In ms. */
const samePressMs = 500;

function endWith(stop: AbortSignal, child: ChildProcess): void {
  let last = 0;
  const end = () => {
    if (Date.now() - last < samePressMs) return;
    last = Date.now();
    child.kill('SIGTERM');
  };
  const again = () => {
    if (stop.aborted) end();
  };
  if (stop.aborted) end();
  stop.addEventListener('abort', end, { once: true });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, again);
  child.once('exit', () => {
    stop.removeEventListener('abort', end);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, again);
  });
}

/** @throws Failed when the program cannot be run at all */
function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Failed(error.message)));
    child.once('close', (code) => resolve(code ?? 1));
  });
}
