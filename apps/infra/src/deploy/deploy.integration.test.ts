import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { startOwnMoto } from '@perfume/local-services/own-moto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { outputs, parameterNames } from '../config/index.ts';
import { deploy } from './deploy.ts';
import { destroy } from './destroy.ts';
import { readDeployArguments, readDestroyArguments } from './arguments.ts';
import { typesNotEmulated } from './emulator/leave-out.ts';
import { readParameter } from './parameters.ts';
import { openShop, type Shop } from './shop.ts';
import { output } from './stacks.ts';
import {
  address,
  appServers,
  keysIn,
  loadBalancer,
  namedServers,
  zoneOf,
  zonesOf,
} from './testing/deployed.ts';
import { workspaceRoot } from './workspace.ts';

/** Five stacks by the real command line program, on a machine that does other things too. In ms. */
const patience = 900_000;

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const configFile = 'src/deploy/testing/emulated-shop.ts';
const names = parameterNames('emulated');

const moto = await startOwnMoto({ region: 'us-east-1', resetAfterEach: false });
const environment = { ...process.env, ...moto.environment, SHOP_TARGET: 'emulator' };

let lines: string[] = [];
let otherBuild: string;
let firstRelease: string;

/** The shop as it is now. */
async function look(): Promise<Shop> {
  return openShop(configFile, environment, (line) => lines.push(line));
}

async function deployAgain(args: readonly string[] = [], workspace = workspaceRoot): Promise<Shop> {
  lines = [];
  const shop = await look();
  await deploy(shop, readDeployArguments(args), workspace);
  shop.clients.close();
  return look();
}

const releaseInService = (shop: Shop) => output(shop.stacks.app, outputs.app.release);
const releaseBucket = (shop: Shop) => output(shop.stacks.static, outputs.static.releaseBucket);
const assetsBucket = (shop: Shop) => output(shop.stacks.static, outputs.static.assetsBucket);

beforeAll(async () => {
  otherBuild = await mkdtemp(join(tmpdir(), 'perfume-other-build-'));
});

afterAll(() => rm(otherBuild, { recursive: true }));

