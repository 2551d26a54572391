import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { databasePaths, parameterNames, secretNames, unitNames } from '@perfume/instances';
import { describeOnServer } from '@perfume/instances/testing';
import { startMoto, type Moto } from '@perfume/local-services';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { listObjects } from './aws/objects.ts';
import { parsePartKey } from './backup/binlog-keys.ts';
import { makeCluster, untilSynced, type ScratchCluster, type ScratchServer } from './testing/cluster.ts';

const needed = [
  'mariadbd',
  'wsrep_sst_mariabackup',
  'mariadb-backup',
  'garbd',
  'socat',
  'zstd',
  'openssl',
  'setpriv',
  'systemd-sysusers',
];

/** Told as one story, since each chapter takes its servers as the one before has left them. */
describeOnServer('a pair of data servers and a witness, from their rendered files', needed, () => {
  let moto: Moto;
  let cluster: ScratchCluster;
  const all = () => [cluster.a, cluster.b, cluster.c];

  beforeAll(async () => {
    moto = await startMoto();
    const s3 = new S3Client({ ...moto.client, forcePathStyle: true });
    await s3.send(
      new CreateBucketCommand({
        Bucket: 'data',
        CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
      }),
    );
    cluster = await makeCluster({ environment: moto.environment, region: 'eu-central-1', bucket: 'data' });
  }, 300_000);

  afterAll(async () => {
    await cluster.remove();
    await moto.stop();
  }, 180_000);

  it('begins once when both boot empty at the same time, and the second copies the first', async () => {
    await Promise.all(all().map((server) => server.start()));
    await Promise.all([untilSynced(cluster.a, 3), untilSynced(cluster.b, 3)]);
    const logs = await Promise.all([cluster.a, cluster.b].map(databaseLog));
    expect(logs.filter((log) => log.includes('"act":"begin"')).length).toBeGreaterThanOrEqual(1);
    expect(logs.filter((log) => log.includes('--wsrep-new-cluster')).length).toBe(1);
    expect(await uuidOf(cluster.a)).toBe(await uuidOf(cluster.b));
  }, 480_000);

  it('has accounts with no more than they need, whoever makes them and however often', async () => {
    await Promise.all([cluster.a, cluster.b].map((server) => server.command('database', 'users')));
    await cluster.a.command('database', 'users');
    const accounts = await cluster.b.ask(
      "SELECT CONCAT(User, '@', Host) AS account FROM mysql.global_priv ORDER BY 1",
    );
    expect(accounts.map(({ account }) => String(account))).toEqual([
      'mariadb.sys@localhost',
      'mysql@localhost',
      'perfume-agent@localhost',
      'root@localhost',
      'shop@%',
    ]);
    const grants = (await cluster.b.ask("SHOW GRANTS FOR 'shop'@'%'")).flatMap((row) =>
      Object.values(row).map(String),
    );
    expect(grants[0]).toMatch(/^GRANT USAGE ON \*\.\* TO `shop`@`%` .*REQUIRE SSL/);
    expect(grants.slice(1).every((grant) => grant.includes('ON `perfume`.*'))).toBe(true);
    await expect(shopLogin(moto, cluster, 'off')).rejects.toThrow(/secure|SSL|denied/i);
    expect(await shopLogin(moto, cluster, 'on')).toMatch(/^TLS/);
    const founder = await new SSMClient(moto.client).send(
      new GetParameterCommand({ Name: parameterNames(cluster.shop).cluster }),
    );
    expect(JSON.parse(founder.Parameter!.Value!)).toMatchObject({ finished: true });
  }, 180_000);

  it('is closed to the shop until somebody opens it, on both servers', async () => {
    for (const server of [cluster.a, cluster.b])
      expect(await server.look()).toMatchObject({ phase: 'running', open: false });
  });

  it('takes a killed server back with what it missed, not with a full copy', async () => {
    await cluster.a.ask(
      'CREATE TABLE perfume.story (id INT PRIMARY KEY AUTO_INCREMENT, word VARCHAR(40)) ENGINE=InnoDB',
    );
    const before = (await databaseLog(cluster.b)).length;
    const { pid } = cluster.b.unit(unitNames.database);
    process.kill(pid!, 'SIGKILL');
    await write(cluster.a, 'while b was down');
    await untilSynced(cluster.b, 3);
    expect(await words(cluster.b)).toContain('while b was down');
    const log = (await databaseLog(cluster.b)).slice(before);
    expect(log).toContain('mariabackup IST completed on joiner');
    expect(log).not.toContain('mariabackup SST completed on joiner');
  }, 480_000);

  it('starts again when both were stopped: the one with the later data begins, the other catches up', async () => {
    await cluster.a.unit(unitNames.database).stop();
    await write(cluster.b, 'while a was stopped');
    await cluster.b.unit(unitNames.database).stop();
    await Promise.all([cluster.a, cluster.b].map((server) => server.unit(unitNames.database).start()));
    await Promise.all([untilSynced(cluster.a, 3), untilSynced(cluster.b, 3)]);
    expect(await words(cluster.a)).toContain('while a was stopped');
    expect(lastDecision(await databaseLog(cluster.b))).toMatchObject({ act: 'begin' });
  }, 480_000);

  it('starts again when all three lost their power at once, with everything that was written', async () => {
    await write(cluster.a, 'before the power went');
    await Promise.all([
      cluster.a.unit(unitNames.database).stop('SIGKILL'),
      cluster.b.unit(unitNames.database).stop('SIGKILL'),
      cluster.c.unit(unitNames.witness).stop('SIGKILL'),
    ]);
    await Promise.all(all().map((server) => server.start()));
    await Promise.all([untilSynced(cluster.a, 3), untilSynced(cluster.b, 3)]);
    for (const server of [cluster.a, cluster.b])
      expect(await words(server)).toContain('before the power went');
  }, 480_000);

  it('waits rather than begin while the peer could be in the majority', async () => {
    await cluster.b.unit(unitNames.database).stop();
    await cluster.b.unit(unitNames.tunnel).stop();
    await cluster.a.unit(unitNames.database).stop();
    const before = (await databaseLog(cluster.a)).length;
    await cluster.a.unit(unitNames.database).start();
    await sleep(8_000);
    expect((await cluster.a.look()).phase).not.toBe('running');
    expect((await databaseLog(cluster.a)).slice(before)).not.toContain('"act":"begin"');
    await cluster.b.start();
    await Promise.all([untilSynced(cluster.a, 3), untilSynced(cluster.b, 3)]);
  }, 480_000);

  it('copies everything to a server that lost its volume', async () => {
    await cluster.b.unit(unitNames.database).stop();
    await empty(cluster.b);
    await cluster.b.unit(unitNames.database).start();
    await untilSynced(cluster.b, 3);
    expect(await words(cluster.b)).toContain('before the power went');
  }, 480_000);

  it('begins its copy again when that was cut off by a loss of power', async () => {
    await cluster.b.unit(unitNames.database).stop();
    await empty(cluster.b);
    await cluster.b.unit(unitNames.database).start();
    await vi.waitFor(() => stat(join(cluster.b.layout.database, 'sst_in_progress')), {
      timeout: 60_000,
      interval: 50,
    });
    await cluster.b.unit(unitNames.database).stop('SIGKILL');
    await cluster.b.unit(unitNames.database).start();
    await untilSynced(cluster.b, 3);
    expect(await databaseLog(cluster.b)).toContain('a full copy was cut off');
    expect(await words(cluster.b)).toContain('before the power went');
  }, 480_000);

  it('finds its way out when the one server with all data was away while the other was joining', async () => {
    process.kill(cluster.b.unit(unitNames.database).pid!, 'SIGKILL');
    await write(cluster.a, 'while b was down again');
    const before = (await databaseLog(cluster.b)).length;
    await vi.waitFor(
      async () => expect((await databaseLog(cluster.b)).slice(before)).toMatch(/primary = yes.*memb_num = 3/),
      { timeout: 120_000, interval: 20 },
    );
    // Long enough to be put out of the group: what is left has a majority and nobody with all data.
    const { pid } = cluster.a.unit(unitNames.database);
    process.kill(pid!, 'SIGSTOP');
    await sleep(9_000);
    process.kill(pid!, 'SIGCONT');
    await Promise.all([untilSynced(cluster.a, 3, 420_000), untilSynced(cluster.b, 3, 420_000)]);
    expect(await words(cluster.b)).toContain('while b was down again');
  }, 480_000);

  let moment: Date;

  it('is backed up in full and by binary logs, by the server that does not serve', async () => {
    await cluster.a.ask('SET GLOBAL read_only = OFF');
    await cluster.b.command('backup', 'nightly');
    await cluster.a.command('backup', 'nightly');
    expect(await keys(moto, 'backups/full/')).toEqual([
      expect.stringMatching(/-b\/backup\.json$/),
      expect.stringMatching(/-b\/data\.xb\.zst$/),
    ]);
    await write(cluster.a, 'after the backup');
    await sleep(1_100);
    moment = new Date();
    await sleep(1_100);
    await write(cluster.a, 'the mistake');
    await Promise.all([cluster.a, cluster.b].map((server) => untilShipped(moto, server)));
    expect((await keys(moto, 'backups/binlog/')).length).toBeGreaterThan(1);
  }, 300_000);

  it('is restored to a moment when both servers have lost everything, by the binary logs of either', async () => {
    await stopAll(cluster);
    await Promise.all([empty(cluster.a), empty(cluster.b)]);
    const { stdout } = await cluster.a.command('restore', '--until', moment.toISOString());
    expect(stdout).toContain('Restored from');
    await Promise.all(all().map((server) => server.start()));
    await Promise.all([untilSynced(cluster.a, 3), untilSynced(cluster.b, 3)]);
    for (const server of [cluster.a, cluster.b]) {
      expect(await words(server)).toContain('after the backup');
      expect(await words(server)).not.toContain('the mistake');
    }
  }, 600_000);

  it('never begins with nothing in a shop that has had a database', async () => {
    await stopAll(cluster);
    await Promise.all([empty(cluster.a), empty(cluster.b)]);
    const before = (await databaseLog(cluster.a)).length;
    await Promise.all([cluster.a, cluster.b].map((server) => server.start()));
    await sleep(6_000);
    expect(lastDecision((await databaseLog(cluster.a)).slice(before))).toMatchObject({
      act: 'wait',
      msg: expect.stringContaining('Restore it: data-server restore') as string,
    });
    await stopAll(cluster);
    await expect(cluster.b.command('restore', '--until', '2020-01-01T00:00:00Z')).rejects.toThrow(
      'There is no full backup from before',
    );
    await cluster.b.command('restore');
    await Promise.all(all().map((server) => server.start()));
    await Promise.all([untilSynced(cluster.a, 3), untilSynced(cluster.b, 3)]);
    expect(await words(cluster.a)).toContain('the mistake');
  }, 600_000);
});

