import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const requests = new AsyncLocalStorage<string>();

/** Headers by their lower-case names, as Node gives them. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What a balancer or another program of ours writes; anything else could carry line ends, markup or a stranger's data. */
const requestId = /^[\w.:-]{8,64}$/;
/** `Root=1-67891233-abcdef012345678912345678`, with or without other fields around it. */
const traceRoot = /(?:^|;)\s*Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/;

/**
 * The id of a request: the trace id that the load balancer gave it, else a well-formed `X-Request-Id`, else a new one. A
 * header that is longer, holds anything but letters, digits and `.:-_`, or came twice is not believed.
 */
export function requestIdFrom(headers: Headers): string {
  const trace = headers['x-amzn-trace-id'];
  const root = typeof trace === 'string' && trace.length <= 512 ? traceRoot.exec(trace)?.[1] : undefined;
  if (root !== undefined) return root;
  const given = headers['x-request-id'];
  return typeof given === 'string' && requestId.test(given) ? given : randomUUID();
}

/** Runs the work, and everything that it begins, as part of this request: each of its log lines carries the id. */
export function runInRequest<Result>(id: string, work: () => Result): Result {
  return requests.run(id, work);
}

/** The id of the request that the running code belongs to; undefined outside one. */
export function currentRequestId(): string | undefined {
  return requests.getStore();
}