describe('nx deploy infra, to an emulator', () => {
  it(
    'brings a shop up from nothing',
    async () => {
      const { stdout } = await promisify(execFile)(
        join(workspaceRoot, 'node_modules', '.bin', 'nx'),
        ['deploy', 'infra', '--exclude-task-dependencies', '--', '--config', configFile],
        { cwd: workspaceRoot, env: environment, maxBuffer: 64 * 1024 * 1024 },
      );
      expect(stdout).toContain('Account:  123456789012');
      firstRelease = releaseInService(await look());
      expect(stdout).toContain(`Release ${firstRelease} is in service`);
      const leftOut = stdout.split('\n').filter((line) => /^ {4}AWS::\S+ \(\d+\)$/.test(line));
      process.stdout.write(`What moto does not make was left out:\n${leftOut.join('\n')}\n`);
      expect(leftOut.length).toBeGreaterThan(0);
    },
    patience,
  );

  it('leaves out what the emulator does not make, and nothing else', async () => {
    const log = await readFile(moto.logPath, 'utf8');
    const passedOver = [...log.matchAll(/No Moto CloudFormation support for (\S+)/g)].map(([, type]) => type);
    expect(passedOver, `Add these to ${typesNotEmulated.length} types of leave-out.ts`).toEqual([]);
  });

  it('puts subnets into two zones that serve and a third that votes', async () => {
    const { clients } = await look();
    expect(await zonesOf(clients)).toEqual(['us-east-1a', 'us-east-1b', 'us-east-1c']);
  });

  it('puts the load balancer and the group of app servers into the two zones that serve', async () => {
    const { clients } = await look();
    const { AvailabilityZones, Scheme, Type } = await loadBalancer(clients);
    expect([Scheme, Type]).toEqual(['internet-facing', 'application']);
    const zones = AvailabilityZones!.map(({ ZoneName }) => ZoneName).sort();
    const { group } = await appServers(clients);
    expect([...zones, ...group.AvailabilityZones!.toSorted()]).toEqual([
      'us-east-1a',
      'us-east-1b',
      'us-east-1a',
      'us-east-1b',
    ]);
    expect([group.MinSize, group.MaxSize, group.Instances?.length]).toEqual([2, 4, 2]);
  });

  it('starts a data server in each zone and the witness in the third', async () => {
    const { clients, stacks } = await look();
    const servers = await namedServers(clients);
    expect(servers.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'emulated-data-a t4g.medium',
      'emulated-data-b t4g.medium',
      'emulated-data-c t4g.nano',
    ]);
    const interfaces = ['A', 'B', 'C'].map((node) =>
      output(stacks.data, `${outputs.data.networkInterfaceId}${node}`),
    );
    expect(await Promise.all(interfaces.map((id) => zoneOf(clients, id)))).toEqual([
      'us-east-1a',
      'us-east-1b',
      'us-east-1c',
    ]);
  });

  it('allocates the address of the endpoint and leaves it to the failover agent', async () => {
    const { clients, stacks } = await look();
    const endpoint = await address(clients, output(stacks.data, outputs.data.allocationId));
    expect(endpoint.PublicIp).toBe(output(stacks.data, outputs.data.elasticIp));
    expect(endpoint.AssociationId).toBeUndefined();
  });

  it('has the release and the files that its pages name in S3, and names it in Parameter Store', async () => {
    const shop = await look();
    const keys = await keysIn(shop.clients, releaseBucket(shop));
    expect(keys).toContain(`releases/${firstRelease}/app-arm64.tar.gz`);
    expect(keys).toContain(`releases/${firstRelease}/app-arm64.tar.gz.sha256`);
    const data = await readParameter(shop.clients.ssm, names.dataRelease);
    expect(keys).toContain(`releases/${data!}/data-arm64.tar.gz`);
    expect(await readParameter(shop.clients.ssm, names.appRelease)).toBe(firstRelease);
    const assets = await keysIn(shop.clients, assetsBucket(shop));
    expect(assets.some((key) => /^assets\/.*\.css$/.test(key))).toBe(true);
  });

  it('tells app servers which release to run', async () => {
    const { clients } = await look();
    expect((await appServers(clients)).release).toBe(firstRelease);
  });
});

describe('a second deploy of the same', () => {
  it(
    'changes nothing',
    async () => {
      const before = await look();
      const was = { servers: await namedServers(before.clients), app: await appServers(before.clients) };
      const after = await deployAgain();
      expect(lines.filter((line) => line.includes('(no changes)'))).toHaveLength(5);
      expect(lines.filter((line) => line.includes('there already'))).toHaveLength(2);
      expect(lines.some((line) => line.includes(', 0 of them new'))).toBe(true);
      expect(await namedServers(after.clients)).toEqual(was.servers);
      const now = await appServers(after.clients);
      expect([now.version, now.release]).toEqual([was.app.version, was.app.release]);
      expect(releaseInService(after)).toBe(firstRelease);
    },
    patience,
  );
});

describe('a deploy that would stop both data servers', () => {
  it(
    'is refused before it changes anything',
    async () => {
      lines = [];
      const larger = 'src/deploy/testing/larger-data-servers.ts';
      const shop = await openShop(larger, environment, (line) => lines.push(line));
      const servers = await namedServers(shop.clients);
      await expect(deploy(shop, readDeployArguments([]))).rejects.toThrow(
        /stop emulated-data-a and emulated-data-b at the same time/,
      );
      expect(await namedServers(shop.clients)).toEqual(servers);
      expect(lines.some((line) => line.includes('Deploy emulated-'))).toBe(false);
    },
    patience,
  );
});

