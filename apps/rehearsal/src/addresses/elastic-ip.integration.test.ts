import { AssociateAddressCommand, DisassociateAddressCommand } from '@aws-sdk/client-ec2';
import { provideMoto } from '@perfume/local-services';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { removeRun, tracesOf } from '../cleanup/sweep.ts';
import { openAccount, type Account } from '../cloud/account.ts';
import { watchAssociation, type AssociationWatcher } from '../cloud/association-watcher.ts';
import { startCloud, type Cloud } from '../cloud/cloud.ts';
import { buildFabric, connectInstance, type Fabric } from '../network/fabric.ts';
import { inNamespace, tryInNamespace } from '../network/namespaces.ts';
import { findCgroupTrees, makeGroup } from '../run/cgroup.ts';
import { startDaemon } from '../run/daemon.ts';
import { beginRun, groupOf, type Run } from '../run/run.ts';
import { describeAsRoot } from '../testing/as-root.ts';
import { prepareTranslation, translateTo } from './elastic-ip.ts';
import { publicNameOf } from './public-name.ts';
import { startResolver } from './resolver.ts';

const region = 'eu-west-1';
const elasticIp = '203.0.113.10';
const name = publicNameOf(elasticIp, region);
const plan = {
  region,
  network: '10.20.0.0/16',
  subnets: { a: '10.20.0.0/20', b: '10.20.16.0/20', c: '10.20.32.0/20' },
  addresses: { a: ['10.20.0.10'], b: ['10.20.16.10'], c: ['10.20.32.10'] },
  elasticIp,
  shop: 'perfume',
};

