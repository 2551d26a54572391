import { join } from 'node:path';
import { commonDirectories, commonFiles, directory } from './common-files.ts';
import type { InstanceDescription, Package, User } from './description.ts';
import { formatEnvironment } from './environment-file.ts';
import type { AppServerFacts } from './facts.ts';
import { firstBootSteps } from './first-boot.ts';
import { serverLayout, type Layout } from './layout.ts';
import { parameterNames } from './names.ts';
import { ports } from './ports.ts';
import { appServerProgram, appServerUnits } from './units/app-server-units.ts';

const packages: readonly Package[] = [
  { name: 'logrotate', why: 'Keeps logs small.' },
  { name: 'unattended-upgrades', why: 'Security updates by themselves.' },
];

const users: readonly User[] = [{ name: 'perfume', why: 'The storefront' }];

const maskedUnits = ['ssh.service', 'ssh.socket'];

/** An app server: the storefront, and nothing that is not made anew with the next one. */
export function describeAppServer(facts: AppServerFacts, layout: Layout = serverLayout): InstanceDescription {
  const withRole = { role: 'app', ...facts } as const;
  const units = appServerUnits(facts, layout);
  const directories = [
    ...commonDirectories(layout),
    directory(join(layout.state, 'storefront'), 0o750, 'perfume'),
  ];
  const release = {
    kind: 'app',
    parameter: parameterNames(facts.shop).release('app'),
    bucket: facts.releaseBucket,
    program: appServerProgram,
  } as const;
  return {
    role: 'app',
    facts: withRole,
    layout,
    release,
    packages,
    maskedUnits,
    users,
    directories,
    files: [
      ...commonFiles({ facts: withRole, layout, units, users, directories }),
      {
        path: join(layout.settings, 'shop.env'),
        mode: 0o640,
        user: 'root',
        group: 'perfume',
        content: formatEnvironment({ ...ownSettings(layout), ...facts.settings }),
      },
    ],
    units,
    firstBoot: firstBootSteps({ role: 'app', packages, maskedUnits, release, outgoing: undefined }),
  };
}

/** Settings of the storefront that follow from where it runs. */
function ownSettings(layout: Layout): Record<string, string> {
  return {
    HOST: '0.0.0.0',
    PORT: String(ports.storefront.port),
    DATA_DIR: join(layout.state, 'storefront'),
    DATABASE_TLS: 'on',
    METRICS: 'stdout',
  };
}