describe('a deploy of a new release', () => {
  let second: string;

  beforeAll(async () => {
    for (const built of ['apps/storefront/dist/release', 'apps/data-server/dist', 'apps/failover/dist']) {
      await mkdir(join(otherBuild, built), { recursive: true });
      await cp(join(workspaceRoot, built), join(otherBuild, built), { recursive: true });
    }
    const release = join(otherBuild, 'apps/storefront/dist/release');
    await appendFile(join(release, 'server/main.js'), '\n// A later one.\n');
    await writeFile(join(release, 'browser/later-AbCd1234.js'), 'later();');
  });

  it(
    'gives app servers the new one and touches no data server',
    async () => {
      const servers = await namedServers((await look()).clients);
      const shop = await deployAgain([], otherBuild);
      second = releaseInService(shop);
      expect(second).not.toBe(firstRelease);
      expect((await appServers(shop.clients)).release).toBe(second);
      expect(await namedServers(shop.clients)).toEqual(servers);
      expect(await readParameter(shop.clients.ssm, names.appRelease)).toBe(second);
      expect(lines).toContain(`Back to the one before: nx deploy infra -- --release ${firstRelease}`);
    },
    patience,
  );

  it('keeps the files of the one before, for pages that are still open', async () => {
    const shop = await look();
    const assets = await keysIn(shop.clients, assetsBucket(shop));
    expect(assets).toContain('assets/later-AbCd1234.js');
    expect(assets.length).toBeGreaterThan(1);
    const { Body } = await shop.clients.s3.send(
      new GetObjectCommand({
        Bucket: releaseBucket(shop),
        Key: `releases/${firstRelease}/app-arm64.tar.gz.sha256`,
      }),
    );
    expect(await Body!.transformToString()).toMatch(/^[0-9a-f]{64} {2}app-arm64\.tar\.gz\n$/);
  });

  it(
    'goes back to the one before without building it again',
    async () => {
      const shop = await deployAgain(['--release', firstRelease]);
      expect(releaseInService(shop)).toBe(firstRelease);
      expect(lines.some((line) => line.includes('Pack the release'))).toBe(false);
      expect((await appServers(shop.clients)).release).toBe(firstRelease);
    },
    patience,
  );

  it('refuses a release that there is not, before it changes a server', async () => {
    await expect(deployAgain(['--release', 'never-was'])).rejects.toThrow(/no release never-was/);
    expect(releaseInService(await look())).toBe(firstRelease);
  }, 120_000);
});

describe('nx destroy infra', () => {
  it(
    'keeps volumes, address, pictures and backups',
    async () => {
      lines = [];
      const shop = await look();
      await destroy(shop, readDestroyArguments([]));
      const after = await look();
      expect(after.stacks).toEqual({});
      const kept = lines.slice(lines.findIndex((line) => line.includes('Kept of emulated')));
      expect(kept.filter((line) => line.includes('data volume'))).toHaveLength(2);
      expect(kept.filter((line) => line.includes('Elastic IP'))).toHaveLength(1);
      expect(kept.filter((line) => /bucket emulated-(static-assets|data-backups)/.test(line))).toHaveLength(
        2,
      );
      expect(await keysIn(shop.clients, assetsBucket(shop))).toContain('assets/later-AbCd1234.js');
    },
    patience,
  );

  it(
    'deletes data only for who names the shop',
    async () => {
      const shop = await look();
      const anotherName = readDestroyArguments(['--delete-data', '--yes-delete', 'another']);
      await expect(destroy(shop, anotherName)).rejects.toThrow(/not the name of this shop/);
      lines = [];
      await destroy(shop, readDestroyArguments([]));
      expect(lines.some((line) => line.includes('data volume'))).toBe(true);
    },
    patience,
  );

  it(
    'leaves nothing when its data is to go too',
    async () => {
      lines = [];
      const shop = await look();
      await destroy(shop, readDestroyArguments(['--delete-data', '--yes-delete', 'emulated']));
      expect(lines.at(-1)).toContain('Nothing is left of emulated.');
      lines = [];
      await destroy(await look(), readDestroyArguments([]));
      expect(lines.at(-1)).toContain('Nothing is left of emulated.');
    },
    patience,
  );
});
