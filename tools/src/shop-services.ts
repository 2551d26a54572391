import { startLocalServices, type ServiceName } from '@perfume/local-services';
import { workspaceRoot } from './workspace.ts';

/** The database and the cache that the shop uses here. */
export interface ShopServices {
  readonly databaseUrl: string;
  readonly cacheUrl: string;
  /** One line on where they are, without passwords. */
  readonly where: string;
  readonly release: () => Promise<void>;
}

/**
 * DATABASE_URL and CACHE_URL where they are set; what is not set is started on this machine, or shared with the command
 * that has started it.
 * @throws CannotProvide when a local service cannot be had
 */
export async function shopServices(
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<ShopServices> {
  const services: ServiceName[] = [];
  if (!env['DATABASE_URL']) services.push('mariadb');
  if (!env['CACHE_URL']) services.push('memcached');
  const local =
    services.length > 0
      ? await startLocalServices({ workspace: workspaceRoot, purpose: 'shop', services, say })
      : undefined;
  const databaseUrl = env['DATABASE_URL'] || local!.databaseUrl;
  const cacheUrl = env['CACHE_URL'] || local!.cacheUrl;
  return {
    databaseUrl,
    cacheUrl,
    where: `${hostOf(databaseUrl)}, ${hostOf(cacheUrl)}`,
    release: async () => local?.release(),
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an address that is not a URL';
}
