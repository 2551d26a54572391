import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  CreateNetworkInterfaceCommand,
  DescribeSubnetsCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  HeadBucketCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { startOwnMoto } from '@perfume/local-services/own-moto';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { outputs } from '../config/index.ts';
import { deleteBucket } from './buckets.ts';
import { openClients } from './clients.ts';
import { waitForHolder } from './endpoint-holder.ts';
import { askIdentity } from './identity.ts';
import { readParameter, writeParameter } from './parameters.ts';
import { nameDataRelease } from './publish.ts';
import { listReleases } from './release/list-releases.ts';
import { hasRelease, requireRelease, uploadRelease } from './release/upload-release.ts';
import { createSteps } from './steps.ts';
import { readTarget } from './target.ts';
import emulatedShop from './testing/emulated-shop.ts';

/** A machine that does other things too. In ms. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const moto = await startOwnMoto({ region: 'us-east-1' });
const env = { SHOP_TARGET: 'emulator', AWS_ENDPOINT_URL: moto.endpoint };
const target = readTarget(env, 'us-east-1');
const clients = openClients(target);
const folder = await mkdtemp(join(tmpdir(), 'perfume-release-'));

afterAll(async () => {
  clients.close();
  await rm(folder, { recursive: true });
});

async function release(id: string) {
  const path = join(folder, `${id}.tar.gz`);
  await writeFile(path, id);
  return { kind: 'app', architecture: 'arm64', id, path, sha256: 'ab'.repeat(32), bytes: id.length } as const;
}

describe('a release in its bucket', () => {
  const bucket = 'releases';
  beforeEach(() => clients.s3.send(new CreateBucketCommand({ Bucket: bucket })));

  it('is uploaded once, since its id stands for its content', async () => {
    const one = await release('1111222233334444');
    expect(await uploadRelease(clients.s3, bucket, one)).toBe(true);
    expect(await uploadRelease(clients.s3, bucket, one)).toBe(false);
  });

  it('is uploaded again when its upload was broken off before its SHA-256', async () => {
    const one = await release('1111222233334444');
    await uploadRelease(clients.s3, bucket, one);
    const key = 'releases/1111222233334444/app-arm64.tar.gz.sha256';
    await clients.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    expect(await hasRelease(clients.s3, bucket, 'app', one.id)).toBe(false);
    expect(await uploadRelease(clients.s3, bucket, one)).toBe(true);
    expect(await hasRelease(clients.s3, bucket, 'app', one.id)).toBe(true);
  });

  it('is listed with its commit, without those of data servers', async () => {
    await uploadRelease(clients.s3, bucket, await release('1111222233334444'), { commit: 'abc123' });
    await uploadRelease(clients.s3, bucket, { ...(await release('5555666677778888')), kind: 'data' });
    const found = await listReleases(clients.s3, bucket, 'app');
    expect(found.map(({ id, commit }) => [id, commit])).toEqual([['1111222233334444', 'abc123']]);
  });

  it('that is not there is named', async () => {
    await expect(requireRelease(clients.s3, bucket, 'app', 'never-was')).rejects.toThrow(
      /no release never-was/,
    );
  });
});

describe('the release that a new data server installs', () => {
  const bucket = 'releases';
  const name = '/emulated/release/data';
  const content = {
    name: 'emulated-static',
    status: 'CREATE_COMPLETE' as const,
    why: undefined,
    outputs: { [outputs.static.releaseBucket]: bucket },
    parameters: {},
  };
  let lines: string[];
  const nameIt = async (id: string, wanted: boolean) => {
    const built = { ...(await release(id)), kind: 'data' } as const;
    await uploadRelease(clients.s3, bucket, built);
    const steps = createSteps({ write: (line) => lines.push(line) });
    await nameDataRelease({ config: emulatedShop, clients, steps }, content, built, wanted);
    return readParameter(clients.ssm, name);
  };
  beforeEach(async () => {
    lines = [];
    await clients.s3.send(new CreateBucketCommand({ Bucket: bucket }));
  });

  it('is the first one until another is asked for', async () => {
    expect(await nameIt('1111222233334444', false)).toBe('1111222233334444');
    expect(await nameIt('5555666677778888', false)).toBe('1111222233334444');
    expect(lines.at(-1)).toContain('They stay at 1111222233334444.');
    expect(await nameIt('5555666677778888', true)).toBe('5555666677778888');
  });

  it('is the one that there is when the name has outlived its release, as after nx destroy', async () => {
    await writeParameter(clients.ssm, name, '1111222233334444', 'A test');
    expect(await nameIt('5555666677778888', false)).toBe('5555666677778888');
  });
});

describe('a bucket', () => {
  it('is deleted with all its objects and their former versions', async () => {
    const Bucket = 'backups';
    await clients.s3.send(new CreateBucketCommand({ Bucket }));
    await clients.s3.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    for (const Body of ['one', 'two'])
      await clients.s3.send(new PutObjectCommand({ Bucket, Key: 'full', Body }));
    await clients.s3.send(new DeleteObjectCommand({ Bucket, Key: 'full' }));
    expect(await deleteBucket(clients.s3, Bucket)).toBe(3);
    await expect(clients.s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });
});

describe('the endpoint', () => {
  it('has a holder once a data server has taken it', async () => {
    const { AllocationId } = await clients.ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
    const waiting = waitForHolder({
      client: clients.ec2,
      allocationId: AllocationId!,
      everyMs: 20,
      longestMs: 60_000,
    });
    const { Subnets } = await clients.ec2.send(new DescribeSubnetsCommand({}));
    const { NetworkInterface } = await clients.ec2.send(
      new CreateNetworkInterfaceCommand({ SubnetId: Subnets![0]!.SubnetId! }),
    );
    const NetworkInterfaceId = NetworkInterface!.NetworkInterfaceId!;
    await clients.ec2.send(
      new AssociateAddressCommand({ AllocationId, NetworkInterfaceId, AllowReassociation: false }),
    );
    expect(await waiting).toBe(NetworkInterfaceId);
  });

  it('that nobody takes is given up, with what to do', async () => {
    const { AllocationId } = await clients.ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
    const wait = { client: clients.ec2, allocationId: AllocationId!, everyMs: 1, longestMs: 50 };
    await expect(waitForHolder(wait)).rejects.toThrow(
      /No data server has taken the endpoint[^]*Session Manager/,
    );
  });
});

describe('a parameter', () => {
  it('is nothing, then what was written last', async () => {
    expect(await readParameter(clients.ssm, '/shop/release/app')).toBeUndefined();
    for (const value of ['first', 'second'])
      await writeParameter(clients.ssm, '/shop/release/app', value, 'A test');
    expect(await readParameter(clients.ssm, '/shop/release/app')).toBe('second');
  });
});

describe('who asks', () => {
  it('is told by account, and has to be of the account that is meant', async () => {
    expect((await askIdentity(clients.sts, target)).account).toBe('123456789012');
    const other = { ...target, account: '210987654321' };
    await expect(askIdentity(clients.sts, other)).rejects.toThrow(
      /SHOP_ACCOUNT is 210987654321, but .* 123456789012/,
    );
  });

  it('reaches nothing but Amazon with clients for Amazon, whatever a profile says', async () => {
    const config = join(folder, 'config');
    await writeFile(config, `[default]\nendpoint_url = ${moto.endpoint}\nregion = us-east-1\n`);
    const before = { ...process.env };
    Object.assign(process.env, {
      AWS_CONFIG_FILE: config,
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
    });
    const amazon = openClients(readTarget({}, 'us-east-1'));
    try {
      await expect(readParameter(amazon.ssm, '/shop/release/app')).rejects.toThrow(
        /about to go to 127\.0\.0\.1, which is not Amazon/,
      );
    } finally {
      amazon.close();
      process.env = before;
    }
  });
});
