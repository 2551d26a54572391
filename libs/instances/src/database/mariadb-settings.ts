import { join } from 'node:path';
import type { DataServerFacts } from '../facts.ts';
import type { Layout } from '../layout.ts';
import { divideMemory } from '../memory.ts';
import { ports } from '../ports.ts';
import { nodeNames } from '../topology.ts';
import { addressesInTunnel } from '../tunnel.ts';
import { galeraTimings, providerOptions } from './galera-timings.ts';
import { databasePaths } from './paths.ts';
import type { Setting } from './setting.ts';

export interface SettingGroup {
  readonly title: string;
  readonly settings: readonly Setting[];
}

/** Memory that is assumed where an instance's is not known, as in a document. In MiB. */
const assumedMemoryMiB = 4_096;

/** Every setting of MariaDB on a data server that is not MariaDB's own default, by topic, each with its reason. */
export function mariadbSettings(facts: DataServerFacts, layout: Layout): readonly SettingGroup[] {
  return [
    { title: 'Where it lies and listens', settings: places(facts, layout) },
    { title: 'What it takes and gives', settings: behaviour(layout) },
    { title: 'Memory and disk', settings: sizes(facts) },
    { title: 'Durability and binary log', settings: durability(facts, layout) },
    { title: 'Replication by Galera', settings: replication(facts) },
  ];
}

function places({ instance, node, addresses }: DataServerFacts, layout: Layout): readonly Setting[] {
  const paths = databasePaths(layout);
  return [
    set('user', 'mysql', 'Never root, whoever starts it.'),
    set('datadir', layout.database, 'On the data volume, which outlives the server.'),
    set(
      'socket',
      paths.socket,
      'Local programs come this way and are known by their system user: they need no password.',
    ),
    set('pid_file', paths.pidFile, 'Beside the socket, gone after a reboot.'),
    set('tmpdir', paths.temporary, 'On the data volume: a large sort must not fill the root volume.'),
    set(
      'bind_address',
      instance?.privateAddress ?? addresses[node],
      'The private address, where app servers and the peer reach it; never all addresses.',
    ),
    set('port', String(ports.database.port), 'MariaDB’s own.'),
    set('skip_name_resolve', 'ON', 'No connection waits for a name server.'),
    set(
      'require_secure_transport',
      'ON',
      'Nobody speaks to it over the network without TLS; the socket counts as secure.',
    ),
    set('ssl_ca', paths.authority, 'The shop’s own authority.'),
    set(
      'ssl_cert',
      paths.certificate,
      'Bears the endpoint’s name: the same on both data servers, since the name moves.',
    ),
    set('ssl_key', paths.certificateKey, 'Readable by MariaDB alone.'),
    set('tls_version', 'TLSv1.2,TLSv1.3', 'Nothing older.'),
  ];
}

function behaviour(layout: Layout): readonly Setting[] {
  return [
    set(
      'read_only',
      'ON',
      'It starts closed to the shop; the failover agent opens it on the one server that holds the endpoint. Replication is not held up by it.',
    ),
    set('character_set_server', 'utf8mb4', 'Every script and every sign, as in development.'),
    set('collation_server', 'utf8mb4_unicode_ci', 'The order of letters that the shop is tested with.'),
    set('default_time_zone', '+00:00', 'UTC everywhere.'),
    set(
      'max_connections',
      '400',
      '20 app servers with pools of 10, twice over while one release replaces another.',
    ),
    set('max_allowed_packet', '64M', 'The largest statement of an import.'),
    set('local_infile', 'OFF', 'A server must not be able to ask a client for its files.'),
    set('secure_file_priv', databasePaths(layout).temporary, 'SQL reads and writes files nowhere else.'),
    set(
      'wait_timeout',
      '600',
      'Connections of app servers that vanished without a word end within ten minutes; pools end idle ones after one.',
    ),
    set(
      'idle_write_transaction_timeout',
      '30',
      'Rows that a vanished client has locked are free again after half a minute.',
    ),
    set('tcp_keepalive_time', '15', 'A client that is gone is noticed in half a minute …'),
    set('tcp_keepalive_interval', '5', '… by three questions, 5 s apart …'),
    set('tcp_keepalive_probes', '3', '… that it does not answer.'),
    set(
      'enforce_storage_engine',
      'InnoDB',
      'Galera replicates nothing else: a MyISAM table would be there on both servers, and its rows on one. mariadb-upgrade needs it off while it works.',
    ),
    set('slow_query_log', 'ON', 'Statements over half a second are worth reading …'),
    set('slow_query_log_file', databasePaths(layout).slowLog, '… beside the other logs.'),
    set('long_query_time', '0.5', 'A page has two seconds.'),
  ];
}

function sizes({ instance }: DataServerFacts): readonly Setting[] {
  const { bufferPool, redoLog } = divideMemory(instance?.memoryMiB ?? assumedMemoryMiB);
  return [
    set(
      'innodb_buffer_pool_size',
      `${bufferPool}M`,
      'Six tenths of the memory that system, agents and connections leave: it follows the instance type.',
    ),
    set(
      'innodb_log_file_size',
      `${redoLog}M`,
      'A quarter of the buffer pool, so that bursts of writes are smoothed and a crash recovery stays short.',
    ),
    set(
      'innodb_io_capacity',
      '1000',
      'A third of a gp3 volume’s 3,000 operations per second: background work leaves the rest to shoppers.',
    ),
    set('innodb_io_capacity_max', '2500', 'Under pressure it may take nearly all of them.'),
    set('table_open_cache', '2000', 'All tables of the shop for every connection that is at work.'),
  ];
}

