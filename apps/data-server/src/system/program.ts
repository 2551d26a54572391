import { spawn } from 'node:child_process';

export interface ProgramOptions {
  /** Given to its standard input: secrets go this way, never on a command line. */
  readonly input?: string | Buffer;
  /** Killed after this long, in ms. Default 30 s. */
  readonly deadlineMs?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

export interface ProgramResult {
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of the system failed; the message holds the end of its own words. */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
  readonly code: number | undefined;
  readonly stderr: string;
  constructor(command: readonly string[], code: number | undefined, stderr: string) {
    const end = stderr.trimEnd().split('\n').slice(-4).join('\n');
    super(
      `${command.slice(0, 3).join(' ')} ${code === undefined ? 'did not run' : `ended with ${code}`}: ${end}`,
    );
    this.code = code;
    this.stderr = stderr;
  }
}

/** What a program may say that is kept, in bytes; more is cut. */
const keptBytes = 8 * 2 ** 20;

/**
 * Runs a program to its end.
 * @throws ProgramFailed when it cannot be started, ends with another code than 0, or takes too long
 */
export function run(command: readonly string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  const { input, deadlineMs = 30_000, env, cwd } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command[0]!, command.slice(1), {
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      timeout: deadlineMs,
      killSignal: 'SIGKILL',
      ...(env && { env }),
      ...(cwd && { cwd }),
    });
    const kept = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name]!.on('data', (chunk: Buffer) => {
        if (kept[name].length < keptBytes) kept[name] += chunk.toString();
      });
    child.once('error', (error) => reject(new ProgramFailed(command, undefined, error.message)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(kept);
      else
        reject(
          new ProgramFailed(
            command,
            code ?? undefined,
            `${kept.stderr || kept.stdout}${signal ? `\n${signal}` : ''}`,
          ),
        );
    });
    if (input !== undefined && child.stdin) {
      // It may end before it has read everything; its code tells.
      child.stdin.once('error', () => undefined);
      child.stdin.end(input);
    }
  });
}
