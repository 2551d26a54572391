import { spawn } from 'node:child_process';
import type { CommandResult } from '../topology.ts';

export interface CommandOptions {
  /** Default: 60,000 ms; the command is killed then. */
  readonly timeoutMs?: number;
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** The longest output that is kept of a command, in characters; the end is the part that says what went wrong. */
const longestOutput = 256 * 1024;

/** A command that had to succeed and did not; the message holds its own words. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly result: CommandResult;
  constructor(command: readonly string[], result: CommandResult) {
    const words = `${result.stderr}${result.stdout}`.trim().split('\n').slice(-8).join('\n');
    super(`${command.join(' ')} ended with ${result.code}${words ? `:\n${words}` : ''}`);
    this.result = result;
  }
}

/** Runs a command and gives its end, whatever it is; 124 when it took too long, 127 when it is not installed. */
export function tryCommand(command: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { timeoutMs = 60_000, input, env } = options;
  return new Promise((resolve) => {
    const child = spawn(command[0]!, command.slice(1), {
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(env && { env }),
    });
    let stdout = '';
    let stderr = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
      // A grandchild may hold the pipes open for longer.
      child.stdout.destroy();
      child.stderr.destroy();
    }, timeoutMs);
    child.stdout
      .setEncoding('utf8')
      .on('data', (part: string) => (stdout = (stdout + part).slice(-longestOutput)));
    child.stderr
      .setEncoding('utf8')
      .on('data', (part: string) => (stderr = (stderr + part).slice(-longestOutput)));
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, stdout, stderr: error.message });
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({
        code: late ? 124 : (code ?? 137),
        stdout,
        stderr: late ? `${stderr}no end after ${timeoutMs} ms` : stderr,
      });
    });
    // A command that ends before it has read its input is judged by its end.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** @throws CommandFailed unless it ends with 0 */
export async function command(words: readonly string[], options?: CommandOptions): Promise<string> {
  const result = await tryCommand(words, options);
  if (result.code !== 0) throw new CommandFailed(words, result);
  return result.stdout;
}
