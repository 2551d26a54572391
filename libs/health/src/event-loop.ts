/** How the event loop has kept up: how late its turns came, in ms. */
export interface EventLoopState {
  /** The longest delay of the last ten seconds. */
  readonly longestMs: number;
  /** The longest delay since the start. */
  readonly longestEverMs: number;
}

/** How often the loop is looked at, in ms. */
const everyMs = 100;
/** How long a delay is remembered, in ms: the load balancer asks every 5 s and believes the second bad answer. */
const rememberedMs = 10_000;

/** Measures how late a timer comes, for as long as the process lives; it does not keep it alive. */
export function watchEventLoop(now: () => number = () => performance.now()): () => EventLoopState {
  /** The longest delay of each second, by its number. */
  const seconds = new Map<number, number>();
  let longestEverMs = 0;
  let expectedAt = now() + everyMs;

  const look = () => {
    const at = now();
    const delayMs = Math.max(0, at - expectedAt);
    expectedAt = at + everyMs;
    const second = Math.floor(at / 1_000);
    seconds.set(second, Math.max(delayMs, seconds.get(second) ?? 0));
    longestEverMs = Math.max(longestEverMs, delayMs);
    for (const old of seconds.keys()) if (old * 1_000 <= at - rememberedMs) seconds.delete(old);
  };
  setInterval(look, everyMs).unref();

  return () => {
    // After a long block the question may come before the timer: the time that is overdue counts as well.
    const overdueMs = now() - expectedAt;
    return {
      longestMs: Math.round(Math.max(0, overdueMs, ...seconds.values())),
      longestEverMs: Math.round(Math.max(longestEverMs, overdueMs)),
    };
  };
}
