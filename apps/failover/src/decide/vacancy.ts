import { leaveWhenSick, putPeerOut } from './standby.ts';
import { act, closed, type Turn, type Verdict } from './turn.ts';

/** The cluster is new: there is no table yet to say who writes. */
export function withoutTables(turn: Turn): Verdict {
  const { j, self } = turn;
  if (!j.look?.isSynced || j.diskFull)
    return {
      standing: 'starting',
      sentence: `${self} waits until it is Synced to make the agent's tables.`,
      ...closed(turn),
    };
  return {
    standing: 'starting',
    sentence: `The agent's tables are missing: ${self} makes them.`,
    ...act(turn, { kind: 'make tables' }),
  };
}

/**
 * Nobody has been the writer yet. Whoever holds the address begins, else a; the other one waits for it, and not for ever.
 * The row is made once: of two that try, the database refuses one.
 */
export function vacant(turn: Turn): Verdict {
  const { o, j, memory, limits, self, peer } = turn;
  const since = memory.vacantSince ?? o.now;
  const holder = o.address.look?.holder;
  const preferred = holder === 'self' ? self : holder === 'peer' ? peer : 'a';
  const isMine = preferred === self || !j.peerIsMember || o.now - since >= limits.orderMs;
  const say = (why: string): Verdict => ({
    standing: 'starting',
    sentence: `Nobody is the writer yet: ${why}.`,
    ...closed(turn),
    changes: { vacantSince: since },
  });
  const sick = leaveWhenSick(turn) ?? putPeerOut(turn);
  if (sick) return sick;
  if (j.isHeld) return say('automatic moves are held');
  if (!j.eligibility.ok) return say(`${self} cannot be it, as ${j.eligibility.reason}`);
  if (!isMine) return say(`${preferred} comes first`);
  const begin = act(turn, {
    kind: 'change writer',
    to: self,
    term: undefined,
    planned: true,
    reason: 'the first writer',
  });
  return {
    standing: 'taking over',
    sentence: `Nobody is the writer yet: ${self} begins.`,
    ...begin,
    changes: { vacantSince: since },
  };
}
