import { describeDataServer, unitNames, type DataServerFacts } from '@perfume/instances';
import { expect, it } from 'vitest';
import { unitsToRestart } from './apply.ts';

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
};
const { units, layout } = describeDataServer(facts);
const restarts = (...changed: readonly string[]) => unitsToRestart(units, new Set(changed), layout);

it('restarts nothing when nothing has changed', () => {
  expect(restarts()).toEqual([]);
  expect(restarts('/etc/perfume/cloudwatch-agent.json')).toEqual([]);
});

it('restarts what runs a program that has changed, and never MariaDB for it', () => {
  expect(restarts('/opt/perfume/current/data-server.mjs')).toEqual([unitNames.tunnel, unitNames.binlog]);
  expect(restarts('/opt/perfume/current/failover.mjs')).toEqual([unitNames.failover]);
});

it('restarts MariaDB for its settings or its unit, and last of all', () => {
  expect(restarts('/etc/perfume/mariadb.cnf')).toEqual([unitNames.database]);
  expect(
    restarts('/etc/systemd/system/perfume-database.service', '/etc/systemd/system/perfume-cache.service'),
  ).toEqual([unitNames.cache, unitNames.database]);
});
