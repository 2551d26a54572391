import type { DatabaseReport } from './report.ts';

/** A state that a server does not leave by itself. */
export interface Stuck {
  readonly because: string;
  /** It counts once it has lasted so long, in ms. */
  readonly afterMs: number;
}

/**
 * Whether this server's MariaDB waits for something that cannot come, so that it is to start anew and decide again beside its
 * peer. None of these states takes part in anything that could be lost: it serves nobody.
 */
export function findStuck(
  own: DatabaseReport,
  peer: DatabaseReport | { readonly phase: 'unreachable' },
): Stuck | undefined {
  switch (own.phase) {
    case 'running':
      if (!own.primary && peer.phase === 'starting') return outside;
      return own.primary && own.joiner && cannotGive(peer) ? nobodyGives : undefined;
    case 'joining':
      if (peer.phase === 'starting') return nothingToJoin;
      return peer.phase === 'joining' || (peer.phase === 'running' && peer.joiner) ? bothJoin : undefined;
    case 'beginning':
      return peer.phase === 'starting' ? neverBegins : undefined;
    default:
      return undefined;
  }
}

/** By its own word it has no data for others. One that does not answer may well have. */
function cannotGive(peer: DatabaseReport | { readonly phase: 'unreachable' }): boolean {
  if (peer.phase === 'running') return peer.joiner || !peer.primary;
  return peer.phase === 'joining' || peer.phase === 'starting';
}

const outside: Stuck = {
  because: 'MariaDB runs outside the majority while the peer waits: both decide who begins',
  afterMs: 15_000,
};

/** A server that was cut off while its peer was still copying comes back to a majority in which nobody has all data. */
const nobodyGives: Stuck = {
  because: 'MariaDB waits for data that no member has: both decide who begins',
  afterMs: 60_000,
};

const nothingToJoin: Stuck = {
  because: 'MariaDB looks for a majority while the peer waits: both decide who begins',
  afterMs: 60_000,
};

/** Longer than a server looks for a majority before it gives up. */
const bothJoin: Stuck = {
  because: 'both servers wait for data of one another: both decide who begins',
  afterMs: 90_000,
};

/** Longer than making the first data directory may take. */
const neverBegins: Stuck = {
  because: 'MariaDB has not begun the cluster in all this time: it decides again',
  afterMs: 240_000,
};
