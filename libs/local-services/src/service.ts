import type { KnownProcess } from './process-identity.ts';

export type ServiceName = 'mariadb' | 'memcached';

/**
 * What the services are for: a shop that keeps its data; tests that throw theirs away; a benchmark that keeps its
 * catalogues from run to run but could make them anew. The last two cut corners for speed.
 */
export type Purpose = 'shop' | 'test' | 'bench';

/** A service that runs: a process of this machine or a container of Docker Compose. Kept in a file to be found again. */
export type RunningService =
  | { readonly by: 'process'; readonly port: number; readonly process: KnownProcess }
  | { readonly by: 'compose'; readonly port: number };

/** What starting a service needs to know. */
export interface ServicePlace {
  /** Where the service keeps its data and its log. */
  readonly folder: string;
  readonly purpose: Purpose;
  readonly port: number;
  /** Told as soon as the process exists, so that it can be found again even if this one ends before it answers. */
  readonly spawned: (process: KnownProcess) => void;
}
