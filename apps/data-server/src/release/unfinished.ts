import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Layout } from '@perfume/instances';
import { z } from 'zod';
import { readJsonIfThere, writeWhole } from '../system/files.ts';

const schema = z.object({
  /** Id of the release whose programs run, but for the restarts that are left. */
  former: z.string(),
  /** Units that still have to be restarted, in order. */
  restarts: z.array(z.string()).readonly(),
});

/** An `apply` that has begun and not ended: what the next one needs to go on. */
export type Unfinished = z.infer<typeof schema>;

type State = Pick<Layout, 'state'>;

const pathOf = ({ state }: State) => join(state, 'apply.json');

/** Undefined when the last `apply` came to its end. */
export async function readUnfinished(layout: State): Promise<Unfinished | undefined> {
  return schema.safeParse(await readJsonIfThere(pathOf(layout))).data;
}

export async function writeUnfinished(layout: State, unfinished: Unfinished): Promise<void> {
  await writeWhole(pathOf(layout), `${JSON.stringify(unfinished)}\n`, { mode: 0o644 });
}

/** The `apply` has come to its end. */
export async function removeUnfinished(layout: State): Promise<void> {
  await rm(pathOf(layout), { force: true });
}

/**
 * Restarts what is left, one after the other; each is struck off once it was restarted.
 * @param settle waits after a restart until the next one may follow
 */
export async function carryOut(
  layout: State,
  restart: (unit: string) => Promise<void>,
  settle: (unit: string) => Promise<void>,
): Promise<void> {
  while (true) {
    const unfinished = await readUnfinished(layout);
    const [next, ...others] = unfinished?.restarts ?? [];
    if (!unfinished || next === undefined) return;
    await restart(next);
    await writeUnfinished(layout, { ...unfinished, restarts: others });
    await settle(next);
  }
}
