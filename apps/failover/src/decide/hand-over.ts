import { act, type Turn, type Verdict } from './turn.ts';

export interface Wish {
  readonly reason: string;
  /** Ordered or caused by people: application connections get a moment to finish, and no cool-down follows. */
  readonly planned: boolean;
}

/** Why the writer wants the other data server to write; undefined when it does not, or the other one cannot. */
export function handOverWish(turn: Turn): Wish | undefined {
  const { o, j, memory, limits, self, peer } = turn;
  if (!j.peerIsAble) return undefined;
  if (o.orders.switchTo === peer || j.peer?.asksForWriting)
    return { reason: `a switch to ${peer} was ordered`, planned: true };
  if (j.isHeld) return undefined;
  if (j.sickness !== undefined && !j.isCoolingDown)
    return { reason: `${self} gives up, as ${j.sickness}`, planned: false };
  if (o.address.look?.holder !== 'peer') return undefined;
  const { strayedSince } = memory;
  if (strayedSince !== undefined && o.now - strayedSince >= limits.followMs)
    return { reason: `somebody moved the address to ${peer}`, planned: true };
  return memory.association === undefined && cannotFetch(turn)
    ? { reason: `the address cannot be brought from ${peer} to ${self}`, planned: true }
    : undefined;
}

/** Amazon refuses for good, or has failed for long. */
function cannotFetch({ o, memory, limits }: Turn): boolean {
  const { outcome } = o.address;
  if (memory.associateFailures === 0 || !outcome || outcome.ok) return false;
  const { kind } = outcome.trouble;
  const triedMs = o.now - (memory.writer?.since ?? o.now);
  return kind === 'refused' || kind === 'wrong setting' || triedMs >= limits.giveBackMs;
}

/**
 * Closes the gate, then names the peer in the row: no write is taken here once it is taken there. Where a sick server can
 * do neither in time, it leaves the cluster, whose majority goes on without it.
 */
export function handOver(turn: Turn, wish: Wish): Verdict {
  const { o, j, memory, limits, self, peer } = turn;
  const since = memory.handingOverSince ?? o.now;
  const changes = { handingOverSince: since, openTerm: undefined };
  const base = {
    standing: 'handing over',
    alarms: wish.planned ? [] : [`The writing moves to ${peer}: ${wish.reason}.`],
  } as const;
  const hasFailed = o.acted?.ok === false && o.acted.ageMs < o.now - since;
  const isOverdue = hasFailed || o.now - since >= limits.closeMs;
  if (!wish.planned && isOverdue && j.canLoseOne) {
    const leave = act(turn, { kind: 'leave cluster' });
    return {
      ...base,
      sentence: `${self} leaves the cluster: ${wish.reason}, and could not hand over.`,
      ...leave,
      changes: { ...changes, ...(leave.actions && { leftAt: o.now }) },
    };
  }
  const isOpen = j.look?.isGateOpen === true;
  const step = isOpen
    ? act(turn, { kind: 'close gate', drain: wish.planned })
    : act(turn, {
        kind: 'change writer',
        to: peer,
        term: j.row?.term,
        planned: wish.planned,
        reason: wish.reason,
      });
  return {
    ...base,
    sentence: isOpen
      ? `${self} closes its gate to hand over to ${peer}: ${wish.reason}.`
      : `${self} hands the writing over to ${peer}: ${wish.reason}.`,
    ...step,
    changes,
  };
}
