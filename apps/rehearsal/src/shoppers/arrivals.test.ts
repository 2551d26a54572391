import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openArrivals } from './arrivals.ts';
import { seededRandom } from './random.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => new Promise<void>(() => undefined);

it('visitors come at the stated rate although nobody is answered', () => {
  let came = 0;
  openArrivals({
    perSecond: 20,
    mostInFlight: 10_000,
    random: seededRandom(3),
    arrive: () => {
      came += 1;
      return never();
    },
    turnedAway: () => undefined,
  });
  vi.advanceTimersByTime(100_000);
  expect(came).toBeGreaterThan(1_800);
  expect(came).toBeLessThan(2_200);
});

it('whoever comes while too many are there is turned away and counted', () => {
  let turnedAway = 0;
  const arrivals = openArrivals({
    perSecond: 10,
    mostInFlight: 5,
    random: seededRandom(3),
    arrive: never,
    turnedAway: () => (turnedAway += 1),
  });
  vi.advanceTimersByTime(10_000);
  expect(arrivals.inFlight()).toBe(5);
  expect(turnedAway).toBeGreaterThan(60);
});

it('after the end nobody comes, and the end is when the last has gone', async () => {
  let came = 0;
  let leave = () => undefined as unknown;
  const arrivals = openArrivals({
    perSecond: 10,
    mostInFlight: 1,
    random: seededRandom(3),
    arrive: () => {
      came += 1;
      return new Promise<void>((resolve) => (leave = resolve));
    },
    turnedAway: () => undefined,
  });
  vi.advanceTimersByTime(1_000);
  let ended = false;
  const end = arrivals.finish().then(() => (ended = true));
  await vi.advanceTimersByTimeAsync(5_000);
  expect([came, ended]).toEqual([1, false]);
  leave();
  await end;
  expect(arrivals.inFlight()).toBe(0);
});
