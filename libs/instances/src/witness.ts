import { join } from 'node:path';
import { directory, plainFile } from './common-files.ts';
import { galeraTimings, providerOptions } from './database/galera-timings.ts';
import { describeInstance } from './describe-instance.ts';
import type { InstanceDescription, Package, User } from './description.ts';
import type { WitnessFacts } from './facts.ts';
import { serverLayout, type Layout } from './layout.ts';
import { ports } from './ports.ts';
import { dataNodeNames } from './topology.ts';
import { addressesInTunnel } from './tunnel.ts';
import { shellCommand } from './shell-command.ts';
import { dataServerProgram } from './units/data-server-units.ts';
import { arbitratorConfig, witnessUnits } from './units/witness-units.ts';

const packages: readonly Package[] = [
  { name: 'galera-arbitrator-4', why: 'garbd, of the same Galera as on the data servers.' },
  { name: 'wireguard-tools', why: 'Sets keys and peers of the tunnel.' },
  { name: 'iproute2', why: 'Gives the tunnel its address.' },
  { name: 'logrotate', why: 'Keeps logs small.' },
  { name: 'unattended-upgrades', why: 'Security updates by themselves.' },
];

const users: readonly User[] = [{ name: 'perfume-witness', why: 'garbd' }];

const maskedUnits = ['ssh.service', 'ssh.socket', 'garb.service', 'garbd.service'];

/** The witness: votes in Galera's group, stores nothing. */
export function describeWitness(facts: WitnessFacts, layout: Layout = serverLayout): InstanceDescription {
  return describeInstance({
    facts: { role: 'witness', ...facts },
    layout,
    release: { kind: 'data', program: dataServerProgram },
    packages,
    maskedUnits,
    users,
    directories: [
      directory(join(layout.settings, 'tunnel'), 0o700),
      directory(join(layout.state, 'witness'), 0o700, 'perfume-witness'),
    ],
    files: [
      plainFile(arbitratorConfig(layout), renderArbitratorConfig(facts)),
      shellCommand(layout, 'data-server', dataServerProgram),
    ],
    units: witnessUnits(facts, layout),
  });
}

/** garbd's settings: the same group and the same timings as the data servers have. */
function renderArbitratorConfig(facts: WitnessFacts): string {
  const inTunnel = addressesInTunnel(facts);
  const peers = dataNodeNames.map((node) => `${inTunnel[node]}:${ports.group.port}`).join(',');
  const options = [
    { name: 'gmcast.listen_addr', value: `tcp://${inTunnel.c}:${ports.groupOnWitness.port}` },
    ...galeraTimings,
    // It has no data, so what it remembers of a former majority is worth nothing after a restart.
    { name: 'pc.recovery', value: 'no' },
  ];
  return [
    '# The third vote. Timings must be those of the data servers.',
    'name = c',
    `group = ${facts.shop}`,
    `address = gcomm://${peers}`,
    `options = ${providerOptions(options)}`,
    '',
  ].join('\n');
}
