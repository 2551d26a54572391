import { join } from 'node:path';
import type { Sandbox, Unit } from '../description.ts';
import type { Layout } from '../layout.ts';

/** What a unit says for itself; the rest is the same for all. */
export type UnitOf = Pick<Unit, 'name' | 'description' | 'kind' | 'command' | 'user'> &
  Partial<Omit<Unit, 'sandbox'>> & { readonly sandbox?: Partial<Sandbox> };

/**
 * A unit with what all have in common: started again whenever it ends, its own log, instance.env, nothing writable.
 * @throws RangeError for a timed unit without a schedule
 */
export function unit(layout: Layout, own: UnitOf): Unit {
  if ((own.kind === 'timed') !== (own.schedule !== undefined))
    throw new RangeError(`${own.name} must have a schedule if it is timed, and only then.`);
  return {
    group: own.user,
    environment: {},
    environmentFiles: [{ path: join(layout.settings, 'instance.env') }],
    after: [],
    restart:
      own.kind === 'service'
        ? { policy: 'always', seconds: 2 }
        : own.kind === 'once'
          ? { policy: 'on-failure', seconds: 5 }
          : { policy: 'no', seconds: 0 },
    stop: { signal: 'SIGTERM', seconds: 15 },
    log: join(layout.logs, `${own.name}.log`),
    limits: {},
    restartWhenChanged: [],
    ...own,
    sandbox: { writable: [], capabilities: [], ...own.sandbox },
  };
}

/**
 * A program of the release, run by the release's own Node with a heap that suits a small server: new objects get 1 MB before
 * they are looked through instead of 16, and code is kept small rather than fast, which programs that mostly wait do not feel.
 * Without source maps: reading them costs 45 MB of memory in each process, and the bundles keep the names of functions.
 */
export function program(layout: Layout, name: string, ...args: readonly string[]): readonly string[] {
  return [
    join(layout.release, 'bin', 'node'),
    '--max-old-space-size=96',
    '--max-semi-space-size=1',
    '--optimize-for-size',
    join(layout.release, name),
    ...args,
  ];
}

/** Tells the shop's own programs where things lie, if that is not where they lie on a server. */
export function rootOf(layout: Layout): Readonly<Record<string, string>> {
  return layout.root === '/' ? {} : { PERFUME_ROOT: layout.root };
}
