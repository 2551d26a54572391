import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nx, nxEnvironment } from './nx.ts';
import { runVisibly } from './run.ts';
import { workspaceRoot } from './workspace.ts';

/** One target of one project, as Nx ran it. */
export interface FinishedTask {
  readonly target: string;
  readonly projectName: string;
  readonly succeeded: boolean;
}

/** Nx notes each run here, if the folder exists. */
const cacheFolder = join(workspaceRoot, '.nx', 'cache');
const notesPath = join(cacheFolder, 'run.json');

/**
 * Runs targets of all projects, showing their output; a failing task hinders only those that build on it.
 * @returns what ran, and whether all of it succeeded
 */
export async function runTargets(
  targets: readonly string[],
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  stop: AbortSignal,
): Promise<{ readonly tasks: readonly FinishedTask[]; readonly succeeded: boolean }> {
  mkdirSync(cacheFolder, { recursive: true });
  rmSync(notesPath, { force: true });
  const exitCode = await runVisibly(
    nx,
    ['run-many', '--targets', targets.join(','), '--parallel=2', '--output-style=static', ...args],
    { cwd: workspaceRoot, env: { ...nxEnvironment, ...env }, stop },
  );
  return { tasks: readTasks(), succeeded: exitCode === 0 };
}

function readTasks(): readonly FinishedTask[] {
  try {
    const notes = JSON.parse(readFileSync(notesPath, 'utf8')) as {
      tasks: { target: string; projectName: string; status: number }[];
    };
    return notes.tasks.map(({ target, projectName, status }) => ({
      target,
      projectName,
      succeeded: status === 0,
    }));
  } catch {
    return [];
  }
}
