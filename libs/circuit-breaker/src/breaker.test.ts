import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Breaker, type BreakerChange } from './breaker.ts';

/** A server that is asked by hand: each probe waits for its answer. */
function breakerWithProbes(failures = 2) {
  const probes: { answer(): void; refuse(): void; readonly signal: AbortSignal }[] = [];
  const changes: BreakerChange['to'][] = [];
  const breaker = new Breaker({
    failures,
    retryAfterMs: 250,
    probeTimeoutMs: 1_000,
    random: () => 0.5,
    onChange: ({ to }) => changes.push(to),
    probe: (signal) =>
      new Promise<void>((resolve, reject) => {
        probes.push({ answer: resolve, refuse: () => reject(new Error('away')), signal });
      }),
  });
  return { breaker, probes, changes };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a circuit breaker', () => {
  it('opens at the stated number of losses in a row, tells of it once, and asks the server itself at once', () => {
    const { breaker, probes, changes } = breakerWithProbes();
    breaker.failed('x');
    breaker.succeeded();
    breaker.failed('x');
    expect([breaker.state, probes.length]).toEqual(['closed', 0]);
    breaker.failed('x');
    breaker.failed('x');
    expect([breaker.state, breaker.isClosed, probes.length]).toEqual(['half-open', false, 1]);
    expect([changes, breaker.timesOpened]).toEqual([['open'], 1]);
  });

  it('asks again and again, one probe at a time, and closes when one succeeds', async () => {
    const { breaker, probes, changes } = breakerWithProbes(1);
    breaker.failed('x');
    for (let asked = 1; asked <= 3; asked += 1) {
      expect(probes).toHaveLength(asked);
      probes.at(-1)?.refuse();
      await settle();
      expect(breaker.state).toBe('open');
      await vi.advanceTimersByTimeAsync(250);
    }
    probes.at(-1)?.answer();
    await settle();
    expect([breaker.state, changes]).toEqual(['closed', ['open', 'closed']]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(probes).toHaveLength(4);
  });

  it('is not held up by a probe that never settles, and a late answer of one changes nothing', async () => {
    const { breaker, probes } = breakerWithProbes(1);
    breaker.failed('x');
    await vi.advanceTimersByTimeAsync(1_000);
    expect([breaker.state, probes[0]?.signal.aborted]).toEqual(['open', true]);
    probes[0]?.answer();
    await settle();
    expect(breaker.state).toBe('open');
    await vi.advanceTimersByTimeAsync(250);
    probes[1]?.answer();
    await settle();
    expect(breaker.state).toBe('closed');
  });

  it('is not closed by the late answer of a call that began before it opened', () => {
    const { breaker } = breakerWithProbes(1);
    breaker.failed('x');
    breaker.succeeded();
    expect(breaker.isClosed).toBe(false);
  });

  it('asks nothing more once it has ended', async () => {
    const { breaker, probes } = breakerWithProbes(1);
    breaker.failed('x');
    breaker.end();
    probes[0]?.refuse();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([probes.length, probes[0]?.signal.aborted]).toEqual([1, true]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
