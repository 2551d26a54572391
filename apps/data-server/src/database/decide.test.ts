import { describe, expect, it } from 'vitest';
import { decideStart, joinBesideMs, loneJoinAfterMs, type Founder, type Situation } from './decide.ts';
import type { DatabaseReport } from './report.ts';

const history = '6f9b1c3e-0000-11f1-8000-000000000001';
const otherHistory = '6f9b1c3e-0000-11f1-8000-000000000002';

const at = (seqno: number, uuid = history) => ({ uuid, seqno });
const data = (seqno: number, uuid = history) => ({ kind: 'data', position: at(seqno, uuid) }) as const;
const starting = (seqno: number, uuid = history) =>
  ({ phase: 'starting', data: 'data', position: at(seqno, uuid) }) as const;
const running = (primary: boolean): DatabaseReport => ({
  phase: 'running',
  primary,
  synced: primary,
  joiner: false,
  size: primary ? 2 : 1,
  uuid: history,
  seqno: 100,
  open: primary,
});
const emptyPeer = { phase: 'starting', data: 'empty' } as const;
const unreachable = { phase: 'unreachable' } as const;

const situation = (parts: Partial<Situation>): Situation => ({
  node: 'a',
  own: { kind: 'empty' },
  peer: unreachable,
  founder: { kind: 'unknown' },
  published: 'unknown',
  beginAnew: undefined,
  waitedMs: 0,
  ...parts,
});

const decide = (parts: Partial<Situation>) => decideStart(situation(parts));

describe('the first boot of an empty pair', () => {
  it('begins only if the claim to the shop’s first database succeeds', () => {
    expect(decide({ peer: emptyPeer, founder: { kind: 'nobody' } })).toMatchObject({
      act: 'begin',
      claim: true,
    });
  });

  it('does not wait for a peer that has not booted yet', () => {
    expect(decide({ founder: { kind: 'nobody' } })).toMatchObject({ act: 'begin', claim: true });
  });

  it('waits for the server that has claimed it', () => {
    expect(decide({ peer: emptyPeer, founder: { kind: 'other', node: 'b' } }).act).toBe('wait');
  });

  it('goes on with its own claim after a crash in the middle', () => {
    expect(decide({ peer: emptyPeer, founder: { kind: 'this' } })).toMatchObject({
      act: 'begin',
      claim: false,
    });
  });

  it('waits while Amazon’s API cannot say whether the shop has a database', () => {
    expect(decide({ peer: emptyPeer }).act).toBe('wait');
  });

  it('never makes an empty database for a shop that has had one', () => {
    const decision = decide({ peer: emptyPeer, founder: { kind: 'finished', at: '2026-11-24T12:00:00Z' } });
    expect(decision).toMatchObject({ act: 'wait', needsPerson: true });
    expect(decision.because).toContain('data-server restore');
  });

  it('never makes one beside a peer that has data, whatever the claim says', () => {
    for (const peer of [starting(5), { phase: 'stopped', data: 'data' } as const])
      expect(decide({ peer, founder: { kind: 'nobody' } }).act).toBe('wait');
  });
});

describe('a server whose peer is in the majority', () => {
  it('joins: after a crash with what it missed, empty with a full copy', () => {
    expect(decide({ own: data(90), peer: running(true) }).act).toBe('join');
    expect(decide({ peer: running(true) }).act).toBe('join');
  });

  it('asks for a full copy only once the peer has ended the one before', () => {
    const peer: DatabaseReport = {
      phase: 'running',
      primary: true,
      synced: false,
      joiner: false,
      size: 2,
      uuid: history,
      seqno: 100,
      open: true,
    };
    expect(decide({ peer }).act).toBe('wait');
    expect(decide({ own: data(90), peer }).act).toBe('join');
  });

  it('joins although Amazon’s API is away', () => {
    expect(decide({ own: data(90), peer: running(true), founder: { kind: 'unknown' } }).act).toBe('join');
  });

  it('joins although a person wanted it to begin', () => {
    expect(decide({ own: data(90), peer: running(true), beginAnew: { peerIsLost: true } }).act).toBe('join');
  });

  it('does not join with data from a backup', () => {
    expect(decide({ own: { kind: 'restored' }, peer: running(true) })).toMatchObject({
      act: 'wait',
      needsPerson: true,
    });
  });
});

describe('the restart of a whole pair', () => {
  it('is begun by the server with the later data, and by that one alone', () => {
    expect(decide({ node: 'a', own: data(90), peer: starting(100) }).act).toBe('wait');
    expect(decide({ node: 'b', own: data(100), peer: starting(90) }).act).toBe('begin');
  });

  it('is begun by a when both have the same data', () => {
    expect(decide({ node: 'a', own: data(100), peer: starting(100) }).act).toBe('begin');
    expect(decide({ node: 'b', own: data(100), peer: starting(100) }).act).toBe('wait');
  });

  it('waits for the peer while that looks for a majority or begins', () => {
    for (const phase of ['joining', 'beginning'] as const)
      expect(decide({ own: data(100), peer: { phase } }).act).toBe('wait');
  });

  it('joins beside a peer that has been looking for long: it may wait for the data that is here', () => {
    expect(decide({ own: data(100), peer: { phase: 'joining' }, waitedMs: joinBesideMs }).act).toBe('join');
  });

  it('waits for a peer that runs outside the majority to start anew', () => {
    expect(decide({ own: data(100), peer: running(false) }).act).toBe('wait');
  });

  it('asks a person when the histories differ', () => {
    expect(decide({ own: data(100), peer: starting(90, otherHistory) })).toMatchObject({
      act: 'wait',
      needsPerson: true,
    });
  });

  it('begins beside a peer that was stopped in order with nothing later', () => {
    for (const node of ['a', 'b'] as const)
      expect(
        decide({ node, own: data(100), peer: { phase: 'stopped', data: 'data', position: at(100) } }).act,
      ).toBe('begin');
  });

  it('names what to start when the stopped peer has later data, or nobody knows how late', () => {
    for (const peer of [
      { phase: 'stopped', data: 'data', position: at(101) } as const,
      { phase: 'stopped', data: 'data' } as const,
    ]) {
      const decision = decide({ own: data(100), peer });
      expect(decision).toMatchObject({ act: 'wait', needsPerson: true });
      expect(decision.because).toContain('systemctl start perfume-database');
    }
  });
});

