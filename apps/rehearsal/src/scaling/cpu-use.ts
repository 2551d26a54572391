import type { Instance } from '../instances/instance.ts';

/**
 * Measures what instances use of their CPUs from one call to the next: the mean in percent, as CloudWatch shows it, of those
 * that were asked about in both; undefined where there is none.
 * @param now in ms
 */
export function measureCpu(
  now: () => number = Date.now,
): (instances: readonly Instance[]) => Promise<number | undefined> {
  let last = new Map<Instance, { readonly at: number; readonly usedUs: number }>();
  return async (instances) => {
    const read = await Promise.all(
      instances.map(
        async (instance) => [instance, { at: now(), usedUs: await instance.cpuTimeUs() }] as const,
      ),
    );
    const shares = read.flatMap(([instance, { at, usedUs }]) => {
      const before = last.get(instance);
      if (!before || at <= before.at) return [];
      return [((usedUs - before.usedUs) / ((at - before.at) * 1_000) / instance.options.size.cpus) * 100];
    });
    last = new Map(read);
    return shares.length === 0 ? undefined : shares.reduce((sum, share) => sum + share, 0) / shares.length;
  };
}
