import type { AddressList } from '../catalogue/addresses.ts';
import { runLoad } from '../load/wrk.ts';
import type { Server } from '../servers/server.ts';

export interface SoakResult {
  /** Requests per second that the server can do of this mix. */
  readonly capacity: number;
  readonly minutes: readonly {
    readonly requestsPerSecond: number;
    readonly p99: number;
    /** MiB at the end of the minute. */
    readonly memory: number;
    readonly failures: number;
  }[];
}

const connections = 64;
const capacitySeconds = 10;

/**
 * Half of what the server can do, for minutes.
 * @param onMinute told of each minute when it is over
 */
export async function soak(
  wrk: string,
  server: Server,
  addresses: AddressList,
  minutes: number,
  onMinute: (minute: number, what: SoakResult['minutes'][number]) => void,
  signal: AbortSignal,
): Promise<SoakResult> {
  const load = (seconds: number, waitMs: number) =>
    runLoad(
      wrk,
      {
        origin: server.origin,
        addressFile: addresses.file,
        connections,
        seconds,
        acceptEncoding: 'br',
        waitMs,
      },
      signal,
    );
  await load(capacitySeconds, 0);
  const { requestsPerSecond: capacity, p50 } = await load(capacitySeconds, 0);
  // A connection's turn is its wait and its answer, which is quicker now than under full load.
  const waitMs = Math.max(1, Math.round((2_000 * connections) / capacity - p50 / 4));
  const past: SoakResult['minutes'][number][] = [];
  for (let minute = 1; minute <= minutes; minute += 1) {
    const { requestsPerSecond, p99, refused, broken } = await load(60, waitMs);
    const what = { requestsPerSecond, p99, memory: server.memory(), failures: refused + broken };
    past.push(what);
    onMinute(minute, what);
  }
  return { capacity, minutes: past };
}
