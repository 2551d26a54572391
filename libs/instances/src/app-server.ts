import { join } from 'node:path';
import { directory } from './common-files.ts';
import { describeInstance } from './describe-instance.ts';
import type { InstanceDescription, Package, User } from './description.ts';
import { formatEnvironment } from './environment-file.ts';
import type { AppServerFacts } from './facts.ts';
import { serverLayout, type Layout } from './layout.ts';
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
  return describeInstance({
    facts: { role: 'app', ...facts },
    layout,
    release: { kind: 'app', program: appServerProgram },
    packages,
    maskedUnits,
    users,
    directories: [directory(join(layout.state, 'storefront'), 0o750, 'perfume')],
    files: [
      {
        path: join(layout.settings, 'shop.env'),
        mode: 0o640,
        user: 'root',
        group: 'perfume',
        content: formatEnvironment({ ...ownSettings(layout), ...facts.settings }),
      },
    ],
    units: appServerUnits(facts, layout),
  });
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
