import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@perfume/local-services';

const program = join(import.meta.dirname, '../../dist/release/server/main.js');

/** How long a server may take to load its catalogue and open, in ms. */
const longestStart = 60_000;

export interface BuiltShop {
  /** Its origin, without a slash at the end. */
  readonly url: string;
  /** Everything it logged so far. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts the built release as a server of its own and waits until it is open.
 * @param dataDir where it keeps pictures and mails
 * @param settings environment variables that differ from those of a test
 * @throws when the release is not built, or the server does not open; the message carries its log
 */
export async function startBuiltShop({
  databaseUrl,
  dataDir,
  settings = {},
}: {
  databaseUrl: string;
  dataDir: string;
  settings?: Readonly<Record<string, string>>;
}): Promise<BuiltShop> {
  if (!existsSync(program)) throw new Error(`${program} is missing. Run: nx build storefront`);
  const port = await freePort(4_300);
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, [program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      PORT: String(port),
      PUBLIC_URL: url,
      COOKIE_SECRET: 'a secret that only tests of the built shop use',
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      RATE_LIMITS: 'off',
      DRAIN_SECONDS: '0',
      LOG_LEVEL: 'warn',
      ...settings,
    },
  });
  let log = '';
  const keep = (chunk: Buffer) => (log += chunk.toString());
  server.stdout.on('data', keep);
  server.stderr.on('data', keep);
  const ended = once(server, 'exit');

  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) server.kill('SIGTERM');
    await ended;
  };
  const start = Date.now();
  while (!(await isReady(url))) {
    await sleep(100);
    if (server.exitCode !== null) throw new Error(`The shop ended instead of opening:\n${log}`);
    if (Date.now() - start > longestStart) {
      await stop();
      throw new Error(`The shop did not open within ${longestStart / 1000} s:\n${log}`);
    }
  }
  return { url, log: () => log, stop };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    return false;
  }
}
