import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { databasePaths } from '@perfume/instances';
import type { DataServer } from '../instance.ts';
import { publishPosition } from './founder.ts';
import { lookAtDatabase } from './look.ts';
import { askPeer } from './peer.ts';
import type { DatabaseReport } from './report.ts';

/** Between two looks, in ms. */
const lookMs = 5_000;
/** How often the position is published at most, in ms. */
const publishMs = 60_000;
/** So long outside the majority, with a peer that waits, and MariaDB starts anew. In ms. */
const outsideMs = 15_000;

/**
 * Watches this server's database for as long as the process lives: publishes how far the shop has got, and ends a MariaDB
 * that runs outside the majority while the peer waits to start. Both then decide together who begins; left alone, neither
 * would ever.
 */
export async function watchDatabase(server: DataServer): Promise<never> {
  let publishedAt = 0;
  let published = '';
  let outsideSince: number | undefined;
  while (true) {
    await sleep(lookMs);
    try {
      const look = await lookAtDatabase(server.layout);
      outsideSince = isOutside(look) ? (outsideSince ?? Date.now()) : undefined;
      if (outsideSince !== undefined && Date.now() - outsideSince >= outsideMs) {
        if (await restartBesideWaitingPeer(server)) outsideSince = undefined;
      }
      if (look.phase === 'running' && look.primary && look.synced && Date.now() - publishedAt >= publishMs) {
        const text = `${look.uuid}:${look.seqno}`;
        if (text !== published) await publishPosition(server, look);
        published = text;
        publishedAt = Date.now();
      }
    } catch (error) {
      server.log.warn({ err: error }, 'the look at the database failed');
    }
  }
}

const isOutside = (look: DatabaseReport) => look.phase === 'running' && !look.primary;

async function restartBesideWaitingPeer(server: DataServer): Promise<boolean> {
  const peer = await askPeer(server);
  if (peer.phase !== 'starting') return false;
  const pid = Number((await readFile(databasePaths(server.layout).pidFile, 'utf8')).trim());
  server.log.warn(
    { pid },
    'MariaDB runs outside the majority while the peer waits: it starts anew, and both decide who begins',
  );
  process.kill(pid, 'SIGTERM');
  return true;
}