describeAsRoot('the Elastic IP', () => {
  let run: Run;
  let fabric: Fabric;
  let cloud: Cloud;
  let account: Account;
  let client: string;
  let watcher: AssociationWatcher;
  const failures: unknown[] = [];

  beforeAll(async () => {
    const python = await provideMoto();
    run = await beginRun();
    fabric = await buildFabric(run, plan);
    const group = await makeGroup(findCgroupTrees(), `${groupOf(run)}/ground`);
    const { namespace, address } = fabric.cloud;
    cloud = await startCloud(run, { namespace, address, region, group, python });
    account = await openAccount(cloud.direct, plan);
    for (const zone of ['a', 'b'] as const) {
      const host = await connectInstance(run, fabric, {
        name: zone,
        zone,
        address: plan.addresses[zone][0]!,
      });
      const program = `require('net').createServer((s) => s.end('${zone} ' + s.remoteAddress)).listen(7, '0.0.0.0')`;
      startDaemon(run, {
        name: `echo-${zone}`,
        namespace: host,
        group,
        command: [process.execPath, '-e', program],
      });
    }
    client = await connectInstance(run, fabric, { name: 'client', zone: 'b', address: '10.20.16.20' });
    const translation = { router: fabric.router, elasticIp, outside: '203.0.113.1' };
    await inNamespace(fabric.router, ['ip', 'addr', 'add', '203.0.113.1/32', 'dev', 'lo']);
    await prepareTranslation(translation);
    const resolver = await startResolver(
      run,
      { namespace: fabric.router, address: fabric.resolverAddress, group, name, ttlSeconds: 60 },
      elasticIp,
    );
    watcher = watchAssociation({
      ec2: cloud.direct.ec2,
      allocationId: account.allocationId,
      propagationMs: 300,
      everyMs: 50,
      seen: () => undefined,
      follow: async ({ networkInterfaceId }) => {
        const node = (['a', 'b'] as const).find(
          (one) => account.networkInterfaces[one] === networkInterfaceId,
        );
        await translateTo(translation, node && plan.addresses[node][0]!);
        await resolver.answer(node ? plan.addresses[node][0]! : elasticIp);
      },
      failed: (error) => failures.push(error),
    });
  }, 120_000);

  afterAll(async () => {
    await watcher.stop();
    await removeRun(run.id);
    expect(await tracesOf(run)).toEqual([]);
    expect(failures).toEqual([]);
  });

  /** Runs a program in the client's place with whatever it prints. */
  const asClient = async (program: string): Promise<string> => {
    const words = [process.execPath, '--input-type=module', '--eval', program];
    const { stdout, stderr } = await tryInNamespace(client, words);
    return `${stdout}${stderr}`.trim();
  };

  const resolved = () =>
    asClient(`import { Resolver } from 'node:dns/promises';
      const resolver = new Resolver({ timeout: 1000, tries: 2 });
      resolver.setServers(['${fabric.resolverAddress}']);
      console.log(JSON.stringify(await resolver.resolve4('${name}', { ttl: true })));`);

  const dialled = (host: string) =>
    asClient(`import { connect } from 'node:net';
      const socket = connect({ host: '${host}', port: 7 });
      setTimeout(() => { console.log('silence'); process.exit(); }, 1000);
      socket.on('data', (word) => { console.log(String(word)); process.exit(); });
      socket.on('error', (error) => { console.log(error.code); process.exit(); });`);

  const associate = (node: 'a' | 'b') =>
    cloud.direct.ec2.send(
      new AssociateAddressCommand({
        AllocationId: account.allocationId,
        NetworkInterfaceId: account.networkInterfaces[node],
        AllowReassociation: true,
      }),
    );

  it('leads nowhere and is named by itself while nobody holds it', async () => {
    expect(JSON.parse(await resolved())).toEqual([{ address: elasticIp, ttl: 60 }]);
    expect(await dialled(elasticIp)).toBe('silence');
  });

  it('is the holder to a name inside the network, for 60 seconds, and from outside to its address', async () => {
    await associate('a');
    await vi.waitFor(
      async () => expect(JSON.parse(await resolved())).toEqual([{ address: '10.20.0.10', ttl: 60 }]),
      {
        timeout: 5_000,
      },
    );
    expect(await dialled('10.20.0.10')).toBe('a 10.20.16.20');
    expect(await dialled(elasticIp)).toBe('a 203.0.113.1');
  });

  it('follows an association to the other zone', async () => {
    const { AssociationId } = await associate('b');
    await vi.waitFor(async () => expect(await dialled(elasticIp)).toBe('b 203.0.113.1'), { timeout: 5_000 });
    expect(JSON.parse(await resolved())).toEqual([{ address: '10.20.16.10', ttl: 60 }]);
    await cloud.direct.ec2.send(new DisassociateAddressCommand({ AssociationId }));
    await vi.waitFor(async () => expect(await dialled(elasticIp)).toBe('silence'), { timeout: 5_000 });
  });

  it('does not answer whoever asks for another name', async () => {
    expect(
      await asClient(`import { Resolver } from 'node:dns/promises';
        const resolver = new Resolver({ timeout: 1000, tries: 1 });
        resolver.setServers(['${fabric.resolverAddress}']);
        await resolver.resolve4('example.com').catch((error) => console.log(error.code));`),
    ).toBe('EREFUSED');
  });

  it("is asked for at an API that instances find slow, refusing, stale or away, and we don't", async () => {
    const ask = (code: string) =>
      asClient(`import { DescribeAddressesCommand, EC2Client } from '@aws-sdk/client-ec2';
        const client = new EC2Client({ region: '${region}', endpoint: '${cloud.endpoint}', maxAttempts: 1,
          credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, requestHandler: { requestTimeout: 1000, throwOnRequestTimeout: true } });
        const ask = () => client.send(new DescribeAddressesCommand({}));
        ${code}`);
    const outcome = `console.log(await ask().then(({ Addresses }) => Addresses[0].NetworkInterfaceId || 'nobody', (error) => error.name));`;
    expect(await ask(outcome)).toBe('nobody');
    await cloud.setFault({ throttle: 1 });
    expect(await ask(outcome)).toBe('RequestLimitExceeded');
    await cloud.setFault({ refuse: true });
    expect(await ask(outcome)).toBe('Unavailable');
    await cloud.setFault({ away: true });
    expect(await ask(outcome)).toBe('TimeoutError');
    await cloud.setFault({ staleMs: 60_000 });
    await associate('a');
    expect(await ask(outcome)).toBe('nobody');
    await cloud.setFault(undefined);
    expect(await ask(outcome)).toBe(account.networkInterfaces.a);
  });
});
