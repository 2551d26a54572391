import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, it, vi } from 'vitest';
import { beginRun } from '../run/run.ts';
import { describeAsRoot } from '../testing/as-root.ts';
import { removeRun, sweepDeadRuns, tracesOf } from './sweep.ts';

const ids: string[] = [];

async function rehearse(...how: string[]): Promise<{ child: ChildProcess; id: string }> {
  const program = join(import.meta.dirname, '..', 'testing', 'rehearsal-process.ts');
  const child = spawn(process.execPath, [program, ...how], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [id] = (await once(createInterface(child.stdout), 'line')) as [string];
  ids.push(id);
  return { child, id };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describeAsRoot('a rehearsal whose process is killed', () => {
  afterEach(async () => {
    for (const id of ids.splice(0)) await removeRun(id);
  });

  it('is taken away by the process beside it', async () => {
    const { child, id } = await rehearse('with-reaper');
    expect((await tracesOf({ id })).length).toBeGreaterThan(3);
    await kill(child);
    await vi.waitFor(async () => expect(await tracesOf({ id })).toEqual([]), {
      timeout: 20_000,
      interval: 100,
    });
  });

  it('is taken away by the next one where both were killed, which leaves living ones alone', async () => {
    const { child, id } = await rehearse();
    const mine = await beginRun();
    ids.push(mine.id);
    expect(await sweepDeadRuns()).toEqual([]);
    await kill(child);
    expect(await sweepDeadRuns()).toEqual([id]);
    expect(await tracesOf({ id })).toEqual([]);
    expect(await tracesOf(mine)).toEqual([mine.directory]);
  });
});
