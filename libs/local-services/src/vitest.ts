import { startLocalServices } from './local-services.ts';
import { workspaceRoot } from './workspace-root.ts';

/**
 * Vitest's global setup for integration tests: MariaDB and memcached at TEST_MARIADB_URL and TEST_CACHE_URL, started here
 * where these are not set.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['TEST_MARIADB_URL'] && process.env['TEST_CACHE_URL']) return undefined;
  const services = await startLocalServices({
    workspace: workspaceRoot,
    purpose: 'test',
    say: (line) => process.stderr.write(`${line}\n`),
  });
  process.env['TEST_MARIADB_URL'] ??= services.databaseUrl;
  process.env['TEST_CACHE_URL'] ??= services.cacheUrl;
  return services.release;
}
