import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Failed } from './run.ts';
import { dataFolder } from './workspace.ts';

/** The longest a start may take, in ms. */
const openingMs = 120_000;
/** The longest a server may take to finish its requests, in ms. */
const closingMs = 30_000;
/** The last lines of the log that an error message repeats. */
const shownLogLines = 15;

export interface ShopServer {
  /** Resolves with the exit code when the server ends, wanted or not. */
  readonly ended: Promise<number>;
  readonly logPath: string;
  /** The end of the log, for an error message. */
  readonly logEnd: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a built server with its output in .perfume/shop.log, in a process group of its own, so that a Ctrl-C ends it
 * once, in order, and before its database.
 */
export function startServer(path: string, settings: NodeJS.ProcessEnv): ShopServer {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const logPath = join(dataFolder, 'shop.log');
  const log = createWriteStream(logPath, { mode: 0o600 });
  const endWithParent = pathToFileURL(join(import.meta.dirname, 'end-with-parent.mjs')).href;
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', endWithParent, path], {
    env: settings,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout!.pipe(log, { end: false });
  child.stderr!.pipe(log, { end: false });
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => log.write(`${error.message}\n`));
    child.once('close', (code) => log.end(() => resolve(code ?? 1)));
  });
  return {
    ended,
    logPath,
    logEnd: async () =>
      (await readFile(logPath, 'utf8')).trimEnd().split('\n').slice(-shownLogLines).join('\n'),
    stop: () => stop(child, ended),
  };
}

/**
 * Waits until the server says that it is ready.
 * @throws Failed when it ends or is not ready in time
 */
export async function whenOpen(server: ShopServer, port: string, stopSignal: AbortSignal): Promise<void> {
  let exitCode: number | undefined;
  void server.ended.then((code) => {
    exitCode = code;
  });
  const deadline = Date.now() + openingMs;
  while (!stopSignal.aborted) {
    if (exitCode !== undefined) throw new Failed(`The shop ended at once:\n${await server.logEnd()}`);
    if (await isReady(port)) return;
    if (Date.now() > deadline)
      throw new Failed(`The shop is not ready after ${openingMs / 1000} seconds:\n${await server.logEnd()}`);
    await sleep(100);
  }
}

async function isReady(port: string): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, {
      signal: AbortSignal.timeout(1_000),
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  child.kill('SIGTERM');
  const overdue = setTimeout(() => child.kill('SIGKILL'), closingMs);
  await ended;
  clearTimeout(overdue);
}
