import { EventEmitter, on } from 'node:events';

/** What happened to the topology, as a report draws it. `at` is in ms since 1970. */
export type TimelineEvent = { readonly at: number } & Happening;

export type Happening =
  | {
      readonly kind: 'association';
      /** `seen` when Amazon's account changed, `effective` when packets and names follow it. */
      readonly stage: 'seen' | 'effective';
      readonly holder: 'a' | 'b' | null;
      readonly associationId: string | null;
    }
  | { readonly kind: 'target'; readonly instance: string; readonly health: string }
  | { readonly kind: 'instance'; readonly instance: string; readonly state: string; readonly why: string }
  | {
      readonly kind: 'process';
      readonly instance: string;
      readonly process: string;
      readonly state: 'started' | 'ready' | 'exited' | 'given up';
      /** As in "signal SIGKILL" or "status 1". */
      readonly detail: string;
    }
  | { readonly kind: 'scaling'; readonly desired: number; readonly why: string }
  | { readonly kind: 'fault'; readonly what: string; readonly state: 'began' | 'ended' }
  | { readonly kind: 'release'; readonly releaseId: string; readonly state: 'began' | 'ended' };

/** Collects what happens and hands it to everyone who listens. */
export interface Timeline {
  record(happening: Happening): void;
  soFar(): readonly TimelineEvent[];
  /** From the first event on; ends when the timeline is ended. */
  stream(): AsyncIterable<TimelineEvent>;
  end(): void;
}

/** @param now in ms since 1970 */
export function createTimeline(now: () => number = Date.now): Timeline {
  const events: TimelineEvent[] = [];
  const news = new EventEmitter<{ event: []; end: [] }>();
  news.setMaxListeners(0);
  let ended = false;

  async function* stream(): AsyncIterable<TimelineEvent> {
    const wake = new AbortController();
    news.once('end', () => wake.abort());
    const arrivals = ended ? undefined : on(news, 'event', { signal: wake.signal });
    let next = 0;
    try {
      while (true) {
        while (next < events.length) yield events[next++]!;
        if (ended || !arrivals) return;
        await arrivals.next().catch(() => undefined);
      }
    } finally {
      await arrivals?.return?.();
    }
  }

  return {
    record(happening) {
      if (ended) return;
      events.push({ at: now(), ...happening });
      news.emit('event');
    },
    soFar: () => [...events],
    stream,
    end() {
      ended = true;
      news.emit('end');
    },
  };
}
