import { describeDataServer, unitNames, type DataServerFacts } from '@perfume/instances';
import { expect, it } from 'vitest';
import { unitsToRestart } from './restarts.ts';

const facts: DataServerFacts = {
  shop: 'perfume',
  region: 'eu-central-1',
  releaseBucket: 'releases',
  node: 'a',
  addresses: { a: '10.20.0.10', b: '10.20.16.10', c: '10.20.32.10' },
  endpointName: 'endpoint.test',
  elasticIp: '192.0.2.1',
  elasticIpAllocationId: 'eipalloc-1',
  dataBucket: 'data',
  dataVolumeId: 'vol-1',
  outgoingAddress: '10.20.0.11',
};
const { units, layout } = describeDataServer(facts);
const restarts = (...changed: readonly string[]) => unitsToRestart(units, new Set(changed), layout);

it('restarts nothing when nothing has changed', () => {
  expect(restarts()).toEqual([]);
});

it('runs once more what has other settings to take over', () => {
  expect(restarts('/etc/perfume/cloudwatch-agent.json')).toEqual([unitNames.agents]);
});

it('leaves volume, way out and secrets as they are, whatever their units say', () => {
  for (const name of [unitNames.volume, unitNames.network, unitNames.secrets])
    expect(restarts(`/etc/systemd/system/${name}.service`)).toEqual([]);
});

it('restarts what runs a program that has changed, and never MariaDB for it', () => {
  expect(restarts('/opt/perfume/current/data-server.mjs')).toEqual([
    unitNames.tunnel,
    unitNames.users,
    unitNames.binlog,
  ]);
  expect(restarts('/opt/perfume/current/failover.mjs')).toEqual([unitNames.failover]);
});

it('restarts MariaDB for its settings or its unit, and last of all', () => {
  expect(restarts('/etc/perfume/mariadb.cnf')).toEqual([unitNames.database]);
  expect(
    restarts('/etc/systemd/system/perfume-database.service', '/etc/systemd/system/perfume-cache.service'),
  ).toEqual([unitNames.cache, unitNames.database]);
});

it('restarts what a former try did not come to', () => {
  const changed = new Set(['/opt/perfume/current/failover.mjs']);
  expect(unitsToRestart(units, changed, layout, [unitNames.database, unitNames.cache])).toEqual([
    unitNames.cache,
    unitNames.failover,
    unitNames.database,
  ]);
});
