import { readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { objectKeys } from '@perfume/instances';
import { listObjects, putObject } from '../aws/objects.ts';
import type { DataServer } from '../instance.ts';
import { readChunk } from './binlog-chunks.ts';
import { parsePartKey, partKey, uniqueName } from './binlog-keys.ts';
import { backupPlace } from './full.ts';
import { listBackups } from './manifest.ts';
import { backupMetrics } from './metrics.ts';

/** Between two looks for new events, in ms: with the upload, the most that is lost with both servers and their volumes. */
export const shipEveryMs = 10_000;

/** How far each binary log is stored, by its unique name; in bytes. */
export type Shipped = Map<string, number>;

/** Stores binary logs in S3 as they grow, for as long as the process lives. */
export async function shipBinaryLogs(server: DataServer): Promise<never> {
  const { log } = server;
  let shipped: Shipped | undefined;
  let shippedAt = Date.now();
  tellAges(server, () => shippedAt);
  while (true) {
    try {
      // What was stored is asked of S3 itself: whatever happened to this server, it goes on where it is right.
      shipped ??= await alreadyShipped(server);
      await shipOnce(server, shipped);
      shippedAt = Date.now();
    } catch (error) {
      // One that fails is soon made up for; trouble that lasts shows as BinlogAge.
      log.warn({ err: error }, 'binary logs could not be stored; they are tried again');
      shipped = undefined;
    }
    await sleep(shipEveryMs);
  }
}

/**
 * Stores what is new of each binary log, in parts that are named by the bytes in them.
 * @param shipped how far each is stored; brought up to date
 * @returns parts that were stored
 */
export async function shipOnce(server: DataServer, shipped: Shipped): Promise<number> {
  const folder = server.layout.binaryLogs;
  let parts = 0;
  for (const name of await binaryLogs(folder)) {
    const path = join(folder, name);
    const log = await uniqueName(path, name);
    if (log === undefined) continue;
    for (let from = shipped.get(log) ?? 0; ;) {
      const chunk = await readChunk(path, from);
      if (!chunk) break;
      const part = { node: server.facts.node, log, from, to: chunk.to };
      await putObject(backupPlace(server), partKey(part), chunk.bytes);
      shipped.set(log, (from = chunk.to));
      parts += 1;
    }
  }
  return parts;
}

/** How far binary logs of this server are stored. */
export async function alreadyShipped(server: DataServer): Promise<Shipped> {
  const shipped: Shipped = new Map();
  for (const { key } of await listObjects(backupPlace(server), objectKeys.binaryLogs(server.facts.node))) {
    const part = parsePartKey(key);
    if (part) shipped.set(part.log, Math.max(shipped.get(part.log) ?? 0, part.to));
  }
  return shipped;
}

/** Binary logs by number, the oldest first. */
async function binaryLogs(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => /^binlog\.\d{6,}$/.test(name)).sort();
}

/** Ages of both kinds of backup and what the volume has left, told by the one service that always runs. */
function tellAges(server: DataServer, shippedAt: () => number): void {
  const metrics = backupMetrics(server);
  metrics.collect(async () => {
    metrics.gauge('BinlogAge', Math.round((Date.now() - shippedAt()) / 1_000));
    const { blocks, bavail } = await statfs(server.layout.data);
    metrics.gauge('DataDiskUsed', Math.round(1_000 * (1 - bavail / blocks)) / 10);
    const last = (await listBackups(backupPlace(server))).at(-1);
    if (last) metrics.gauge('BackupAge', Math.round((Date.now() - Date.parse(last.finishedAt)) / 1_000));
  });
}
