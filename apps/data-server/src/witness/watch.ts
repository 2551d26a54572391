import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unitNames } from '@perfume/instances';
import type { TunnelInstance } from '../instance.ts';
import { readIfThere } from '../system/files.ts';
import { lastComponent, leaveGroup } from './arbitrator.ts';

/** Between two looks, in ms. */
const lookMs = 10_000;

/**
 * So long the witness stays a majority of one, in ms. Data servers that have both stopped in order leave it as that, and one
 * that comes back soon finds its place kept, also while the other is lost. Later it is given up: a cluster that is begun anew
 * without a word to the witness must not meet an older one.
 */
export const loneMs = 300_000;

/** Ends a majority of one that nobody has come back to, for as long as the process lives. */
export async function watchWitness({ layout, log }: TunnelInstance): Promise<never> {
  const path = join(layout.logs, `${unitNames.witness}.log`);
  let loneSince: number | undefined;
  while (true) {
    await sleep(lookMs);
    try {
      const component = lastComponent((await readIfThere(path)) ?? '');
      const isLone = component?.isPrimary === true && component.members === 1;
      loneSince = isLone ? (loneSince ?? Date.now()) : undefined;
      if (loneSince === undefined || Date.now() - loneSince < loneMs) continue;
      log.warn('no data server has come back to the witness: it leaves what it votes in');
      await leaveGroup(layout);
      loneSince = undefined;
    } catch (error) {
      log.warn({ err: error }, 'the look at garbd failed');
    }
  }
}
