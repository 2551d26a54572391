import type { IncomingMessage, ServerResponse } from 'node:http';
import { watchEventLoop, type EventLoopState } from './event-loop.ts';

type Details = Readonly<Record<string, unknown>>;

export interface HealthOptions {
  /** What runs here, told to whoever asks whether it lives; a deploy looks for it from outside. */
  readonly release?: string;
  /** What people want to know of this server, as plain data without secrets; asked on every view of the details. */
  readonly details?: () => Details | Promise<Details>;
  /**
   * A server whose event loop stood still for longer than this, in ms, is not ready for the ten seconds after. Default
   * 4,000: no request takes so long, and a check that comes meanwhile is likely to find no answer.
   */
  readonly longestBlockMs?: number;
  /** How the event loop keeps up. Default: measured. */
  readonly eventLoop?: () => EventLoopState;
}

/** The server's own account of itself. */
export interface Health {
  /**
   * Answers the three health addresses and passes everything else on:
   * `/health/live` (the process answers, and which release it is), `/health/ready` (what the load balancer asks: booted,
   * event loop alive and not draining; never anything about the database, whose failover must not recycle the fleet) and
   * `/health/details` (for people on this machine; to the world it is as unknown as any other address).
   */
  readonly handler: (req: IncomingMessage, res: ServerResponse, next: () => void) => void;
  /** From now on the load balancer may send shoppers. */
  markReady(): void;
  /** From now on it may not: running requests finish, new ones are asked to go elsewhere. */
  markDraining(): void;
  state(): 'starting' | 'ready' | 'draining';
}

/** The longest wait for the details, in ms. */
const detailsMs = 3_000;

export function createHealth({
  release,
  details,
  longestBlockMs = 4_000,
  eventLoop = watchEventLoop(),
}: HealthOptions = {}): Health {
  let state: 'starting' | 'ready' | 'draining' = 'starting';

  function answer(res: ServerResponse, status: number, body: object): void {
    res.statusCode = status;
    res.setHeader('Content-Type', 'application/json');
    res.setHeader('Cache-Control', 'no-store');
    res.end(`${JSON.stringify(body)}\n`);
  }

  function check(): 'starting' | 'ready' | 'draining' | 'blocked' {
    return state === 'ready' && eventLoop().longestMs > longestBlockMs ? 'blocked' : state;
  }

  async function answerDetails(res: ServerResponse): Promise<void> {
    const more = await inTime(async () => details?.());
    answer(res, 200, {
      release,
      status: check(),
      uptimeSeconds: Math.round(process.uptime()),
      memoryMiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
      eventLoop: eventLoop(),
      ...more,
    });
  }

  return {
    handler(req, res, next) {
      // A closing server asks keep-alive connections to go, so that the load balancer opens none anew to it.
      if (state === 'draining') res.setHeader('Connection', 'close');
      switch (req.url?.split('?', 1)[0]) {
        case '/health/live':
          answer(res, 200, { status: 'live', release });
          return;
        case '/health/ready': {
          const status = check();
          answer(res, status === 'ready' ? 200 : 503, { status });
          return;
        }
        case '/health/details':
          if (isFromHere(req)) void answerDetails(res);
          else next();
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

/** Asked by this machine itself, and for nobody else: what a proxy hands on says for whom. */
function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const { remoteAddress = '' } = socket;
  const address = remoteAddress.replace(/^::ffff:/, '');
  return (address === '::1' || address.startsWith('127.')) && headers['x-forwarded-for'] === undefined;
}

/** The details, or why there are none: what is asked for them may itself be in trouble. */
async function inTime(ask: () => Promise<Details | undefined>): Promise<Details | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Details>((resolve) => {
    timer = setTimeout(() => resolve({ details: `no answer within ${detailsMs} ms` }), detailsMs);
  });
  const asked = ask().catch((error: unknown) => ({
    details: error instanceof Error ? error.message : 'failed',
  }));
  const found = await Promise.race([asked, late]);
  clearTimeout(timer);
  return found;
}
