import { describe, expect, it } from 'vitest';
import { examine } from './check-health.ts';

/** A server that gives these variables and this status. */
const server = (variables: Record<string, string>, status: Record<string, string>) => {
  const asked: string[] = [];
  const rows = (values: Record<string, string>) =>
    Object.entries(values).map(([name, value]) => ({ Variable_name: name, Value: value }));
  const ask = (text: string) => {
    asked.push(text);
    if (text.includes('VARIABLES')) return Promise.resolve(rows(variables));
    if (text.includes('STATUS')) return Promise.resolve(rows(status));
    return Promise.resolve(text.includes('TABLES') ? [{ name: 'pro`duct' }] : []);
  };
  return { ask, asked };
};

describe('the health of a database server', () => {
  it('is that of its place in the cluster, where it has one', async () => {
    const member = { wsrep_on: 'ON', hostname: 'data-a' };
    const good = server(member, {
      wsrep_ready: 'ON',
      wsrep_cluster_status: 'Primary',
      wsrep_cluster_size: '3',
    });
    expect(await examine(good.ask)).toMatchObject({
      serves: true,
      cluster: 'galera',
      clusterSize: 3,
      server: 'data-a',
    });
    const cutOff = server(member, { wsrep_ready: 'OFF', wsrep_cluster_status: 'non-Primary' });
    expect(await examine(cutOff.ask)).toMatchObject({
      serves: false,
      reason: "The server is not in its cluster's majority (non-Primary).",
    });
    const joining = server(member, { wsrep_ready: 'OFF', wsrep_cluster_status: 'Primary' });
    expect(await examine(joining.ask)).toMatchObject({ serves: false });
  });

  it('is told from a row of a real table, whatever its name', async () => {
    const { ask, asked } = server({ wsrep_on: 'OFF', read_only: 'ON' }, {});
    expect(await examine(ask)).toMatchObject({ serves: true, cluster: 'none', readOnly: true });
    expect(asked.at(-1)).toBe('SELECT 1 FROM `pro``duct` LIMIT 1');
  });
});
