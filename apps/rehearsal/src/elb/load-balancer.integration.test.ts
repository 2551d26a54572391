import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { removeRun } from '../cleanup/sweep.ts';
import { buildFabric, connectInstance, type Fabric } from '../network/fabric.ts';
import { tryInNamespace } from '../network/namespaces.ts';
import { findCgroupTrees, makeGroup, type Group } from '../run/cgroup.ts';
import { startDaemon, type Daemon } from '../run/daemon.ts';
import { beginRun, groupOf, type Run } from '../run/run.ts';
import { describeAsRoot } from '../testing/as-root.ts';
import { startLoadBalancer, type LoadBalancer } from './load-balancer.ts';

const plan = {
  targetPort: 8080,
  idleTimeoutSeconds: 60,
  deregistrationDelaySeconds: 2,
  healthCheck: {
    path: '/health/ready',
    matcher: '200',
    intervalSeconds: 1,
    timeoutSeconds: 1,
    healthyThreshold: 2,
    unhealthyThreshold: 2,
  },
};

/** Answers its name, late where it is asked for /slow, and its health as /ill and /well have left it. */
const server = (name: string) => `
  let status = 200;
  require('http').createServer((req, res) => {
    if (req.url === '/ill') status = 503;
    if (req.url === '/well') status = 200;
    res.statusCode = req.url === '/health/ready' ? status : 200;
    setTimeout(() => res.end('${name}'), req.url.startsWith('/slow') ? Number(req.url.slice(6)) : 0);
  }).listen(8080, '0.0.0.0');`;

describeAsRoot('the load balancer', () => {
  let run: Run;
  let fabric: Fabric;
  let group: Group;
  let elb: LoadBalancer;
  const changes: string[] = [];
  const servers = new Map<string, { daemon: Daemon; address: string; namespace: string }>();

  async function boot(name: string): Promise<void> {
    const known = servers.get(name);
    const address = known?.address ?? `10.20.0.${10 + servers.size}`;
    const namespace = known?.namespace ?? (await connectInstance(run, fabric, { name, zone: 'a', address }));
    const command = [process.execPath, '--eval', server(name)];
    servers.set(name, { daemon: startDaemon(run, { name, namespace, group, command }), address, namespace });
  }

  beforeAll(async () => {
    run = await beginRun();
    fabric = await buildFabric(run, {
      network: '10.20.0.0/16',
      subnets: { a: '10.20.0.0/20', b: '10.20.16.0/20', c: '10.20.32.0/20' },
    });
    group = await makeGroup(findCgroupTrees(), `${groupOf(run)}/ground`);
    elb = await startLoadBalancer(run, {
      plan,
      namespace: fabric.elb.namespace,
      publicAddress: fabric.elb.publicAddress,
      group,
      changed: (target, health) => changes.push(`${target} ${health}`),
    });
    await boot('one');
    await boot('two');
  });

  afterAll(async () => {
    await elb.stop();
    await removeRun(run.id);
  });

  /** Asked from this machine, as shoppers do. */
  const get = (path = '/'): Promise<string> =>
    new Promise((resolve, reject) => {
      const asked = request(elb.url + path, { ca: elb.authority, agent: false, timeout: 8_000 }, (answer) => {
        void text(answer).then(
          (body) => resolve(answer.statusCode === 200 ? body : String(answer.statusCode)),
          reject,
        );
      });
      asked.on('timeout', () => asked.destroy(new Error('no answer')));
      asked.on('error', reject);
      asked.end();
    });
  const asked = async (times: number) =>
    new Set(await Promise.all(Array.from({ length: times }, () => get())));
  const becomes = (target: string, health: string) =>
    vi.waitFor(() => expect(elb.health(target)).toBe(health), { timeout: 10_000, interval: 50 });

  it('answers 503 while it has no target', async () => {
    expect(await get()).toBe('503');
  });

  it('takes a new target after its first pass, and shares requests out', async () => {
    await Promise.all(['one', 'two'].map((name) => elb.register(name, servers.get(name)!.address)));
    expect(elb.health('one')).toBe('initial');
    await Promise.all([becomes('one', 'healthy'), becomes('two', 'healthy')]);
    expect(await asked(20)).toEqual(new Set(['one', 'two']));
  });

  it('takes a target out that is killed, and back when it answers again; nobody else is told', async () => {
    const killed = servers.get('one')!.daemon;
    killed.child.kill('SIGKILL');
    // No request is tried again elsewhere: that is what shoppers see until the checks have failed.
    await vi.waitFor(async () => expect(await asked(4)).toContain('503'), { timeout: 2_000, interval: 10 });
    await becomes('one', 'unhealthy');
    expect(await asked(20)).toEqual(new Set(['two']));
    await boot('one');
    await becomes('one', 'healthy');
    expect(await asked(20)).toEqual(new Set(['one', 'two']));
  });

  it('sends requests to all targets when none is healthy', async () => {
    await Promise.all(['one', 'two'].map((name) => fetchInside(name, '/ill')));
    await Promise.all([becomes('one', 'unhealthy'), becomes('two', 'unhealthy')]);
    expect(await asked(20)).toEqual(new Set(['one', 'two']));
    await Promise.all(['one', 'two'].map((name) => fetchInside(name, '/well')));
    await Promise.all([becomes('one', 'healthy'), becomes('two', 'healthy')]);
  });

  it('lets requests of a deregistered target end, and sends no new ones', async () => {
    const slow = Promise.all(Array.from({ length: 10 }, () => get('/slow/1000')));
    await becomes('one', 'healthy');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const gone = elb.deregister('one');
    expect(elb.health('one')).toBe('draining');
    expect(await asked(20)).toEqual(new Set(['two']));
    expect(new Set(await slow)).toEqual(new Set(['one', 'two']));
    await gone;
    expect(elb.health('one')).toBe('unused');
  });

  it('cuts requests that outlast the deregistration delay', async () => {
    await elb.register('one', servers.get('one')!.address);
    await becomes('one', 'healthy');
    const slow = Promise.all(Array.from({ length: 10 }, () => get('/slow/4000').catch(() => 'cut')));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await elb.deregister('one');
    expect((await slow).sort()).not.toContain('one');
    expect(await slow).toContain('two');
  });

  /** Past the load balancer, from its namespace. */
  async function fetchInside(name: string, path: string): Promise<void> {
    const program = `fetch('http://${servers.get(name)!.address}:8080${path}')`;
    await tryInNamespace(fabric.elb.namespace, [process.execPath, '--eval', program]);
  }
});
