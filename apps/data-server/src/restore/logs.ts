import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { dataNodeNames, objectKeys, type DataNodeName } from '@perfume/instances';
import { listObjects, openObject, type Place } from '../aws/objects.ts';
import { parsePartKey, partKey, type StoredPart } from '../backup/binlog-keys.ts';

export interface StoredLogs {
  readonly node: DataNodeName;
  /** Binary logs in the order in which they were begun, each with its parts in the order of their bytes. */
  readonly logs: readonly { readonly name: string; readonly parts: readonly StoredPart[] }[];
  /** When the last part was stored. */
  readonly lastAt: Date;
}

/** What is stored of each data server's binary logs. */
export async function findLogs(place: Place): Promise<readonly StoredLogs[]> {
  const found: StoredLogs[] = [];
  for (const node of dataNodeNames) {
    const byLog = new Map<string, StoredPart[]>();
    let lastAt = new Date(0);
    for (const { key, storedAt } of await listObjects(place, objectKeys.binaryLogs(node))) {
      const part = parsePartKey(key);
      if (!part) continue;
      if (storedAt > lastAt) lastAt = storedAt;
      byLog.set(part.log, [...(byLog.get(part.log) ?? []), part]);
    }
    const logs = [...byLog]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([name, parts]) => ({ name, parts: unbroken(parts) }));
    if (logs.length > 0) found.push({ node, logs, lastAt });
  }
  return found;
}

/** Parts that follow one another from the first byte on; of two that overlap, after a crash, the one that reaches further. */
export function unbroken(parts: readonly StoredPart[]): readonly StoredPart[] {
  const chain: StoredPart[] = [];
  for (let at = 0; ;) {
    const next = parts.filter(({ from }) => from === at).sort((one, other) => other.to - one.to)[0];
    if (!next) return chain;
    chain.push(next);
    at = next.to;
  }
}

/**
 * Which server's logs a restore goes by: those of the one that made the backup, unless the other's reach further.
 * @param until the moment to restore, or undefined for the last one
 */
export function chooseLogs(
  all: readonly StoredLogs[],
  backupOf: DataNodeName,
  until: Date | undefined,
): StoredLogs | undefined {
  const own = all.find(({ node }) => node === backupOf);
  const other = all.find(({ node }) => node !== backupOf);
  if (!own || !other) return own ?? other;
  if (until && own.lastAt >= until) return own;
  return other.lastAt > own.lastAt ? other : own;
}

/**
 * Brings the logs that may hold something after `since` as files.
 * @returns their paths, in order
 */
export async function fetchLogs(
  place: Place,
  { logs }: StoredLogs,
  since: Date,
  folder: string,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const [index, { name, parts }] of logs.entries()) {
    const next = logs[index + 1];
    // What was over before the backup began is in the backup.
    if (next && begunAt(next.name) < since) continue;
    const path = join(folder, name);
    const file = createWriteStream(path);
    await pipeline(async function* () {
      for (const part of parts) yield* await openObject(place, partKey(part));
    }, file);
    paths.push(path);
  }
  return paths;
}

function begunAt(name: string): Date {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(name)!;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
