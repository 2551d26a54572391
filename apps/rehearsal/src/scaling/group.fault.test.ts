import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import type { PlannedProcess } from '@perfume/instances';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { removeRun } from '../cleanup/sweep.ts';
import { startLoadBalancer, type LoadBalancer } from '../elb/load-balancer.ts';
import { createInstance } from '../instances/instance.ts';
import { ensureUser, makeRoot } from '../instances/root-directory.ts';
import { buildFabric, connectInstance, type Fabric } from '../network/fabric.ts';
import { deleteNamespace, tryInNamespace } from '../network/namespaces.ts';
import { findCgroupTrees, makeGroup, removeGroup } from '../run/cgroup.ts';
import { beginRun, groupOf, type Run } from '../run/run.ts';
import { describeAsRoot } from '../testing/as-root.ts';
import { createTimeline } from '../timeline/timeline.ts';
import type { Zone } from '../topology.ts';
import { createGroup, type Group } from './group.ts';

/** A shop that says which release it is. */
const shop = (releaseId: string): PlannedProcess => ({
  name: 'perfume-storefront',
  kind: 'service',
  command: ['/usr/bin/python3', '-c', program(releaseId)],
  user: 'perfume',
  group: 'perfume',
  environment: {},
  environmentFiles: [],
  after: [],
  restart: { policy: 'always', seconds: 0.5 },
  stop: { signal: 'SIGTERM', seconds: 2 },
  log: '/var/log/storefront.log',
  limits: {},
});

const program = (releaseId: string) => `
import http.server
class Shop(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"${releaseId}")
http.server.ThreadingHTTPServer(("0.0.0.0", 8080), Shop).serve_forever()
`;

const healthCheck = {
  path: '/health/ready',
  matcher: '200',
  intervalSeconds: 1,
  timeoutSeconds: 3,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
};

describeAsRoot('the group of app servers', () => {
  let run: Run;
  let fabric: Fabric;
  let elb: LoadBalancer;
  let group: Group;
  const timeline = createTimeline();
  const failures: unknown[] = [];
  const usable: Zone[] = ['a', 'b'];

  beforeAll(async () => {
    run = await beginRun();
    const trees = findCgroupTrees();
    fabric = await buildFabric(run, {
      network: '10.20.0.0/16',
      subnets: { a: '10.20.0.0/20', b: '10.20.16.0/20', c: '10.20.32.0/20' },
    });
    elb = await startLoadBalancer(run, {
      plan: { targetPort: 8080, idleTimeoutSeconds: 60, deregistrationDelaySeconds: 2, healthCheck },
      namespace: fabric.elb.namespace,
      publicAddress: fabric.elb.publicAddress,
      group: await makeGroup(trees, `${groupOf(run)}/ground`),
      changed: (instance, health) => timeline.record({ kind: 'target', instance, health }),
    });
    let count = 0;
    group = createGroup({
      plan: {
        minimum: 2,
        maximum: 4,
        zones: ['a', 'b'],
        // Low, so that it is met on a machine that is busy with other things.
        cpuTargetPercent: 3,
        warmupSeconds: 20,
        gracePeriodSeconds: 0,
        launchTimeoutSeconds: 30,
      },
      elb,
      timeline,
      speed: 20,
      releaseId: 'one',
      usableZones: () => usable,
      async create(name, zone, releaseId) {
        count += 1;
        const address = `10.20.${zone === 'a' ? 0 : 16}.${100 + count}`;
        const root = join(run.directory, 'instances', name);
        await makeRoot(root, { hostname: name, resolverAddress: fabric.resolverAddress });
        await ensureUser(root, 'perfume');
        return createInstance({
          run,
          trees,
          timeline,
          name,
          role: 'app',
          zone,
          address,
          namespace: await connectInstance(run, fabric, { name, zone, address }),
          gateway: fabric.gateways[zone],
          size: { memoryMiB: 128, cpus: 0.5 },
          root,
          prepare: () => Promise.resolve({ role: 'app', processes: [shop(releaseId)] }),
        });
      },
      serves: async ({ options: { namespace } }) =>
        (await tryInNamespace(namespace, ['socat', '-T', '1', '/dev/null', 'TCP:127.0.0.1:8080'])).code === 0,
      async remove({ groupPath, options: { namespace, root } }) {
        await removeGroup(trees, groupPath);
        await deleteNamespace(namespace);
        await rm(root, { recursive: true });
      },
      failed: (error) => failures.push(error),
    });
    await group.fill();
    group.watch();
  });

  afterAll(async () => {
    await group.stop();
    await elb.stop();
    await removeRun(run.id);
    expect(failures).toEqual([]);
  });

  const inService = () =>
    group
      .servers()
      .filter(({ leaving, instance }) => !leaving && elb.health(instance.options.name) === 'healthy');
  const zones = () =>
    inService()
      .map(({ instance }) => instance.options.zone)
      .sort();
  const becomes = (condition: () => void) => vi.waitFor(condition, { timeout: 55_000, interval: 100 });

  it('begins with its minimum, spread over the zones', () => {
    expect(zones()).toEqual(['a', 'b']);
  });

  it('leaves a server alone whose program comes back by itself', async () => {
    const [first] = inService();
    await first!.instance.process('storefront').kill();
    await becomes(() =>
      expect(first!.instance.process('storefront').view()).toMatchObject({ state: 'running', restarts: 1 }),
    );
    expect(inService()).toContain(first);
  });

  it('replaces a server that is lost', async () => {
    const [lost, kept] = inService();
    await lost!.instance.powerOff('killed');
    await becomes(() => expect(group.servers()).not.toContain(lost));
    await becomes(() => expect(zones()).toEqual(['a', 'b']));
    expect(inService()).toContain(kept);
  });

  it('launches where it can while a zone is lost', async () => {
    usable.splice(usable.indexOf('a'), 1);
    const lost = inService().find(({ instance }) => instance.options.zone === 'a')!;
    await lost.instance.powerOff('its zone is lost');
    await becomes(() => expect(zones()).toEqual(['b', 'b']));
    usable.push('a');
  });

  it('spreads its servers again when the zone is back', async () => {
    await becomes(() => expect(zones()).toEqual(['a', 'b']));
  });

  it('brings new servers in before old ones go, for a release', async () => {
    let fewest = Infinity;
    const watching = setInterval(() => (fewest = Math.min(fewest, inService().length)), 50);
    await group.refresh('two');
    clearInterval(watching);
    expect(inService().map(({ releaseId }) => releaseId)).toEqual(['two', 'two']);
    expect(zones()).toEqual(['a', 'b']);
    expect(fewest).toBe(2);
  });

  it('grows while its servers work hard', async () => {
    const work = inService().map(({ instance }) =>
      instance.exec(['/usr/bin/timeout', '30', '/bin/sh', '-c', 'while :; do :; done'], 40_000),
    );
    await becomes(() => expect(group.desired()).toBeGreaterThan(2));
    await becomes(() => expect(inService().length).toBeGreaterThan(2));
    await Promise.all(work);
  });

  it('shrinks to its minimum when there is nothing to do', { timeout: 120_000 }, async () => {
    await becomes(() => expect(group.desired()).toBe(2));
    await becomes(() => expect(group.servers()).toHaveLength(2));
  });
});
