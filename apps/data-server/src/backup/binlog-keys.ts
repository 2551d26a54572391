import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { objectKeys, type DataNodeName } from '@perfume/instances';

/** The begin of a binary log by which it is known: it holds the moment at which the log was begun. In bytes. */
const fingerprintBytes = 200;

/**
 * Four bytes of magic, then the first event, whose flags stand at 17 of its header: their lowest bit says that the log is
 * being written. MariaDB clears it when it closes the log, and the log stays the same one.
 */
const flagsAt = 4 + 17;
const inUse = 0b1;

/**
 * A name that no other binary log has: after a full copy the numbers begin anew, or go on with those of the other server.
 * Names sort by the moment at which the log was begun. An open log keeps its name when it is closed.
 * @returns undefined while its begin is not written
 */
export async function uniqueName(path: string, name: string): Promise<string | undefined> {
  const file = await open(path, 'r');
  try {
    const begin = Buffer.alloc(fingerprintBytes);
    const { bytesRead } = await file.read(begin, 0, fingerprintBytes, 0);
    if (bytesRead < fingerprintBytes) return undefined;
    begin.writeUInt8(begin.readUInt8(flagsAt) & ~inUse, flagsAt);
    // After four bytes of magic comes the first event, which begins with its second since 1970.
    const begun = new Date(begin.readUInt32LE(4) * 1_000).toISOString().replace(/[-:]|\.\d+/g, '');
    return `${begun}-${name}-${createHash('sha256').update(begin).digest('hex').slice(0, 12)}`;
  } finally {
    await file.close();
  }
}

/** What of a unique name says when the log was begun and under which number. */
export const withoutFingerprint = (name: string): string => name.slice(0, name.lastIndexOf('-'));

/** A part of a binary log in S3. */
export interface StoredPart {
  readonly node: DataNodeName;
  /** As `uniqueName` gives it. */
  readonly log: string;
  readonly from: number;
  readonly to: number;
}

/** `backups/binlog/a/20261124T120000Z-binlog.000004-0123456789ab/000000000000-000000004711` */
export function partKey({ node, log, from, to }: StoredPart): string {
  const digits = (byte: number) => String(byte).padStart(12, '0');
  return `${objectKeys.binaryLogs(node)}${log}/${digits(from)}-${digits(to)}`;
}

/** The part that a key names; undefined for any other key. */
export function parsePartKey(key: string): StoredPart | undefined {
  const [, node, log, from, to] =
    /^backups\/binlog\/([ab])\/(\d{8}T\d{6}Z-binlog\.\d+-[0-9a-f]{12})\/(\d+)-(\d+)$/.exec(key) ?? [];
  if (log === undefined) return undefined;
  return { node: node as DataNodeName, log, from: Number(from), to: Number(to) };
}
