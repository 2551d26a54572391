import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** The longest a server may take to open, in ms: a catalogue of a million products is read first. */
const longestStartMs = 600_000;
/** Between two looks whether it is open, in ms: each costs the starting server about half a millisecond. */
const lookEveryMs = 20;

export interface Server {
  readonly origin: string;
  /** From the start of the process until it said that it is ready, in ms. */
  readonly openedAfterMs: number;
  /** Memory of the process in MiB: what it holds now. */
  memory(): number;
  stop(): Promise<void>;
}

export interface ServerProgram {
  readonly path: string;
  /** Node's own. */
  readonly flags?: readonly string[];
  readonly args?: readonly string[];
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
  /** The address that answers 200 once the server is ready. */
  readonly readyPath: string;
  readonly signal: AbortSignal;
}

/**
 * Starts a program with this Node and waits until it is ready.
 * @throws Error with what the program said, when it ends or takes too long
 */
export async function startServer(program: ServerProgram): Promise<Server> {
  const { path, flags = [], args = [], port, env, readyPath, signal } = program;
  const origin = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...flags, path, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  const listen = (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-20_000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  while (!(await isReady(origin + readyPath))) {
    await sleep(lookEveryMs);
    if (child.exitCode !== null) throw new Error(`${path} ended instead of opening:\n${words}`);
    if (!signal.aborted && performance.now() - startedAt < longestStartMs) continue;
    await stop(child);
    throw new Error(`${path} did not open:\n${words}`);
  }
  return {
    origin,
    openedAfterMs: performance.now() - startedAt,
    memory: () => memoryOf(child.pid!),
    stop: () => stop(child),
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const overdue = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await once(child, 'exit');
  clearTimeout(overdue);
}

/** Resident memory by proc(5), in MiB; NaN where there is no /proc. */
function memoryOf(pid: number): number {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kib) / 1024;
  } catch {
    return Number.NaN;
  }
}
