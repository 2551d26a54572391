import type { Server } from 'node:http';
import { elbTimings } from './elb-timings.ts';
import type { Health } from './health.ts';

export interface DrainOptions {
  readonly server: Server;
  readonly health: Health;
  /** How long the server keeps answering while the load balancer takes it out, in seconds. */
  readonly drainSeconds: number;
  /**
   * How long running requests may take after that before their connections are closed, in seconds. Default 10, and less
   * where draining leaves less of the load balancer's deregistration delay.
   */
  readonly finishSeconds?: number;
  /** How long `close` may take, in seconds. Default 7: a commit may take 5, and the jobs end before. */
  readonly closeSeconds?: number;
  /** What else is to be closed once no request runs any more. */
  readonly close: () => Promise<void>;
  readonly onStep?: (step: string) => void;
}

/** A request that is answered after the server has stopped listening leaves an idle connection: how often these are closed. */
const sweepMs = 100;

/**
 * On SIGTERM and SIGINT: the health check says 503, requests are still answered for `drainSeconds`, then no connection is
 * accepted, running requests finish, and the process ends. Each step has its bound; a second signal ends it at once.
 */
export function drainOnSignal(options: DrainOptions): void {
  const { server, health, drainSeconds, closeSeconds = 7, close, onStep } = options;
  const left = Math.max(1, elbTimings.deregistrationSeconds - drainSeconds - closeSeconds);
  const finishSeconds = Math.min(options.finishSeconds ?? 10, left);
  let draining = false;

  async function drain(): Promise<void> {
    health.markDraining();
    onStep?.('draining');
    await wait(drainSeconds * 1000);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
    const overdue = setTimeout(() => server.closeAllConnections(), finishSeconds * 1000);
    await closed;
    clearInterval(sweep);
    clearTimeout(overdue);
    await Promise.race([close(), failAfter(closeSeconds)]);
    onStep?.('stopped');
  }

  const onSignal = () => {
    if (draining) process.exit(1);
    draining = true;
    drain().then(
      () => process.exit(0),
      (error: unknown) => {
        onStep?.(`not closed in order: ${error instanceof Error ? error.message : 'unknown error'}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function failAfter(seconds: number): Promise<never> {
  await wait(seconds * 1000);
  throw new Error(`closing took longer than ${seconds} s`);
}
