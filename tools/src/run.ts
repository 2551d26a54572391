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

/** Runs a program on this terminal and gives its exit code. */
export function runVisibly(program: string, args: readonly string[], options: RunOptions): Promise<number> {
  const child = spawn(program, args, { ...options, env: options.env ?? process.env, stdio: 'inherit' });
  endWith(options.stop, child);
  return ended(child);
}

function endWith(stop: AbortSignal, child: ChildProcess): void {
  const end = () => child.kill('SIGTERM');
  if (stop.aborted) end();
  stop.addEventListener('abort', end, { once: true });
  child.once('exit', () => stop.removeEventListener('abort', end));
}

/** @throws Failed when the program cannot be run at all */
function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Failed(error.message)));
    child.once('close', (code) => resolve(code ?? 1));
  });
}
