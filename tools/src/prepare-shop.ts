import type { Errand } from './errands.ts';
import { step } from './progress.ts';
import { Failed } from './run.ts';
import { migrateTables, seedCatalogue } from './shop-programs.ts';
import { shopServices } from './shop-services.ts';
import { programSettings } from './shop-settings.ts';

/**
 * The services the shop needs, started or found.
 * @returns the settings for the shop's programs
 */
export async function openServices({ later }: Errand): Promise<NodeJS.ProcessEnv> {
  const services = await step(
    'MariaDB and memcached',
    (say) => shopServices(process.env, say),
    ({ where }) => where,
  );
  later(services.release);
  return programSettings(services, process.env);
}

/**
 * Tables up to date, and products in the catalogue if it has none.
 * @throws Failed with what to do
 */
export async function fillDatabase(settings: NodeJS.ProcessEnv, { stop, stopped }: Errand): Promise<void> {
  if (stopped()) return;
  await step('Tables', () => migrateTables({ env: settings, stop }));
  if (stopped()) return;
  if ((await seedCatalogue({ env: settings, stop })) !== 0)
    throw new Failed(
      'The demo catalogue could not be made; the reason is above. To begin anew: npm run reset',
    );
}
