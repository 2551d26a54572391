import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DisassociateAddressCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { startMoto, type Moto } from '@perfume/local-services';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiProxy, type ApiProxy } from '../testing/api-proxy.ts';
import { elasticIp, type ElasticIp } from './elastic-ip.ts';
import { troubleOf } from './trouble.ts';

const addresses = { a: '10.20.0.10', b: '10.20.16.10' };
let moto: Moto;
let proxy: ApiProxy;
let ec2: EC2Client;
let allocationId: string;
let interfaces: Record<'a' | 'b' | 'stranger', string>;
const made: ElasticIp[] = [];

beforeAll(async () => {
  moto = await startMoto();
  proxy = await apiProxy({ host: '127.0.0.1', port: moto.port }, { port: 0 });
  ec2 = new EC2Client(moto.client);
  // As on a data server: where the endpoint is, and who one is, stands in the environment.
  Object.assign(process.env, moto.environment, { AWS_ENDPOINT_URL: `http://127.0.0.1:${proxy.port}` });
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.20.0.0/16' }));
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: '10.20.0.0/16' }),
  );
  const interfaceAt = async (address: string) =>
    (
      await ec2.send(
        new CreateNetworkInterfaceCommand({ SubnetId: Subnet?.SubnetId, PrivateIpAddress: address }),
      )
    ).NetworkInterface?.NetworkInterfaceId ?? '';
  interfaces = {
    a: await interfaceAt(addresses.a),
    b: await interfaceAt(addresses.b),
    stranger: await interfaceAt('10.20.64.10'),
  };
});

beforeEach(async () => {
  Object.assign(proxy.faults, {
    delayMs: 0,
    answerDelayMs: 0,
    refuse: undefined,
    refuseAssociate: undefined,
    stale: false,
    away: false,
  });
  allocationId = (await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))).AllocationId ?? '';
});

afterAll(async () => {
  for (const one of made) one.close();
  await proxy.close();
  await moto.stop();
});

function of(server: 'a' | 'b', deadlineMs = 5_000): ElasticIp {
  const one = elasticIp({
    region: moto.client.region,
    allocationId,
    interfaceId: interfaces[server],
    peerAddresses: [addresses[server === 'a' ? 'b' : 'a']],
    deadlineMs,
  });
  made.push(one);
  return one;
}

const troubleIn = async (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => troubleOf('AssociateAddress', error),
  );

describe('the address at Amazon', () => {
  it('is seen with nobody, with this server, with the other one and with a stranger', async () => {
    const a = of('a');
    expect(await a.describe()).toMatchObject({ holder: 'nobody', associationId: undefined });
    const associationId = await a.associate(false);
    expect(await a.describe()).toEqual({ holder: 'self', associationId, interfaceId: interfaces.a });
    expect(await of('b').describe()).toMatchObject({ holder: 'peer', associationId });
    await ec2.send(
      new AssociateAddressCommand({
        AllocationId: allocationId,
        NetworkInterfaceId: interfaces.stranger,
        AllowReassociation: true,
      }),
    );
    expect(await a.describe()).toMatchObject({ holder: 'other', interfaceId: interfaces.stranger });
  });

  it('goes to exactly one of two that take it at once, and the other one is told', async () => {
    const outcomes = await Promise.all([
      troubleIn(of('a').associate(false)),
      troubleIn(of('b').associate(false)),
    ]);
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== undefined)).toEqual({
      kind: 'taken',
      sentence: 'AssociateAddress: somebody holds the address already.',
    });
  });

  it('is taken from its holder in one call when that is meant, under a new association', async () => {
    const former = await of('a').associate(false);
    const next = await of('b').associate(true);
    expect(next).not.toBe(former);
    expect(await of('b').describe()).toMatchObject({ holder: 'self', associationId: next });
  });

  it('says in each call whether the holder may lose it', async () => {
    const before = proxy.calls.length;
    await of('a').associate(false);
    await of('b').associate(true);
    const sent = proxy.calls
      .slice(before)
      .map(({ body }) => new URLSearchParams(body).get('AllowReassociation'));
    expect(sent).toEqual(['false', 'true']);
  });

  it('touches no other address', async () => {
    await of('a').associate(false);
    expect(proxy.calls.every(({ body }) => !body.includes('DisassociateAddress'))).toBe(true);
    const ids = proxy.calls
      .map(({ body }) => new URLSearchParams(body))
      .map((call) => call.get('AllocationId') ?? call.get('AllocationId.1'));
    expect(ids.every((id) => id?.startsWith('eipalloc-'))).toBe(true);
    const { AssociationId } = { AssociationId: (await of('a').describe()).associationId };
    await ec2.send(new DisassociateAddressCommand({ AssociationId }));
    expect(await of('a').describe()).toMatchObject({ holder: 'nobody' });
  });
});

describe('trouble with the API', () => {
  it.each([
    ['RequestLimitExceeded', 'throttled', /fewer calls/],
    ['UnauthorizedOperation', 'refused', /server's role call ec2:DescribeAddresses/],
    ['InternalError', 'failed', /InternalError/],
  ])('%s is %s', async (code, kind, words) => {
    proxy.faults.refuse = code;
    const trouble = await troubleIn(of('a').associate(false));
    expect(trouble?.kind).toBe(kind);
    expect(trouble?.sentence).toMatch(words);
  });

  it('names the settings when Amazon does not know the address', async () => {
    allocationId = 'eipalloc-0123456789abcdef0';
    const trouble = await troubleIn(of('a').describe());
    expect(trouble?.kind).toBe('wrong setting');
    expect(trouble?.sentence).toContain('ELASTIC_IP_ALLOCATION_ID');
  });

  it('is over in time when no answer comes, and what was asked may have been done', async () => {
    proxy.faults.answerDelayMs = 3_000;
    const trouble = await troubleIn(of('a', 1_000).associate(false));
    expect(trouble?.kind).toBe('unanswered');
    proxy.faults.answerDelayMs = 0;
    expect(await of('a').describe()).toMatchObject({ holder: 'self' });
  });

  it('is over in time when the API is away', async () => {
    proxy.faults.away = true;
    expect((await troubleIn(of('a', 1_000).associate(false)))?.kind).toBe('unanswered');
  });

  it('makes one call for each order: repeating is decided anew', async () => {
    proxy.faults.refuse = 'RequestLimitExceeded';
    const before = proxy.calls.length;
    await troubleIn(of('a').associate(false));
    expect(proxy.calls.length - before).toBe(1);
  });
});