const databaseLog = (server: ScratchServer) => server.log(unitNames.database);

async function uuidOf(server: ScratchServer): Promise<string> {
  const look = await server.look();
  return look.phase === 'running' ? look.uuid : look.phase;
}

async function write(server: ScratchServer, word: string): Promise<void> {
  await server.ask(`INSERT INTO perfume.story (word) VALUES ('${word}')`);
}

async function words(server: ScratchServer): Promise<readonly string[]> {
  return (await server.ask('SELECT word FROM perfume.story ORDER BY id')).map(({ word }) => String(word));
}

function lastDecision(log: string): Record<string, unknown> {
  const lines = log.split('\n').filter((line) => line.includes('"act":'));
  return JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;
}

async function empty(server: ScratchServer): Promise<void> {
  for (const folder of [server.layout.database, server.layout.binaryLogs])
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
}

async function stopAll(cluster: ScratchCluster): Promise<void> {
  for (const server of [cluster.b, cluster.a]) await server.unit(unitNames.database).stop();
  await cluster.c.unit(unitNames.witness).stop();
}

/** @returns the version of TLS, as MariaDB says it */
async function shopLogin(moto: Moto, cluster: ScratchCluster, tls: 'on' | 'off'): Promise<string> {
  const { SecretString } = await new SecretsManagerClient(moto.client).send(
    new GetSecretValueCommand({ SecretId: secretNames(cluster.shop).database }),
  );
  const { username, password } = JSON.parse(SecretString!) as { username: string; password: string };
  const { layout, address } = cluster.b;
  const connection = await createConnection({
    host: address,
    user: username,
    password,
    database: 'perfume',
    ...(tls === 'on' && {
      ssl: { ca: await readFile(databasePaths(layout).authority, 'utf8'), rejectUnauthorized: true },
    }),
  });
  try {
    const [rows] = await connection.query<RowDataPacket[]>("SHOW STATUS LIKE 'Ssl_version'");
    return String(rows[0]?.['Value']);
  } finally {
    await connection.end();
  }
}

async function keys(moto: Moto, prefix: string): Promise<readonly string[]> {
  const client = new S3Client({ ...moto.client, forcePathStyle: true });
  return (await listObjects({ client, bucket: 'data' }, prefix)).map(({ key }) => key);
}

/** Waits until all of the last binary log of a server is stored. */
async function untilShipped(moto: Moto, server: ScratchServer): Promise<void> {
  const names = (await readdir(server.layout.binaryLogs)).filter((name) => /^binlog\.\d+$/.test(name)).sort();
  const last = names.at(-1)!;
  const { size } = await stat(join(server.layout.binaryLogs, last));
  const unit = server.unit(unitNames.binlog);
  await unit.start();
  await vi.waitFor(
    async () => {
      const parts = (await keys(moto, 'backups/binlog/')).flatMap((key) => parsePartKey(key) ?? []);
      const ends = parts
        .filter(({ node, log }) => node === server.node && log.includes(last))
        .map(({ to }) => to);
      expect(Math.max(0, ...ends)).toBeGreaterThanOrEqual(size);
    },
    { timeout: 40_000, interval: 500 },
  );
  await unit.stop();
}
