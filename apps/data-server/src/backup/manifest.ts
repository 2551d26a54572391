import { objectKeys } from '@perfume/instances';
import { z } from 'zod';
import { listObjects, readObject, type Place } from '../aws/objects.ts';

/** What `backup.json` beside a full backup says; it is written last, so a backup without it is none. */
const manifestSchema = z.object({
  id: z.string(),
  node: z.enum(['a', 'b']),
  /** From when to when it was made; it holds what was committed at the end. UTC. */
  startedAt: z.string(),
  finishedAt: z.string(),
  server: z.string(),
  /** Of data.xb.zst, as it is stored. */
  sha256: z.string(),
  bytes: z.number(),
  /** Where binary logs go on: by GTID, so that those of any data server do. */
  gtid: z.string(),
});

export type Manifest = z.infer<typeof manifestSchema>;

export const dataName = 'data.xb.zst';
export const manifestName = 'backup.json';

/** All full backups that are whole, the oldest first. */
export async function listBackups(place: Place): Promise<readonly Manifest[]> {
  const found: Manifest[] = [];
  for (const { key } of await listObjects(place, objectKeys.fullBackups)) {
    if (!key.endsWith(`/${manifestName}`)) continue;
    const manifest = manifestSchema.safeParse(parsed(await readObject(place, key)));
    if (manifest.success) found.push(manifest.data);
  }
  return found.sort((one, other) => one.finishedAt.localeCompare(other.finishedAt));
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}
