import type { IncomingMessage, ServerResponse } from 'node:http';

export interface HealthOptions {
  /** What people want to know of this server, as plain data without secrets; asked on every view of the details. */
  readonly details?: () => Readonly<Record<string, unknown>>;
}

/** The server's own account of itself. */
export interface Health {
  /**
   * Answers the three health addresses and passes everything else on:
   * `/health/live` (the process answers), `/health/ready` (what the load balancer asks: booted and not draining; never
   * anything about the database, whose failover must not recycle the fleet) and `/health/details` (for people).
   */
  readonly handler: (req: IncomingMessage, res: ServerResponse, next: () => void) => void;
  /** From now on the load balancer may send shoppers. */
  markReady(): void;
  /** From now on it may not: running requests finish, new ones are asked to go elsewhere. */
  markDraining(): void;
  state(): 'starting' | 'ready' | 'draining';
}

export function createHealth({ details }: HealthOptions = {}): Health {
  let state: 'starting' | 'ready' | 'draining' = 'starting';

  function answer(res: ServerResponse, status: number, body: object): void {
    res.statusCode = status;
    res.setHeader('Content-Type', 'application/json');
    res.setHeader('Cache-Control', 'no-store');
    res.end(`${JSON.stringify(body)}\n`);
  }

  return {
    handler(req, res, next) {
      // A closing server asks keep-alive connections to go, so that the load balancer opens none anew to it.
      if (state === 'draining') res.setHeader('Connection', 'close');
      switch (req.url?.split('?', 1)[0]) {
        case '/health/live':
          answer(res, 200, { status: 'live' });
          return;
        case '/health/ready':
          answer(res, state === 'ready' ? 200 : 503, { status: state });
          return;
        case '/health/details':
          answer(res, 200, {
            status: state,
            uptimeSeconds: Math.round(process.uptime()),
            ...details?.(),
          });
          return;
        default:
          next();
      }
    },
    markReady: () => {
      state = 'ready';
    },
    markDraining: () => {
      state = 'draining';
    },
    state: () => state,
  };
}
