/** A question that is asked again and again, one at a time. */
export interface Poller {
  /** Asks at once, or as soon as the question under way is answered. */
  hurry(): void;
  stop(): void;
}

export interface PollerOptions<Answer> {
  /** The pause from the begin of one question to that of the next, in ms; asked anew each time. */
  readonly everyMs: () => number;
  readonly ask: () => Promise<Answer>;
  /** @param askedAt when the question was sent: an answer is never newer than that */
  readonly onAnswer: (answer: Answer, askedAt: number) => void;
  readonly onError: (error: unknown, askedAt: number) => void;
  readonly now: () => number;
}

export function poll<Answer>({ everyMs, ask, onAnswer, onError, now }: PollerOptions<Answer>): Poller {
  let stopped = false;
  let asking = false;
  let hurried = false;
  let timer: NodeJS.Timeout | undefined;

  async function askOnce(): Promise<void> {
    asking = true;
    hurried = false;
    const askedAt = now();
    try {
      const answer = await ask();
      if (!isStopped()) onAnswer(answer, askedAt);
    } catch (error) {
      if (!isStopped()) onError(error, askedAt);
    }
    asking = false;
    if (isStopped()) return;
    const pauseMs = isHurried() ? 0 : Math.max(everyMs() / 4, everyMs() - (now() - askedAt));
    timer = setTimeout(() => void askOnce(), pauseMs);
  }

  // Asked through functions, for they change while a question is awaited.
  const isStopped = () => stopped;
  const isHurried = () => hurried;
  void askOnce();
  return {
    hurry() {
      hurried = true;
      if (asking || stopped) return;
      clearTimeout(timer);
      void askOnce();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
