import { rename, rm, writeFile } from 'node:fs/promises';
import { databasePaths, type DataNodeName, type Layout } from '@perfume/instances';
import { readJsonIfThere } from '../system/files.ts';
import type { Position } from './position.ts';

/** What the start of this server's MariaDB is about to do; the process with `pid` then becomes mariadbd itself. */
export interface StartState {
  readonly pid: number;
  readonly phase: 'starting' | 'joining' | 'beginning';
  readonly data: 'empty' | 'data' | 'restored';
  readonly position?: Position;
  /** Since it has been waiting, ms since 1970; carried over from a try that found no majority. */
  readonly waitingSince: number;
  /** When it became mariadbd. */
  readonly startedAt?: number;
}

/** The word that the peer may begin the cluster: until then this server begins or joins nothing by itself. */
export interface Grant {
  readonly to: DataNodeName;
  /** Ms since 1970. */
  readonly until: number;
}

export async function readStartState(layout: Layout): Promise<StartState | undefined> {
  return (await readJsonIfThere(databasePaths(layout).startState)) as StartState | undefined;
}

export async function writeStartState(layout: Layout, state: StartState): Promise<void> {
  await writeJson(databasePaths(layout).startState, state);
}

export async function readGrant(layout: Layout, now = Date.now()): Promise<Grant | undefined> {
  const grant = (await readJsonIfThere(databasePaths(layout).startGrant)) as Grant | undefined;
  return grant && grant.until > now ? grant : undefined;
}

export async function writeGrant(layout: Layout, grant: Grant): Promise<void> {
  await writeJson(databasePaths(layout).startGrant, grant);
}

export async function withdrawGrant(layout: Layout): Promise<void> {
  await rm(databasePaths(layout).startGrant, { force: true });
}

async function writeJson(path: string, content: object): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(content)}\n`, { mode: 0o644 });
  await rename(`${path}.new`, path);
}
