import { createLogger } from '@perfume/telemetry';
import { followLifecycle } from '../app-server/lifecycle.ts';
import { migrateTables } from '../app-server/migrate.ts';
import { provideSettings } from '../app-server/settings.ts';
import { startStorefront } from '../app-server/start.ts';
import { layoutOfEnvironment, readInstance } from '../instance.ts';
import { configureCommands } from './configure-commands.ts';
import { runCommand } from './run-command.ts';

const service = 'app-server';
const ownLog = () => createLogger({ level: 'info', service });

await runCommand(service, {
  start: {
    says: 'be the storefront (perfume-storefront)',
    run: () => startStorefront(layoutOfEnvironment()),
  },
  migrate: {
    says: 'bring the tables to what the release needs (perfume-migrate)',
    run: () => migrateTables(layoutOfEnvironment(), ownLog()),
  },
  settings: {
    says: 'secrets and the database’s authority (perfume-settings)',
    run: async () => provideSettings(await readInstance(service)),
  },
  lifecycle: {
    says: 'answer the hooks of the Auto Scaling group (perfume-lifecycle)',
    run: async () => followLifecycle(await readInstance(service)),
  },
  ...configureCommands(service, ownLog),
});
