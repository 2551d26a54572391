import { DatabaseUnavailable } from '@perfume/db-client';
import type { Logger } from 'pino';

export interface Task {
  readonly name: string;
  /** The shortest time between two runs, in ms. */
  readonly everyMs: number;
  /** A bounded piece of work; it ends early when the signal fires. */
  run(signal: AbortSignal): Promise<unknown>;
}

export interface RunningTasks {
  /** Starts nothing more and waits for the task that is running. */
  stop(): Promise<void>;
}

const tickMs = 1_000;
const longestBackoffMs = 60_000;

/**
 * Runs tasks one after the other, each when it is due, looking about once a second. A task that fails is logged and tried
 * again later and later; it never ends the loop. Ticks are jittered, so that servers do not work in step.
 */
export function runTasks(
  tasks: readonly Task[],
  { logger, random = Math.random }: { logger: Pick<Logger, 'warn' | 'error'>; random?: () => number },
): RunningTasks {
  const stopping = new AbortController();
  const planned = tasks.map((task) => ({ task, dueAt: 0, failures: 0 }));
  const isStopping = () => stopping.signal.aborted;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  const tick = async () => {
    for (const plan of planned) {
      if (isStopping()) return;
      if (performance.now() < plan.dueAt) continue;
      try {
        await plan.task.run(stopping.signal);
        plan.failures = 0;
      } catch (error) {
        if (!isStopping()) report(plan.task, error);
        plan.failures += 1;
      }
      const backoff = plan.failures === 0 ? 0 : Math.min(longestBackoffMs, tickMs * 2 ** plan.failures);
      plan.dueAt = performance.now() + Math.max(plan.task.everyMs, backoff);
    }
  };

  const report = ({ name }: Task, error: unknown) => {
    if (error instanceof DatabaseUnavailable) logger.warn({ task: name }, 'a job waits for the database');
    else logger.error({ task: name, err: error }, 'a job failed and will be tried again');
  };

  const plan = () => {
    if (isStopping()) return;
    timer = setTimeout(
      () => {
        running = tick().finally(plan);
      },
      tickMs * (0.75 + random() / 2),
    );
    timer.unref();
  };

  plan();
  return {
    async stop() {
      clearTimeout(timer);
      stopping.abort(new Error('The server is stopping.'));
      await running;
    },
  };
}
