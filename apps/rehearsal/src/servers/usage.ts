import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from '../instances/instance.ts';

/** What instances use of their CPU, 0 to 1 of their limit, and of memory. */
export interface Usage {
  of(instance: Instance): { readonly cpu: number; readonly memoryBytes: number };
  stop(): Promise<void>;
}

const everyMs = 2_000;

/** Looks at the given instances every two seconds, so that a view of them costs nothing. */
export function watchUsage(instances: () => readonly Instance[]): Usage {
  interface Seen {
    readonly at: number;
    readonly cpuUs: number;
    readonly cpu: number;
    readonly memoryBytes: number;
  }
  let seen = new Map<Instance, Seen>();
  const end = new AbortController();

  async function look(): Promise<void> {
    const next = await Promise.all(
      instances().map(async (instance) => {
        const [cpuUs, memoryBytes] = await Promise.all([instance.cpuTimeUs(), instance.memoryBytes()]);
        const before = seen.get(instance);
        const at = Date.now();
        const passedUs = before ? (at - before.at) * 1_000 * instance.options.size.cpus : 0;
        // A rebooted instance counts anew.
        const cpu = before && passedUs > 0 ? Math.max(0, cpuUs - before.cpuUs) / passedUs : 0;
        return [instance, { at, cpuUs, cpu: Math.min(1, cpu), memoryBytes }] as const;
      }),
    );
    seen = new Map(next);
  }

  async function watch(): Promise<void> {
    while (!end.signal.aborted) {
      await look();
      await sleep(everyMs, undefined, { signal: end.signal }).catch(() => undefined);
    }
  }

  const watching = watch();
  return {
    of: (instance) => {
      const { cpu = 0, memoryBytes = 0 } = seen.get(instance) ?? {};
      return { cpu, memoryBytes };
    },
    async stop() {
      end.abort();
      await watching;
    },
  };
}
