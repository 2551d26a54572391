import { PublishError } from '@perfume/asset-store';
import { ShopConfigError } from '../config/index.ts';
import { DeployFailed } from './failure.ts';

/**
 * Runs a command of this project with its arguments; what can be expected to go wrong says its sentence, everything else
 * shows where it happened.
 */
export async function runCommand(
  usage: string,
  work: (args: readonly string[]) => Promise<void>,
): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    await work(args);
  } catch (error) {
    const expected =
      error instanceof DeployFailed || error instanceof ShopConfigError || error instanceof PublishError;
    process.stderr.write(`\n${expected ? error.message : inFull(error)}\n`);
    process.exitCode = 1;
  }
}

function inFull(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
