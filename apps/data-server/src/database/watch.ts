import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { databasePaths } from '@perfume/instances';
import type { DataServer } from '../instance.ts';
import { readIfThere } from '../system/files.ts';
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
      await restartIfAsked(server);
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
  await end(
    server,
    'MariaDB runs outside the majority while the peer waits: it starts anew, and both decide who begins',
  );
  return true;
}

/** The failover agent may not end MariaDB itself: it leaves a file where Galera has ended in a server that still runs. */
async function restartIfAsked(server: DataServer): Promise<void> {
  const path = join(server.layout.runtime, 'failover', 'restart-database');
  if ((await readIfThere(path)) === undefined) return;
  await rm(path);
  await end(server, 'the failover agent asks for it: MariaDB starts anew');
}

/** Its supervisor starts it again. */
async function end({ layout, log }: DataServer, why: string): Promise<void> {
  const pid = Number((await readFile(databasePaths(layout).pidFile, 'utf8')).trim());
  log.warn({ pid }, why);
  process.kill(pid, 'SIGTERM');
}
