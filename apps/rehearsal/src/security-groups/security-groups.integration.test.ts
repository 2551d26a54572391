import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { removeRun } from '../cleanup/sweep.ts';
import { buildFabric, connectInstance, type Fabric } from '../network/fabric.ts';
import { tryInNamespace } from '../network/namespaces.ts';
import { findCgroupTrees, makeGroup } from '../run/cgroup.ts';
import { startDaemon } from '../run/daemon.ts';
import { beginRun, groupOf, type Run } from '../run/run.ts';
import { describeAsRoot } from '../testing/as-root.ts';
import { createMembership, type Membership } from './membership.ts';
import type { SecurityGroups } from './read.ts';

const tcp = (port: number) => ({ protocol: 'tcp', fromPort: port, toPort: port }) as const;

const groups: SecurityGroups = {
  'load-balancer': { ingress: [], egress: [{ ...tcp(8080), other: { member: 'app' } }] },
  app: {
    ingress: [{ ...tcp(8080), other: { member: 'load-balancer' } }],
    egress: [
      { ...tcp(3306), other: { member: 'data' } },
      { ...tcp(443), other: { block: '0.0.0.0/0' } },
    ],
  },
  data: { ingress: [{ ...tcp(3306), other: { member: 'app' } }], egress: [] },
  witness: { ingress: [], egress: [] },
};

describeAsRoot('security groups', () => {
  let run: Run;
  let fabric: Fabric;
  let membership: Membership;
  const namespaces = new Map<string, string>();

  const host = async (name: string, address: string): Promise<string> => {
    const namespace = await connectInstance(run, fabric, { name, zone: 'a', address });
    namespaces.set(name, namespace);
    return namespace;
  };

  beforeAll(async () => {
    run = await beginRun();
    fabric = await buildFabric(run, {
      network: '10.20.0.0/16',
      subnets: { a: '10.20.0.0/20', b: '10.20.16.0/20', c: '10.20.32.0/20' },
    });
    membership = createMembership(groups, fabric.resolverAddress);
    await membership.join('load-balancer', fabric.elb.namespace, fabric.elb.privateAddress);
    await membership.join('app', await host('app', '10.20.0.100'), '10.20.0.100');
    await membership.join('data', await host('data', '10.20.0.10'), '10.20.0.10');
    const group = await makeGroup(findCgroupTrees(), `${groupOf(run)}/ground`);
    const listen = `for (const port of [3306, 8080, 9000]) require('net').createServer((s) => s.end()).listen(port, '0.0.0.0')`;
    for (const [name, namespace] of namespaces) {
      startDaemon(run, { name, namespace, group, command: [process.execPath, '--eval', listen] });
    }
    await vi.waitFor(
      async () => expect(await reaches(fabric.elb.namespace, '10.20.0.100', 8080)).toBe(true),
      10_000,
    );
  });

  afterAll(() => removeRun(run.id));

  async function reaches(from: string, to: string, port: number): Promise<boolean> {
    const connect = ['socat', '-T', '1', '/dev/null', `TCP:${to}:${port},connect-timeout=1`];
    return (await tryInNamespace(from, connect)).code === 0;
  }

  it('let in who is in the group that is named, at the port that is named', async () => {
    const [app, data] = [namespaces.get('app')!, namespaces.get('data')!];
    expect([
      await reaches(app, '10.20.0.10', 3306),
      await reaches(app, '10.20.0.10', 9000),
      await reaches(fabric.elb.namespace, '10.20.0.10', 3306),
      await reaches(data, '10.20.0.100', 8080),
    ]).toEqual([true, false, false, false]);
  });

  it('know a new member at once, and forget one that has left', async () => {
    const late = await host('late', '10.20.0.101');
    await membership.join('app', late, '10.20.0.101');
    expect(await reaches(late, '10.20.0.10', 3306)).toBe(true);
    await membership.leave(late);
    expect(await reaches(late, '10.20.0.10', 3306)).toBe(false);
  });
});
