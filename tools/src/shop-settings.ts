import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '@perfume/local-services';
import type { ShopServices } from './shop-services.ts';
import { dataFolder } from './workspace.ts';

/** Where the search for a free port begins. */
const firstPort = 4000;

/**
 * The settings for the shop's programs on this machine: the local services, files under .perfume/, and whatever the
 * caller's environment says instead.
 */
export function programSettings(services: ShopServices, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const data = join(dataFolder, 'data');
  const pictures = join(data, 'assets');
  mkdirSync(pictures, { recursive: true, mode: 0o700 });
  return {
    NODE_ENV: 'development',
    DATA_DIR: data,
    ASSET_STORE_URL: pathToFileURL(pictures).href,
    COOKIE_SECRET: cookieSecret(),
    ...env,
    DATABASE_URL: services.databaseUrl,
    CACHE_URL: services.cacheUrl,
  };
}

export interface ServerSettings extends NodeJS.ProcessEnv {
  readonly PORT: string;
  readonly PUBLIC_URL: string;
}

/** Settings of the server itself: a free port from 4000 on unless PORT names one, and the address that belongs to it. */
export async function serverSettings(settings: NodeJS.ProcessEnv): Promise<ServerSettings> {
  const port = settings['PORT'] || String(await freePort(firstPort));
  return {
    // No load balancer has to notice that this server stops.
    DRAIN_SECONDS: '0',
    ...settings,
    PORT: port,
    PUBLIC_URL: settings['PUBLIC_URL'] || `http://localhost:${port}`,
  };
}

/** Made up once and kept: carts outlive a restart. */
function cookieSecret(): string {
  const path = join(dataFolder, 'cookie-secret');
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const secret = randomBytes(36).toString('base64url');
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    writeFileSync(path, secret, { mode: 0o600 });
    return secret;
  }
}
