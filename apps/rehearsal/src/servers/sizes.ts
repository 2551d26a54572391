import type { InstanceSize } from '../instances/instance.ts';

/**
 * What each kind of instance gets of this machine. Small, so that all of them fit on two CPUs and a few GiB; large enough
 * that no limit is met in ordinary service.
 */
export const sizes: Readonly<Record<'app' | 'data' | 'witness', InstanceSize>> = {
  app: { memoryMiB: 768, cpus: 0.5 },
  data: { memoryMiB: 1_280, cpus: 1 },
  witness: { memoryMiB: 384, cpus: 0.25 },
};

/** A data volume, in bytes; it takes room on this machine only as it is written. */
export const volumeBytes = 3 * 2 ** 30;
