/** Says what a deploy is doing, and how long each step took. */
export interface Steps {
  /**
   * Runs a step between two lines. What it says meanwhile stands indented below the first.
   * @param result what to add to the last line once it went well
   */
  run<R>(
    what: string,
    work: (say: (line: string) => void) => Promise<R>,
    result?: (outcome: R) => string,
  ): Promise<R>;
  /** A step that is left out, with the reason. */
  skip(what: string, why: string): void;
}

export interface StepsOptions {
  /** Gets whole lines. */
  readonly write: (line: string) => void;
  /** In ms. Default: the clock. */
  readonly now?: () => number;
}

export function createSteps({ write, now = () => performance.now() }: StepsOptions): Steps {
  return {
    async run(what, work, result = () => '') {
      write(`▸ ${what}`);
      const startedAt = now();
      const took = () => seconds(now() - startedAt);
      try {
        const outcome = await work((line) => write(`    ${line}`));
        const detail = result(outcome);
        write(`✓ ${what}: ${detail && `${detail}, `}${took()}`);
        return outcome;
      } catch (error) {
        write(`✗ ${what}: failed after ${took()}`);
        throw error;
      }
    },
    skip: (what, why) => write(`– ${what}: left out. ${why}`),
  };
}

/** A length of time in words: 0.4 s, 12 s, 3 min 20 s. */
export function seconds(ms: number): string {
  const whole = Math.round(ms / 1000);
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
