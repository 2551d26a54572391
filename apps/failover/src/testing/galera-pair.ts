import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { galeraTimings, providerOptions } from '@perfume/instances';
import { createConnection, type QueryError } from 'mysql2';
import type { ServerPlace } from './network.ts';
import { start, until, type Running } from './process.ts';

/** MariaDB with Galera on one server of a test. */
export interface GaleraNode {
  readonly socketPath: string;
  readonly dataPath: string;
  process(): Running;
  /** Runs a statement as root; rows as objects. */
  sql(text: string): Promise<readonly Record<string, unknown>[]>;
  /** A connection of the shop, as its app servers have them. */
  shopper(): ReturnType<typeof createConnection>;
  start(how: { readonly asFirst?: boolean }): Promise<void>;
  isSynced(): Promise<boolean>;
}

const provider = '/usr/lib/galera/libgalera_smm.so';
const timings = providerOptions(galeraTimings);

/** What these tests need and is not here; undefined when all is. */
export function whyNoGalera(): string | undefined {
  const missing = ['mariadbd', 'garbd', 'mariadb-install-db', 'socat', 'mariabackup'].filter(
    (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0,
  );
  if (!existsSync(provider)) missing.push(provider);
  return missing.length === 0
    ? undefined
    : `${missing.join(', ')} missing: apt-get install mariadb-server galera-4 galera-arbitrator-4 mariadb-backup socat`;
}

/**
 * Makes an empty database that knows the shop's account and has been in a cluster once: each node begins as a copy of it, so
 * that the second one joins without a full transfer.
 */
export async function makeSeed(folder: string, place: ServerPlace): Promise<string> {
  const seed = join(folder, 'seed');
  const installed = spawnSync(
    'mariadb-install-db',
    [
      '--no-defaults',
      `--datadir=${seed}`,
      '--auth-root-authentication-method=socket',
      '--skip-test-db',
      '--auth-root-socket-user=root',
    ],
    { encoding: 'utf8' },
  );
  if (installed.status !== 0) throw new Error(`mariadb-install-db: ${installed.stdout}${installed.stderr}`);
  const node = galeraNode({ name: 'a', folder, dataPath: seed, place, members: [place.tunnel] });
  await node.start({ asFirst: true });
  await node.sql('CREATE DATABASE shop');
  await node.sql(
    'CREATE TABLE shop.orders (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(2000)) ENGINE=InnoDB',
  );
  await node.sql("CREATE USER shop@'%' IDENTIFIED BY 'shop'");
  await node.sql("GRANT SELECT, INSERT, UPDATE, DELETE ON shop.* TO shop@'%'");
  await node.sql("CREATE USER 'perfume-agent'@localhost IDENTIFIED BY 'agent'");
  await node.sql(
    "GRANT SUPER, PROCESS, CONNECTION ADMIN, READ_ONLY ADMIN, RELOAD ON *.* TO 'perfume-agent'@localhost",
  );
  await node.sql("GRANT ALL ON failover.* TO 'perfume-agent'@localhost");
  await node.sql("GRANT SELECT ON mysql.wsrep_cluster_members TO 'perfume-agent'@localhost");
  await node.sql('SHUTDOWN');
  await until('the seed to shut down', () => node.process().hasEnded(), 30_000);
  for (const file of ['galera.cache', 'gvwstate.dat']) rmSync(join(seed, file), { force: true });
  return seed;
}

export function galeraNode(options: {
  readonly name: 'a' | 'b';
  readonly folder: string;
  /** Copied from here when the node has no data yet. */
  readonly seed?: string;
  readonly dataPath?: string;
  readonly place: ServerPlace;
  /** Tunnel addresses of the cluster. */
  readonly members: readonly string[];
}): GaleraNode {
  const { name, folder, place, members } = options;
  const home = join(folder, options.dataPath === undefined ? name : 'seeding');
  const dataPath = options.dataPath ?? join(home, 'data');
  const socketPath = join(home, 's');
  const errorLog = join(home, 'error.log');
  mkdirSync(home, { recursive: true });
  let running: Running | undefined;

  function args(extra: readonly string[]): string[] {
    return [
      '--no-defaults',
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
      `--datadir=${dataPath}`,
      `--socket=${socketPath}`,
      `--pid-file=${join(home, 'pid')}`,
      '--port=3306',
      `--bind-address=${place.address}`,
      '--skip-name-resolve',
      '--read-only=ON',
      '--innodb-buffer-pool-size=32M',
      '--innodb-log-file-size=16M',
      '--innodb-flush-log-at-trx-commit=2',
      '--performance-schema=OFF',
      '--log-bin=binlog',
      '--log-slave-updates=ON',
      '--binlog-format=ROW',
      '--innodb-autoinc-lock-mode=2',
      '--wsrep-on=ON',
      `--wsrep-provider=${provider}`,
      '--wsrep-cluster-name=failover-test',
      `--wsrep-node-name=${name}`,
      `--wsrep-node-address=${place.tunnel}`,
      `--wsrep-node-incoming-address=${place.tunnel}`,
      `--wsrep-cluster-address=gcomm://${members.join(',')}`,
      '--wsrep-sst-method=mariabackup',
      '--wsrep-sst-auth=root:',
      `--wsrep-provider-options=gmcast.listen_addr=tcp://${place.tunnel}:4567;ist.recv_addr=${place.tunnel}:4568;gcache.size=16M;gcache.recover=yes;${timings}`,
      ...extra,
    ];
  }

  /** After a crash the position stands in InnoDB alone; without it the node would take a full copy. */
  function recoveredPosition(): readonly string[] {
    const state = readFileSync(join(dataPath, 'grastate.dat'), 'utf8');
    if (!/seqno:\s+-1/.test(state)) return [];
    const log = join(home, 'recover.log');
    rmSync(log, { force: true });
    spawnSync('mariadbd', [...args([]), '--wsrep-recover', `--log-error=${log}`], { encoding: 'utf8' });
    const [, position] = /Recovered position: (\S+)/.exec(readFileSync(log, 'utf8')) ?? [];
    return position === undefined ? [] : [`--wsrep-start-position=${position}`];
  }

  function sql(text: string): Promise<readonly Record<string, unknown>[]> {
    return new Promise((resolve, reject) => {
      const connection = createConnection({ socketPath, user: 'root' });
      const timer = setTimeout(() => connection.destroy(), 15_000);
      connection.on('error', reject);
      connection.query(text, (error: QueryError | null, rows: unknown) => {
        clearTimeout(timer);
        connection.destroy();
        if (error) reject(error);
        else resolve(Array.isArray(rows) ? (rows as Record<string, unknown>[]) : []);
      });
    });
  }

  async function isSynced(): Promise<boolean> {
    try {
      const rows = await sql(
        "SHOW GLOBAL STATUS WHERE Variable_name IN ('wsrep_ready', 'wsrep_local_state')",
      );
      const status = new Map(rows.map((row) => [row['Variable_name'], row['Value']]));
      return status.get('wsrep_ready') === 'ON' && status.get('wsrep_local_state') === '4';
    } catch {
      return false;
    }
  }

  return {
    socketPath,
    dataPath,
    process: () => running!,
    sql,
    isSynced,
    shopper: () => {
      const connection = createConnection({
        socketPath,
        user: 'shop',
        password: 'shop',
        database: 'shop',
        connectTimeout: 1_000,
      });
      connection.on('error', () => undefined);
      return connection;
    },
    async start({ asFirst = false }) {
      if (options.seed !== undefined && !existsSync(join(dataPath, 'mysql')))
        // The folder itself may be there already, as the root of a disk.
        cpSync(options.seed, dataPath, { recursive: true });
      const stateFile = join(dataPath, 'grastate.dat');
      if (asFirst && existsSync(stateFile)) {
        const state = readFileSync(stateFile, 'utf8');
        writeFileSync(stateFile, state.replace('safe_to_bootstrap: 0', 'safe_to_bootstrap: 1'));
      }
      const position = existsSync(stateFile) ? recoveredPosition() : [];
      const extra = [...(asFirst ? ['--wsrep-new-cluster'] : []), ...position, `--log-error=${errorLog}`];
      running = start([...place.enter, 'mariadbd', ...args(extra)], { logPath: join(home, 'out.log') });
      const mine = running;
      await until(
        `MariaDB of ${name}`,
        async () => {
          if (mine.hasEnded()) throw new Error(`MariaDB of ${name} has ended; see ${errorLog}.`);
          return isSynced();
        },
        60_000,
      );
    },
  };
}

/** The witness: it votes and stores nothing. */
export function startWitness(folder: string, place: ServerPlace, members: readonly string[]): Running {
  const home = join(folder, 'c');
  mkdirSync(home, { recursive: true });
  const command = [
    ...place.enter,
    ...['garbd', '-a', `gcomm://${members.join(',')}`, '-g', 'failover-test', '-n', 'c', '-w', home],
    ...['-o', `gmcast.listen_addr=tcp://${place.tunnel}:4567;${timings}`],
  ];
  return start(command, { cwd: home, logPath: join(home, 'out.log') });
}
