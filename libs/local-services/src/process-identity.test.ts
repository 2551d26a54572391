import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isRunning, knownProcess, stopProcess } from './process-identity.ts';

describe('a known process', () => {
  it('is this one while it runs', () => {
    expect(isRunning(knownProcess(process.pid)!)).toBe(true);
  });

  it('is not another one that has got its id', () => {
    expect(isRunning({ pid: process.pid, startedAt: 'some other time' })).toBe(false);
  });

  it('does not run any more once it has ended', async () => {
    const child = spawn('sleep', ['60']);
    const known = knownProcess(child.pid!)!;
    child.kill();
    await once(child, 'exit');
    expect(isRunning(known)).toBe(false);
  });

  it('is killed when it does not heed the request to stop', async () => {
    const child = spawn('sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.05; done'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const exit = once(child, 'exit');
    await once(child.stdout, 'data');
    await stopProcess(knownProcess(child.pid!)!, 100);
    expect((await exit)[1]).toBe('SIGKILL');
  });

  it('that is not the one meant gets no signal', async () => {
    const child = spawn('sleep', ['5']);
    await stopProcess({ pid: child.pid!, startedAt: 'some other time' }, 0);
    expect(isRunning(knownProcess(child.pid!)!)).toBe(true);
    child.kill();
  });
});
