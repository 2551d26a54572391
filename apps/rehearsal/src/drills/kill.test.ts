import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { FaultNotProven, type Topology } from '../topology.ts';
import { killProven } from './kill.ts';

/** A topology of one real process, whose kill does as it is told. */
function topologyOf(pid: number | undefined, kill: () => Promise<void>): Topology {
  const processes = [{ name: 'perfume-cache', state: 'running', pid, restarts: 0 }];
  return { instances: () => [{ id: 'i-1', node: 'a', processes }], kill } as unknown as Topology;
}

it('a kill counts once the process is gone, and not while it is there', async () => {
  const child = spawn('sleep', ['60']);
  const ended = once(child, 'exit');
  try {
    const spared = topologyOf(child.pid, () => Promise.resolve());
    await expect(killProven(spared, { instance: 'a', process: 'perfume-cache' })).rejects.toThrow(
      FaultNotProven,
    );
    const killed = topologyOf(child.pid, async () => {
      child.kill('SIGKILL');
      await ended;
    });
    const proof = await killProven(killed, { instance: 'a', process: 'perfume-cache' });
    expect(proof.observations).toMatchObject([{ expected: 'no answer', seen: 'no answer' }]);
  } finally {
    child.kill('SIGKILL');
  }
});

it('a kill of nothing proves nothing', async () => {
  const nothing = topologyOf(undefined, () => Promise.resolve());
  await expect(killProven(nothing, { instance: 'a' })).rejects.toThrow(FaultNotProven);
});
