import { CommitOutcomeUnknown, DatabaseUnavailable } from '@perfume/db-client';
import { describe, expect, it } from 'vitest';
import { ImportInterrupted, withRetries } from './retry.ts';

const failing = (times: number, error: Error) => {
  let calls = 0;
  return () => {
    calls += 1;
    return calls <= times ? Promise.reject(error) : Promise.resolve(calls);
  };
};

describe('withRetries', () => {
  it.each([
    new DatabaseUnavailable('away'),
    new CommitOutcomeUnknown('lost'),
    Object.assign(new Error('gone'), { code: 'ECONNRESET' }),
    Object.assign(new Error('deadlock'), { errno: 1213 }),
  ])('does the work again after "%s" and says how long it waits', async (error) => {
    const waits: number[] = [];
    expect(await withRetries(failing(2, error), (seconds) => waits.push(seconds), [1, 2, 3])).toBe(3);
    expect(waits).toEqual([0.001, 0.002]);
  });

  it('gives up when the database stays away', async () => {
    const work = failing(Number.POSITIVE_INFINITY, new DatabaseUnavailable('away'));
    await expect(withRetries(work, () => undefined, [1, 1])).rejects.toThrow(ImportInterrupted);
  });

  it('does not repeat what another try would not mend', async () => {
    const waits: number[] = [];
    const work = failing(1, Object.assign(new Error('too long'), { errno: 1406 }));
    await expect(withRetries(work, (seconds) => waits.push(seconds), [1])).rejects.toThrow('too long');
    expect(waits).toEqual([]);
  });
});
