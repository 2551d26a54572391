import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  environmentOf,
  formatEnvironment,
  layoutAt,
  nodeNames,
  tunnelAddresses,
  type Layout,
  type NodeName,
} from '@perfume/instances';
import { describeOnServer } from '@perfume/instances/testing';
import { motoCommand, provideMoto, workspaceRoot } from '@perfume/local-services';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeNamespaces, type Namespaces } from '../testing/namespaces.ts';
import { buildRelease } from '../testing/release.ts';

const hub = '10.20.255.1';
const addresses = { a: '10.20.0.10', b: '10.20.16.10', c: '10.20.32.10' } as const;
const environment = {
  AWS_ENDPOINT_URL: `http://${hub}:5000`,
  AWS_ACCESS_KEY_ID: 'moto',
  AWS_SECRET_ACCESS_KEY: 'moto',
  AWS_EC2_METADATA_DISABLED: 'true',
};
const needed = ['ip', 'wg', 'wireguard-go', 'ping'];

describeOnServer('the tunnel of three servers', needed, () => {
  const prefix = `pt${process.pid % 10_000}`;
  let spaces: Namespaces;
  let folder: string;
  const running = new Map<string, ChildProcess>();
  const layoutOf = (node: NodeName): Layout => layoutAt(join(folder, node));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perfume-tunnel-'));
    buildRelease(join(folder, 'release'));
    spaces = await makeNamespaces(prefix, hub, addresses);
    const { path, args } = motoCommand(await provideMoto(), { host: hub, port: 5000 });
    start('moto', 'hub', [path, ...args]);
    for (const node of nodeNames) await makeServer(node);
    await vi.waitFor(() => spaces.exec('a', ['bash', '-c', `exec 3<>/dev/tcp/${hub}/5000`]), {
      timeout: 60_000,
      interval: 200,
    });
  }, 120_000);

  afterAll(async () => {
    for (const child of running.values()) await end(child);
    for (const node of nodeNames)
      await spaces.exec(node, ['ip', 'link', 'delete', `${prefix}-wg${node}`]).catch(() => undefined);
    await spaces.remove();
    await rm(folder, { recursive: true });
  }, 60_000);

  function start(name: string, space: string, command: readonly string[], env: NodeJS.ProcessEnv = {}): void {
    const child = spawn('ip', ['netns', 'exec', spaces.names[space]!, ...command], {
      stdio: [
        'ignore',
        openSync(join(folder, `${name}.log`), 'a'),
        openSync(join(folder, `${name}.log`), 'a'),
      ],
      env: { PATH: process.env['PATH'], ...env },
    });
    running.set(name, child);
  }

  async function end(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  async function makeServer(node: NodeName): Promise<void> {
    const layout = layoutOf(node);
    for (const path of [join(layout.settings, 'tunnel'), layout.releases, layout.runtime])
      await mkdir(path, { recursive: true });
    const shared = {
      shop: 'scratch',
      region: 'eu-central-1',
      releaseBucket: 'releases',
      addresses,
      tunnelInterface: `${prefix}-wg${node}`,
      environment,
    };
    const variables = environmentOf(
      node === 'c'
        ? { role: 'witness', ...shared }
        : {
            role: 'data',
            ...shared,
            node,
            endpointName: 'endpoint.test',
            elasticIp: '192.0.2.1',
            elasticIpAllocationId: 'eipalloc-1',
            dataBucket: 'data',
          },
    );
    await writeFile(join(layout.settings, 'instance.env'), formatEnvironment(variables));
    await symlink(join(folder, 'release'), layout.release);
  }

  function startTunnel(node: NodeName): void {
    const { release, root } = layoutOf(node);
    start(node, node, [join(release, 'bin', 'node'), join(release, 'data-server.mjs'), 'tunnel'], {
      PERFUME_ROOT: root,
    });
  }

  const reaches = (from: NodeName, to: NodeName) =>
    spaces.exec(from, ['ping', '-c', '1', '-W', '1', tunnelAddresses[to]]).then(
      () => true,
      () => false,
    );
  const untilAllReachAll = () =>
    vi.waitFor(
      async () => {
        for (const from of nodeNames)
          for (const to of nodeNames) expect(await reaches(from, to), `${from} to ${to}`).toBe(true);
      },
      { timeout: 100_000, interval: 500 },
    );

  it('comes up by keys that each makes for itself, whoever is first', async () => {
    startTunnel('a');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    startTunnel('b');
    startTunnel('c');
    await untilAllReachAll();
  }, 180_000);

  it('keeps private keys to root, and shows the public half alone', async () => {
    const key = JSON.parse(await readFile(join(layoutOf('a').settings, 'tunnel/key.json'), 'utf8')) as {
      privateKey: string;
      publicKey: string;
    };
    const { stdout } = await spaces.exec('a', ['wg', 'show', `${prefix}-wga`, 'public-key']);
    expect(stdout.trim()).toBe(key.publicKey);
    const parameters = await spaces.exec('hub', [
      'bash',
      '-c',
      `exec 3<>/dev/tcp/${hub}/5000; printf 'GET /moto-api/data.json HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3`,
    ]);
    expect(parameters.stdout).toContain(key.publicKey);
    expect(parameters.stdout).not.toContain(key.privateKey);
  });

  it('is up again after a reboot although Amazon’s API is away, by what it remembers', async () => {
    await end(running.get('moto')!);
    await end(running.get('b')!);
    await spaces.exec('b', ['ip', 'link', 'delete', `${prefix}-wgb`]);
    expect(await reaches('a', 'b')).toBe(false);
    startTunnel('b');
    await untilAllReachAll();
  }, 180_000);

  it('takes a replaced server in by its new key', async () => {
    const { path, args } = motoCommand(await provideMoto(), { host: hub, port: 5000 });
    start('moto', 'hub', [path, ...args]);
    await end(running.get('b')!);
    await spaces.exec('b', ['ip', 'link', 'delete', `${prefix}-wgb`]);
    const settings = layoutOf('b').settings;
    const former = await readFile(join(settings, 'tunnel/key.json'), 'utf8');
    await rm(join(settings, 'tunnel'), { recursive: true });
    await mkdir(join(settings, 'tunnel'));
    startTunnel('b');
    await untilAllReachAll();
    expect(await readFile(join(settings, 'tunnel/key.json'), 'utf8')).not.toBe(former);
  }, 180_000);

  it('has a server look out through its own second address, and meet its peers by the first', async () => {
    const script = join(workspaceRoot, 'libs/instances/src/bootstrap/outgoing-address.sh');
    const own = '10.20.0.11';
    for (let time = 1; time <= 2; time += 1) {
      const { stdout } = await spaces.exec('a', besideNetworkd(script, own, ...Object.values(addresses)));
      expect(stdout).toBe('10-eth0.network.d/perfume.conf\n[Network]\nKeepConfiguration=yes\n');
    }
    const source = async (to: string) =>
      (await spaces.exec('a', ['ip', 'route', 'get', to])).stdout.replace(/[\s\S]* src (\S+)[\s\S]*/, '$1');
    expect(await source('198.51.100.7')).toBe(own);
    expect(await source(addresses.b)).toBe(addresses.a);
    await expect(spaces.exec('a', besideNetworkd(script, own, '10.20.9.9'))).rejects.toThrow(
      'No interface has 10.20.9.9',
    );
    expect(await reaches('a', 'b')).toBe(true);
  }, 30_000);
});

/** Runs a script where networkd has eth0 in hand, which no file of the machine's own shows; then tells what networkd is to keep. */
function besideNetworkd(script: string, ...words: readonly string[]): readonly string[] {
  const steps = `set -e
    for place in /run/systemd /etc/systemd; do mkdir -p $place; mount -t tmpfs tmpfs $place; done
    mkdir -p /run/systemd/netif/links /etc/systemd/network
    echo NETWORK_FILE=/run/systemd/network/10-eth0.network >"/run/systemd/netif/links/$(cat /sys/class/net/eth0/ifindex)"
    sh "$@"
    cd /etc/systemd/network
    for file in */*; do echo "$file"; cat "$file"; done`;
  return ['unshare', '--mount', 'sh', '-c', steps, 'sh', script, ...words];
}
