import { describe, expect, it } from 'vitest';
import { Breaker } from './breaker.ts';

function breakerAt(clock: { ms: number }) {
  return new Breaker({ failures: 3, retryAfterMs: 500, now: () => clock.ms });
}

function open(clock: { ms: number }): Breaker {
  const breaker = breakerAt(clock);
  for (let failure = 0; failure < 3; failure += 1) breaker.failed();
  return breaker;
}

describe('a circuit breaker', () => {
  it('opens at the stated number of failures in a row and tells of it once', () => {
    const breaker = breakerAt({ ms: 0 });
    expect([breaker.failed(), breaker.failed(), breaker.failed(), breaker.failed()]).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(breaker.allows()).toBe(false);
  });

  it('starts counting anew after a success', () => {
    const breaker = breakerAt({ ms: 0 });
    breaker.failed();
    breaker.failed();
    expect(breaker.succeeded()).toBe(false);
    breaker.failed();
    expect(breaker.state).toBe('closed');
  });

  it('lets a single call try once the wait is over, and closes when it succeeds', () => {
    const clock = { ms: 0 };
    const breaker = open(clock);
    clock.ms = 500;
    expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
    expect(breaker.succeeded()).toBe(true);
    expect([breaker.allows(), breaker.allows()]).toEqual([true, true]);
  });

  it('waits again when that call fails', () => {
    const clock = { ms: 0 };
    const breaker = open(clock);
    clock.ms = 500;
    breaker.allows();
    breaker.failed();
    clock.ms = 999;
    expect(breaker.allows()).toBe(false);
    clock.ms = 1000;
    expect(breaker.allows()).toBe(true);
  });

  it('lets another call try when the one that tried ended without an outcome', () => {
    const clock = { ms: 0 };
    const breaker = open(clock);
    clock.ms = 500;
    breaker.allows();
    breaker.abandoned();
    expect([breaker.state, breaker.allows()]).toEqual(['half-open', true]);
  });
});
