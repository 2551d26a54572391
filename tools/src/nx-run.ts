import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { nx, nxEnvironment } from './nx.ts';
import { runQuietly, runVisibly } from './run.ts';
import { workspaceRoot } from './workspace.ts';

/** One target of one project. */
export interface Task {
  readonly target: string;
  readonly projectName: string;
}

/** How it went; a task that builds on a failed one does not run. */
export interface FinishedTask extends Task {
  readonly outcome: 'succeeded' | 'failed' | 'not run';
}

export interface RunTargetsOptions {
  readonly targets: readonly string[];
  /** More options for Nx. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
}

const cacheFolder = join(workspaceRoot, '.nx', 'cache');
/** Nx notes here how its last run went. */
const notesPath = join(cacheFolder, 'run.json');
const planPath = join(cacheFolder, 'plan.json');

/**
 * Runs targets of all projects, showing their output; a failing task hinders only those that build on it.
 * @throws Failed when Nx cannot even tell what there is to run
 */
export async function runTargets(options: RunTargetsOptions): Promise<readonly FinishedTask[]> {
  const { targets, args, env, stop } = options;
  mkdirSync(cacheFolder, { recursive: true });
  const command = [
    'run-many',
    '--targets',
    targets.join(','),
    '--parallel=2',
    '--output-style=static',
    ...args,
  ];
  const surroundings = { cwd: workspaceRoot, env: { ...nxEnvironment, ...env }, stop };
  await runQuietly(nx, [...command, `--graph=${planPath}`], surroundings);
  rmSync(notesPath, { force: true });
  await runVisibly(nx, command, surroundings);

  const notes = readNotes();
  return readPlan()
    .filter(({ target }) => targets.includes(target))
    .map(({ target, projectName }) => {
      const status = notes.find((task) => task.target === target && task.projectName === projectName)?.status;
      return {
        target,
        projectName,
        outcome: status === undefined ? 'not run' : status === 0 ? 'succeeded' : 'failed',
      };
    });
}

function readPlan(): readonly Task[] {
  const plan = JSON.parse(readFileSync(planPath, 'utf8')) as {
    tasks: { tasks: Record<string, { target: { project: string; target: string } }> };
  };
  return Object.values(plan.tasks.tasks).map(({ target }) => ({
    target: target.target,
    projectName: target.project,
  }));
}

/** Empty when Nx was ended before it could note anything. */
function readNotes(): readonly (Task & { readonly status: number })[] {
  try {
    const notes = JSON.parse(readFileSync(notesPath, 'utf8')) as { tasks: (Task & { status: number })[] };
    return notes.tasks;
  } catch {
    return [];
  }
}
