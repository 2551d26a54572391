import type { Random } from './random.ts';

export interface Arrivals {
  /** Changes how many come, in arrivals a second; 0 stops them. */
  setRate(perSecond: number): void;
  readonly inFlight: () => number;
  /** Nobody comes any more; resolves once those who are there have finished. */
  finish(): Promise<void>;
}

export interface ArrivalOptions {
  readonly perSecond: number;
  /** At the same time; whoever comes beyond is turned away, and that is counted. */
  readonly mostInFlight: number;
  readonly random: Random;
  readonly arrive: () => Promise<void>;
  readonly turnedAway: () => void;
}

/**
 * Lets visitors arrive as they do in life: by chance, at an average rate, and without waiting for one another. A shop that
 * answers slowly therefore gets more of them at a time, not fewer.
 */
export function openArrivals(options: ArrivalOptions): Arrivals {
  const { mostInFlight, random, arrive, turnedAway } = options;
  let { perSecond } = options;
  let next: NodeJS.Timeout | undefined;
  /** When the next one is due, on the monotonic clock: a timer that comes late makes none late after it. */
  let dueAt = performance.now();
  const visits = new Set<Promise<void>>();

  const gapMs = () => (-Math.log(1 - random()) * 1000) / perSecond;

  const schedule = () => {
    if (perSecond <= 0) return;
    dueAt += gapMs();
    next = setTimeout(come, Math.max(0, dueAt - performance.now()));
  };

  const come = () => {
    if (visits.size < mostInFlight) {
      const visit: Promise<void> = arrive().finally(() => visits.delete(visit));
      visits.add(visit);
    } else {
      turnedAway();
    }
    schedule();
  };

  schedule();
  return {
    setRate(rate) {
      clearTimeout(next);
      perSecond = rate;
      dueAt = performance.now();
      schedule();
    },
    inFlight: () => visits.size,
    async finish() {
      clearTimeout(next);
      perSecond = 0;
      await Promise.all(visits);
    },
  };
}
