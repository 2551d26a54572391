import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressList } from '../catalogue/addresses.ts';
import { runLoad, type Load, type LoadResult } from '../load/wrk.ts';
import type { Server } from '../servers/server.ts';

/** One row of the table: a kind of page under a kind of load. */
export interface PageRow {
  readonly label: string;
  readonly server: Server;
  readonly addresses: AddressList;
  /** Whether no address is asked for twice: what is kept of an earlier request does not help then. */
  readonly once?: boolean;
  readonly connections: number;
  readonly acceptEncoding: Load['acceptEncoding'];
  /** The page of the bare server that the row is compared with. */
  readonly barePath: string;
  /** Share of bare Express that is wanted; null: none is. */
  readonly wanted: number | null;
  /** Wanted p99 in ms; null: none is. */
  readonly wantedP99: number | null;
}

/** Seconds of one round for a row that asks for nothing twice. */
const longestOnce = 2;

/** Medians over the rounds. */
export interface PageResult {
  readonly label: string;
  readonly connections: number;
  readonly requestsPerSecond: number;
  readonly barePerSecond: number;
  /** Of the same round each, then the median. */
  readonly shareOfBare: number;
  readonly p50: number;
  readonly p99: number;
  readonly bytes: number;
  /** Answers that were no success, over all rounds. */
  readonly failures: number;
  readonly wanted: number | null;
  readonly wantedP99: number | null;
}

export interface Rounds {
  readonly rounds: number;
  readonly seconds: number;
  /** Seconds for bare Express before each row. */
  readonly bareSeconds: number;
}

/**
 * Measures all rows in turn, round after round, each beside bare Express a moment before: what else this machine does
 * meets both.
 */
export async function measurePages(
  wrk: string,
  rows: readonly PageRow[],
  bare: Server,
  bareFile: (path: string) => string,
  { rounds, seconds, bareSeconds }: Rounds,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<readonly PageResult[]> {
  const results = rows.map(() => [] as { load: LoadResult; bare: LoadResult }[]);
  /** Where each list that is gone through once goes on. */
  const places = new Map<string, number>();
  // Code that was never run is slow once, and a cache is empty once: neither is what the table is about.
  for (const row of rows) if (!row.once) await load(row, Math.min(2, seconds));
  for (let round = 1; round <= rounds; round += 1) {
    for (const [position, row] of rows.entries()) {
      const bareLoad = await loadBare(row);
      const measured = await load(row, seconds);
      results[position]!.push({ load: measured, bare: bareLoad });
      say(
        `round ${round}: ${row.label}, ${Math.round(measured.requestsPerSecond).toLocaleString('en-US')}/s`,
      );
    }
  }
  return rows.map((row, position) => summary(row, results[position]!));

  async function load(row: PageRow, duration: number) {
    const { server, addresses, once = false, connections, acceptEncoding } = row;
    const { origin } = server;
    const addressFile = addresses.file;
    const startAt = once ? (places.get(addressFile) ?? 0) : undefined;
    // A list that is gone through once comes to its end.
    const time = once ? Math.min(longestOnce, duration) : duration;
    const how = { origin, addressFile, startAt, connections, seconds: time, acceptEncoding };
    const done = await runLoad(wrk, how, signal);
    if (startAt !== undefined) places.set(addressFile, startAt + done.requests + connections);
    // What is left to be collected or compressed belongs to this row and not to the next.
    await sleep(200);
    return done;
  }

  function loadBare({ barePath, connections }: PageRow) {
    return runLoad(
      wrk,
      {
        origin: bare.origin,
        addressFile: bareFile(barePath),
        connections,
        seconds: bareSeconds,
        acceptEncoding: 'br',
      },
      signal,
    );
  }
}

function summary(
  { label, connections, wanted, wantedP99 }: PageRow,
  rounds: readonly { readonly load: LoadResult; readonly bare: LoadResult }[],
): PageResult {
  const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of));
  return {
    label,
    connections,
    requestsPerSecond: middle(({ load }) => load.requestsPerSecond),
    barePerSecond: middle(({ bare }) => bare.requestsPerSecond),
    shareOfBare: middle(({ load, bare }) => load.requestsPerSecond / bare.requestsPerSecond),
    p50: middle(({ load }) => load.p50),
    p99: middle(({ load }) => load.p99),
    bytes: middle(({ load }) => load.bytes),
    failures: rounds.reduce((sum, { load }) => sum + load.refused + load.broken, 0),
    wanted,
    wantedP99,
  };
}

/** The middle one; of an even number the lower of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
