import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { dataNodeNames, objectKeys, type DataNodeName } from '@perfume/instances';
import { listObjects, openObject, type Place } from '../aws/objects.ts';
import { parsePartKey, partKey, withoutFingerprint, type StoredPart } from '../backup/binlog-keys.ts';

/** A binary log with its parts in the order of their bytes, without a gap. */
export interface StoredLog {
  readonly name: string;
  readonly parts: readonly StoredPart[];
}

export interface StoredLogs {
  readonly node: DataNodeName;
  /** Binary logs in the order in which they were begun. */
  readonly logs: readonly StoredLog[];
  /** When the last part was stored. */
  readonly lastAt: Date;
}

/** What is stored of each data server's binary logs. */
export async function findLogs(place: Place): Promise<readonly StoredLogs[]> {
  const found: StoredLogs[] = [];
  for (const node of dataNodeNames) {
    const parts: StoredPart[] = [];
    let lastAt = new Date(0);
    for (const { key, storedAt } of await listObjects(place, objectKeys.binaryLogs(node))) {
      const part = parsePartKey(key);
      if (!part) continue;
      if (storedAt > lastAt) lastAt = storedAt;
      parts.push(part);
    }
    const logs = logsOf(parts);
    if (logs.length > 0) found.push({ node, logs, lastAt });
  }
  return found;
}

/**
 * Binary logs of one server, in the order in which they were begun. One may be stored under two names: releases of before
 * made another fingerprint of it once it was closed. They hold the same events, so of those that were begun in the same second
 * under the same number the one that reaches further counts; replayed twice, the first row would end the restore.
 */
export function logsOf(parts: readonly StoredPart[]): readonly StoredLog[] {
  const byName = new Map<string, StoredPart[]>();
  for (const part of parts) byName.set(part.log, [...(byName.get(part.log) ?? []), part]);
  const furthest = new Map<string, StoredLog>();
  for (const [name, all] of byName) {
    const log: StoredLog = { name, parts: unbroken(all) };
    const begun = withoutFingerprint(name);
    const other = furthest.get(begun);
    if (!other || endOf(log) > endOf(other)) furthest.set(begun, log);
  }
  return [...furthest.values()].sort((one, other) => one.name.localeCompare(other.name));
}

const endOf = ({ parts }: StoredLog): number => parts.at(-1)?.to ?? 0;

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

/** Those that may hold something after `since`: what was over before the backup began is in the backup. */
export function logsSince(logs: readonly StoredLog[], since: Date): readonly StoredLog[] {
  return logs.filter((_, index) => {
    const next = logs[index + 1];
    return !next || begunAt(next.name) >= since;
  });
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
  for (const { name, parts } of logsSince(logs, since)) {
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
