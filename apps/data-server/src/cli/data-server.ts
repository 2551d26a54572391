import { writeFile } from 'node:fs/promises';
import { databasePaths } from '@perfume/instances';
import { createLogger } from '@perfume/telemetry';
import { shipBinaryLogs } from '../backup/binlog.ts';
import { backUp } from '../backup/full.ts';
import { backUpTonight } from '../backup/nightly.ts';
import { prepareVolume } from '../configure/volume.ts';
import { startDatabase } from '../database/start.ts';
import { setUpUsers } from '../database/users.ts';
import { asDataServer, asTunnelInstance, readInstance } from '../instance.ts';
import { applyRelease, bringRelease } from '../release/apply.ts';
import { restore } from '../restore/restore.ts';
import { readRestoreWords } from '../restore/words.ts';
import { provideSecrets } from '../secrets/provide.ts';
import { describeStatus } from '../status.ts';
import { UserError } from '../system/patience.ts';
import { keepCertificate } from '../tls/keep.ts';
import { serveTunnel } from '../tunnel/serve.ts';
import { configureCommands } from './configure-commands.ts';
import { runCommand, say } from './run-command.ts';

const service = 'data-server';
const instance = async () => asTunnelInstance(await readInstance(service));
const dataServer = async () => asDataServer(await readInstance(service));
const ownLog = () => createLogger({ level: 'info', service });

await runCommand(service, {
  status: {
    says: 'what this server, its peers and its backups are doing',
    run: async () => (await describeStatus(await instance())).forEach(say),
  },
  apply: {
    says: 'bring the release that the parameter names; restart only what changed',
    run: async () => bringRelease(await instance(), say),
  },
  'backup full': {
    says: 'store a full backup of this server in S3 now',
    run: async () => say(`Stored ${(await backUp(await dataServer())).id}.`),
  },
  restore: {
    says: 'fill an empty data directory: [--until 2026-11-24T12:00:00Z] [--peer-is-lost]',
    run: restoreCommand,
  },
  'database begin': {
    says: 'order the next start to begin the cluster: [--peer-is-lost]',
    run: beginCommand,
  },
  'database start': {
    says: 'decide how MariaDB starts, then be mariadbd (perfume-database)',
    run: async () => startDatabase(await dataServer()),
  },
  'database users': {
    says: 'make the accounts (perfume-users)',
    run: async () => setUpUsers(await dataServer()),
  },
  'backup binlog': {
    says: 'store binary logs as they grow (perfume-binlog)',
    run: async () => shipBinaryLogs(await dataServer()),
  },
  'backup nightly': {
    says: 'tonight’s full backup, if it is this server’s (perfume-backup)',
    run: async () => backUpTonight(await dataServer()),
  },
  tunnel: { says: 'keep the tunnel (perfume-tunnel)', run: async () => serveTunnel(await instance()) },
  secrets: {
    says: 'passwords and certificates (perfume-secrets)',
    run: async () => provideSecrets(await dataServer()),
  },
  tls: {
    says: 'renew the certificate in time (perfume-certificates)',
    run: async () => keepCertificate(await dataServer()),
  },
  volume: {
    says: 'mount the data volume (perfume-volume)',
    run: async () => prepareVolume(await dataServer()),
  },
  ...configureCommands(service, ownLog),
  'apply-files': {
    says: 'second half of apply, by the new release',
    run: async ([former]) => applyRelease(await instance(), former ?? '', say),
  },
});

async function restoreCommand(args: readonly string[]): Promise<void> {
  const { until, peerIsLost } = readRestoreWords(args);
  const server = await dataServer();
  const backup = await restore(server, {
    ...(until && { until }),
    peerIsLost,
    say,
  });
  say(
    `Restored from ${backup.id}. Start it: systemctl start perfume-database. It begins the cluster, the other server copies it.`,
  );
}

async function beginCommand(args: readonly string[]): Promise<void> {
  const { layout } = await dataServer();
  const order = { restored: false, peerIsLost: args.includes('--peer-is-lost') };
  const unknown = args.filter((word) => word !== '--peer-is-lost');
  if (unknown.length > 0)
    throw new UserError(`There is no ${unknown.join(' ')}; the only option is --peer-is-lost.`);
  await writeFile(databasePaths(layout).beginAnew, `${JSON.stringify(order)}\n`);
  say(
    'The next start begins the cluster, unless the peer is in a majority. Restart it: systemctl restart perfume-database',
  );
}