describe('a server whose peer does not answer', () => {
  it('never begins with its data: the peer could be in the majority with the witness', () => {
    for (const founder of [{ kind: 'nobody' }, { kind: 'this' }, { kind: 'unknown' }] satisfies Founder[])
      for (const waitedMs of [0, loneJoinAfterMs, 3_600_000])
        expect(decide({ own: data(100), founder, waitedMs }).act).not.toBe('begin');
  });

  it('looks for a majority by itself after a while, which does no harm where there is none', () => {
    expect(decide({ own: data(100), waitedMs: loneJoinAfterMs - 1 }).act).toBe('wait');
    expect(decide({ own: data(100), waitedMs: loneJoinAfterMs })).toMatchObject({
      act: 'join',
      needsPerson: true,
    });
  });

  it('begins when a person has said that the peer is lost', () => {
    expect(decide({ own: data(100), beginAnew: { peerIsLost: true } }).act).toBe('begin');
    expect(decide({ own: data(100), beginAnew: { peerIsLost: false } }).act).toBe('wait');
  });
});

describe('a server whose peer has lost its data', () => {
  it('begins when it has all that the shop was known to have', () => {
    expect(decide({ own: data(100), peer: emptyPeer, published: at(100) }).act).toBe('begin');
    expect(decide({ own: data(100), peer: emptyPeer, published: 'none' }).act).toBe('begin');
  });

  it('does not go back in time by itself', () => {
    expect(decide({ own: data(100), peer: emptyPeer, published: at(101) })).toMatchObject({
      act: 'wait',
      needsPerson: true,
    });
    expect(decide({ own: data(100), peer: emptyPeer, published: at(1, otherHistory) }).act).toBe('wait');
  });

  it('waits for Amazon’s API to say how far the shop had got', () => {
    expect(decide({ own: data(100), peer: emptyPeer, published: 'unknown' }).act).toBe('wait');
  });

  it('begins with old data when a person wants it', () => {
    expect(
      decide({ own: data(100), peer: emptyPeer, published: at(101), beginAnew: { peerIsLost: false } }).act,
    ).toBe('begin');
  });
});

describe('data that was restored from a backup', () => {
  it('begins beside an empty peer', () => {
    expect(decide({ own: { kind: 'restored' }, peer: emptyPeer }).act).toBe('begin');
  });

  it('does not begin beside a peer with data, nor beside one that may have some', () => {
    for (const peer of [starting(1), running(false), unreachable, { phase: 'joining' } as const])
      expect(decide({ own: { kind: 'restored' }, peer }).act).toBe('wait');
  });

  it('lets an empty peer wait for it', () => {
    expect(decide({ peer: { phase: 'starting', data: 'restored' } }).act).toBe('wait');
  });
});

describe('two servers that see each other', () => {
  const owns: Situation['own'][] = [
    { kind: 'empty' },
    data(90),
    data(100),
    data(100, otherHistory),
    { kind: 'restored' },
  ];
  const asPeer = (own: Situation['own']): DatabaseReport => ({
    phase: 'starting',
    data: own.kind,
    ...(own.kind === 'data' && { position: own.position }),
  });
  const founders: Founder[] = [{ kind: 'nobody' }, { kind: 'unknown' }, { kind: 'finished', at: 'then' }];
  const marks: Situation['beginAnew'][] = [undefined, { peerIsLost: false }, { peerIsLost: true }];

  it('never both begin without the claim that only one of them gets', () => {
    for (const own of owns)
      for (const other of owns)
        for (const founder of founders)
          for (const published of ['none', 'unknown', at(95)] satisfies Situation['published'][]) {
            const a = decide({ node: 'a', own, peer: asPeer(other), founder, published });
            const b = decide({ node: 'b', own: other, peer: asPeer(own), founder, published });
            const unclaimed = [a, b].filter(({ act, claim }) => act === 'begin' && !claim);
            expect(unclaimed.length, JSON.stringify({ own, other, founder, published })).toBeLessThan(2);
            if (unclaimed.length === 1) expect([a, b].some(({ claim }) => claim)).toBe(false);
          }
  });

  it('begin nowhere beside a peer in the majority, whatever anybody has ordered', () => {
    for (const own of owns)
      for (const founder of founders)
        for (const beginAnew of marks)
          expect(decide({ own, founder, beginAnew, peer: running(true) }).act).not.toBe('begin');
  });
});
