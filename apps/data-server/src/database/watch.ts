import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataServer } from '../instance.ts';
import { readIfThere } from '../system/files.ts';
import { publishPosition } from './founder.ts';
import { isAlive, lookAtDatabase } from './look.ts';
import { askPeer } from './peer.ts';
import { readStartState } from './start-state.ts';
import { findStuck } from './stuck.ts';

/** Between two looks, in ms. */
const lookMs = 5_000;
/** How often the position is published at most, in ms. */
const publishMs = 60_000;
/** MariaDB ends within this, or it is killed. In ms. */
const endMs = 30_000;

/**
 * Watches this server's database for as long as the process lives: publishes how far the shop has got, and ends a MariaDB
 * that waits for what cannot come. Its supervisor starts it again, and both servers decide together who begins.
 */
export async function watchDatabase(server: DataServer): Promise<never> {
  const { layout, log } = server;
  let publishedAt = 0;
  let published = '';
  let stuck: { readonly because: string; readonly since: number } | undefined;
  while (true) {
    await sleep(lookMs);
    try {
      await restartIfAsked(server);
      const look = await lookAtDatabase(layout);
      const found = findStuck(look, await askPeer(server));
      if (found?.because !== stuck?.because) stuck = found && { because: found.because, since: Date.now() };
      if (found && stuck && Date.now() - stuck.since >= found.afterMs) {
        await end(server, found.because);
        stuck = undefined;
      }
      if (look.phase === 'running' && look.primary && look.synced && Date.now() - publishedAt >= publishMs) {
        const text = `${look.uuid}:${look.seqno}`;
        if (text !== published) await publishPosition(server, look);
        published = text;
        publishedAt = Date.now();
      }
    } catch (error) {
      log.warn({ err: error }, 'the look at the database failed');
    }
  }
}

/**
 * The failover agent may not end MariaDB itself: it leaves a file where Galera has ended in a server that still runs. The file
 * may be old by the time it is seen: a MariaDB that is in the majority again is left alone.
 */
async function restartIfAsked(server: DataServer): Promise<void> {
  const path = join(server.layout.runtime, 'failover', 'restart-database');
  if ((await readIfThere(path)) === undefined) return;
  const look = await lookAtDatabase(server.layout);
  await rm(path);
  if (look.phase === 'running' && look.primary) {
    server.log.info('the failover agent asked for a restart of MariaDB, which is in the majority again');
    return;
  }
  await end(server, 'the failover agent asks for it: MariaDB starts anew');
}

/** Its supervisor starts it again. One that hangs is killed: it serves nobody, and recovers what it has. */
async function end({ layout, log }: DataServer, why: string): Promise<void> {
  const state = await readStartState(layout);
  if (!state || !isAlive(state.pid)) return;
  log.warn({ pid: state.pid }, why);
  process.kill(state.pid, 'SIGTERM');
  const deadline = Date.now() + endMs;
  while (isAlive(state.pid)) {
    if (Date.now() > deadline) {
      process.kill(state.pid, 'SIGKILL');
      return;
    }
    await sleep(200);
  }
}
