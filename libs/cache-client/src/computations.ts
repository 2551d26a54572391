import type { TagClock } from './tag-clock.ts';

/** What a computation gave, and whether nothing that it was made of has been invalidated since it began. */
export interface Made<Value> {
  readonly value: Value;
  readonly isCurrent: boolean;
}

interface Running {
  readonly made: Promise<Made<unknown>>;
  readonly tags: readonly string[] | 'unknown';
  readonly moment: number;
  readonly since: number;
}

/** Nobody joins a computation that has run for longer than this, in ms: it may never end. */
const joinableMs = 10_000;
/** A background computation gives up its place after this long, in ms. */
const refreshMs = 30_000;
/** The pause after a background computation that failed, in ms. */
const restMs = 1_000;

/** Computations of this process: one per key at a time, and a bounded number in the background. */
export interface Computations {
  readonly refreshFailures: number;
  /**
   * The outcome of the key's computation, which this caller begins or joins. Nobody joins one that began before an
   * invalidation of what it is made of.
   * @param again what a caller does who joined one that turns out to be of the time before a change
   */
  once<Value>(
    key: string,
    tags: readonly string[] | 'unknown',
    compute: () => Promise<Made<Value>>,
    again: () => Promise<Value>,
  ): Promise<Value>;
  /** Begins one in the background, unless one runs, all places are taken, or it failed a moment ago. */
  refresh(key: string, compute: () => Promise<Made<unknown>>): void;
  /** Whoever asks from now on does not join what runs. */
  forget(key: string): void;
}

export function keepComputed(deps: {
  readonly clock: TagClock;
  readonly now: () => number;
  readonly refreshes: number;
}): Computations {
  const { clock, now } = deps;
  const running = new Map<string, Running>();
  const refreshing = new Map<string, { readonly since: number }>();
  const resting = new Map<string, number>();
  let refreshFailures = 0;

  const isJoinable = ({ tags, moment, since }: Running) =>
    now() - since < joinableMs &&
    (tags === 'unknown' ? clock.now === moment : clock.isUntouched(tags, moment));

  function begin<Value>(
    key: string,
    tags: readonly string[] | 'unknown',
    compute: () => Promise<Made<Value>>,
  ): Promise<Made<Value>> {
    const made = compute().finally(() => {
      if (running.get(key)?.made === made) running.delete(key);
    });
    running.set(key, { made, tags, moment: clock.now, since: now() });
    return made;
  }

  return {
    get refreshFailures() {
      return refreshFailures;
    },
    async once<Value>(
      key: string,
      tags: readonly string[] | 'unknown',
      compute: () => Promise<Made<Value>>,
      again: () => Promise<Value>,
    ) {
      const joined = running.get(key);
      if (!joined || !isJoinable(joined)) return (await begin(key, tags, compute)).value;
      const { value, isCurrent } = (await joined.made) as Made<Value>;
      return isCurrent ? value : again();
    },
    refresh(key, compute) {
      for (const [one, { since }] of refreshing) if (now() - since >= refreshMs) refreshing.delete(one);
      if (refreshing.has(key) || running.has(key) || refreshing.size >= deps.refreshes) return;
      const rests = resting.get(key);
      if (rests !== undefined && rests > now()) return;
      resting.delete(key);
      const place = { since: now() };
      refreshing.set(key, place);
      compute()
        .catch(() => {
          refreshFailures += 1;
          if (resting.size >= 1_000) resting.clear();
          resting.set(key, now() + restMs);
        })
        .finally(() => {
          if (refreshing.get(key) === place) refreshing.delete(key);
        });
    },
    forget(key) {
      running.delete(key);
      refreshing.delete(key);
    },
  };
}
