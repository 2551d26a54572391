import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, startOwnServer, workspaceRoot, type OwnServer } from '@perfume/local-services';

const release = join(workspaceRoot, 'apps/storefront/dist/release/server');

/** Where the search for a free port begins; apart from those of other tests. */
const firstPort = 4_930;
/** How long the shop may take to open, in ms. */
const longestStartMs = 60_000;

/** The built shop with a MariaDB and a memcached that a test may kill. */
export interface BuiltShop {
  readonly url: string;
  readonly database: OwnServer;
  readonly cache: OwnServer;
  /** SIGKILL ends the app server as a crash does; `start` opens it again. */
  kill(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Starts the built release on a catalogue of a few hundred products.
 * @throws Error when the release is not built or does not open; the message carries its last words
 */
export async function startBuiltShop(products = 200): Promise<BuiltShop> {
  if (!existsSync(join(release, 'main.js')))
    throw new Error(`${release} is missing. Run: nx build storefront`);
  const [database, cache] = await Promise.all([startOwnServer('mariadb'), startOwnServer('memcached')]);
  const folder = await mkdtemp(join(tmpdir(), 'perfume-rehearsed-shop-'));
  const port = await freePort(firstPort);
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    PORT: String(port),
    PUBLIC_URL: url,
    COOKIE_SECRET: 'a secret that only tests of the rehearsal use',
    DATABASE_URL: database.url,
    CACHE_URL: cache.url,
    DATA_DIR: folder,
    TEST_PAYMENTS: 'on',
    // One address makes all the load.
    RATE_LIMITS: 'off',
    DRAIN_SECONDS: '0',
    LOG_LEVEL: 'warn',
  };
  run('migrate.js', [], env);
  run('seed.js', ['--count', String(products), '--without-pictures'], env);
  let server: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  const start = async () => {
    server = spawn(process.execPath, [join(release, 'main.js')], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const deadline = Date.now() + longestStartMs;
    while (!(await isReady(url))) {
      if (server.exitCode !== null || Date.now() > deadline) throw new Error('The shop did not open.');
      await sleep(100);
    }
  };
  await start();
  return {
    url,
    database,
    cache,
    kill: () => end('SIGKILL'),
    start,
    async remove() {
      await end('SIGTERM');
      await Promise.all([database.remove(), cache.remove(), rm(folder, { recursive: true, force: true })]);
    },
  };
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): void {
  const done = spawnSync(process.execPath, [join(release, program), ...args], { env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${program} failed:\n${done.stdout}${done.stderr}`);
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
