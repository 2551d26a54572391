import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { projectRoot } from '../config/load.ts';
import { DeployFailed } from './failure.ts';
import type { Target } from './target.ts';
import { workspaceRoot } from './workspace.ts';

/** The pinned CLI, whatever else is installed on this machine. */
const program = join(workspaceRoot, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** Lines of the CLI that a failure repeats. */
const shownLines = 25;

export interface CdkRun {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Gets each line that the CLI prints. */
  readonly say: (line: string) => void;
  /** The longest that it may take, in ms. */
  readonly longestMs: number;
  /** What a failure means and what to do, put before the CLI's own words. */
  readonly whenFailed: string;
  /** Exit codes that are no failure. Default: 0. */
  readonly fine?: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the AWS CDK's command line program, which reports nothing home and looks for no newer version.
 * @returns its exit code
 * @throws DeployFailed with the end of its own words
 */
export async function runCdk(run: CdkRun): Promise<number> {
  const { args, environment, say, longestMs, whenFailed, fine = [0], signal } = run;
  const child = spawn(process.execPath, [program, ...args, '--ci', '--no-color', '--no-notices'], {
    cwd: projectRoot,
    env: {
      ...environment,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_DISABLE_VERSION_CHECK: '1',
      NO_COLOR: '1',
      // Nx sets it, and Node complains of the contradiction.
      FORCE_COLOR: undefined,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longestMs,
    ...(signal && { signal }),
  });
  const end: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (line.trim() === '') return;
      end.push(line);
      if (end.length > shownLines) end.shift();
      say(line);
    });
  }
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      end.push(error.message);
      resolve(-1);
    });
    child.once('close', (code) => resolve(code ?? -1));
  });
  if (fine.includes(code)) return code;
  throw new DeployFailed(
    `${whenFailed}\nThe end of what the CDK said:\n${end.map((line) => `  ${line}`).join('\n')}`,
  );
}

/**
 * Describes the stacks anew and writes the assembly that all later steps use. It asks nobody anything.
 * @param configFile the shop's settings
 * @param folder where the assembly goes
 */
export async function synthesize({
  target,
  configFile,
  folder,
}: {
  readonly target: Target;
  readonly configFile: string;
  readonly folder: string;
}): Promise<void> {
  await runCdk({
    // CloudFormation takes 50 KiB in a request; what the metadata of the CDK takes of it serves nobody here.
    args: [
      ...['synth', '--quiet', '--no-lookups', '--output', folder],
      ...['--no-path-metadata', '--no-asset-metadata', '--no-version-reporting'],
    ],
    environment: { ...target.environment, SHOP_CONFIG: configFile },
    say: () => undefined,
    longestMs: 5 * 60_000,
    whenFailed: 'The stacks could not be described. Nothing was changed.',
  });
}
