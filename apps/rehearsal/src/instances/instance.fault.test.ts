import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlannedProcess } from '@perfume/instances';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { removeRun, tracesOf } from '../cleanup/sweep.ts';
import { buildFabric, connectInstance, type Fabric } from '../network/fabric.ts';
import { tryInNamespace } from '../network/namespaces.ts';
import { findCgroupTrees } from '../run/cgroup.ts';
import { beginRun, type Run } from '../run/run.ts';
import { describeAsRoot } from '../testing/as-root.ts';
import { createTimeline } from '../timeline/timeline.ts';
import { createInstance, type Instance } from './instance.ts';
import { ensureUser, makeRoot } from './root-directory.ts';
import { fillVolume, freeVolume, makeVolume } from './volume.ts';

const plain = {
  user: 'perfume',
  group: 'perfume',
  environment: {},
  environmentFiles: [{ path: '/etc/perfume/instance.env' }],
  after: [],
  restart: { policy: 'always', seconds: 0.2 },
  stop: { signal: 'SIGTERM', seconds: 5 },
  limits: {},
} as const;

/** Answers its port with what it is told of itself; on SIGTERM it says good-bye. */
const service: PlannedProcess = {
  ...plain,
  name: 'perfume-service',
  kind: 'service',
  command: [
    '/bin/sh',
    '-c',
    'trap "echo good-bye; exit 0" TERM; echo "hello from $(id -un) in $INSTANCE_ID on $(hostname)"; ' +
      'socat TCP-LISTEN:7007,fork,reuseaddr SYSTEM:"echo yes" & wait',
  ],
  after: ['perfume-preparation'],
  log: '/var/log/perfume/service.log',
};

const preparation: PlannedProcess = {
  ...plain,
  name: 'perfume-preparation',
  kind: 'once',
  user: 'root',
  group: 'root',
  command: [
    '/bin/sh',
    '-c',
    'echo prepared; [ -e /var/lib/second-try ] || { touch /var/lib/second-try; exit 1; }',
  ],
  restart: { policy: 'on-failure', seconds: 0.1 },
  log: '/var/log/perfume/preparation.log',
};

