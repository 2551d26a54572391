import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { workspaceRoot } from '../workspace.ts';

/** The longest that git may take, in ms. */
const gitMs = 10_000;

/** Which commit is checked out, for people who look at a release later. Empty where this is no checkout. */
export async function describeCheckout(): Promise<Readonly<Record<string, string>>> {
  try {
    const commit = (await git('rev-parse', '--short=12', 'HEAD')).trim();
    const changed = (await git('status', '--porcelain', '--untracked-files=no')).trim() !== '';
    return { commit: changed ? `${commit}, changed` : commit };
  } catch {
    return {};
  }
}

async function git(...args: readonly string[]): Promise<string> {
  return (await promisify(execFile)('git', args, { cwd: workspaceRoot, timeout: gitMs })).stdout;
}
