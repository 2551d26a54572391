import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@perfume/local-services';
import { startServer, type Server } from './server.ts';

/** What the build makes and production runs. */
export const releaseFolder = join(import.meta.dirname, '../../dist/release');

/** Where the search for a free port begins. */
const firstPort = 4_700;

/**
 * Starts one process of the release as production runs it, the page cache on or off.
 * @throws Error when it is not built or does not open
 */
export async function startShop(options: {
  readonly databaseUrl: string;
  readonly cacheUrl: string;
  readonly dataDir: string;
  readonly pageCache: 'on' | 'off';
  readonly signal: AbortSignal;
}): Promise<Server> {
  const path = join(releaseFolder, 'server/main.js');
  if (!existsSync(path)) throw new Error(`${path} is missing. Run: nx build storefront`);
  mkdirSync(options.dataDir, { recursive: true });
  const port = await freePort(firstPort);
  const start = startCommand();
  return startServer({
    path,
    flags: start.flags,
    port,
    readyPath: '/health/ready',
    signal: options.signal,
    env: {
      ...start.env,
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      COOKIE_SECRET: 'a secret that only the benchmark of the shop uses',
      DATABASE_URL: options.databaseUrl,
      CACHE_URL: options.cacheUrl,
      DATA_DIR: options.dataDir,
      PAGE_CACHE: options.pageCache,
      TEST_PAYMENTS: 'on',
      // One address makes all the load.
      RATE_LIMITS: 'off',
      DRAIN_SECONDS: '0',
      LOG_LEVEL: 'warn',
    },
  });
}

/** Node's flags and the environment in the release's own start command. */
function startCommand(): {
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
} {
  const description = JSON.parse(readFileSync(join(releaseFolder, 'package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  const words = description.scripts.start.split(' ');
  const env = words.slice(0, words.indexOf('node')).map((word) => word.split('=', 2) as [string, string]);
  return { flags: words.filter((word) => word.startsWith('--')), env: Object.fromEntries(env) };
}
