import type { Server } from 'node:http';
import type { Health } from './health.ts';

export interface DrainOptions {
  readonly server: Server;
  readonly health: Health;
  /** How long the server keeps answering while the load balancer takes it out, in seconds. */
  readonly drainSeconds: number;
  /** How long running requests may take after that before their connections are closed, in seconds. Default 10. */
  readonly finishSeconds?: number;
  /** What else is to be closed once no request runs any more. */
  readonly close: () => Promise<void>;
  readonly onStep?: (step: string) => void;
}

/**
 * On SIGTERM and SIGINT: the health check says 503, requests are still answered for `drainSeconds`, then no connection is
 * accepted, running requests finish, and the process ends. A second signal ends it at once.
 */
export function drainOnSignal(options: DrainOptions): void {
  const { server, health, drainSeconds, finishSeconds = 10, close, onStep } = options;
  let draining = false;

  async function drain(): Promise<void> {
    health.markDraining();
    onStep?.('draining');
    await wait(drainSeconds * 1000);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const overdue = setTimeout(() => server.closeAllConnections(), finishSeconds * 1000);
    await closed;
    clearTimeout(overdue);
    await close();
    onStep?.('stopped');
  }

  const onSignal = () => {
    if (draining) process.exit(1);
    draining = true;
    drain().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
