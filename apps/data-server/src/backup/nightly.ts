import { lookAtDatabase } from '../database/look.ts';
import { askPeer } from '../database/peer.ts';
import type { DatabaseReport } from '../database/report.ts';
import type { DataServer } from '../instance.ts';
import { backUp, backupPlace } from './full.ts';
import { listBackups } from './manifest.ts';
import { backupMetrics } from './metrics.ts';

/** A full backup younger than this is tonight's, in ms. */
const tonightMs = 20 * 3_600_000;

/** The server that serves waits until this hour, UTC, whether the other one does it. */
const lastHour = 5;

export interface NightSituation {
  readonly own: DatabaseReport;
  readonly peer: DatabaseReport | { readonly phase: 'unreachable' };
  /** Of the youngest full backup, in ms; Infinity when there is none. */
  readonly backupAgeMs: number;
  /** The hour, UTC. */
  readonly hour: number;
}

/** Whether this server makes tonight's backup: the one that does not serve, or at last whoever can. */
export function decideNight({ own, peer, backupAgeMs, hour }: NightSituation): {
  readonly backUp: boolean;
  readonly because: string;
} {
  const no = (because: string) => ({ backUp: false, because });
  if (backupAgeMs < tonightMs) return no('tonight’s backup is there');
  if (own.phase !== 'running' || !own.synced) return no('this server is not synced');
  const peerCan = peer.phase === 'running' && peer.synced;
  if (own.open && peerCan && hour < lastHour) return no('this server serves; the other one makes the backup');
  return {
    backUp: true,
    because: own.open ? 'the other server has made none' : 'this server does not serve',
  };
}

/**
 * Makes tonight's full backup, if it is this server's to make.
 * @throws what kept it from being made, once that is counted
 */
export async function backUpTonight(server: DataServer, now = new Date()): Promise<void> {
  const metrics = backupMetrics(server);
  try {
    await backUpIfDue(server, now);
  } catch (error) {
    metrics.count('BackupFailures');
    throw error;
  } finally {
    await metrics.stop();
  }
}

async function backUpIfDue(server: DataServer, now: Date): Promise<void> {
  const backups = await listBackups(backupPlace(server));
  const last = backups.at(-1);
  const { backUp: shall, because } = decideNight({
    own: await lookAtDatabase(server.layout),
    peer: await askPeer(server),
    backupAgeMs: last ? now.getTime() - Date.parse(last.finishedAt) : Infinity,
    hour: now.getUTCHours(),
  });
  server.log.info({ shall }, because);
  if (shall) await backUp(server);
}