describeAsRoot('an instance', () => {
  let run: Run;
  let fabric: Fabric;
  let instance: Instance;
  let root: string;
  let firstBoots = 0;
  const timeline = createTimeline();

  beforeAll(async () => {
    run = await beginRun();
    fabric = await buildFabric(run, {
      network: '10.20.0.0/16',
      subnets: { a: '10.20.0.0/20', b: '10.20.16.0/20', c: '10.20.32.0/20' },
    });
    root = join(run.directory, 'instances', 'one');
    await makeRoot(root, { hostname: 'one', resolverAddress: fabric.resolverAddress });
    await ensureUser(root, 'perfume');
    const image = join(run.directory, 'volumes', 'one.img');
    await makeVolume(image, 64 * 2 ** 20);
    instance = await createInstance({
      run,
      trees: findCgroupTrees(),
      timeline,
      name: 'one',
      role: 'data',
      zone: 'a',
      address: '10.20.0.10',
      namespace: await connectInstance(run, fabric, { name: 'one', zone: 'a', address: '10.20.0.10' }),
      gateway: fabric.gateways.a,
      size: { memoryMiB: 256, cpus: 0.5 },
      root,
      volume: { image, mountPoint: '/var/lib/perfume-data' },
      async prepare(_machine, isFirstBoot) {
        if (!isFirstBoot) return { role: 'data', processes: [preparation, service] };
        firstBoots += 1;
        await mkdir(join(root, 'etc/perfume'));
        await writeFile(join(root, 'etc/perfume/instance.env'), 'INSTANCE_ID=i-0123\n');
        return { role: 'data', processes: [preparation, service] };
      },
    });
    await instance.boot();
  });

  afterAll(async () => {
    await removeRun(run.id);
    expect(await tracesOf(run)).toEqual([]);
  });

  const stateOf = (name: string) => instance.processes().find((process) => process.name === name)?.state;
  const runs = () =>
    vi.waitFor(() => expect(stateOf('perfume-service')).toBe('running'), { timeout: 10_000 });
  const answers = async () =>
    (
      await tryInNamespace(
        fabric.router,
        ['sh', '-c', 'socat -T 1 - TCP:10.20.0.10:7007,connect-timeout=1 </dev/null'],
        { timeoutMs: 3_000 },
      )
    ).stdout.trim() === 'yes';
  const log = (name: string) => readFile(join(root, 'var/log/perfume', name), 'utf8');

  it('runs its programs in their order, as their users, with its own facts and name', async () => {
    await runs();
    await vi.waitFor(async () =>
      expect(await log('service.log')).toBe('hello from perfume in i-0123 on one\n'),
    );
    expect(await log('preparation.log')).toBe('prepared\nprepared\n');
    await vi.waitFor(async () => expect(await answers()).toBe(true), { timeout: 5_000 });
    expect(firstBoots).toBe(1);
  });

  it('sees its own processes and files only', async () => {
    const { stdout } = await instance.exec([
      'sh',
      '-c',
      'ps -e --no-headers | wc -l; ls /var/lib; test -e /work && echo leak',
    ]);
    expect(Number(stdout.split('\n')[0])).toBeLessThan(15);
    expect(stdout).toContain('perfume-data');
    expect(stdout).not.toContain('leak');
  });

  it('starts a program again that is killed, with everything that it had begun', async () => {
    const before = instance.process('service').view().pid;
    await instance.process('service').kill();
    await vi.waitFor(
      () => expect(instance.process('service').view()).toMatchObject({ state: 'running', restarts: 1 }),
      {
        timeout: 5_000,
      },
    );
    expect(instance.process('service').view().pid).not.toBe(before);
    await vi.waitFor(async () => expect(await answers()).toBe(true), { timeout: 5_000 });
    const exits = timeline.soFar().filter((event) => event.kind === 'process' && event.state === 'exited');
    expect(exits.at(-1)).toMatchObject({ process: 'perfume-service', detail: 'signal SIGKILL' });
  });

  it('takes connections and answers none while it is frozen', async () => {
    expect(await instance.setFrozen(true)).toBe(true);
    expect(stateOf('perfume-service')).toBe('frozen');
    expect(await answers()).toBe(false);
    expect(await instance.setFrozen(false)).toBe(true);
    await vi.waitFor(async () => expect(await answers()).toBe(true), { timeout: 5_000 });
  });

  it('has a volume that can be filled up and freed', async () => {
    const full = await fillVolume(instance.machine, '/var/lib/perfume-data');
    expect(full.observations[0]?.seen).toBe('no room');
    const free = await freeVolume(instance.machine, '/var/lib/perfume-data');
    expect(free.observations[0]?.seen).toBe('room');
  });

  it('is kept within its memory', async () => {
    const eat = ['sh', '-c', 'head -c 400M /dev/zero | tail -c 400M | wc -c'];
    expect((await instance.exec(eat)).stdout.trim()).not.toBe(String(400 * 2 ** 20));
  });

  it('keeps its volume and files over a loss of power, and boots without a first boot', async () => {
    await instance.exec(['sh', '-c', 'echo kept > /var/lib/perfume-data/kept; touch /run/gone; sync']);
    await instance.powerOff('power cut');
    expect(await answers()).toBe(false);
    await instance.boot();
    await runs();
    await vi.waitFor(async () => expect(await answers()).toBe(true), { timeout: 5_000 });
    const { stdout } = await instance.exec(['sh', '-c', 'cat /var/lib/perfume-data/kept; ls /run/gone']);
    expect(stdout).toBe('kept\n');
    expect(firstBoots).toBe(1);
  });

  it('tells its programs when it is shut down', async () => {
    await instance.shutDown('reboot');
    expect(instance.state()).toBe('stopped');
    expect((await log('service.log')).trimEnd().endsWith('good-bye')).toBe(true);
  });
});
