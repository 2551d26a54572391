import { join } from 'node:path';
import { elbTimings } from '@perfume/health';
import type { Unit } from '../description.ts';
import type { AppServerFacts } from '../facts.ts';
import type { Layout } from '../layout.ts';
import { storefrontMemory } from '../memory.ts';
import { amazonAgents, unitNames } from './data-server-units.ts';
import { program, rootOf, unit } from './unit-defaults.ts';

/** The program on app servers that brings secrets, starts the storefront and answers the group's hooks. */
export const appServerProgram = 'app-server.mjs';

/** Brings the tables up to what this release needs, before it is started. */
const migrateName = 'perfume-migrate';

/** Memory that is assumed where an instance's is not known. In MiB. */
const assumedMemoryMiB = 2_048;

/** What runs on an app server, in the order in which it starts. */
export function appServerUnits(facts: AppServerFacts, layout: Layout): readonly Unit[] {
  return [
    settings(layout),
    migrate(layout),
    storefront(facts, layout),
    ...(facts.lifecycle ? [lifecycle(layout)] : []),
    amazonAgents(layout, appServerProgram),
  ];
}

function settings(layout: Layout): Unit {
  return unit(layout, {
    name: unitNames.settings,
    description: 'Secrets and the database’s authority for the storefront',
    kind: 'once',
    command: program(layout, appServerProgram, 'settings'),
    user: 'root',
    environment: rootOf(layout),
    sandbox: {
      justInTimeCode: true,
      writable: [layout.settings],
      capabilities: ['CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER'],
    },
  });
}

/** Settings of the storefront: what the instance is, what is no secret, what is one. */
const settingsFiles = (layout: Layout) =>
  ['instance.env', 'shop.env', 'storefront.env'].map((name) => ({ path: join(layout.settings, name) }));

/** In a PEM file of its own, beside the authorities that Node knows. */
const authority = (layout: Layout) => ({
  NODE_EXTRA_CA_CERTS: join(layout.settings, 'database-authority.pem'),
});

/**
 * The first new server does it, the others wait for its lock and find nothing to do. While the database is away it is tried
 * again; the shop could not start without it either.
 */
function migrate(layout: Layout): Unit {
  return unit(layout, {
    name: migrateName,
    description: 'Tables as this release needs them',
    kind: 'once',
    command: program(layout, appServerProgram, 'migrate'),
    user: 'perfume',
    environment: { NODE_ENV: 'production', ...authority(layout), ...rootOf(layout) },
    environmentFiles: settingsFiles(layout),
    after: [unitNames.settings],
    sandbox: { justInTimeCode: true },
  });
}

function storefront(facts: AppServerFacts, layout: Layout): Unit {
  return unit(layout, {
    name: unitNames.storefront,
    description: 'The shop',
    kind: 'service',
    command: program(layout, appServerProgram, 'start'),
    user: 'perfume',
    environment: {
      NODE_ENV: 'production',
      ...authority(layout),
      ...rootOf(layout),
    },
    environmentFiles: settingsFiles(layout),
    after: [unitNames.settings, migrateName],
    restart: { policy: 'always', seconds: 1 },
    // Draining, finishing and closing fit into the load balancer's deregistration delay; a little more, and it is killed.
    stop: { signal: 'SIGTERM', seconds: elbTimings.deregistrationSeconds + 5 },
    limits: {
      memoryMiB: storefrontMemory(facts.instance?.memoryMiB ?? assumedMemoryMiB),
      openFiles: 65_536,
    },
    sandbox: { justInTimeCode: true, writable: [join(layout.state, 'storefront')] },
    restartWhenChanged: [join(layout.settings, 'shop.env')],
  });
}

function lifecycle(layout: Layout): Unit {
  return unit(layout, {
    name: unitNames.lifecycle,
    description:
      'Tells the Auto Scaling group that this server serves, and ends it in order when it is to go',
    kind: 'service',
    command: program(layout, appServerProgram, 'lifecycle'),
    user: 'root',
    environment: rootOf(layout),
    after: [unitNames.storefront],
    restart: { policy: 'always', seconds: 5 },
    limits: { memoryMiB: 128 },
    sandbox: { justInTimeCode: true },
    notRehearsed: 'The rehearsal’s group asks and stops its servers itself: it has no instance metadata.',
  });
}
