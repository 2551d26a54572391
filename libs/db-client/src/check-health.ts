import { sql } from 'kysely';
import type { Database } from './database.ts';
import { shortReason } from './errors.ts';

/** What a server that can be asked says of itself. */
export type DatabaseHealth =
  | {
      readonly serves: boolean;
      /** Why it does not serve; empty when it does. */
      readonly reason: string;
      readonly cluster: 'galera' | 'none';
      /** Members of the cluster that this server sees. */
      readonly clusterSize?: number;
      readonly readOnly: boolean;
      /** The server's own name, which tells who holds the endpoint. */
      readonly server: string;
      readonly answeredInMs: number;
    }
  | { readonly serves: false; readonly reason: string };

type Ask = (text: string) => Promise<readonly Record<string, unknown>[]>;

/**
 * Asks what `SELECT 1` does not tell: whether the server belongs to the majority of its cluster and hands out rows. A node
 * that was cut off still answers `SELECT 1`. For people and their monitoring: the load balancer's check must never use it.
 * It never throws, and takes no longer than two statements may.
 */
export async function checkHealth<Tables>(database: Database<Tables>): Promise<DatabaseHealth> {
  try {
    return await database.query.connection().execute((connection) =>
      examine(async (text) => {
        const { rows } = await sql.raw<Record<string, unknown>>(text).execute(connection);
        return rows;
      }),
    );
  } catch (error) {
    return { serves: false, reason: error instanceof Error ? error.message : shortReason(error) };
  }
}

/**
 * The same on a connection that is at hand.
 * @throws what `ask` throws when the server refuses or is lost
 */
export async function examine(
  ask: Ask,
): Promise<Exclude<DatabaseHealth, { serves: false; cluster?: never }>> {
  const startedAt = performance.now();
  const variables = byName(
    await ask(`SHOW GLOBAL VARIABLES WHERE Variable_name IN ('wsrep_on', 'read_only', 'hostname')`),
  );
  const isCluster = /^(on|1)$/i.test(variables.get('wsrep_on') ?? '');
  const status = isCluster
    ? byName(
        await ask(
          `SHOW GLOBAL STATUS WHERE Variable_name IN ('wsrep_ready', 'wsrep_cluster_status', 'wsrep_cluster_size')`,
        ),
      )
    : undefined;
  const reason = status ? clusterReason(status) : '';
  if (reason === '') await readRealTable(ask);
  return {
    serves: reason === '',
    reason,
    cluster: isCluster ? 'galera' : 'none',
    ...(status && { clusterSize: Number(status.get('wsrep_cluster_size') ?? 0) }),
    readOnly: /^(on|1)$/i.test(variables.get('read_only') ?? ''),
    server: variables.get('hostname') ?? '',
    answeredInMs: Math.round(performance.now() - startedAt),
  };
}

/** Why a cluster's node does not serve; empty when it does. */
export function clusterReason(status: ReadonlyMap<string, string>): string {
  const group = status.get('wsrep_cluster_status') ?? 'unknown';
  if (group !== 'Primary') return `The server is not in its cluster's majority (${group}).`;
  const ready = status.get('wsrep_ready') ?? 'unknown';
  return ready === 'ON' ? '' : `The server is not ready for its cluster (wsrep_ready ${ready}).`;
}

/** A row of the schema's first table, whichever it is; a schema without tables has nothing to read. */
async function readRealTable(ask: Ask): Promise<void> {
  const [table] = await ask(
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME LIMIT 1`,
  );
  if (typeof table?.name === 'string')
    await ask(`SELECT 1 FROM \`${table.name.replaceAll('`', '``')}\` LIMIT 1`);
}

function byName(rows: readonly Record<string, unknown>[]): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [String(row.Variable_name), String(row.Value)]));
}
