import { spawn } from 'node:child_process';
import { join } from 'node:path';

const script = join(import.meta.dirname, 'addresses.lua');

export interface Load {
  readonly origin: string;
  /** A file with one path a line. */
  readonly addressFile: string;
  /** Default: each request is for a random address. A number: one after the other from this place, none twice. */
  readonly startAt?: number | undefined;
  readonly connections: number;
  readonly seconds: number;
  readonly acceptEncoding: 'br' | 'identity';
  /** Each connection waits about this long before each request, in ms. Default: not at all. */
  readonly waitMs?: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** ms */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** Of an answer with its headers. */
  readonly bytes: number;
  /** Answers that were no success. */
  readonly refused: number;
  /** Connections that failed or answers that never came. */
  readonly broken: number;
}

/** The load could not be made; the message carries what wrk said. */
export class LoadFailed extends Error {
  override readonly name = 'LoadFailed';
}

/** Puts load on a server from one thread of wrk. */
export async function runLoad(wrk: string, load: Load, signal: AbortSignal): Promise<LoadResult> {
  const { origin, addressFile, connections, seconds, acceptEncoding, startAt, waitMs = 0 } = load;
  const order = startAt === undefined ? ['random', Math.floor(Math.random() * 2 ** 31)] : ['once', startAt];
  const words = await outputOf(
    wrk,
    [
      '--threads=1',
      `--connections=${connections}`,
      `--duration=${seconds}s`,
      '--timeout=30s',
      `--header=Accept-Encoding: ${acceptEncoding}`,
      `--script=${script}`,
      origin,
      '--',
      addressFile,
      ...order.map(String),
      String(waitMs),
    ],
    signal,
  );
  const json = /^RESULT (.*)$/m.exec(words)?.[1];
  if (json === undefined) throw new LoadFailed(`wrk told no result:\n${words}`);
  const told = JSON.parse(json) as Record<string, number>;
  const { requests = 0, p50 = 0, p99 = 0, longest = 0, refused = 0, broken = 0 } = told;
  return {
    requests,
    requestsPerSecond: requests / Math.max(0.001, told['seconds'] ?? 0),
    p50,
    p99,
    longest,
    bytes: Math.round((told['bytes'] ?? 0) / Math.max(1, requests)),
    refused,
    broken,
  };
}

function outputOf(program: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], signal });
    let words = '';
    const listen = (chunk: Buffer) => {
      words += chunk.toString();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('close', () => resolve(words));
  });
}