function durability({ node }: DataServerFacts, layout: Layout): readonly Setting[] {
  return [
    set(
      'innodb_flush_log_at_trx_commit',
      '1',
      'Each commit is on the disk. Galera alone would let a lost server catch up from its peer, but not two that lose power together, nor one that serves alone.',
    ),
    set(
      'sync_binlog',
      '1',
      'The binary log is on the disk before InnoDB commits. Backups are made of it: with 0 a crash could leave committed orders that no binary log ever had, and a restore would miss them without a word.',
    ),
    set(
      'log_bin',
      join(layout.binaryLogs, 'binlog'),
      'The source of the continuous backup. Beside the data directory, which a full copy wipes.',
    ),
    set(
      'log_slave_updates',
      'ON',
      'Each server’s binary log holds what was written through the other too: any one of them is enough for a restore.',
    ),
    set('binlog_format', 'ROW', 'Galera replicates rows and nothing else.'),
    set('max_binlog_size', '128M', 'A restore reads few files, and an expired one frees its room soon.'),
    set('binlog_expire_logs_seconds', '259200', 'Three days, long after each part has been stored in S3.'),
    set(
      'server_id',
      '1',
      'With wsrep_gtid_mode the same on all members of a cluster: a transaction has one GTID everywhere.',
    ),
    set(
      'gtid_domain_id',
      node === 'a' ? '11' : '12',
      'For what a server writes outside the cluster, which never mixes with the cluster’s.',
    ),
    set(
      'wsrep_gtid_mode',
      'ON',
      'One GTID for a transaction on all servers: a full backup of one is carried on by the binary logs of any.',
    ),
    set('wsrep_gtid_domain_id', '1', 'The cluster’s domain.'),
  ];
}

function replication(facts: DataServerFacts): readonly Setting[] {
  const inTunnel = addressesInTunnel(facts);
  const own = inTunnel[facts.node];
  const group = nodeNames.map((name) => `${inTunnel[name]}:${ports.group.port}`).join(',');
  return [
    set('wsrep_on', 'ON', 'Never switched off in a session either: that would let the servers differ.'),
    set('wsrep_provider', '/usr/lib/galera/libgalera_smm.so', 'Debian’s galera-4.'),
    set('wsrep_cluster_name', facts.shop, 'Members of another shop are not let in.'),
    set(
      'wsrep_cluster_address',
      `gcomm://${group}`,
      'All three, in the tunnel: whoever is up lets this one in.',
    ),
    set('wsrep_node_name', facts.node, 'The name in logs and status.'),
    set('wsrep_node_address', own, 'In the tunnel, which encrypts all of it.'),
    set('wsrep_node_incoming_address', own, 'By it the failover agents see which data servers are members.'),
    set(
      'wsrep_provider_options',
      providerOptions(providerSettings(facts)),
      'See the table of Galera’s own options.',
    ),
    set('wsrep_sst_method', 'mariabackup', 'A full copy that does not stop the server that gives it.'),
    set(
      'wsrep_sst_auth',
      'mysql:',
      'The copy logs in by the socket as the system user mysql: no password exists.',
    ),
    set(
      'wsrep_sst_receive_address',
      `${own}:${ports.fullTransfer.port}`,
      'Full copies travel in the tunnel too.',
    ),
    set('wsrep_slave_threads', '4', 'Applying keeps up with the writer on two to four cores.'),
    set('wsrep_dirty_reads', 'OFF', 'Outside the majority no reads: they could be old.'),
    set(
      'innodb_autoinc_lock_mode',
      '2',
      'Galera needs it: numbers are handed out without waiting for other statements.',
    ),
  ];
}

/** Options of the Galera provider on a data server: the timings, and what belongs to this server. */
export function providerSettings(facts: DataServerFacts): readonly Setting[] {
  const own = addressesInTunnel(facts)[facts.node];
  const { gcache } = divideMemory(facts.instance?.memoryMiB ?? assumedMemoryMiB);
  return [
    set(
      'gmcast.listen_addr',
      `tcp://${own}:${ports.group.port}`,
      'In the tunnel only: the group’s traffic is not encrypted by itself.',
    ),
    set('ist.recv_addr', `${own}:${ports.incrementalTransfer.port}`, 'In the tunnel only.'),
    ...galeraTimings,
    set(
      'gcache.size',
      `${gcache}M`,
      'Write sets for members that were away: as long as what they missed is in it, they catch up without a full copy. A file, an eighth of the memory.',
    ),
    set(
      'gcache.recover',
      'yes',
      'What it held is used again after a restart, so that a peer needs no full copy either.',
    ),
    set(
      'pc.recovery',
      'yes',
      'When all members of the last majority are back after a crash, they are the majority again by themselves.',
    ),
  ];
}

function set(name: string, value: string, reason: string): Setting {
  return { name, value, reason };
}
