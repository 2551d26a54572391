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
  return startServer({
    path,
    flags: startFlags(),
    port,
    readyPath: '/health/ready',
    signal: options.signal,
    env: {
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

/** Node's flags in the release's own start command. */
function startFlags(): readonly string[] {
  const description = JSON.parse(readFileSync(join(releaseFolder, 'package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  return description.scripts.start.split(' ').filter((word) => word.startsWith('--'));
}
