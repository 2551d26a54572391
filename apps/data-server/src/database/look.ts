import { kill } from 'node:process';
import type { Layout } from '@perfume/instances';
import { contentOfDataDirectory, storedPosition } from './data-directory.ts';
import type { DatabaseReport } from './report.ts';
import { readNumbers, withLocalSession } from './session.ts';
import { readStartState } from './start-state.ts';

/** What this server's MariaDB is doing at this moment. */
export async function lookAtDatabase(layout: Layout): Promise<DatabaseReport> {
  return (await askDatabase(layout)) ?? (await lookFromOutside(layout));
}

/** Undefined when it does not answer. */
async function askDatabase(layout: Layout): Promise<DatabaseReport | undefined> {
  try {
    return await withLocalSession(layout, async (session) => {
      const status = await readNumbers(
        session,
        'STATUS',
        ...['wsrep_ready', 'wsrep_cluster_status', 'wsrep_local_state', 'wsrep_cluster_size'],
        ...['wsrep_cluster_state_uuid', 'wsrep_last_committed'],
      );
      const variables = await readNumbers(session, 'VARIABLES', 'read_only');
      return {
        phase: 'running',
        primary: status.get('wsrep_cluster_status') === 'Primary',
        synced: status.get('wsrep_ready') === 'ON' && status.get('wsrep_local_state') === '4',
        joiner: status.get('wsrep_local_state') === '1',
        size: Number(status.get('wsrep_cluster_size') ?? 0),
        uuid: status.get('wsrep_cluster_state_uuid') ?? '',
        seqno: Number(status.get('wsrep_last_committed') ?? -1),
        open: variables.get('read_only') === 'OFF',
      };
    });
  } catch {
    return undefined;
  }
}

async function lookFromOutside(layout: Layout): Promise<DatabaseReport> {
  const state = await readStartState(layout);
  if (state && isAlive(state.pid)) {
    const { phase, data, position } = state;
    return phase === 'starting' ? { phase, data, ...(position && { position }) } : { phase };
  }
  const position = await storedPosition(layout);
  const isEmpty = (await contentOfDataDirectory(layout)) !== 'data';
  return { phase: 'stopped', data: isEmpty ? 'empty' : 'data', ...(position && { position }) };
}

/** Whether a process of this number exists; one of another user's counts too. */
export function isAlive(pid: number): boolean {
  try {
    return kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
