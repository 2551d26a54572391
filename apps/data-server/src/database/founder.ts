import { parameterNames } from '@perfume/instances';
import { z } from 'zod';
import { createParameter, readParameter, writeParameter } from '../aws/parameters.ts';
import type { DataServer } from '../instance.ts';
import type { Founder } from './decide.ts';
import type { Position } from './position.ts';

const founderSchema = z.object({
  node: z.string(),
  instanceId: z.string(),
  at: z.string(),
  finished: z.boolean(),
});

const positionSchema = z.object({ uuid: z.string(), seqno: z.number() });

/** Who has made the shop's database. */
export async function readFounder(server: DataServer): Promise<Founder> {
  try {
    const text = await readParameter(server.cloud.parameters, parameterNames(server.facts.shop).cluster);
    if (text === undefined) return { kind: 'nobody' };
    const { node, instanceId, at, finished } = founderSchema.parse(JSON.parse(text));
    if (finished) return { kind: 'finished', at };
    return instanceId === server.facts.instance?.instanceId ? { kind: 'this' } : { kind: 'other', node };
  } catch (error) {
    server.log.warn({ err: error }, 'cannot ask who made the shop’s database');
    return { kind: 'unknown' };
  }
}

/** Claims to make the shop's first database: of two servers at once one succeeds. */
export function claimFounding(server: DataServer, now = new Date()): Promise<boolean> {
  return createParameter(
    server.cloud.parameters,
    parameterNames(server.facts.shop).cluster,
    founderText(server, now, false),
  );
}

/** Says that the shop has a database: from now on no server ever begins with an empty one by itself. */
export async function finishFounding(server: DataServer, now = new Date()): Promise<void> {
  const name = parameterNames(server.facts.shop).cluster;
  const text = await readParameter(server.cloud.parameters, name);
  if (text !== undefined && founderSchema.parse(JSON.parse(text)).finished) return;
  await writeParameter(server.cloud.parameters, name, founderText(server, now, true));
}

function founderText({ facts }: DataServer, now: Date, finished: boolean): string {
  return JSON.stringify({
    node: facts.node,
    instanceId: facts.instance?.instanceId ?? 'unknown',
    at: now.toISOString(),
    finished,
  });
}

/** The furthest that a member of the majority has said it had got. */
export async function readPublishedPosition(server: DataServer): Promise<Position | 'none' | 'unknown'> {
  try {
    const text = await readParameter(server.cloud.parameters, parameterNames(server.facts.shop).position);
    return text === undefined ? 'none' : positionSchema.parse(JSON.parse(text));
  } catch {
    return 'unknown';
  }
}

/** Says how far the shop has got, from a member of the majority. */
export async function publishPosition(server: DataServer, { uuid, seqno }: Position): Promise<void> {
  await writeParameter(
    server.cloud.parameters,
    parameterNames(server.facts.shop).position,
    JSON.stringify({ uuid, seqno, node: server.facts.node, at: new Date().toISOString() }),
  );
}
