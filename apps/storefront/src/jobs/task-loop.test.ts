import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gate } from '../../test/support/payments.ts';
import { runTasks } from './task-loop.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const logger = pino({ level: 'silent' });
const quiet = { logger, random: () => 0.5 };

describe('the loop of jobs', () => {
  it('runs a task again and again, each no more often than it asks for', async () => {
    const often = vi.fn(() => Promise.resolve());
    const seldom = vi.fn(() => Promise.resolve());
    const loop = runTasks(
      [
        { name: 'often', everyMs: 1_000, run: often },
        { name: 'seldom', everyMs: 60_000, run: seldom },
      ],
      quiet,
    );
    await vi.advanceTimersByTimeAsync(10_500);
    expect(often).toHaveBeenCalledTimes(10);
    expect(seldom).toHaveBeenCalledTimes(1);
    await loop.stop();
  });

  it('goes on after a failure, later and later, and leaves the other tasks alone', async () => {
    const failing = vi.fn(() => Promise.reject(new Error('broken')));
    const fine = vi.fn(() => Promise.resolve());
    const loop = runTasks(
      [
        { name: 'failing', everyMs: 1_000, run: failing },
        { name: 'fine', everyMs: 1_000, run: fine },
      ],
      quiet,
    );
    await vi.advanceTimersByTimeAsync(20_500);
    expect(failing).toHaveBeenCalledTimes(4);
    expect(fine).toHaveBeenCalledTimes(20);
    await loop.stop();
  });

  it('stops by telling the running task, waiting for it, and starting nothing more', async () => {
    const finish = gate();
    let told = false;
    const next = vi.fn(() => Promise.resolve());
    const loop = runTasks(
      [
        {
          name: 'long',
          everyMs: 1_000,
          async run(signal) {
            signal.addEventListener('abort', () => {
              told = true;
            });
            await finish.opened;
          },
        },
        { name: 'next', everyMs: 1_000, run: next },
      ],
      quiet,
    );
    await vi.advanceTimersByTimeAsync(1_500);
    let stopped = false;
    const stopping = loop.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(10);
    expect([told, stopped]).toEqual([true, false]);
    finish.open();
    await stopping;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(next).not.toHaveBeenCalled();
  });
});
