import { databasePaths, serverLayout } from '@perfume/instances';
import type { Instance } from '../instances/instance.ts';

const questionMs = 5_000;
const question =
  "SELECT VARIABLE_NAME, VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME IN ('WSREP_CLUSTER_SIZE', 'WSREP_LOCAL_STATE_COMMENT')";

/** Whether a data server's MariaDB is in step with a group of all three: only then may any of them be taken away. */
export async function isInStep(server: Instance): Promise<boolean> {
  const { socket } = databasePaths(serverLayout);
  const client = [
    '/usr/bin/mariadb',
    `--socket=${socket}`,
    '--batch',
    '--skip-column-names',
    `--execute=${question}`,
  ];
  const { stdout } = await server.exec(client, questionMs);
  const status = new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t') as [string, string]),
  );
  return status.get('WSREP_CLUSTER_SIZE') === '3' && status.get('WSREP_LOCAL_STATE_COMMENT') === 'Synced';
}
