import { InstanceEnvironmentError } from '@perfume/instances';
import { UserError } from '../system/patience.ts';

/** A command of a program: what it does in a line, and its work with the words that follow it. */
export interface Command {
  readonly says: string;
  readonly run: (args: readonly string[]) => Promise<unknown>;
}

/** By the words that call them. */
export type Commands = Readonly<Record<string, Command>>;

/**
 * Runs the command that the arguments begin with; of two that fit the longer one. What a person can mend is said in one
 * sentence, everything else with where it happened.
 */
export async function runCommand(program: string, commands: Commands): Promise<void> {
  const words = process.argv.slice(2);
  const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((candidate) => candidate in commands);
  const command = name === undefined ? undefined : commands[name];
  if (!command || words.includes('--help')) {
    const width = Math.max(...Object.keys(commands).map(({ length }) => length)) + 2;
    const lines = Object.entries(commands).map(([word, { says }]) => `  ${word.padEnd(width)}${says}\n`);
    process.stdout.write(`${program} COMMAND\n\n${lines.join('')}`);
    if (!command) process.exitCode = 1;
    return;
  }
  try {
    await command.run(words.slice(name!.split(' ').length));
  } catch (error) {
    const expected = error instanceof UserError || error instanceof InstanceEnvironmentError;
    process.stderr.write(`${expected ? error.message : inFull(error)}\n`);
    process.exitCode = 1;
  }
  // What still listens or waits must not keep a command from ending.
  process.exit();
}

function inFull(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A line for whoever called. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
