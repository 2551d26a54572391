import { describe, expect, it } from 'vitest';
import type { DatabaseReport } from './report.ts';
import { findStuck } from './stuck.ts';

const running = (parts: Partial<Extract<DatabaseReport, { phase: 'running' }>> = {}): DatabaseReport => ({
  phase: 'running',
  primary: true,
  synced: true,
  joiner: false,
  size: 3,
  uuid: 'u',
  seqno: 1,
  open: false,
  ...parts,
});
const joiner = running({ synced: false, joiner: true });
const donor = running({ synced: false });
const outside = running({ primary: false, synced: false });
const starting = { phase: 'starting', data: 'data' } as const;
const joining = { phase: 'joining' } as const;
const beginning = { phase: 'beginning' } as const;
const unreachable = { phase: 'unreachable' } as const;

describe('a MariaDB is started anew', () => {
  it.each([
    ['it runs outside the majority while the peer waits', outside, starting],
    ['it and its peer wait for data that neither has', joiner, joining],
    ['it and its peer wait for one another’s data in the same majority', joiner, joiner],
    ['it looks for a majority while the peer waits', joining, starting],
    ['it was to begin the cluster and never did', beginning, starting],
  ] as const)('when %s', (_when, own, peer) => {
    expect(findStuck(own, peer)?.afterMs).toBeGreaterThanOrEqual(15_000);
  });
});

describe('a MariaDB is left alone', () => {
  it.each([
    ['it serves', running(), starting],
    ['it gives a full copy to its peer', donor, joining],
    ['it copies from a peer that has data', joiner, running()],
    ['it copies from a peer that gives', joining, donor],
    ['it waits for data and the peer does not answer: that one may have it', joiner, unreachable],
    ['it is outside the majority and the peer may be in it', outside, unreachable],
    ['it is outside the majority beside a peer that is in it', outside, running()],
    ['its peer is about to begin', joining, beginning],
  ] as const)('when %s', (_when, own, peer) => {
    expect(findStuck(own, peer)).toBeUndefined();
  });
});
